"""What moderators do to a comment besides deciding: pick, flag an error, note, black out, claim."""

import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from comments import moderation
from comments.models import Comment, Decision, HoldRule, Policy
from tests import cast
from tests.comments.reader import make_comment

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comments/comment/queue/"


@pytest.fixture
def edition():
    return cast.live_story()


@pytest.fixture
def lana():
    return cast.moderator()


@pytest.fixture
def desk(client, lana):
    client.force_login(lana)
    return client


@pytest.fixture
def hevi():
    return cast.make_user("hevi2", "moderate_comment", app="comments", first_name="Hêvî")


def fresh(comment):
    return Comment.objects.get(pk=comment.pk)


def text_of(response):
    return html.unescape(response.content.decode())


def decide(desk, do, *comments, **fields):
    picks = [f"{comment.pk}:{comment.version}" for comment in comments]
    return desk.post(f"{QUEUE}decide/", {"do": do, "pick": picks, "here": "tab=published"} | fields, follow=True)


# Picks


def test_a_pick_has_a_badge_and_a_filter_of_its_own(client, edition, lana):
    comments = [make_comment(edition, by=lana, body=f"Number {n}") for n in range(3)]
    listing = f"/comments/{edition.pk}/"
    assert "?picks" not in client.get(edition.get_absolute_url()).content.decode()
    assert "picked no comment" in client.get(f"{listing}?picks").content.decode()
    moderation.pick(fresh(comments[1]), by=lana, version=2)
    story = text_of(client.get(edition.get_absolute_url()))
    assert f'href="{listing}?picks"' in story
    assert story.count("Editor’s pick</span>") == 1
    picks = text_of(client.get(f"{listing}?picks"))
    assert "Number 1" in picks
    assert "Number 0" not in picks
    assert "noindex" in picks


def test_a_second_press_takes_the_pick_back_and_an_undo_brings_it_again(edition, lana):
    comment = make_comment(edition, by=lana)
    moderation.pick(fresh(comment), by=lana, version=2)
    picked_at = fresh(comment).picked_at
    gone = moderation.pick(fresh(comment), by=lana, version=3)
    assert (gone.verb, fresh(comment).picked_at) == ("unpick", None)
    moderation.undo(gone, by=lana)
    assert fresh(comment).picked_at == picked_at is not None


def test_an_undone_pick_is_none_and_only_published_comments_are_picked(edition, lana):
    comment = make_comment(edition)
    with pytest.raises(moderation.Refusal):
        moderation.pick(comment, by=lana, version=1)
    moderation.approve(comment, by=lana, version=1)
    moderation.undo(moderation.pick(fresh(comment), by=lana, version=2), by=lana)
    assert fresh(comment).picked_at is None
    with pytest.raises(moderation.Stale):
        moderation.pick(fresh(comment), by=lana, version=2)


def test_a_pick_that_is_removed_is_not_shown_among_the_picks(client, edition, lana):
    comment = make_comment(edition, by=lana, body="Once picked")
    moderation.pick(fresh(comment), by=lana, version=2)
    moderation.remove(fresh(comment), by=lana, version=3, reason="insult")
    assert "Once picked" not in client.get(f"/comments/{edition.pk}/?picks").content.decode()


def test_picks_are_paged_and_stay_picks(client, edition, lana):
    now = timezone.now()
    Comment.objects.bulk_create(
        Comment(
            article_id=edition.pk, number=n, path=f"{n:06d}", level=1, state="published", name="Azad",
            body=f"Text {n}", language="en", posted_at=now, first_published_at=now, picked_at=now if n % 2 else None,
        )
        for n in range(1, 121)
    )  # fmt: skip
    text = client.get(f"/comments/{edition.pk}/?picks").content.decode()
    assert len(re.findall(r">Text \d+<", text)) == 50
    more = html.unescape(re.search(r'href="(\?[^"]+)" rel="next"', text)[1])
    rest = client.get(f"/comments/{edition.pk}/{more}").content.decode()
    assert re.findall(r">Text (\d+)<", rest) == [str(n) for n in range(101, 121, 2)]


# Errors, notes


def test_a_moderator_marks_an_error_the_queue_filters_by_it_and_undo_takes_it_back(desk, edition, lana):
    comment, other = make_comment(edition, body="It was 1987"), make_comment(edition, body="No year here")
    decision = moderation.flag_error(comment, by=lana, version=1)
    assert fresh(comment).reports_error
    text = text_of(desk.get(f"{QUEUE}?error=1"))
    assert "It was 1987" in text
    assert other.body not in text
    moderation.undo(decision, by=lana)
    assert not fresh(comment).reports_error


def test_a_reader_s_tick_is_taken_back_by_a_moderator(edition, lana):
    comment = make_comment(edition, reports_error=True)
    assert moderation.flag_error(comment, by=lana, version=1).verb == "unflag_error"
    assert not fresh(comment).reports_error


def test_a_private_note_is_read_on_the_card_and_nowhere_else(desk, client, edition, lana):
    comment = make_comment(edition, by=lana, body="The text")
    desk.post(
        f"{QUEUE}note/{comment.pk}/", {"private_note": "Writes <often>.\x00", "version": 2, "here": "tab=published"}
    )
    assert Decision.objects.get(verb="note").private_note == "Writes <often>."
    assert "Writes <often>." in text_of(desk.get(f"{QUEUE}?tab=published"))
    assert "Writes" not in text_of(client.get(edition.get_absolute_url()))


@pytest.mark.parametrize("typed", ["", " ", "x" * 501])
def test_a_note_that_is_empty_or_too_long_is_refused_and_given_back(desk, edition, typed):
    comment = make_comment(edition)
    response = desk.post(f"{QUEUE}note/{comment.pk}/", {"private_note": typed, "version": 1}, follow=True)
    assert not Decision.objects.filter(verb="note").exists()
    assert not typed.strip() or f"Your note was: {typed}" in text_of(response)


@pytest.mark.parametrize("do", ["pick", "flag_error"])
def test_one_press_in_the_queue_marks_and_offers_the_undo(desk, edition, lana, do):
    comment = fresh(make_comment(edition, by=lana))
    text = text_of(decide(desk, do, comment))
    assert "picked" in text or "marked as reporting an error" in text
    batch = re.search(r'name="batch" value="([^"]+)"', text)[1]
    desk.post(f"{QUEUE}undo/", {"batch": batch})
    assert fresh(comment).picked_at is None
    assert not fresh(comment).reports_error


# Blacking out


def test_a_marked_span_is_blacked_out_after_being_asked_and_no_copy_is_kept(desk, edition, lana):
    comment = make_comment(edition, body="Call 0750 123 4567 now")
    text = text_of(desk.get(QUEUE))
    address = html.unescape(re.search(r'<a href="([^"]+)" title="[^"]+"><mark>0750 123 4567</mark></a>', text)[1])
    asks = text_of(desk.get(address))
    assert "<mark>0750 123 4567</mark>" in asks
    assert fresh(comment).body == "Call 0750 123 4567 now"
    fields = dict(re.findall(r'type="hidden" name="(version|start|end)" value="(\d+)"', asks))
    desk.post(address.partition("?")[0], fields)
    after = fresh(comment)
    assert (after.body, after.state, after.risk) == ("Call [removed by the editors] now", "pending", 0)
    assert not after.held_reasons.exists()
    decision = after.decisions.first()
    assert (decision.verb, decision.old_body) == ("redact", "")
    with pytest.raises(moderation.NotAllowed):
        moderation.undo(decision, by=lana)


def test_earlier_versions_hold_no_copy_of_what_was_blacked_out(edition, lana):
    comment = make_comment(edition, body="Call 0750 123 4567 now")
    edited = moderation.edit(comment, body="Please call 0750 123 4567 now")
    assert edited.decisions.exclude(old_body="").exists()
    moderation.redact(edited, by=lana, version=edited.version, start=12, end=25)
    assert fresh(comment).body == "Please call [removed by the editors] now"
    assert not comment.decisions.exclude(old_body="").exists()


def test_the_other_reasons_stand_where_their_words_now_are(edition, lana):
    HoldRule.objects.create(code="words", words="scoundrel")
    comment = make_comment(edition, body="0750 123 4567 is that scoundrel")
    moderation.redact(comment, by=lana, version=1, start=0, end=13)
    reason = comment.held_reasons.get()
    assert fresh(comment).body[reason.start : reason.end] == "scoundrel"


def test_other_words_are_marked_by_typing_them(desk, edition):
    comment = make_comment(edition, body="She lives at the mill,\nsecond floor.")
    address = f"{QUEUE}redact/{comment.pk}/"
    assert "do not stand in the comment" in text_of(desk.get(address, {"words": "the Mill"}))
    asks = text_of(desk.get(address, {"words": "the mill,\r\nsecond"}))
    assert "<mark>the mill,\nsecond</mark>" in asks


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (0, 999), ("x", "y"), ("", ""), (-1, 4)])
def test_a_span_that_is_none_changes_nothing(desk, edition, start, end):
    comment = make_comment(edition, body="A short text")
    fields = {"start": start, "end": end, "version": 1}
    assert desk.post(f"{QUEUE}redact/{comment.pk}/", fields).status_code == 200
    assert fresh(comment).body == "A short text"


def test_a_text_that_changed_meanwhile_is_not_blacked_out_at_the_wrong_place(desk, edition):
    comment = make_comment(edition, body="Call 0750 123 4567 now")
    moderation.edit(comment, body="Do not call 0750 123 4567")
    response = desk.post(f"{QUEUE}redact/{comment.pk}/", {"start": 5, "end": 18, "version": 1})
    assert "Its author changed this" in text_of(response)
    assert fresh(comment).body == "Do not call 0750 123 4567"


# Claims


def test_who_reads_a_card_is_named_to_the_others_for_two_minutes(desk, edition, lana, hevi):
    comment = make_comment(edition)
    assert moderation.claim(comment, by=hevi) is None
    assert "Hêvî is reading this." in text_of(desk.get(QUEUE))
    assert desk.post(f"{QUEUE}claim/{comment.pk}/").json() == {"reader": "Hêvî is reading this."}
    Comment.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert "is reading this" not in text_of(desk.get(QUEUE))
    assert desk.post(f"{QUEUE}claim/{comment.pk}/").json() == {"reader": ""}
    assert fresh(comment).claimed_by == lana
    assert fresh(comment).version == 1


def test_one_s_own_claim_hinders_nobody_and_a_decision_ends_it(desk, edition, lana):
    comment = make_comment(edition)
    moderation.claim(comment, by=lana)
    assert "is reading this" not in text_of(desk.get(QUEUE))
    moderation.approve(comment, by=lana, version=1)
    assert fresh(comment).claimed_until is None


def test_bulk_leaves_and_names_what_another_reads_and_a_single_press_does_not_wait(desk, edition, hevi):
    first, second = make_comment(edition, name="Azad", body="1"), make_comment(edition, name="Rojda", body="2")
    moderation.claim(second, by=hevi)
    text = text_of(decide(desk, "approve", first, second))
    assert "Rojda: Hêvî is reading this." in text
    assert (fresh(first).state, fresh(second).state) == ("published", "pending")
    decide(desk, "approve", second)
    assert fresh(second).state == "published"


# Who may


@pytest.mark.parametrize("way", ["note/{}/", "claim/{}/", "redact/{}/", "mail/"])
def test_all_this_is_for_moderators(client, edition, way):
    comment = make_comment(edition)
    address = QUEUE + way.format(comment.pk)
    fields = {"private_note": "x", "version": 1, "start": 0, "end": 3, "every": "off"}
    assert client.post(address, fields).status_code == 403  # logged out, with what was typed given back
    client.force_login(cast.reporter())
    assert client.post(address, fields).status_code == 403
    after = fresh(comment)
    assert (after.body, after.version, after.claimed_by) == (comment.body, 1, None)


@pytest.mark.parametrize("verb", ["pick", "flag_error", "note", "redact", "claim"])
def test_no_verb_trusts_the_page_that_called_it(edition, lana, verb):
    comment = fresh(make_comment(edition, by=lana))
    how = {"note": {"private_note": "x"}, "redact": {"start": 0, "end": 1}}.get(verb, {})
    how |= {} if verb == "claim" else {"version": comment.version}
    with pytest.raises(moderation.NotAllowed):
        getattr(moderation, verb)(comment, by=cast.reporter(), **how)
    assert fresh(comment).version == comment.version


# The house's order and rules


def test_the_policy_orders_a_story_s_comments_and_says_the_house_s_rules(client, edition, lana):
    Policy.objects.create(order="newest", rules_text="Be kind <here>.")
    for number in range(3):
        make_comment(edition, by=lana, body=f"Number {number}")
    for address in (edition.get_absolute_url(), f"/comments/{edition.pk}/"):
        text = text_of(client.get(address))
        assert re.findall(r">Number (\d)<", text) == ["2", "1", "0"]
        assert "Be kind <here>." in text
    oldest = text_of(client.get(f"/comments/{edition.pk}/?order=oldest"))
    assert re.findall(r">Number (\d)<", oldest) == ["0", "1", "2"]
