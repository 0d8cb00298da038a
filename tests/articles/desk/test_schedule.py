"""Scheduling: which revision is frozen, which times are refused, what cancels it."""

import pytest
import time_machine

from articles import desk, state
from articles.models import Article, Schedule
from tests import cast

pytestmark = pytest.mark.django_db

NOW = "2026-11-22 10:00Z"


@pytest.fixture(autouse=True)
def _sunday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


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
