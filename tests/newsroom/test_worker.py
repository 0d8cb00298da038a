"""The clock: sweeps at their interval, jobs once each, nothing lost with a worker that dies."""

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles.models import Heartbeat
from newsroom import jobs, worker

ran = []


@jobs.task
def note(word):
    ran.append(word)


@jobs.task
def stumble():
    raise RuntimeError("The mail server is silent.")


@pytest.fixture(autouse=True)
def _jobs_wait_for_a_worker(settings):
    settings.JOBS = "worker"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    ran.clear()


@pytest.fixture
def sweeps(monkeypatch):
    """The registry, empty for this test."""
    registry = {}
    monkeypatch.setattr(jobs, "_sweeps", registry)
    return registry


# Sweeps -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_sweep_that_fails_does_not_stop_the_others(sweeps, caplog):
    def fail():
        raise OperationalError("database is locked")

    jobs.register_sweep("a.fails", fail, every=10)
    jobs.register_sweep("b.works", lambda: 3, every=10)
    assert worker.run_once() == (3, 0)
    assert "The sweep a.fails failed" in caplog.text


@pytest.mark.django_db
def test_a_sweep_that_keeps_the_others_waiting_is_named_in_the_log(sweeps, caplog, monkeypatch):
    moments = iter([0.0, 6.0])
    monkeypatch.setattr(worker.time, "monotonic", lambda: next(moments))
    worker.run_sweep(jobs.Sweep("slow", lambda: 0, 10))
    assert "The sweep slow took 6 s and kept the others waiting." in caplog.text


def test_a_sweep_runs_again_after_its_interval_only(sweeps, monkeypatch):
    clock, often, seldom = worker.Clock(), [], []
    now = [1000.0]
    monkeypatch.setattr(worker.time, "monotonic", lambda: now[0])

    def tick(timeout):
        now[0] += timeout
        if now[0] >= 1060:
            clock.stop()

    monkeypatch.setattr(clock._stopping, "wait", tick)
    monkeypatch.setattr(worker, "_renew_connection", lambda: None)
    jobs.register_sweep("often", lambda: often.append(now[0]) or 0, every=10)
    jobs.register_sweep("seldom", lambda: seldom.append(now[0]) or 0, every=30)
    clock._run_sweeps()
    assert often == [1000, 1010, 1020, 1030, 1040, 1050]
    assert seldom == [1000, 1030]


@pytest.mark.django_db
def test_the_worker_s_own_sweeps_are_registered_with_the_apps():
    assert {"newsroom.beat", "newsroom.prune", "newsroom.reap"} <= {sweep.name for sweep in jobs.sweeps()}


@pytest.mark.django_db
def test_a_running_worker_is_heard_of():
    worker.beat()
    worker.beat()
    heartbeat = Heartbeat.objects.get()
    assert timezone.now() - heartbeat.at < timedelta(seconds=5)


@pytest.mark.django_db
def test_pruning_takes_old_jobs_and_silent_workers_and_leaves_the_rest():
    now = timezone.now()
    Heartbeat.objects.create(worker="gone", at=now - timedelta(days=2))
    Heartbeat.objects.create(worker="here", at=now)
    for status, days in [("SUCCESSFUL", 15), ("SUCCESSFUL", 13), ("FAILED", 15), ("FAILED", 61), ("READY", 90)]:
        result = note.enqueue(f"{status} {days}")
        DBTaskResult.objects.filter(pk=result.id).update(status=status, finished_at=now - timedelta(days=days))
    assert worker.prune() == 3
    left = {job.args_kwargs["args"][0] for job in DBTaskResult.objects.all()}
    assert left == {"SUCCESSFUL 13", "FAILED 15", "READY 90"}
    assert [heartbeat.worker for heartbeat in Heartbeat.objects.all()] == ["here"]


# Jobs ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_jobs_run_once_in_order(sweeps):
    note.enqueue("first")
    note.enqueue("second")
    assert worker.run_once() == (0, 2)
    assert ran == ["first", "second"]
    assert worker.run_once() == (0, 0)


@pytest.mark.django_db
def test_a_failed_job_is_tried_again_after_pauses_and_given_up_after_the_fourth_attempt(sweeps, time_machine):
    time_machine.move_to("2026-11-22 10:00:00Z", tick=False)
    job = stumble.enqueue()
    attempts = []
    for minute in range(120):
        time_machine.move_to(datetime(2026, 11, 22, 10 + minute // 60, minute % 60, tzinfo=UTC), tick=False)
        worker.reap()
        if worker.run_job():
            attempts.append(minute)
    assert attempts == [0, 1, 6, 36]
    assert DBTaskResult.objects.get(pk=job.id).status == TaskResultStatus.FAILED


@pytest.mark.django_db
def test_a_job_whose_worker_died_is_failed_after_ten_minutes_and_then_completes(sweeps, time_machine):
    time_machine.move_to("2026-11-22 10:00:00Z")
    job = DBTaskResult.objects.get(pk=note.enqueue("after all").id)
    job.claim("killed")
    assert worker.reap() == 0
    time_machine.shift(timedelta(minutes=10, seconds=1))
    assert worker.reap() == 1
    job.refresh_from_db()
    assert job.status == TaskResultStatus.FAILED
    time_machine.shift(timedelta(minutes=1))
    assert worker.reap() == 1
    assert worker.run_job()
    assert ran == ["after all"]


@pytest.mark.django_db
def test_a_job_that_kills_every_worker_is_given_up(sweeps, time_machine):
    time_machine.move_to("2026-11-22 10:00:00Z")
    job = DBTaskResult.objects.get(pk=note.enqueue("too large").id)
    for _attempt in range(4):
        job.claim("killed")
        time_machine.shift(timedelta(minutes=11))
        worker.reap()
        time_machine.shift(timedelta(minutes=31))
        worker.reap()
        job.refresh_from_db()
    assert job.status == TaskResultStatus.FAILED


@pytest.mark.django_db(transaction=True)
def test_many_workers_run_each_job_once():
    for number in range(12):
        note.enqueue(number)

    def work():
        try:
            while worker.run_job():
                pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while worker.run_job():  # what a thread left because another held the lock at that moment
        pass
    assert sorted(ran) == list(range(12))


# The command --------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_the_command_beats_and_ends_cleanly_at_sigterm():
    environment = os.environ | {"JOBS": "worker", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    if connection.vendor == "sqlite":
        environment["DATABASE_URL"] = f"sqlite:///{connection.settings_dict['NAME']}"
    else:
        settings_dict = connection.settings_dict
        environment["DATABASE_URL"] = (
            f"postgres://{settings_dict['USER']}:{settings_dict['PASSWORD']}@{settings_dict['HOST']}"
            f":{settings_dict['PORT'] or 5432}/{settings_dict['NAME']}"
        )
    process = subprocess.Popen(
        [sys.executable, "-u", "manage.py", "worker"],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline().startswith("The worker ")
        deadline = timezone.now() + timedelta(seconds=20)
        while not Heartbeat.objects.exists() and timezone.now() < deadline:
            pass
        assert Heartbeat.objects.exists()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
        assert "The worker has stopped." in process.stdout.read()
    finally:
        process.kill()
        process.stdout.close()
