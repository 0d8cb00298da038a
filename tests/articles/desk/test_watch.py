"""What the clock finds is told once: deadlines, late schedules, a clock that stood still."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import desk
from articles.desk import notices, watch
from articles.models import Article, Heartbeat, Notice, Schedule
from newsroom import jobs
from tests import cast
from tests.articles.desk_admin.test_pulse import pulse

pytestmark = pytest.mark.django_db


def told(event):
    return sorted(notice.user.username for notice in Notice.objects.filter(event=event).select_related("user"))


def due(hours, **fields):
    return cast.make_article(deadline=timezone.now() + timedelta(hours=hours), **fields)


def test_a_deadline_within_two_hours_is_told_once_to_who_is_at_work_on_it():
    cast.editor()
    due(1.9, assignee=cast.chief())
    due(2.1)
    assert (watch.sweep(), watch.sweep()) == (1, 0)
    assert told("deadline.near") == ["hevi"]


def test_a_deadline_that_passed_is_told_once_to_the_editors_too():
    cast.editor()
    due(-0.1)
    assert (watch.sweep(), watch.sweep()) == (2, 0)
    assert told("deadline.passed") == ["dana", "rojin"]


def test_a_deadline_that_moved_is_told_again():
    article = due(1)
    watch.sweep()
    Article.objects.filter(pk=article.pk).update(deadline=timezone.now() + timedelta(hours=1.5))
    watch.sweep()
    assert told("deadline.near") == ["rojin", "rojin"]


def test_deadlines_of_what_readers_have_was_killed_or_is_long_over_are_told_to_nobody():
    cast.live(deadline=timezone.now())
    due(-25)
    due(1, killed_at=timezone.now())
    Notice.objects.all().delete()
    assert watch.sweep() == 0


def test_a_late_schedule_is_told_once_to_its_scheduler_and_the_editors(time_machine):
    cast.chief()
    article = cast.approved()
    moment = timezone.now() + timedelta(hours=1)
    desk.schedule(article, by=cast.editor(), wall_time=timezone.localtime(moment).strftime("%Y-%m-%d %H:%M"))
    Notice.objects.all().delete()
    time_machine.move_to(moment + timedelta(minutes=2))
    assert (watch.sweep(), watch.sweep()) == (2, 0)
    assert told("schedule.late") == ["dana", "hevi"]


def test_a_refused_schedule_is_not_told_again_as_late():
    article = cast.approved()
    moment = timezone.now() + timedelta(hours=1)
    desk.schedule(article, by=cast.editor(), wall_time=timezone.localtime(moment).strftime("%Y-%m-%d %H:%M"))
    Schedule.objects.update(refused=True, moment=timezone.now() - timedelta(hours=1))
    assert watch.sweep() == 0


def test_a_clock_that_stood_still_is_told_once_to_who_publishes():
    cast.editor(), cast.reporter()
    beat = Heartbeat.objects.create(worker="a", at=timezone.now() - timedelta(minutes=4))
    assert (watch.sweep(), watch.sweep()) == (1, 0)
    assert told("clock.stopped") == ["dana"]
    beat.at = timezone.now() - timedelta(minutes=2)
    beat.save()
    assert watch.sweep() == 0


def test_a_worker_that_starts_looks_before_it_beats():
    names = [sweep.name for sweep in jobs.sweeps()]
    assert names.index("articles.watch") < names.index("newsroom.beat")


def test_the_pulse_of_a_form_tells_that_the_clock_stopped(client):
    cast.editor()
    Heartbeat.objects.create(worker="a", at=timezone.now() - timedelta(minutes=4))
    client.force_login(cast.chief())
    for _twice in range(2):
        assert "stopped" in pulse(client, cast.make_article()).json()["clock"]
    assert told("clock.stopped") == ["dana", "hevi"]


def test_two_workers_at_once_tell_once():
    """The second finds nothing told yet, as when both look at the same moment."""
    article = due(1)
    notices.tell("deadline.near", article, moment=article.deadline)
    notices.tell("deadline.near", article, moment=article.deadline)
    Heartbeat.objects.create(worker="a", at=timezone.now() - timedelta(minutes=4))
    cast.editor()
    for _twice in range(2):
        notices.tell("clock.stopped", moment=Heartbeat.objects.get().at)
    assert (told("deadline.near"), told("clock.stopped")) == (["rojin"], ["dana"])


def test_old_notices_are_pruned():
    notices.tell("story.approved", cast.make_article(), by=cast.editor())
    assert notices.prune() == 0
    Notice.objects.update(at=timezone.now() - timedelta(days=91))
    assert notices.prune() == 1
