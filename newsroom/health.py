"""Whether the house is in order: /healthz for a monitor, /healthz/live and /healthz/ready for a balancer.

Numbers and plain words, nothing secret. A balancer asks whether *this server* can answer: a silent worker is for people
to mend, and no reason to take every web server away.
"""

import logging
from datetime import timedelta

from django.db import Error, connection
from django.db.models import Max
from django.http import JsonResponse
from django.utils import timezone

from articles.models import Heartbeat, Schedule
from comments.network import all_from_one
from newsroom.logs import Seldom
from newsroom.pagestore import store

WORKER_SILENT_AFTER = timedelta(minutes=3)
LATE_AFTER = timedelta(seconds=60)

_seldom = Seldom(logging.getLogger(__name__))  # a monitor asks every few seconds


def healthz(request):
    """Answer 200 when the database answers and a worker was heard of within three minutes, else 503."""
    return _answer(*state())


def live(request):
    """Answer 200 as long as this process answers at all; it asks nothing else."""
    return _answer({"ok": True}, True)


def ready(request):
    """Answer 200 when the database answers this process, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return _answer({"ok": False, "database": "does not answer"}, False)
    return _answer({"ok": True, "database": "answers"}, True)


def _answer(report, is_well):
    if not is_well:
        _seldom.warning("Not all is well: %s", report)
    status = 200 if is_well else 503
    return JsonResponse(report, status=status, headers={"Cache-Control": "no-store"}, json_dumps_params={"indent": 1})


def worker_age(now=None):
    """Return how many seconds ago a worker was heard of; None where none ever was."""
    seen = Heartbeat.objects.aggregate(Max("at"))["at__max"]
    return None if seen is None else ((now or timezone.now()) - seen).total_seconds()


def state():
    """Return a dictionary of plain sentences and numbers, and whether all is well."""
    now = timezone.now()
    try:
        age = worker_age(now)
        one_network = all_from_one()
        late = Schedule.objects.open().filter(refused=False, moment__lt=now - LATE_AFTER).count()
    except Error:
        return {"ok": False, "database": "does not answer"}, False
    is_well = age is not None and age <= WORKER_SILENT_AFTER.total_seconds()
    worker = "no worker has ever run" if age is None else f"last heard of {int(age)} s ago"
    report = {"ok": is_well, "database": "answers", "worker": worker, "late_schedules": late}
    report["pages"] = store.in_words()
    if one_network:
        report["comments"] = "the last 100 came from one network; count your proxies in TRUSTED_PROXY_HOPS"
    return report, is_well
