"""The clock: publishes what is due. One idempotent sweep, safe with any number of workers."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles import checklist, desk
from articles.desk.common import lock
from articles.desk.gate import pass_gate
from articles.models import DeskLog, Schedule

logger = logging.getLogger(__name__)

RETRY_MINUTES = (1, 2, 5, 10)  # the last one for ever


def run_due(now=None):
    """Do everything that is due and return how many things were done.

    Each row has a transaction of its own: a failing one is recorded and tried again later, the others go on. What the
    gate refuses waits for people.
    """
    now = now or timezone.now()
    due = Schedule.objects.open().filter(_due(now)).order_by("moment").values_list("pk", flat=True)
    return sum(_attempt(pk, now) for pk in list(due))


def _due(now):
    return Q(moment__lte=now, refused=False) & (Q(next_attempt_at=None) | Q(next_attempt_at__lte=now))


def _attempt(pk, now):
    try:
        with transaction.atomic():
            row = Schedule.objects.select_related("article", "revision", "by").get(pk=pk)
            article = lock(row.article)  # first, as every verb does: the other order would deadlock with them
            # The conditional update decides who won: one row touched, or another worker has it.
            if not Schedule.objects.open().filter(_due(now), pk=pk).update(done_at=now):
                return 0
            pass_gate(article, row.revision, checklist.PUBLISH)
            desk.go_live(
                article,
                row.revision,
                by=row.by,
                planned_at=row.moment,
                by_clock=True,
                override=row.override_reason,
            )
            return 1
    except desk.Refusal as refusal:
        _note_refusal(pk, refusal)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other rows must still go out
        _note_failure(pk, now, error)
    return 0


@transaction.atomic
def _note_refusal(pk, refusal):
    row = Schedule.objects.select_related("article", "revision").get(pk=pk)
    row.refused, row.last_error = True, " ".join(refusal.reasons)
    row.attempts += 1
    row.save(update_fields=["refused", "last_error", "attempts"])
    DeskLog.objects.create(
        event="schedule.refused",
        article=row.article,
        revision=row.revision,
        by=None,
        at=timezone.now(),
        data={"reasons": refusal.reasons},
    )


def _note_failure(pk, now, error):
    logger.exception("schedule %s failed and will be tried again", pk)
    row = Schedule.objects.get(pk=pk)
    minutes = RETRY_MINUTES[min(row.attempts, len(RETRY_MINUTES) - 1)]
    Schedule.objects.filter(pk=pk).update(
        attempts=row.attempts + 1,
        next_attempt_at=now + timedelta(minutes=minutes),
        last_error=f"{type(error).__name__}: {error}".partition("\n")[0][:500],
    )
