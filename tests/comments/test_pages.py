"""What readers see: under the story, on the list, by permalink, on the receipt; and what they never see."""

import datetime
import html
import json
import re

import pytest
from defusedxml.ElementTree import fromstring
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import rfc2822_date

from articles import desk, render
from articles.press.page import Page
from articles.render import StoryPage
from comments import captcha, moderation, receipts, views
from comments.models import Comment, Policy
from tests import cast
from tests.comments import reader
from tests.comments.reader import make_comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return cast.live_story()


@pytest.fixture
def lana():
    return cast.moderator()


def section_of(edition, **page):
    """Return what the template tag puts under a story."""
    story = StoryPage.of(edition, bylines=[], captions=[], tags=[], **page)
    template = Template("{% load comments %}{% comments_of story %}")
    return template.render(Context({"story": story, "page": Page(language=edition.language)}))


def structured(page):
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.content.decode(), re.DOTALL)
    return json.loads(block)


def many(edition, count, **fields):
    """Return `count` published comments, made as rows: the verbs have their own tests."""
    rows = [
        Comment(
            article_id=edition.pk, number=n, path=f"{n:06d}", level=1, state="published", name=f"Reader {n}",
            body=f"Text {n}", language="en", posted_at=timezone.now(), first_published_at=timezone.now(), **fields,
        )
        for n in range(1, count + 1)
    ]  # fmt: skip
    return Comment.objects.bulk_create(rows)


# Under the story


def test_structured_data_count_what_readers_see(client, edition, lana):
    assert structured(client.get(edition.get_absolute_url()))["commentCount"] == 0
    for number in range(2):
        make_comment(edition, body=f"Published {number}", by=lana)
    make_comment(edition, body="Waiting")
    assert structured(client.get(edition.get_absolute_url()))["commentCount"] == 2


def test_the_form_under_a_story_has_no_token_and_no_csrf_value(edition):
    shown = section_of(edition)
    assert 'name="slip" value=""' in shown
    assert "csrf" not in shown.lower()
    assert "No comments yet." in shown
    assert "An editor reads every comment before it appears." in shown


def test_published_comments_stand_under_the_story_and_no_other(edition, lana):
    make_comment(edition, by=lana, body="This one is published.")
    make_comment(edition, body="This one waits.")
    spam = make_comment(edition, body="This one is spam.")
    moderation.mark_spam(spam, by=lana, version=1)
    shown = section_of(edition)
    assert "This one is published." in shown
    assert "waits." not in shown
    assert "is spam." not in shown
    assert "1 comment" in shown


def fresh(comment):
    return Comment.objects.get(pk=comment.pk)


@pytest.mark.parametrize("state", ["pending", "rejected", "spam", "removed", "withdrawn"])
def test_what_is_not_published_is_on_no_public_page_and_on_its_receipt_alone(client, edition, lana, state):
    shown = make_comment(edition, by=lana, body="Everybody reads this.")
    hidden = make_comment(
        edition, by=lana if state == "removed" else None, body="xyzzy plugh", name="Quux", email="q@example.org"
    )
    if state == "withdrawn":
        moderation.withdraw(hidden)
    elif state == "removed":
        make_comment(edition, by=lana, parent=hidden, body="An answer keeps its place.")
        moderation.remove(fresh(hidden), by=lana, version=2, reason="insult")
    elif state != "pending":
        verb = moderation.reject if state == "rejected" else moderation.mark_spam
        verb(hidden, by=lana, version=1, **({"reason": "insult"} if state == "rejected" else {}))
    assert fresh(hidden).state == state
    own = f"/comments/{edition.pk}/"
    pages = [edition.get_absolute_url(), own, f"{own}?order=newest", f"{own}?picks", f"{own}feed/"]
    pages += [f"{own}new/?to={hidden.pk}", f"{own}c/{shown.pk}/", "/", "/search/?q=xyzzy", "/sitemap.xml"]
    pages += ["/feed/", "/feed/atom/", "/feed/json/", f"/oembed?url=http://127.0.0.1:8000{edition.get_absolute_url()}"]
    pages += [f"/section/{edition.section.slug}/", "/corrections/"]
    for page in pages:
        response = client.get(page)
        assert response.status_code == 200, page
        words = response.content.replace(b'value="xyzzy"', b"").replace(b"xyzzy</", b"</")
        assert not any(each in words for each in (b"plugh", b"Quux", b"q@example.org")), page
    assert client.get(f"{own}c/{hidden.pk}/").status_code == 404
    assert client.get(f"/comments/{hidden.pk}/report/").status_code == 404
    assert "xyzzy plugh" in client.get(receipts.receipt_url(hidden.pk)).content.decode()


@pytest.mark.parametrize("count", [0, 1, 100, 1_000])
def test_the_article_page_asks_two_queries_however_many_there_are(edition, count):
    many(edition, count)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        shown = section_of(edition)
    assert len(queries) == 2
    assert shown.count("comment-body") == min(count, 20)
    assert ("More comments" in shown) == (count > 20)


def test_a_preview_shows_no_comments_and_no_form(edition, lana):
    make_comment(edition, by=lana)
    assert "<form" not in section_of(edition, is_public=False)
    assert "A good bridge." not in section_of(edition, is_public=False)


def test_a_closed_discussion_says_why_and_shows_no_form(edition, lana):
    make_comment(edition, by=lana)
    moderation.set_mode(edition.article, "closed", by=lana)
    shown = section_of(edition)
    assert "<form" not in shown
    assert "Comments on this story are closed." in shown
    assert "Reply" not in shown
    assert "A good bridge." in shown


@pytest.mark.parametrize(
    ("policy", "why"),
    [({"enabled": False}, "are closed"), ({"close_after_days": 7}, "Comments closed 7 days after")],
)
def test_policy_and_age_close_form_token_and_post_together(client, policy, why):
    edition = cast.live_story(at=timezone.now() - datetime.timedelta(days=8))
    token = reader.slip(edition)
    assert "<form" in section_of(edition)
    Policy.objects.create(**policy)
    shown = section_of(edition)
    assert "<form" not in shown
    assert why in shown
    assert client.get(f"/comments/token/?article={edition.pk}").status_code == 409
    assert reader.send(client, reader.form(edition, token)).status_code == 409
    assert why in client.get(f"/comments/{edition.pk}/").content.decode()
    assert why in client.get(f"/comments/{edition.pk}/new/").content.decode()


def test_the_desks_switch_closes_over_any_mode(client, edition, lana):
    moderation.set_mode(edition.article, "open", by=lana)
    type(edition).objects.filter(pk=edition.pk).update(comments_open=False)
    assert "<form" not in section_of(edition)


# The list, the permalink, the form by itself


def test_the_list_pages_by_key_in_four_queries_or_fewer_and_misses_nobody(client, edition):
    many(edition, 120)
    seen, address, queries = [], f"/comments/{edition.pk}/", []
    while address:
        with CaptureQueriesContext(connection) as captured:
            page = client.get(address).content.decode()
        ours = [query for query in captured if "comments_" in query["sql"] or "articles_edition" in query["sql"]]
        queries.append(len(ours))
        seen += re.findall(r">(Text \d+)<", page)
        more = re.search(r'href="(\?after=\d+)" rel="next"', page)
        address = f"/comments/{edition.pk}/{more[1]}" if more else ""
    assert seen == [f"Text {n}" for n in range(1, 121)]
    assert max(queries) <= 4


def test_newest_first_keeps_answers_below_what_they_answer(client, edition, lana):
    first = make_comment(edition, by=lana, body="First")
    make_comment(edition, by=lana, body="Second")
    make_comment(edition, by=lana, body="Answer to first", parent=first)
    page = client.get(f"/comments/{edition.pk}/?order=newest").content.decode()
    assert re.findall(r">(First|Second|Answer to first)<", page) == ["Second", "First", "Answer to first"]


def test_a_page_that_opens_inside_a_thread_names_its_root(client, edition, lana):
    root = make_comment(edition, by=lana, body="The root", name="Rojda")
    Comment.objects.bulk_create(
        Comment(
            article_id=edition.pk, number=n, path=f"{root.path}{n:06d}", level=2, state="published", name="B",
            body=f"Text {n}", language="en", posted_at=timezone.now(), first_published_at=timezone.now(), parent=root,
        )
        for n in range(2, 60)
    )  # fmt: skip
    page = client.get(f"/comments/{edition.pk}/?after={root.path}{50:06d}").content.decode()
    assert "In the thread of" in page
    assert "Rojda" in page
    assert "The root" not in page


@pytest.mark.parametrize("after", ["x", "1", "'; --", "٠٠٠٠٠١", "9" * 18, "\x00"])
def test_a_strange_place_to_go_on_from_is_no_error(client, edition, after):
    assert client.get(f"/comments/{edition.pk}/", {"after": after}).status_code == 200


def test_the_permalink_shows_the_thread_marked_and_points_to_the_story(client, edition, lana):
    root = make_comment(edition, by=lana, body="The root")
    child = make_comment(edition, by=lana, body="The child", parent=root)
    page = client.get(f"/comments/{edition.pk}/c/{child.pk}/").content.decode()
    assert "The root" in page
    assert page.count("comment-marked") == 1
    assert f'<link rel="canonical" href="{render.absolute(edition.get_absolute_url())}">' in page


def test_a_permalink_of_what_is_not_published_is_404(client, edition, lana):
    waiting = make_comment(edition)
    other = make_comment(cast.live_story(), by=lana)
    for number in (waiting.pk, other.pk, 999_999, 2**63):
        assert client.get(f"/comments/{edition.pk}/c/{number}/").status_code == 404


def test_an_answer_beside_the_third_level_says_whom_it_answers(client, edition, lana):
    parent = None
    for name in ("Azad", "Berîvan", "Cemîl", "Dana R."):
        parent = make_comment(edition, by=lana, parent=parent, name=name, body=f"From {name}")
    page = client.get(f"/comments/{edition.pk}/").content.decode()
    assert page.count("in reply to") == 1
    assert re.search(r"in reply to <a [^>]+><bdi dir=\"auto\">Cemîl</bdi>", page)


def test_the_form_for_a_reply_quotes_what_it_answers_and_asks_the_sum(client, edition, lana):
    comment = make_comment(edition, by=lana, body="Quoted")
    response = client.get(f"/comments/{edition.pk}/new/?to={comment.pk}")
    page = response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"
    assert "Quoted" in page
    assert f'name="to" value="{comment.pk}"' in page
    assert captcha.read(reader.token_in(response), article=edition.pk)
    assert client.get(f"/comments/{edition.pk}/new/?to=x").status_code == 200


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("ckb", "rtl"), ("ku", "ltr")])
def test_the_sums_parts_are_isolated_in_a_row_of_the_pages_direction(client, language, direction):
    edition = cast.live_story(language=language)
    page = client.get(f"/comments/{edition.pk}/new/").content.decode()
    token = captcha.read(reader.token_in(client.get(f"/comments/{edition.pk}/new/")), article=edition.pk)
    assert token.language == language
    assert f'<html lang="{language}" dir="{direction}">' in page
    row = re.search(rf'<div class="comment-sum" dir="{direction}">(.*?)</div>', page, re.S)[1]
    parts = re.findall(
        r'<bdi class="comment-sum-\w+" aria-hidden="true">([^<]+)</bdi>|<input id="(comment-tally)"', row
    )
    assert [text for text, _field in parts][1] in "+\u2212\u00d7"
    assert [text for text, _field in parts][3] == "="
    assert parts[4][1] == "comment-tally"
    label = re.search(r'<label class="hidden" for="comment-tally">([^<]+)</label>', page)[1]
    assert not any(letter.isdigit() for letter in label)


# The token


def test_a_token_is_one_query_writes_nothing_and_is_not_stored(client, edition):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"/comments/token/?article={edition.pk}&lang=en")
    assert len(queries) == 1
    assert "no-store" in response["Cache-Control"]
    assert not response.has_header("Set-Cookie")
    assert not response.has_header("Access-Control-Allow-Origin")
    data = json.loads(response.content)
    token = captcha.read(data["slip"], article=edition.pk)
    assert data["parts"] == [list(part) for part in token.sum.parts("en")]
    assert data["sentence"] == token.sum.sentence("en")
    assert data["trap"] == token.trap
    assert 3_590 < data["left"] <= 3_600


@pytest.mark.parametrize("article", ["", "x", "-1", "0", "999999", "9" * 30, "٧"])
def test_a_token_for_no_story_is_404(client, edition, article):
    assert client.get("/comments/token/", {"article": article}).status_code == 404


def test_a_flood_of_token_requests_is_softened_for_its_network_alone(client, edition, settings):
    settings.TRUSTED_PROXY_HOPS = 1
    views._fetched.clear()

    def fetch(network):
        return client.get(f"/comments/token/?article={edition.pk}", HTTP_X_FORWARDED_FOR=network).status_code

    answers = [fetch("203.0.113.9") for _ in range(61)]
    other = fetch("198.51.100.7")
    views._fetched.clear()
    assert answers == [200] * 60 + [429]
    assert other == 200


# What is not there


def pages_of(number):
    return [
        f"/comments/{number}/",
        f"/comments/{number}/new/",
        f"/comments/{number}/feed/",
        f"/comments/token/?article={number}",
    ]


@pytest.mark.parametrize("number", ["9223372036854775808", "1" * 4500])
@pytest.mark.parametrize("path", ["", "new/", "feed/", "c/1/"])
def test_a_story_s_number_no_database_holds_is_404(client, number, path):
    assert client.get(f"/comments/{number}/{path}").status_code == 404


def embargoed():
    article = cast.approved()
    desk.set_embargo(article, by=cast.editor(), reason="The family has to hear it first.")
    return article


def scheduled():
    article = cast.approved()
    tomorrow = timezone.localtime() + datetime.timedelta(days=1)
    desk.schedule(article, by=cast.editor(), wall_time=f"{tomorrow:%Y-%m-%d %H:%M}")
    return article


@pytest.mark.parametrize("make", [cast.make_article, cast.submitted, embargoed, scheduled])
def test_what_was_never_live_and_unknown_stories_are_the_same_404_everywhere(client, edition, make):
    draft = make()
    ours, unknown = (
        reader.send(client, reader.form(edition, captcha.issue(number, "en")) | {"story": number})
        for number in (draft.pk, 99_999)
    )
    assert ours.status_code == unknown.status_code == 404
    assert ours.content == unknown.content
    for ours, unknown in zip(pages_of(draft.pk), pages_of(99_999), strict=True):
        first, second = client.get(ours), client.get(unknown)
        assert first.status_code == second.status_code == 404
        assert first.content == second.content


def test_the_comment_pages_of_a_withdrawn_story_are_410_and_come_back_with_it(client, edition, lana):
    comment = make_comment(edition, by=lana, body="Under a withdrawn story")
    desk.withdraw(edition.article, by=cast.editor(), reason="Legal reasons.")
    for page in (f"/comments/{edition.pk}/", f"/comments/{edition.pk}/new/", f"/comments/{edition.pk}/c/{comment.pk}/"):
        response = client.get(page)
        assert response.status_code == 410
        assert "Under a withdrawn story" not in response.content.decode()
    assert client.get(f"/comments/token/?article={edition.pk}").status_code == 404
    assert client.get(f"/comments/{edition.pk}/feed/").status_code == 410
    assert "Under a withdrawn story" not in client.get(edition.get_absolute_url()).content.decode()
    assert reader.send(client, reader.form(edition, reader.slip(edition))).status_code == 404
    assert client.get(receipts.receipt_url(comment.pk)).status_code == 200


def test_public_pages_are_the_same_bytes_for_everyone_and_set_nothing(client, edition, lana):
    comment = make_comment(edition, by=lana)
    for page in (f"/comments/{edition.pk}/", f"/comments/{edition.pk}/c/{comment.pk}/"):
        anonymous = client.get(page)
        client.force_login(lana)
        staff = client.get(page)
        client.logout()
        assert anonymous.content == staff.content
        for response in (anonymous, staff):
            assert not response.cookies
            assert "Cookie" not in response.get("Vary", "")
            assert response["ETag"] == anonymous["ETag"]
        assert client.get(page, HTTP_IF_NONE_MATCH=anonymous["ETag"]).status_code == 304
        assert "max-age=60" in anonymous["Cache-Control"]


# The receipt


def test_the_receipt_shows_a_rejection_with_its_reason_and_note(client, edition, lana):
    comment = make_comment(edition, body="A rude one")
    moderation.reject(comment, by=lana, version=1, reason="insult", note="Please be kind.", private_note="Known troll.")
    page = client.get(receipts.receipt_url(comment.pk)).content.decode()
    assert "insult" in page
    assert "Please be kind." in page
    assert "Known troll." not in page
    assert "A rude one" in page


def test_a_receipt_cannot_be_guessed(client, edition):
    comment = make_comment(edition)
    for signed in (
        str(comment.pk),
        f"{comment.pk}:x",
        f"{comment.pk + 1}:{receipts.receipt_url(comment.pk).split(':')[1]}",
    ):
        assert client.get(f"/comments/receipt/{signed.rstrip('/')}/").status_code == 404


def test_an_author_withdraws_by_the_receipt_after_being_asked(client, edition, lana):
    comment = make_comment(edition, by=lana)
    address = receipts.receipt_url(comment.pk)
    assert "Withdraw it" not in client.get(address).content.decode()
    assert "Withdraw it" in client.get(f"{address}?withdraw").content.decode()
    assert Comment.objects.get().state == "published"
    response = client.post(address, {"act": "withdraw"})
    assert (response.status_code, response["Location"]) == (302, address)
    assert Comment.objects.get().state == "withdrawn"
    assert "You have withdrawn" in client.get(address).content.decode()
    assert client.post(address, {"act": "withdraw"}).status_code == 302


def test_a_remembered_reader_gets_a_mark_that_only_we_can_make(client, edition):
    comment = reader.comment(client, edition, keep="on")
    assert comment.author_mark
    page = client.get(receipts.receipt_url(comment.pk)).content.decode()
    mark = re.search(r'data-mark="([^"]+)"', page)[1]
    assert receipts.read_mark(mark) == comment.author_mark
    assert receipts.read_mark(comment.author_mark) == ""
    plain = reader.comment(client, edition, words="Another")
    assert plain.author_mark == ""
    assert "data-mark" not in client.get(receipts.receipt_url(plain.pk)).content.decode()


@pytest.mark.parametrize(
    ("verb", "how", "words"),
    [
        ("remove", {"reason": "insult"}, "Removed by the editors (insult)."),
        ("remove", {"reason": "other", "note": "n"}, "Removed by the editors."),
        ("pull_back", {}, "Not shown at the moment."),
        ("mark_spam", {}, "Not shown at the moment."),
    ],
)
def test_what_was_answered_leaves_a_tombstone_and_without_answers_nothing(client, edition, lana, verb, how, words):
    root = make_comment(edition, by=lana, body="Root text", name="Rojda")
    child = make_comment(edition, by=lana, body="Child text", parent=root)
    root.refresh_from_db()
    getattr(moderation, verb)(root, by=lana, version=root.version, **how)
    page = client.get(f"/comments/{edition.pk}/").content.decode()
    assert words in page
    assert "Child text" in page
    assert "Root text" not in page
    assert "Rojda" not in page
    child.refresh_from_db()
    moderation.remove(child, by=lana, version=child.version, reason="insult")
    page = client.get(f"/comments/{edition.pk}/").content.decode()
    assert words not in page
    assert "No comments yet." in page


def test_an_author_changes_a_comment_by_the_receipt_and_loses_nothing_when_refused(client, edition, lana):
    comment = make_comment(edition, body="A good brigde.")
    address = receipts.receipt_url(comment.pk)
    assert "Change this comment" in client.get(address).content.decode()
    assert "A good brigde.</textarea>" in client.get(f"{address}?edit").content.decode()
    assert client.post(address, {"act": "edit", "words": "A good bridge."}).status_code == 302
    assert "A good bridge." in client.get(address).content.decode()
    empty = client.post(address, {"act": "edit", "words": " \u200b"})
    assert empty.status_code == 422
    assert "Please write something." in empty.content.decode()
    comment.refresh_from_db()
    moderation.approve(comment, by=lana, version=comment.version)
    refused = client.post(address, {"act": "edit", "words": "Typed <in> vain"})
    assert refused.status_code == 422
    assert "Typed &lt;in&gt; vain</textarea>" in refused.content.decode()
    assert "cannot be changed any more" in refused.content.decode()
    assert "Change this comment" not in client.get(address).content.decode()


def test_the_receipt_says_that_a_change_was_saved(client, edition):
    address = receipts.receipt_url(make_comment(edition, body="A good brigde.").pk)
    assert "comment-edited" not in client.get(address).content.decode()
    page = client.post(address, {"act": "edit", "words": "A good bridge."}, follow=True).content.decode()
    assert '<span class="comment-edited">edited</span>' in page


def test_an_author_changes_a_comment_five_times_and_keeps_what_was_typed_the_sixth(client, edition):
    comment = make_comment(edition, body="A good brigde.")
    address = receipts.receipt_url(comment.pk)
    for number in range(5):
        assert client.post(address, {"act": "edit", "words": f"Version {number}"}).status_code == 302
        assert client.post(address, {"act": "edit", "words": f"Version {number}"}).status_code == 302  # nothing new
    refused = client.post(address, {"act": "edit", "words": "Version <5>"})
    assert refused.status_code == 429
    assert "You have changed this comment often." in refused.content.decode()
    assert "Version &lt;5&gt;</textarea>" in refused.content.decode()
    assert Comment.objects.get().body == "Version 4"
    assert comment.decisions.exclude(old_body="").count() == 5


def test_who_asks_to_change_a_comment_too_late_is_told_so(client, edition, lana):
    address = receipts.receipt_url(make_comment(edition, by=lana).pk)
    page = client.get(f"{address}?edit").content.decode()
    assert "This comment cannot be changed any more." in page
    assert "<textarea" not in page
    assert "cannot be changed" not in client.get(address).content.decode()


def test_a_closed_discussion_without_comments_says_only_that_it_is_closed(client, edition, lana):
    moderation.set_mode(edition.article, "closed", by=lana)
    for page in (section_of(edition), client.get(f"/comments/{edition.pk}/").content.decode()):
        assert "Comments on this story are closed." in page
        assert "No comments yet." not in page


def test_the_feed_dates_a_comment_as_the_page_does(client, edition, lana):
    comment = make_comment(edition, by=lana)
    Comment.objects.filter(pk=comment.pk).update(posted_at=timezone.now() - datetime.timedelta(days=2))
    comment.refresh_from_db()
    root = fromstring(client.get(f"/comments/{edition.pk}/feed/").content)
    assert root.findtext("channel/item/pubDate") == rfc2822_date(comment.posted_at)


def test_the_feed_holds_published_comments_as_text(client, edition, lana):
    make_comment(edition, body="This one waits.")
    markup = "<b>bold</b> & \u000b {{ 7*7 }} ]]>"
    comment = make_comment(edition, by=lana, body=markup.replace("\u000b", ""), name="Azad <i>")
    response = client.get(f"/comments/{edition.pk}/feed/")
    assert response["Content-Type"].startswith("application/rss+xml")
    (item,) = fromstring(response.content).findall("channel/item")
    assert item.findtext("title") == "Azad <i>"
    assert html.unescape(item.findtext("description")) == comment.body
    assert "<" not in item.findtext("description")
    assert item.findtext("link").endswith(f"/comments/{edition.pk}/c/{comment.pk}/#comment-{comment.pk}")
    assert b"waits." not in response.content
    assert client.get(f"/comments/{edition.pk}/", HTTP_IF_NONE_MATCH=response["ETag"]).status_code == 200
    assert client.get(f"/comments/{edition.pk}/feed/", HTTP_IF_NONE_MATCH=response["ETag"]).status_code == 304


def test_the_addresses_written_beside_a_comment_are_those_that_are_resolved(edition, lana):
    root = make_comment(edition, by=lana)
    comment = make_comment(edition, parent=root, by=lana, body="An answer")
    permalink = reverse("comments:permalink", args=[edition.pk, comment.pk])
    assert comment.page_address == f"{permalink}#comment-{comment.pk}"
    above = reverse("comments:permalink", args=[edition.pk, root.pk])
    assert comment.parent_address == f"{above}#comment-{root.pk}"
    assert comment.reply_address == f"{reverse('comments:new', args=[edition.pk])}?to={comment.pk}"
    assert comment.report_address == reverse("comments:report", args=[comment.pk])
