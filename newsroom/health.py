"""/healthz: whether the house is in order, for a balancer or a monitor. Numbers and plain words, nothing secret."""

from datetime import timedelta

from django.db import Error
from django.db.models import Max
from django.http import JsonResponse
from django.utils import timezone

from articles.models import Heartbeat, Schedule
from comments.network import all_from_one

WORKER_SILENT_AFTER = timedelta(minutes=3)
LATE_AFTER = timedelta(seconds=60)


def healthz(request):
    """Answer 200 when the database answers and a worker was heard of within three minutes, else 503."""
    report, is_well = state()
    return JsonResponse(
        report, status=200 if is_well else 503, headers={"Cache-Control": "no-store"}, json_dumps_params={"indent": 1}
    )


def state():
    """Return a dictionary of plain sentences and numbers, and whether all is well."""
    now = timezone.now()
    try:
        seen = Heartbeat.objects.aggregate(Max("at"))["at__max"]
        one_network = all_from_one()
        late = Schedule.objects.open().filter(refused=False, moment__lt=now - LATE_AFTER).count()
    except Error:
        return {"ok": False, "database": "does not answer"}, False
    is_well = seen is not None and now - seen <= WORKER_SILENT_AFTER
    worker = f"last heard of {int((now - seen).total_seconds())} s ago" if seen else "no worker has ever run"
    report = {"ok": is_well, "database": "answers", "worker": worker, "late_schedules": late}
    if one_network:
        report["comments"] = "the last 100 came from one network; count your proxies in TRUSTED_PROXY_HOPS"
    return report, is_well
