"""The clock: what is due goes out once, whatever else fails, however many workers run."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from articles import clock, desk, state
from articles.models import Article, DeskLog, Edition, Publication, Schedule
from tests import cast


def due(article):
    """Schedule an article and let its moment have come."""
    row = desk.schedule(article, by=cast.editor(), wall_time=f"{timezone.now() + timedelta(hours=1):%Y-%m-%d %H:%M}")
    Schedule.objects.filter(pk=row.pk).update(moment=timezone.now() - timedelta(seconds=5))
    return Schedule.objects.get(pk=row.pk)


@pytest.mark.django_db
def test_what_is_due_is_published_for_who_scheduled_it():
    row = due(cast.approved())
    assert clock.run_due() == 1
    publication = Publication.objects.get()
    assert (publication.by, publication.by_clock) == (cast.editor(), True)
    assert publication.planned_at == row.moment
    assert Edition.objects.live().exists()


@pytest.mark.django_db
def test_what_is_not_yet_due_stays():
    desk.schedule(cast.approved(), by=cast.editor(), wall_time=f"{timezone.now() + timedelta(hours=1):%Y-%m-%d %H:%M}")
    assert clock.run_due() == 0
    assert not Edition.objects.exists()


@pytest.mark.django_db
def test_a_second_sweep_publishes_nothing_twice():
    due(cast.approved())
    assert [clock.run_due(), clock.run_due()] == [1, 0]
    assert Publication.objects.count() == 1


@pytest.mark.django_db
def test_the_frozen_revision_goes_out_though_a_newer_one_was_saved():
    article = cast.live(headline="One")
    cast.edit(article, headline="Two", change_kind="update")
    due(article)
    cast.edit(article, headline="Three", change_kind="", by=cast.editor())
    clock.run_due()
    assert Edition.objects.get().headline == "Two"
    assert state.of(Article.objects.get()).words == "live, newer draft"


@pytest.mark.django_db
def test_the_gate_is_asked_again_at_the_moment_and_its_refusal_waits_for_people():
    photo = cast.make_photo()
    row = due(cast.approved(photos=[photo]))
    type(photo).objects.update(withdrawn_at=timezone.now(), withdrawn_reason="Wrong person.")
    assert clock.run_due() == 0
    row.refresh_from_db()
    assert row.refused
    assert "was withdrawn" in row.last_error
    assert DeskLog.objects.filter(event="schedule.refused").exists()
    assert clock.run_due() == 0
    row.refresh_from_db()
    assert row.attempts == 1


@pytest.mark.django_db
def test_a_failing_row_is_retried_later_and_the_others_go_out(monkeypatch):
    poisoned, healthy = due(cast.approved(headline="Poisoned")), due(cast.approved(headline="Healthy"))
    whole = clock.desk.go_live

    def fails_for_one(article, *args, **kwargs):
        if article.headline == "Poisoned":
            raise RuntimeError("the disk is full")
        return whole(article, *args, **kwargs)

    monkeypatch.setattr(clock.desk, "go_live", fails_for_one)
    now = timezone.now()
    assert clock.run_due(now) == 1
    assert Edition.objects.get().pk == healthy.article_id
    poisoned.refresh_from_db()
    assert (poisoned.done_at, poisoned.attempts) == (None, 1)
    assert poisoned.last_error == "RuntimeError: the disk is full"
    assert poisoned.next_attempt_at == now + timedelta(minutes=1)

    monkeypatch.undo()
    assert clock.run_due(now + timedelta(seconds=30)) == 0
    assert clock.run_due(now + timedelta(seconds=61)) == 1


@pytest.mark.django_db
def test_a_row_a_minute_past_due_is_called_late():
    with time_machine.travel("2026-11-22 10:00Z", tick=False):
        article = cast.approved()
        desk.schedule(article, by=cast.editor(), wall_time="2026-11-22 10:30")
    with time_machine.travel("2026-11-22 10:31:01Z", tick=False):
        assert state.of(Article.objects.get()).late


@pytest.mark.django_db(transaction=True)
def test_a_hundred_due_stories_and_four_workers_make_a_hundred_publications():
    for number in range(100):
        due(cast.approved(headline=f"Story {number}"))

    def sweep(_worker):
        try:
            return clock.run_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        done = list(workers.map(sweep, range(4)))
    assert sum(done) == 100
    assert Publication.objects.count() == 100
    assert Schedule.objects.open().count() == 0
