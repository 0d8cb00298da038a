"""How the comments of one story stand: slow, held, closed; who says so, until when, and what readers are told."""

import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from comments import moderation, receipts
from comments.discussions import standing_of
from comments.models import Comment, Discussion, Policy
from tests import cast
from tests.comments import reader
from tests.comments.reader import form, make_comment, send, slip

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return cast.live_story()


@pytest.fixture
def lana():
    return cast.moderator()


@pytest.fixture
def slow(edition, lana):
    moderation.set_mode(edition.article, "slow", by=lana)


def text_of(response):
    return html.unescape(response.content.decode())


def test_a_slow_story_says_so_and_takes_one_comment_in_five_minutes(client, edition, slow):
    assert "one comment in five minutes" in text_of(client.get(edition.get_absolute_url()))
    reader.comment(client, edition, words="The first")
    response = send(client, form(edition, slip(edition), words="The second"))
    assert response.status_code == 429
    assert 290 <= int(response["Retry-After"]) <= 300
    assert "in 5 minutes" in text_of(response)
    assert ">\nThe second</textarea>" in text_of(response)
    assert reader.comment_from(client, edition, "198.51.100.7", words="From elsewhere")
    other = cast.live_story()
    assert reader.comment(client, other, words="Under another story")


def test_a_wrong_answer_costs_nobody_their_turn(client, edition, slow):
    mark = receipts.sign_mark("a" * 32)
    wrong = send(client, form(edition, slip(edition), answer="99", mark=mark))
    assert wrong.status_code == 422
    assert reader.comment(client, edition, mark=mark)


def test_a_double_click_under_a_slow_story_leads_to_the_receipt(client, edition, slow):
    token = slip(edition)
    first, second = (send(client, form(edition, token)) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first["Location"] == second["Location"]


def test_a_sum_that_came_too_early_for_a_slow_story_is_not_burnt(client, edition, slow):
    reader.comment(client, edition, words="The first")
    token = slip(edition)
    assert send(client, form(edition, token, words="The second")).status_code == 429
    Discussion.objects.update(mode="open")
    assert send(client, form(edition, token, words="The second")).status_code == 303


def test_a_slow_story_counts_a_mark_alone_not_its_network(client, edition, slow):
    reader.comment(client, edition, words="Without a mark")
    assert reader.comment(client, edition, words="With one", mark=receipts.sign_mark("a" * 32))
    again = send(client, form(edition, slip(edition), words="Again", mark=receipts.sign_mark("a" * 32)))
    assert again.status_code == 429


def everywhere(client, edition):
    """Return what the three ways in answer: the form, the token, the post."""
    story = text_of(client.get(edition.get_absolute_url()))
    token = client.get(f"/comments/token/?article={edition.pk}").status_code
    post = send(client, form(edition, slip(edition)))
    return "<textarea" in story, token, post.status_code, story


def test_closing_stops_form_token_and_post_together_and_says_since_when(client, edition, lana):
    moderation.set_mode(edition.article, "closed", by=lana)
    has_form, token, post, story = everywhere(client, edition)
    assert (has_form, token, post) == (False, 409, 409)
    closed = re.search(r'<p class="comments-closed">(.*?)</p>', story, re.DOTALL)[1]
    assert "Comments on this story are closed." in closed
    assert "Since" in closed
    assert "<time" in closed


def test_the_end_of_a_mode_opens_all_three_again(client, edition, lana):
    moderation.set_mode(edition.article, "closed", by=lana, until=timezone.now() + timedelta(hours=1))
    Discussion.objects.update(mode_until=timezone.now() - timedelta(seconds=1))
    assert everywhere(client, edition)[:3] == (True, 200, 303)


def test_age_closes_all_three_and_says_since_when(client):
    edition = cast.live_story(at=timezone.now() - timedelta(days=31))
    has_form, token, post, story = everywhere(client, edition)
    assert (has_form, token, post) == (False, 409, 409)
    assert "30 days after" in story
    assert standing_of(edition.pk).closed_since == edition.published_at + timedelta(days=30)


def test_a_story_s_page_at_the_desk_tells_a_moderator_how_its_comments_stand(client, edition, lana):
    dana = cast.editor()
    address = f"/admin/articles/article/{edition.pk}/change/"
    client.force_login(dana)
    way = f'href="/admin/comments/comment/queue/?article={edition.pk}"'
    assert way not in client.get(address).content.decode()
    dana.user_permissions.add(*cast.Permission.objects.filter(codename="moderate_comment"))
    moderation.set_mode(edition.article, "slow", by=lana)
    text = text_of(client.get(address))
    assert way in text
    assert "Comments: slow" in text


def test_the_queue_slows_a_story_until_a_moment(client, edition, lana):
    client.force_login(lana)
    day = timezone.localdate() + timedelta(days=2)
    control = f"/admin/comments/comment/queue/control/{edition.pk}/"
    client.post(control, {"mode": "slow", "until": f"{day}T18:00"})
    assert (Discussion.objects.get().mode, Discussion.objects.get().mode_until.hour) == ("slow", 18)
    assert Discussion.objects.get().mode_since


@pytest.mark.parametrize(
    ("publishing", "newcomer", "known", "with_link"),
    [
        ("hold_all", "pending", "pending", "pending"),
        ("hold_first", "pending", "published", "pending"),
        ("publish", "published", "published", "pending"),
    ],
)
def test_under_each_policy_newcomer_known_reader_and_link_land_as_promised(
    client, edition, lana, publishing, newcomer, known, with_link
):
    Policy.objects.create(publishing=publishing)
    sender = moderation.Sender(mark="a" * 32)
    for number in range(2):
        made = make_comment(edition, sender=sender, body=f"Earlier {number}", name="Azad", email="azad@example.org")
        if made.state == "pending":
            moderation.approve(made, by=lana, version=1)
    assert make_comment(edition, body="By a newcomer").state == newcomer
    assert make_comment(edition, body="By a known reader", sender=sender).state == known
    assert make_comment(edition, body="See http://example.org").state == with_link
    # A typed name and address gain nothing.
    assert make_comment(edition, body="By a poser", name="Azad", email="azad@example.org").state == newcomer
    assert Comment.objects.filter(state="spam").count() == 0
