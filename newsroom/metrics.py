"""/metrics in the text format of Prometheus, and the counting behind it.

What is waiting or late is asked of the database: the same whichever process answers. Requests are counted by each
process for itself and labelled with its number, for a sum that one process told would be false; `sum without (process)`
of their rates is the site's. What the page store answers is counted apart, what a cache before us answers not at all.
"""

import ipaddress
import logging
import os
import secrets
import threading
import time
from collections import Counter, defaultdict
from datetime import timedelta

from django.conf import settings
from django.db import Error
from django.db.models import Count, Max
from django.http import HttpResponse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comments.models import Comment
from newsroom import health
from newsroom.logs import request_id
from newsroom.pages import Purge
from newsroom.pagestore import front, store

logger = logging.getLogger("newsroom.requests")

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)  # seconds
INSIDE = {"/healthz": health.healthz, "/healthz/live": health.live, "/healthz/ready": health.ready}
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


class Tallies:
    """The requests of this process since it began: how many, and how long they took."""

    def __init__(self):
        self._lock = threading.Lock()
        self.answers: Counter[tuple[str, int]] = Counter()  # (kind, status) → how many
        self.times: dict[str, list[float]] = defaultdict(
            lambda: [0.0, *([0] * len(BUCKETS))]
        )  # kind → [sum, of which at most each bucket]

    def add(self, kind, status, took):
        with self._lock:
            self.answers[kind, status] += 1
            row = self.times[kind]
            row[0] += took
            for place, bound in enumerate(BUCKETS, 1):
                row[place] += took <= bound

    def copy(self):
        with self._lock:
            return dict(self.answers), {kind: list(row) for kind, row in self.times.items()}


tallies = Tallies()


class RequestsMiddleware:
    """Count and log each request, without who made it; answer /healthz and /metrics before anything else is asked.

    The entry names the route, not the address: an address can hold a token, a query tells what somebody looked for.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info == "/metrics" and is_from_inside(request.META):
            return metrics(request)
        if request.path_info in INSIDE:
            # Here, for whoever watches from inside asks by a name of the machine, which no page answers to.
            return INSIDE[request.path_info](request)
        token, started = request_id.set(secrets.token_hex(6)), time.perf_counter()
        try:
            response = self.get_response(request)
            took = time.perf_counter() - started
            kind = kind_of(request)
            tallies.add(kind, response.status_code, took)
            facts = {"method": _method(request), "kind": kind, "status": response.status_code, "ms": round(took * 1000)}
            logger.info("%(method)s %(kind)s %(status)s %(ms)s ms", facts, extra={"facts": facts})
        finally:
            request_id.reset(token)
        return response


def _method(request):
    known = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"}
    return request.method if request.method in known else "other"


def kind_of(request):
    """Return the name of the view that answered, such as "story" or "desk:index"; else "static" or "other"."""
    match = request.resolver_match
    if match is None and request.path_info.startswith(settings.STATIC_URL):
        return "static"
    if match is None or not match.url_name:
        return "other"
    return f"desk:{match.url_name}" if match.app_names[:1] == ["admin"] else match.url_name


def is_from_inside(meta):
    """Return whether a request came straight from METRICS_NETWORKS, through no proxy of any kind.

    A proxy on this machine calls from loopback too: whatever names a reader, or our public host, is refused.
    """
    host = meta.get("HTTP_HOST", "").rsplit(":", 1)[0].lower()
    if any(name in meta for name in FORWARDED) or (settings.PRODUCTION and host == settings.SITE_HOST):
        return False
    try:
        peer = ipaddress.ip_address(meta.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    peer = getattr(peer, "ipv4_mapped", None) or peer
    return any(peer in network for network in settings.METRICS_NETWORKS)


def metrics(request):
    """Answer with everything, 200 also when the database is gone: the rest is worth knowing then."""
    lines = []
    for name, kind, words, samples in [*_of_database(), *_of_pages(), *_of_requests()]:
        lines += [f"# HELP {name} {words}", f"# TYPE {name} {kind}"]
        lines += [f"{name}{suffix}{_labels(labels)} {value}" for suffix, labels, value in samples]
    return HttpResponse(
        "\n".join(lines) + "\n",
        content_type="text/plain; version=0.0.4; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )


def _labels(labels):
    inner = ",".join(f'{name}="{value}"' for name, value in labels.items())
    return f"{{{inner}}}" if inner else ""


def _gauge(name, words, value):
    return f"newsroom_{name}", "gauge", words, [("", {}, value)]


def _of_database():
    report, is_well = health.state()
    yield _gauge("up", "Whether /healthz says that all is well.", int(is_well))
    try:
        jobs = DBTaskResult.objects.filter(status__in=("READY", "RUNNING")).order_by()
        counts = dict(jobs.values_list("status").annotate(Count("pk")))
        samples = [("", {"status": status.lower()}, counts.get(status, 0)) for status in ("READY", "RUNNING")]
        yield "newsroom_jobs", "gauge", "Jobs that wait for a worker, and those at work.", samples
        failed = DBTaskResult.objects.failed().filter(finished_at__gt=timezone.now() - timedelta(days=1)).count()
        yield _gauge("jobs_failed_today", "Jobs that failed within 24 hours.", failed)
        waiting = Comment.objects.filter(state=Comment.State.PENDING).count()
        yield _gauge("comments_waiting", "Comments that wait for a moderator.", waiting)
        yield _gauge("schedules_late", "Scheduled steps over a minute late.", report["late_schedules"])
        purges = Purge.objects.aggregate(Max("pk"))["pk__max"] or 0
        yield "newsroom_purges_total", "counter", "Keys whose pages were dropped.", [("", {}, purges)]
        if (age := health.worker_age()) is not None:
            yield _gauge("worker_age_seconds", "Seconds since a worker was heard of.", round(age, 1))
    except (Error, KeyError):
        logger.warning("The database does not tell what is waiting.")


def _of_pages():
    words = "Requests answered from the page store, pages made for it included."
    yield "newsroom_pages_answered_total", "counter", words, [("", {"process": os.getpid()}, front.tally.answered)]
    if kept := store.open_store():
        try:
            count, size = kept.facts()
        except store.Failing:
            return  # /healthz says why
        yield _gauge("pages_kept", "Pages that the store of this machine holds.", count)
        yield _gauge("pages_bytes", "Bytes that they take.", size)


def _of_requests():
    answers, times = tallies.copy()
    process = {"process": os.getpid()}
    yield (
        "newsroom_requests_total", "counter", "Requests that reached the application, by view and status.",
        [("", {"kind": kind, "status": status} | process, count) for (kind, status), count in sorted(answers.items())],
    )  # fmt: skip
    samples = []
    for kind, (total, *counts) in sorted(times.items()):
        labels = {"kind": kind} | process
        number = sum(count for (of, _status), count in answers.items() if of == kind)
        samples += [("_bucket", labels | {"le": bound}, count) for bound, count in zip(BUCKETS, counts, strict=True)]
        samples += [("_bucket", labels | {"le": "+Inf"}, number), ("_sum", labels, round(total, 6))]
        samples.append(("_count", labels, number))
    yield "newsroom_request_seconds", "histogram", "How long they took, in seconds.", samples
