"""/metrics: for the private network alone; numbers of the database, and this process's own."""

import ipaddress
import logging
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import Heartbeat
from newsroom import metrics
from tests import cast
from tests.comments.reader import make_comment

pytestmark = pytest.mark.django_db


def read(**meta):
    response = Client().get("/metrics", **meta)
    return response.text if response.status_code == 200 else response.status_code


def value(text, sample):
    (line,) = [line for line in text.splitlines() if line.startswith(f"{sample} ")]
    return float(line.rpartition(" ")[2])


def test_it_is_the_text_format_and_stored_nowhere():
    response = Client().get("/metrics")
    assert response["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    for line in response.text.splitlines():
        assert line.startswith(("# HELP newsroom_", "# TYPE newsroom_", "newsroom_"))


def test_it_tells_what_waits_and_what_is_late(django_assert_max_num_queries):
    cast.moderator()
    make_comment(cast.live_story())
    Heartbeat.objects.create(worker="w", at=timezone.now() - timedelta(seconds=30))
    common = {"args_kwargs": {"args": [], "kwargs": {}}, "task_path": "x.y", "backend_name": "default"}
    DBTaskResult.objects.create(status="FAILED", finished_at=timezone.now(), **common)
    DBTaskResult.objects.create(status="FAILED", finished_at=timezone.now() - timedelta(days=2), **common)
    DBTaskResult.objects.create(status="READY", **common)
    with django_assert_max_num_queries(8):
        told = read()
    assert value(told, "newsroom_up") == 1
    assert value(told, "newsroom_comments_waiting") == 1
    assert value(told, "newsroom_jobs_failed_today") == 1
    assert value(told, 'newsroom_jobs{status="ready"}') == 1
    assert value(told, 'newsroom_jobs{status="running"}') == 0
    assert value(told, "newsroom_schedules_late") == 0
    assert 30 <= value(told, "newsroom_worker_age_seconds") < 60


def test_each_process_counts_its_own_requests_by_view_and_status(monkeypatch):
    monkeypatch.setattr(metrics, "tallies", metrics.Tallies())
    monkeypatch.setattr(metrics.os, "getpid", lambda: 4711)
    Client().get("/")
    Client().get("/")
    Client().get("/section/nothing/")
    Client().get("/admin/")
    told = read()
    assert value(told, 'newsroom_requests_total{kind="front",status="200",process="4711"}') == 2
    assert value(told, 'newsroom_requests_total{kind="section",status="404",process="4711"}') == 1
    assert value(told, 'newsroom_requests_total{kind="desk:index",status="302",process="4711"}') == 1
    assert value(told, 'newsroom_request_seconds_count{kind="front",process="4711"}') == 2
    assert value(told, 'newsroom_request_seconds_bucket{kind="front",process="4711",le="+Inf"}') == 2
    assert value(told, 'newsroom_request_seconds_sum{kind="front",process="4711"}') > 0


def test_absurd_addresses_and_methods_make_no_series(monkeypatch):
    monkeypatch.setattr(metrics, "tallies", metrics.Tallies())
    for number in range(3):
        Client().get(f"/no/such/page/{number}")
        Client().generic(f"X{number}", "/nothing/")
    kinds = {kind for kind, _status in metrics.tallies.answers}
    assert len(kinds) <= 2


@pytest.mark.parametrize(
    "meta",
    [
        {"REMOTE_ADDR": "203.0.113.7"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_FOR": "203.0.113.7"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "not an address"},
    ],
)
def test_through_a_proxy_or_from_elsewhere_there_is_no_such_page(meta):
    assert read(**meta) == 404


def test_under_the_public_host_there_is_no_such_page(settings):
    settings.PRODUCTION, settings.SITE_HOST = True, "news.example.org"
    settings.ALLOWED_HOSTS = ["news.example.org"]
    assert read(HTTP_HOST="news.example.org") == 404
    assert read(HTTP_HOST="NEWS.example.org:443") == 404
    assert isinstance(read(HTTP_HOST="10.0.0.5:8000"), str)  # the machine's own name, which no page answers to


def test_networks_of_ones_own_may_be_named(settings):
    settings.METRICS_NETWORKS = [ipaddress.ip_network("10.1.0.0/16")]
    assert isinstance(read(REMOTE_ADDR="10.1.2.3"), str)
    assert isinstance(read(REMOTE_ADDR="::ffff:10.1.2.3"), str)
    assert read(REMOTE_ADDR="10.2.0.1") == 404
    assert read(REMOTE_ADDR="127.0.0.1") == 404


def test_without_a_database_the_rest_is_told(caplog):
    with patch("newsroom.health.Heartbeat.objects.aggregate", side_effect=OperationalError("gone")):
        told = read()
    assert value(told, "newsroom_up") == 0
    assert "newsroom_requests_total" in told


def test_each_request_is_one_entry_without_who_or_what_was_asked(caplog):
    with caplog.at_level(logging.INFO, logger="newsroom.requests"):
        Client().get("/search/?q=secret+words", REMOTE_ADDR="203.0.113.7")
    (entry,) = caplog.records
    assert entry.facts == {"method": "GET", "kind": "search", "status": 200, "ms": entry.facts["ms"]}
    assert "secret" not in entry.getMessage()
