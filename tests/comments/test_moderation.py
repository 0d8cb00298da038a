"""The verbs: every transition of the table and no other, counters, undo, and two people at once."""

import datetime
import itertools

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import DeskLog
from comments import moderation
from comments.models import Comment, Decision, Discussion, Policy
from comments.moderation import common, readers
from tests import cast
from tests.comments.reader import make_comment

pytestmark = pytest.mark.django_db
State = Comment.State

ALLOWED = {
    ("pending", "approve"): "published",
    ("rejected", "approve"): "published",
    ("spam", "approve"): "published",
    ("removed", "approve"): "published",
    ("pending", "reject"): "rejected",
    ("pending", "mark_spam"): "spam",
    ("published", "mark_spam"): "spam",
    ("published", "remove"): "removed",
    ("published", "pull_back"): "pending",
    ("rejected", "pull_back"): "pending",
    ("spam", "pull_back"): "pending",
    ("removed", "pull_back"): "pending",
    ("pending", "withdraw"): "withdrawn",
    ("published", "withdraw"): "withdrawn",
}
WAYS = {
    "pending": [],
    "published": ["approve"],
    "rejected": ["reject"],
    "spam": ["mark_spam"],
    "removed": ["approve", "remove"],
    "withdrawn": ["withdraw"],
}


@pytest.fixture
def edition():
    return cast.live_story()


@pytest.fixture
def lana():
    return cast.moderator()


def fresh(comment):
    return Comment.objects.get(pk=comment.pk)


def do(comment, verb, by, **how):
    comment = fresh(comment)
    if verb == "withdraw":
        return moderation.withdraw(comment)
    if moderation.TRANSITIONS[verb].needs_reason:
        how.setdefault("reason", "insult")
    return moderation.STAFF_VERBS[verb](comment, by=by, version=comment.version, **how)


def in_state(edition, state, by):
    comment = make_comment(edition, body=f"In state {state}")
    for verb in WAYS[state]:
        do(comment, verb, by)
    return fresh(comment)


def assert_counted(edition):
    """The counters are what a recount finds."""
    discussion = Discussion.objects.get(pk=edition.pk)
    comments = Comment.objects.filter(article=edition.pk)
    assert discussion.published_count == comments.filter(state=State.PUBLISHED).count()
    assert discussion.waiting_count == comments.filter(state=State.PENDING).count()
    for comment in comments:
        below = comments.filter(state=State.PUBLISHED, path__startswith=comment.path).exclude(pk=comment.pk)
        assert comment.published_below == below.count()


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(State.values, moderation.TRANSITIONS)))
def test_every_transition_of_the_table_works_and_every_other_is_refused(edition, lana, state, verb):
    comment = in_state(edition, state, lana)
    decisions = comment.decisions.count()
    if (state, verb) in ALLOWED:
        decision = do(comment, verb, lana)
        after = fresh(comment)
        assert after.state == ALLOWED[state, verb]
        assert after.version == comment.version + 1 == decision.version
        assert (decision.from_state, decision.to_state) == (state, after.state)
        assert decision.actor == ("author" if verb == "withdraw" else "staff")
        assert comment.decisions.count() == decisions + 1
    else:
        with pytest.raises(moderation.Refusal):
            do(comment, verb, lana)
        assert fresh(comment).version == comment.version
        assert comment.decisions.count() == decisions
    assert_counted(edition)


def test_counters_equal_a_recount_after_a_long_sequence_in_threads(edition, lana):
    Policy.objects.create(publishing=Policy.Publishing.PUBLISH)
    root = make_comment(edition, body="root")
    child = make_comment(edition, body="child", parent=root)
    leaf = make_comment(edition, body="leaf", parent=child)
    beside = make_comment(edition, body="beside", parent=leaf)
    assert beside.level == 3
    steps = [(child, "remove"), (leaf, "mark_spam"), (leaf, "approve"), (child, "approve"), (root, "pull_back")]
    steps += [(beside, "withdraw"), (root, "reject"), (root, "approve"), (child, "pull_back"), (child, "mark_spam")]
    for comment, verb in steps:
        decision = do(comment, verb, lana)
        assert_counted(edition)
        if verb in {"remove", "pull_back"}:
            moderation.undo(decision, by=lana)
            assert_counted(edition)
            do(comment, verb, lana)


@pytest.mark.parametrize("verb", moderation.STAFF_VERBS)
def test_only_moderators_may_decide(edition, lana, verb):
    state = next(state for state, allowed in ALLOWED if allowed == verb)
    comment = in_state(edition, state, lana)
    for person in (cast.stranger(), cast.reporter()):
        with pytest.raises(moderation.NotAllowed):
            do(comment, verb, person)
    assert fresh(comment).state == state


@pytest.mark.parametrize("verb", ["reject", "remove"])
@pytest.mark.parametrize(("reason", "note"), [("", ""), ("nonsense", ""), ("other", " ")])
def test_reject_and_remove_need_a_reason_and_other_needs_words(edition, lana, verb, reason, note):
    comment = in_state(edition, "published" if verb == "remove" else "pending", lana)
    with pytest.raises(moderation.Refusal, match="reason"):
        do(comment, verb, lana, reason=reason, note=note)
    assert do(comment, verb, lana, reason="other", note="Because.").note == "Because."


def test_whoever_is_slower_reads_who_was_faster_and_when(edition, lana):
    comment = make_comment(edition)
    seen = comment.version
    hevi = cast.make_user("hevi2", "moderate_comment", app="comments", first_name="Hêvî")
    moderation.approve(comment, by=hevi, version=seen, at=timezone.now() - datetime.timedelta(seconds=20))
    with pytest.raises(moderation.Stale, match=r"^Hêvî approved this 20 seconds ago\.$"):
        moderation.reject(fresh(comment), by=lana, version=seen, reason="insult")
    assert fresh(comment).state == "published"
    assert comment.decisions.count() == 2


@pytest.mark.parametrize("change", [{"state": "spam"}, {"body": "Edited meanwhile"}])
def test_a_change_between_reading_and_writing_is_not_overwritten(edition, lana, monkeypatch, change):
    comment = make_comment(edition)
    locked = common.locked

    def somebody_is_faster(article_id):
        Comment.objects.filter(pk=comment.pk).update(version=2, **change)
        return locked(article_id)

    monkeypatch.setattr(common, "locked", somebody_is_faster)
    with pytest.raises(moderation.Stale):
        moderation.approve(comment, by=lana, version=1)
    assert fresh(comment).state != "published"
    assert Decision.objects.filter(comment=comment).count() == 1


def test_undo_returns_state_counters_and_first_publication_and_keeps_both_rows(edition, lana):
    comment = make_comment(edition)
    decision = moderation.approve(comment, by=lana, version=1)
    assert fresh(comment).first_published_at == decision.at
    undone = moderation.undo(Decision.objects.get(pk=decision.pk), by=lana)
    after = fresh(comment)
    assert (after.state, after.first_published_at, after.version) == ("pending", None, 3)
    assert undone.undoes == decision
    assert comment.decisions.count() == 3
    assert_counted(edition)


def test_an_undo_keeps_an_earlier_first_publication(edition, lana):
    comment = in_state(edition, "removed", lana)
    before = comment.first_published_at
    decision = do(comment, "approve", lana)
    moderation.undo(Decision.objects.get(pk=decision.pk), by=lana)
    assert fresh(comment).first_published_at == before is not None


def test_undo_is_refused_after_thirty_seconds_to_others_and_twice(edition, lana):
    decision = do(make_comment(edition), "approve", lana)
    late = decision.at + datetime.timedelta(seconds=31)
    with pytest.raises(moderation.Refusal, match="too late"):
        moderation.undo(decision, by=lana, at=late)
    other = cast.make_user("other", "moderate_comment", app="comments")
    with pytest.raises(moderation.NotAllowed):
        moderation.undo(decision, by=other)
    decision = Decision.objects.get(pk=decision.pk)
    undone = moderation.undo(decision, by=lana)
    with pytest.raises(moderation.Stale):
        moderation.undo(decision, by=lana)
    with pytest.raises(moderation.Refusal):
        moderation.undo(undone, by=lana)


def test_a_batch_of_fifty_is_fifty_decisions_and_undoes_as_one(edition, lana):
    comments = [make_comment(edition, body=f"Number {n}") for n in range(50)]
    batch = moderation.decide_many([(comment, 1) for comment in comments], "approve", by=lana)
    assert (len(batch.done), batch.left) == (50, [])
    assert Decision.objects.filter(batch=batch.id).count() == 50
    assert_counted(edition)
    undone = moderation.undo_batch(batch.id, by=lana)
    assert (len(undone.done), undone.left) == (50, [])
    assert set(Comment.objects.values_list("state", flat=True)) == {"pending"}
    assert_counted(edition)


@pytest.mark.parametrize("count", [1, 50])
def test_an_undo_brings_the_page_back_as_it_was_and_sends_no_mail(client, edition, lana, mailoutbox, count):
    roots = [make_comment(edition, by=lana, body=f"Root {n}") for n in range(count)]
    for root in roots:
        make_comment(edition, by=lana, parent=root, body=f"Answer to {root.body}")
    before = client.get(f"/comments/{edition.pk}/").content
    seen = [(fresh(root), fresh(root).version) for root in roots]
    batch = moderation.decide_many(seen, "remove", by=lana, reason="insult")
    assert len(batch.done) == count
    assert client.get(f"/comments/{edition.pk}/").content.count(b"Removed by the editors") == min(count, 25)
    assert moderation.undo_batch(batch.id, by=lana).left == []
    assert client.get(f"/comments/{edition.pk}/").content == before
    assert_counted(edition)
    assert mailoutbox == []


def test_a_batch_leaves_and_names_what_somebody_else_decided(edition, lana):
    first, second = make_comment(edition, name="Azad", body="one"), make_comment(edition, name="Berîvan", body="two")
    do(second, "mark_spam", lana)
    batch = moderation.decide_many([(first, 1), (second, 1)], "approve", by=lana)
    assert len(batch.done) == 1
    assert batch.left[0].startswith("Berîvan: Lana Hesen marked this as spam")
    do(first, "remove", lana)
    undone = moderation.undo_batch(batch.id, by=lana)
    assert (undone.done, len(undone.left)) == ([], 1)
    assert fresh(first).state == "removed"


def test_staff_answer_under_the_linked_authors_name(edition, lana):
    comment = in_state(edition, "published", lana)
    author = cast.make_author("Lana H.", user=lana)
    lana = type(lana).objects.get(pk=lana.pk)
    answer = moderation.answer(comment, by=lana, body="Thank <you>.\x00")
    assert (answer.name, answer.by_staff, answer.state, answer.parent) == (author.name, True, "published", comment)
    assert answer.body == "Thank <you>."
    assert_counted(edition)


def test_an_answer_never_shows_the_name_of_an_account(edition, lana):
    comment = in_state(edition, "published", lana)
    assert moderation.answer(comment, by=lana, body="Thank you.").name == "The editors"


def test_answers_need_the_right_a_text_and_a_published_comment(edition, lana):
    comment = in_state(edition, "published", lana)
    with pytest.raises(moderation.NotAllowed):
        moderation.answer(comment, by=cast.reporter(), body="Hello")
    with pytest.raises(moderation.Refusal, match="write something"):
        moderation.answer(comment, by=lana, body=" ")
    with pytest.raises(moderation.ParentGone):
        moderation.answer(make_comment(edition, body="waits"), by=lana, body="Hello")


def test_the_mode_of_a_discussion_acts_at_once_ends_by_itself_and_is_logged(edition, lana):
    until = timezone.now() + datetime.timedelta(hours=1)
    moderation.set_mode(edition.article, "closed", by=lana, until=until)
    with pytest.raises(moderation.Closed):
        make_comment(edition)
    assert make_comment(edition, at=until + datetime.timedelta(seconds=1))
    entry = DeskLog.objects.get(event="comments.mode")
    assert (entry.by, entry.data["mode"]) == (lana, "closed")
    with pytest.raises(moderation.NotAllowed):
        moderation.set_mode(edition.article, "open", by=cast.reporter())


def test_hold_all_holds_whatever_the_policy_publishes(edition, lana):
    Policy.objects.create(publishing=Policy.Publishing.PUBLISH)
    moderation.set_mode(edition.article, "hold_all", by=lana)
    comment = make_comment(edition)
    assert (comment.state, comment.held_reasons.get().code) == ("pending", "mode")


def test_the_sections_policy_goes_before_the_sites(edition, lana):
    Policy.objects.create(publishing=Policy.Publishing.HOLD_ALL)
    Policy.objects.create(publishing=Policy.Publishing.PUBLISH, section=edition.section)
    assert make_comment(edition).state == "published"
    other = cast.live_story(section=cast.make_section("culture"))
    assert make_comment(other).state == "pending"


def test_under_hold_first_a_known_mark_is_published_and_a_typed_name_gains_nothing(edition, lana):
    Policy.objects.create(publishing=Policy.Publishing.HOLD_FIRST, first_n=2)
    sender = moderation.Sender(mark="a" * 32)
    for number in range(2):
        waiting = make_comment(edition, sender=sender, body=f"Number {number}", email="a@example.org")
        assert waiting.state == "pending"
        do(waiting, "approve", lana)
    assert make_comment(edition, sender=sender, body="Number 3").state == "published"
    assert make_comment(edition, sender=sender, body="One link http://example.org").state == "published"
    three = "http://a.example http://b.example http://c.example"
    assert make_comment(edition, sender=sender, body=three).state == "pending"
    assert make_comment(edition, body="Number 4", email="a@example.org").state == "pending"
    do(Comment.objects.filter(author_mark="a" * 32).first(), "mark_spam", lana)
    assert make_comment(edition, sender=sender, body="Number 5").state == "pending"


def test_comments_close_by_age(edition):
    late = edition.published_at + datetime.timedelta(days=30)
    with pytest.raises(moderation.Closed, match="30 days"):
        make_comment(edition, at=late)
    assert make_comment(edition, at=late - datetime.timedelta(minutes=1))
    Policy.objects.create(close_after_days=0)
    assert make_comment(edition, at=late, body="later")


def test_a_withdrawn_comment_stays_withdrawn(edition, lana):
    comment = in_state(edition, "withdrawn", lana)
    for verb in moderation.STAFF_VERBS:
        with pytest.raises(moderation.Refusal):
            do(comment, verb, lana)


def test_an_author_changes_a_waiting_comment_for_five_minutes(edition, lana):
    comment = make_comment(edition, body="A good brigde.")
    edited = moderation.edit(comment, body="A good bridge.")
    assert (edited.body, edited.state, edited.version) == ("A good bridge.", "pending", 2)
    decision = edited.decisions.first()
    assert (decision.verb, decision.actor, decision.old_body) == ("edit", "author", "A good brigde.")
    with pytest.raises(moderation.Stale):
        moderation.approve(edited, by=lana, version=1)
    late = comment.posted_at + datetime.timedelta(minutes=5, seconds=1)
    with pytest.raises(moderation.Refusal, match="any more"):
        moderation.edit(edited, body="Too late.", at=late)
    assert_counted(edition)


def test_nothing_is_changed_after_a_decision_or_an_answer(edition, lana):
    decided = make_comment(edition, by=lana)
    with pytest.raises(moderation.Refusal):
        moderation.edit(decided, body="Another text")
    Policy.objects.create(publishing=Policy.Publishing.PUBLISH)
    root = make_comment(edition, body="The root")
    make_comment(edition, body="The answer", parent=root)
    with pytest.raises(moderation.Refusal):
        moderation.edit(root, body="Another root")


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("The bridge is a great help to everybody here today.", "published"),
        ("Something else altogether, about another matter.", "pending"),
        ("The bridge is a great help to everybody here http://example.org", "pending"),
    ],
)
def test_a_published_comment_stays_so_only_after_a_small_change(edition, body, state):
    Policy.objects.create(publishing=Policy.Publishing.PUBLISH)
    comment = make_comment(edition, body="The bridge is a great help to everybody here.")
    edited = moderation.edit(comment, body=body)
    assert (edited.state, edited.body) == (state, body)
    assert ("edited" in {reason.code for reason in edited.held_reasons.all()}) == (state == "pending")
    assert_counted(edition)


def test_a_text_made_to_be_hard_to_compare_is_changed_at_once(edition):
    Policy.objects.create(publishing=Policy.Publishing.PUBLISH)
    comment = make_comment(edition, body=" ".join(["a", "b"] * 1_250))
    # A general comparison takes minutes here: the test would not end.
    edited = moderation.edit(comment, body=" ".join(["a", "c"] * 1_250))
    assert edited.state == "pending"


def test_the_words_kept_are_the_longest_row_that_both_texts_hold_in_order():
    def longest(before, after):
        if not (before and after):
            return 0
        if before[0] == after[0]:
            return 1 + longest(before[1:], after[1:])
        return max(longest(before[1:], after), longest(before, after[1:]))

    texts = [text for length in range(5) for text in itertools.product("ab", repeat=length)]
    for before, after in itertools.product(texts, repeat=2):
        if before or after:
            assert readers._kept_share(before, after) == 2 * longest(before, after) / (len(before) + len(after))


def test_an_edit_does_not_shake_off_what_the_sending_was_held_for(edition):
    Policy.objects.create(publishing=Policy.Publishing.PUBLISH)
    sender = moderation.Sender(signals=frozenset({"unanswered"}))
    comment = make_comment(edition, sender=sender)
    edited = moderation.edit(comment, body="Another text")
    assert edited.state == "pending"
    assert [reason.code for reason in edited.held_reasons.all()] == ["unanswered"]


def test_spam_cannot_be_edited_into_the_queue(edition):
    sender = moderation.Sender(signals=frozenset({"trap"}))
    with pytest.raises(moderation.Refusal):
        moderation.edit(make_comment(edition, sender=sender), body="Another text")


def test_a_token_is_stored_once_even_where_nothing_burnt_it(edition):
    sender = moderation.Sender(token_id="a" * 24)
    make_comment(edition, sender=sender)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_comment(edition, sender=sender, body="Another text")
    assert Comment.objects.count() == 1
    assert_counted(edition)


def test_another_broken_promise_of_the_database_is_not_taken_for_a_double(edition):
    make_comment(edition)
    Discussion.objects.update(next_number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_comment(edition, body="Another text", sender=moderation.Sender(token_id="b" * 24))
