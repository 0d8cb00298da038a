"""The newsroom's clock: sweeps at their interval in one thread, jobs one after another in a second.

Two threads, because a slow job (a large photo, a silent mail server) must not make a scheduled story late.
Any number of workers may run side by side: a sweep claims each row, the task backend each job.
"""

import logging
import os
import socket
import threading
import time
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import Error, close_old_connections, connection, connections
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as JobRunner
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from articles.models import Heartbeat
from newsroom.jobs import register_sweep, sweeps

logger = logging.getLogger(__name__)

NAME = f"{socket.gethostname()}:{os.getpid()}"[:64]  # as long as the task backend stores
STUCK_AFTER = timedelta(minutes=10)  # a job that runs longer has lost its worker
PAUSES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30)]  # before the 2nd, 3rd and 4th attempt
LOOK_FOR_JOBS_EVERY = 1.0  # seconds
SLOW = 5.0  # seconds; a scheduled story is to be public within fifteen of its time

# The task backend's own runner, for the part that runs a claimed job and records the outcome.
_runner = JobRunner(
    queue_names=["*"],
    interval=0,
    batch=True,
    backend_name="default",
    startup_delay=False,
    max_tasks=None,
    worker_id=NAME,
    excluded_queue_names=[],
)


class Clock:
    """Runs until `stop()`; what is at work then is finished first."""

    def __init__(self):
        self._stopping = threading.Event()

    def stop(self):
        self._stopping.set()

    def run(self):
        """Run sweeps and jobs until stopped."""
        jobs = threading.Thread(target=self._run_jobs, name="jobs")
        jobs.start()
        self._run_sweeps()
        jobs.join()

    def _run_sweeps(self):
        due = {sweep.name: 0.0 for sweep in sweeps()}
        while not self._stopping.is_set():
            for sweep in sweeps():
                if time.monotonic() >= due[sweep.name] and not self._stopping.is_set():
                    run_sweep(sweep)
                    due[sweep.name] = time.monotonic() + sweep.every
            self._stopping.wait(max(0.0, min(due.values()) - time.monotonic()))

    def _run_jobs(self):
        try:
            while not self._stopping.is_set():
                if not run_job():
                    self._stopping.wait(LOOK_FOR_JOBS_EVERY)
        finally:
            connections.close_all()


def run_once():
    """Run each sweep once, then jobs until none is ready. Returns the sweeps' count and how many jobs ran."""
    done = sum(run_sweep(sweep) for sweep in sweeps())
    jobs = 0
    while run_job():
        jobs += 1
    return done, jobs


def run_sweep(sweep):
    """Run one sweep and return how many things it did. A failure is logged and counts 0; the next round tries again."""
    started = time.monotonic()
    try:
        _renew_connection()
        done = sweep.run()
    except Exception:  # whatever it is, the other sweeps go on
        logger.exception("The sweep %s failed; it is tried again in %d s.", sweep.name, sweep.every)
        return 0
    if (took := time.monotonic() - started) > SLOW:
        logger.warning("The sweep %s took %d s and kept the others waiting.", sweep.name, took)
    if done:
        logger.info("%s: %d", sweep.name, done)
    return done


def run_job():
    """Run the next job that is ready. Returns whether there was one; False too when the database cannot be asked."""
    if settings.JOBS != "worker":
        return False  # jobs run where they are enqueued
    try:
        _renew_connection()
        # Asked first, because claiming takes the database's write lock, and mostly there is nothing to do.
        job = DBTaskResult.objects.ready().exists() and _claim_job()
    except Error:
        logger.exception("Jobs cannot be fetched; the worker goes on trying.")
        return False
    if job:
        _runner.run_task(job)  # records what comes of it, errors included
    return bool(job)


def _claim_job():
    with exclusive_transaction():
        job = DBTaskResult.objects.ready().get_locked()
        if job:
            job.claim(NAME)
    return job


def _renew_connection():
    """Drop a connection that no longer answers, as Django does between requests; never inside a transaction."""
    if not connection.in_atomic_block:
        close_old_connections()


# What the worker itself has to do regularly --------------------------------------------------------------------


def beat():
    """Say that this worker lives. /healthz and the desk tell by it whether the clock runs."""
    Heartbeat.objects.update_or_create(worker=NAME, defaults={"at": timezone.now()})
    return 0


def reap():
    """Fail jobs whose worker died, and queue failed jobs again after a pause, three times at most.

    A killed worker leaves its job RUNNING for ever (RealOrangeOne/django-tasks#46). Returns how many jobs changed.
    """
    now = timezone.now()
    stuck = DBTaskResult.objects.running().filter(started_at__lt=now - STUCK_AFTER)
    changed = stuck.update(
        status=TaskResultStatus.FAILED,
        finished_at=now,
        exception_class_path="newsroom.worker.WorkerDied",
        traceback=f"The worker that ran this job was not heard of for {STUCK_AFTER}.",
    )
    for job in DBTaskResult.objects.failed().filter(finished_at__gt=now - timedelta(days=1)):
        attempts = len(job.worker_ids)
        if attempts <= len(PAUSES) and job.finished_at + PAUSES[attempts - 1] <= now:
            # Conditional, so that of two workers one queues it.
            same = DBTaskResult.objects.failed().filter(pk=job.pk, finished_at=job.finished_at)
            changed += same.update(status=TaskResultStatus.READY, run_after=now)
    return changed


def prune():
    """Delete what nobody will ask for again: jobs done 14 days ago, failed 60 days ago, dead sessions and workers.

    Returns how many rows went, sessions not counted.
    """
    now = timezone.now()
    gone = [
        DBTaskResult.objects.successful().filter(finished_at__lt=now - timedelta(days=14)).delete(),
        DBTaskResult.objects.failed().filter(finished_at__lt=now - timedelta(days=60)).delete(),
        Heartbeat.objects.filter(at__lt=now - timedelta(days=1)).delete(),
    ]
    call_command("clearsessions")
    return sum(count for count, _by_model in gone)


def register():
    """Register the worker's own sweeps."""
    register_sweep("newsroom.beat", beat, every=20)
    register_sweep("newsroom.reap", reap, every=60)
    register_sweep("newsroom.prune", prune, every=24 * 60 * 60)
