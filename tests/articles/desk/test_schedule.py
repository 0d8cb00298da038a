"""Scheduling: which revision is frozen, which times are refused, what cancels it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import clock, desk, state
from articles.models import Article, DeskLog, Edition, Publication, Schedule
from tests import cast

pytestmark = pytest.mark.django_db

NOW = "2026-11-22 10:00Z"


@pytest.fixture(autouse=True)
def _sunday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


def in_an_hour(hours=1):
    """Return a wall time of the desk's zone, for other tests too."""
    return f"{timezone.localtime() + timedelta(hours=hours):%Y-%m-%d %H:%M}"


def edited_after(article):
    return cast.edit(article, standfirst="Later.", by=cast.editor()).article


def test_scheduling_freezes_the_approved_revision_and_its_moment():
    row = desk.schedule(cast.approved(), by=cast.editor(), wall_time="2026-11-22 18:00", zone="Europe/Istanbul")
    assert row.revision.number == 1
    assert f"{row.moment:%H:%M}" == "15:00"
    assert (row.wall_time, row.zone) == ("2026-11-22 18:00", "Europe/Istanbul")


def test_an_edit_afterwards_leaves_the_frozen_revision_scheduled():
    article = cast.approved()
    desk.schedule(article, by=cast.editor(), wall_time="2026-11-22 18:00")
    cast.edit(article, headline="Newer", by=cast.editor())
    assert Schedule.objects.open().get().revision.number == 1


def test_scheduling_again_replaces_the_open_schedule():
    article = cast.approved()
    desk.schedule(article, by=cast.editor(), wall_time="2026-11-22 18:00")
    desk.schedule(article, by=cast.editor(), wall_time="2026-11-22 19:00")
    assert Schedule.objects.open().get().wall_time == "2026-11-22 19:00"
    assert Schedule.objects.count() == 2


@pytest.mark.parametrize(
    ("wall_time", "sentence"),
    [
        ("2026-11-22 09:59", "That time has passed"),
        ("2026-11-22 10:00", "That time has passed"),
        ("2028-11-25 10:00", "over two years ahead"),
        ("2027-03-28 02:30", "does not exist in Europe/Berlin"),
        ("2027-10-31 02:30", "happens twice in Europe/Berlin"),
        ("soon", "is no time"),
    ],
)
def test_a_time_that_cannot_be_is_refused_in_words(wall_time, sentence):
    with pytest.raises(desk.Refusal, match=sentence):
        desk.schedule(cast.approved(), by=cast.editor(), wall_time=wall_time, zone="Europe/Berlin")
    assert not Schedule.objects.exists()


def test_a_photo_whose_rights_end_before_the_moment_refuses_the_schedule():
    photo = cast.make_photo(rights_until="2026-11-22T17:00Z")
    with pytest.raises(desk.Refusal, match="rights do not cover it"):
        desk.schedule(cast.approved(photos=[photo]), by=cast.editor(), wall_time="2026-11-22 18:00")


@pytest.mark.parametrize("act", ["publish", "unschedule"])
def test_publishing_and_unscheduling_cancel_the_schedule(act):
    article = cast.approved()
    desk.schedule(article, by=cast.editor(), wall_time="2026-11-22 18:00")
    getattr(desk, act)(article, by=cast.editor())
    assert not Schedule.objects.open().exists()
    assert article.log.filter(event="story.unscheduled").exists()


def test_withdrawing_cancels_the_schedule_of_an_update():
    article = cast.live()
    cast.edit(article, change_kind="update", standfirst="Later.")
    desk.schedule(article, by=cast.editor(), wall_time="2026-11-22 18:00")
    desk.withdraw(article, by=cast.editor(), reason="The family asked us to.")
    assert not Schedule.objects.open().exists()


def test_nothing_scheduled_cannot_be_unscheduled():
    with pytest.raises(desk.Refusal, match="Nothing is scheduled"):
        desk.unschedule(cast.approved(), by=cast.editor())


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (cast.make_article, "never published"),
        (cast.live, "live"),
        (lambda: cast.edit(cast.live(), standfirst="Newer.").article, "live, newer draft"),
        (lambda: desk.withdraw(cast.live(), by=cast.editor(), reason="No.").edition.article, "withdrawn"),
        (
            lambda: desk.schedule(cast.approved(), by=cast.editor(), wall_time="2026-11-22 18:00").article,
            "scheduled 22.11. 18:00",
        ),
        (
            lambda: desk.schedule(cast.approved(), by=cast.editor(), wall_time="2027-01-05 18:00").article,
            "scheduled 05.01.2027 18:00",
        ),
        (
            lambda: edited_after(
                desk.schedule(cast.approved(), by=cast.editor(), wall_time="2026-11-22 18:00").article
            ),
            "scheduled 22.11. 18:00 (revision 1, not the newest)",
        ),
    ],
)
def test_the_public_state_is_worded_alike_for_one_and_for_a_list(prepare, words):
    article = Article.objects.get(pk=prepare().pk)
    assert state.of(article).words == words
    assert state.of(state.with_state(Article.objects.all()).get(pk=article.pk)).words == words


# Another moment, another revision -----------------------------------------------------------------------------


def scheduled(wall_time="2026-11-22 18:00", **fields):
    article = cast.approved(**fields)
    desk.schedule(article, by=cast.editor(), wall_time=wall_time)
    return article


def test_rescheduling_moves_the_moment_and_keeps_the_frozen_revision():
    article = scheduled()
    cast.edit(article, headline="Newer", by=cast.editor())
    desk.reschedule(article, by=cast.editor(), wall_time="2026-11-22 19:00")
    row = Schedule.objects.open().get()
    assert (row.wall_time, row.revision.number) == ("2026-11-22 19:00", 1)


def test_rescheduling_asks_the_checklist_for_the_new_moment():
    article = scheduled(photos=[cast.make_photo(rights_until="2026-11-22T18:30Z")])
    with pytest.raises(desk.Refusal, match="rights do not cover it"):
        desk.reschedule(article, by=cast.editor(), wall_time="2026-11-22 19:00")
    assert Schedule.objects.open().get().wall_time == "2026-11-22 18:00"


def test_the_newest_revision_takes_the_place_of_the_frozen_one_once_it_is_approved():
    article = scheduled()
    cast.edit(article, headline="Newer", by=cast.reporter())
    printer = cast.make_user("printer", "change_article", "publish_article", "override_four_eyes")
    with pytest.raises(desk.Refusal, match="saved by Rojîn Aziz after this approval"):
        desk.use_newest(article, by=printer)
    desk.approve(article, by=cast.editor())
    desk.use_newest(article, by=printer)
    row = Schedule.objects.open().get()
    assert (row.wall_time, row.revision.number, row.by) == ("2026-11-22 18:00", 2, printer)


def test_the_newest_revision_is_not_taken_twice():
    with pytest.raises(desk.Refusal, match="scheduled already"):
        desk.use_newest(scheduled(), by=cast.editor())


@pytest.mark.parametrize("verb", ["reschedule", "use_newest"])
def test_without_a_schedule_there_is_nothing_to_change(verb):
    given = {"wall_time": "2026-11-22 19:00"} if verb == "reschedule" else {}
    with pytest.raises(desk.Refusal, match="Nothing is scheduled"):
        getattr(desk, verb)(cast.approved(), by=cast.editor(), **given)


def test_a_refused_schedule_is_open_again_at_another_moment():
    article = scheduled()
    Schedule.objects.update(refused=True, last_error="Its rights ended.", attempts=1)
    desk.reschedule(article, by=cast.editor(), wall_time="2026-11-22 19:00")
    with time_machine.travel("2026-11-22 19:00Z", tick=False):
        assert clock.run_due() == 1


def test_nobody_reschedules_their_own_work():
    article = scheduled()
    cast.edit(article, change_kind="typo", headline="Mine")
    article = Article.objects.get(pk=article.pk)
    article.assignee = cast.editor()
    article.save()
    with pytest.raises(desk.Refusal, match="You wrote it"):
        desk.reschedule(article, by=cast.editor(), wall_time="2026-11-22 19:00")


# Withdrawal ---------------------------------------------------------------------------------------------------

REASON = "The licence of the photos has ended."


def withdrawn_at(article, wall_time):
    return desk.schedule_withdrawal(article, by=cast.editor(), wall_time=wall_time, reason=REASON)


def test_the_clock_withdraws_with_the_reason_that_was_given():
    article = cast.live()
    withdrawn_at(article, "2026-11-22 18:00")
    assert state.of(Article.objects.get()).words == "live, withdrawal 22.11. 18:00"
    assert state.of(state.with_state(Article.objects.all()).get()).words == "live, withdrawal 22.11. 18:00"
    with time_machine.travel("2026-11-22 18:00:04Z", tick=False):
        assert clock.run_due() == 1
    publication = Publication.objects.first()
    assert (publication.kind, publication.note, publication.by_clock) == ("withdrawal", REASON, True)
    assert publication.planned_at.isoformat() == "2026-11-22T18:00:00+00:00"
    assert not Edition.objects.live().exists()


def test_what_the_clock_cancels_when_it_withdraws_is_nobody_s_act():
    article = cast.live()
    withdrawn_at(article, "2026-11-22 18:00")
    Schedule.objects.create(  # a publication that was refused waits for people
        article=article,
        revision=article.revisions.get(),
        moment=timezone.now(),
        wall_time="2026-11-22 17:00",
        zone="UTC",
        by=cast.editor(),
        at=timezone.now(),
        refused=True,
    )
    with time_machine.travel("2026-11-22 18:00:04Z", tick=False):
        assert clock.run_due() == 1
    assert DeskLog.objects.get(event="story.unscheduled").by is None


def test_a_story_may_be_told_to_go_out_and_to_be_withdrawn_after():
    article = scheduled("2026-11-22 18:00")
    with pytest.raises(desk.Refusal, match="published only at"):
        withdrawn_at(article, "2026-11-22 18:00")
    withdrawn_at(article, "2026-11-22 20:00")
    with pytest.raises(desk.Refusal, match="before that time"):
        desk.reschedule(article, by=cast.editor(), wall_time="2026-11-22 20:00")
    with time_machine.travel("2026-11-22 21:00Z", tick=False):
        assert clock.run_due() == 2
    assert state.of(Article.objects.get()).words == "withdrawn"


def test_publishing_now_leaves_the_withdrawal_to_come():
    article = scheduled("2026-11-22 18:00")
    withdrawn_at(article, "2026-11-22 20:00")
    desk.publish(article, by=cast.editor())
    assert Schedule.objects.open().get().action == "withdraw"


def test_unscheduling_what_readers_never_had_takes_its_withdrawal_along():
    article = scheduled("2026-11-22 18:00")
    withdrawn_at(article, "2026-11-22 20:00")
    desk.unschedule(article, by=cast.editor())
    assert not Schedule.objects.open().exists()


def test_a_withdrawal_is_cancelled_by_its_own_verb_and_by_withdrawing():
    article = cast.live()
    withdrawn_at(article, "2026-11-22 18:00")
    desk.unschedule_withdrawal(article, by=cast.editor())
    assert not Schedule.objects.open().exists()
    withdrawn_at(article, "2026-11-22 18:00")
    desk.withdraw(article, by=cast.editor(), reason="Sooner.")
    assert not Schedule.objects.open().exists()
    assert DeskLog.objects.filter(event="story.withdrawal_unscheduled").count() == 2


def test_a_withdrawal_owes_readers_a_reason_and_needs_something_live():
    with pytest.raises(desk.Refusal, match="Give the reason"):
        desk.schedule_withdrawal(cast.live(), by=cast.editor(), wall_time="2026-11-22 18:00", reason=" ")
    with pytest.raises(desk.Refusal, match="Only what is live"):
        withdrawn_at(cast.approved(), "2026-11-22 18:00")


# Zones --------------------------------------------------------------------------------------------------------


def test_rows_whose_wall_time_a_new_rule_has_shifted_are_found():
    desk.schedule(cast.approved(), by=cast.editor(), wall_time="2026-11-22 18:00", zone="Asia/Damascus")
    Schedule.objects.update(zone="Asia/Damascus", moment="2026-11-22T16:00Z")  # as before the law of 2022: UTC+2
    sound = desk.schedule(cast.approved(), by=cast.editor(), wall_time="2026-11-22 18:00", zone="Asia/Damascus")
    rows = list(Schedule.objects.open())
    assert desk.schedules.shifted(rows) == [row for row in rows if row.pk != sound.pk]
