"""What a balancer or a monitor is told."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.utils import timezone

from articles.models import Article, Heartbeat, Revision, Schedule
from comments.models import Comment
from tests import cast

pytestmark = pytest.mark.django_db


def heard_of(**ago):
    Heartbeat.objects.create(worker=f"w{ago}", at=timezone.now() - timedelta(**ago))


def test_all_is_well_while_a_worker_is_heard_of(client, django_assert_num_queries):
    heard_of(hours=5)
    heard_of(seconds=170)
    with django_assert_num_queries(3):
        response = client.get("/healthz")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    report = response.json()
    assert report == {
        "ok": True,
        "database": "answers",
        "worker": report["worker"],
        "late_schedules": 0,
        "pages": "none are kept",
    }
    assert report["worker"].startswith("last heard of 17")


def test_a_worker_silent_for_three_minutes_is_not_well(client):
    heard_of(minutes=3, seconds=1)
    response = client.get("/healthz")
    assert (response.status_code, response.json()["ok"]) == (503, False)


def test_a_house_without_worker_is_not_well_and_says_so(client):
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["worker"] == "no worker has ever run"


def test_late_schedules_are_counted_and_others_not(client, django_user_model):
    heard_of(seconds=1)
    now, dana = timezone.now(), django_user_model.objects.create_user("dana")
    moments = {
        "late": {"moment": now - timedelta(seconds=61)},
        "due just now": {"moment": now - timedelta(seconds=30)},
        "refused": {"moment": now - timedelta(hours=1), "refused": True},
        "done": {"moment": now - timedelta(hours=1), "done_at": now},
        "cancelled": {"moment": now - timedelta(hours=1), "cancelled_at": now},
    }
    for headline, facts in moments.items():
        article = Article.objects.create(headline=headline)
        revision = Revision.objects.create(article=article, number=1, schema=1, document={}, by=dana, at=now)
        Schedule.objects.create(article=article, revision=revision, wall_time="", zone="UTC", by=dana, at=now, **facts)
    assert client.get("/healthz").json()["late_schedules"] == 1


def test_a_database_that_does_not_answer_is_not_well(client):
    with patch("newsroom.health.Heartbeat.objects.aggregate", side_effect=OperationalError("database is locked")):
        response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"ok": False, "database": "does not answer"}


def test_comments_from_one_network_alone_are_told_and_make_nobody_unwell(client):
    heard_of(seconds=1)
    edition, now = cast.live_story(), timezone.now()
    made = [
        Comment.objects.create(
            article_id=edition.pk, number=n, path=f"{n:06d}", level=1, state="pending", name="Azad", body="Text",
            language="en", posted_at=now, network="n" * 32,
        )
        for n in range(1, 101)
    ]  # fmt: skip
    response = client.get("/healthz")
    assert response.status_code == 200
    assert "TRUSTED_PROXY_HOPS" in response.json()["comments"]
    Comment.objects.filter(pk=made[50].pk).update(network="o" * 32)
    assert "comments" not in client.get("/healthz").json()


def test_how_many_pages_are_kept_is_told(client, settings, tmp_path):
    settings.PAGE_STORE, settings.DATA_DIR = 64, tmp_path
    assert client.get("/healthz").json()["pages"] == "0 are kept, 0.0 MB"


def test_a_page_store_that_fails_is_told(client, settings, tmp_path):
    settings.PAGE_STORE, settings.DATA_DIR = 64, tmp_path
    (tmp_path / "pages.sqlite3").write_bytes(b"no database " * 1000)
    assert client.get("/healthz").json()["pages"] == "none can be kept, Django answers: file is not a database"
