"""Many workers, one of them killed in the middle: every due story goes out once, and a poisoned one fails alone."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from articles.models import Approval, Article, Byline, DeskLog, Notice, Publication, Revision, Schedule
from tests import cast

DUE = 501  # one of which is poisoned
WORKERS = 4

# A worker's sweeps in a process of its own, over the database of this test. It sweeps until nothing is due any more.
WORKER = """
import os
import django
django.setup()
from django.conf import settings
from django.db import connections
settings.DATABASES["default"]["NAME"] = connections["default"].settings_dict["NAME"] = os.environ["SWEPT_DATABASE"]
from articles import clock, desk
if os.environ.get("HALTS_IN_THE_MIDDLE"):
    import sys
    whole, done = desk.go_live, []
    def halting(*args, **kwargs):
        publication = whole(*args, **kwargs)
        done.append(publication)
        if len(done) == 20:
            print("claimed and written, not committed", flush=True)
            sys.stdin.read()
        return publication
    desk.go_live = halting
else:
    print("sweeping", flush=True)
while clock.run_due():
    pass
"""


def due(count):
    """Make many approved stories whose moment has come, of one that went the whole way; return their numbers."""
    model = cast.approved(headline="Story")
    revision, section = model.revisions.get(), model.section
    author, editor = model.bylines.get().author, cast.editor()
    articles = [
        Article(headline=f"Story {number}", slug=f"story-{number}", body=cast.BODY, section=section, stage="approved")
        for number in range(count)
    ]
    Article.objects.bulk_create(articles)
    Byline.objects.bulk_create(Byline(article=article, author=author) for article in articles)
    revisions = []
    for article in articles:
        told = {"headline": article.headline, "slug": article.slug}
        document = revision.document | {"story": revision.document["story"] | told}
        made = Revision(article=article, number=1, schema=revision.schema, document=document, by=revision.by)
        made.at = timezone.now()
        revisions.append(made)
    Revision.objects.bulk_create(revisions)
    now = timezone.now()
    Approval.objects.bulk_create(Approval(article=made.article, revision=made, by=editor, at=now) for made in revisions)
    moment = now - timedelta(seconds=5)
    Schedule.objects.bulk_create(
        Schedule(
            article=made.article,
            revision=made,
            moment=moment,
            wall_time="2026-11-22 18:00",
            zone="UTC",
            by=editor,
            at=now,
        )
        for made in revisions
    )
    return [article.pk for article in articles]


def worker(**environment):
    name = connection.settings_dict["NAME"]
    told = os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "SWEPT_DATABASE": str(name), "JOBS": "now"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, "-c", WORKER], env=told | environment, cwd=settings.BASE_DIR, **pipes)


@pytest.mark.django_db(transaction=True)
def test_five_hundred_due_stories_go_out_once_though_one_of_four_workers_is_killed(client):
    numbers = due(DUE)
    poisoned = Revision.objects.get(article=numbers[250])
    del poisoned.document["story"]["body"]  # no rule foresees that: it fails, where others would be refused
    poisoned.save()

    killed = worker(HALTS_IN_THE_MIDDLE="1")
    assert killed.stdout.readline().startswith("claimed")
    others = [worker() for _number in range(WORKERS - 1)]
    assert [process.stdout.readline() for process in others] == ["sweeping\n"] * (WORKERS - 1)
    killed.kill()
    assert killed.wait(timeout=60) == -signal.SIGKILL
    assert [process.wait(timeout=300) for process in others] == [0] * (WORKERS - 1)

    published = Publication.objects.values_list("edition_id", flat=True)
    went_out = [number for number in numbers if number != numbers[250]]
    assert len(went_out) == 500
    assert sorted(published) == went_out
    told = Notice.objects.filter(event="story.published")
    assert set(told.values_list("user__username", flat=True)) == {"dana"}  # who told the clock
    assert sorted(told.values_list("article_id", flat=True)) == went_out
    row = Schedule.objects.open().get()
    assert (row.article_id, row.refused) == (numbers[250], False)
    assert row.last_error.startswith("KeyError")
    assert row.attempts >= 1  # on a slow machine its minute is over before the others are out
    assert row.next_attempt_at > row.moment + timedelta(minutes=1)
    assert DeskLog.objects.filter(event="schedule.failed").count() == 1
    assert Notice.objects.get(event="schedule.failed").article_id == numbers[250]
    client.force_login(cast.editor())
    late = next(panel for panel in client.get(reverse("admin:index")).context["panels"] if panel.name == "late")
    assert [(line.title, line.note) for line in late.rows] == [("Story 250", row.last_error)]


@pytest.mark.django_db
def test_what_fails_is_tried_after_one_two_five_and_then_every_ten_minutes(monkeypatch):
    from articles import clock

    due(1)

    def fails(*_args, **_options):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(clock.desk, "go_live", fails)
    now, pauses = timezone.now(), []
    for _attempt in range(6):
        clock.run_due(now)
        row = Schedule.objects.get()
        pauses.append((row.next_attempt_at - now) // timedelta(minutes=1))
        assert clock.run_due(row.next_attempt_at - timedelta(seconds=1)) == 0
        now = row.next_attempt_at
    assert pauses == [1, 2, 5, 10, 10, 10]
    assert DeskLog.objects.filter(event="schedule.failed").count() == 1
    monkeypatch.undo()
    assert clock.run_due(now) == 1
