"""The clock: publishes and withdraws what is due. One idempotent sweep, safe with any number of workers."""

import logging
from datetime import timedelta

from django.db import Error, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import checklist, desk
from articles.desk.common import lock, log
from articles.desk.gate import pass_gate
from articles.desk.schedules import cancel_schedules
from articles.models import Schedule

logger = logging.getLogger(__name__)

RETRY_MINUTES = (1, 2, 5, 10)  # the last one for ever


def run_due(now=None):
    """Do everything that is due and return how many things were done.

    Each row has a transaction of its own: a failing one is recorded and tried again later, the others go on. What the
    gate refuses waits for people.
    """
    now = now or timezone.now()
    due = Schedule.objects.open().filter(_due(now)).order_by("moment", "pk").values_list("pk", flat=True)
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
            _DO[row.action](article, row)
            return 1
    except desk.Refusal as refusal:
        _note_refusal(pk, refusal)
    except Exception as error:  # whatever it is, the other rows must still go out
        logger.exception("schedule %s failed and will be tried again", pk)
        try:
            _note_failure(pk, now, error)
        except Error:  # a database that does not answer; the row is still due, and tried in the next sweep
            logger.exception("the failure of schedule %s could not be noted", pk)
    return 0


def _publish(article, row):
    """Give readers the frozen revision. Permission and four-eyes were asked when it was scheduled."""
    pass_gate(article, row.revision, checklist.PUBLISH)
    override = row.override_reason
    desk.go_live(article, row.revision, by=row.by, planned_at=row.moment, by_clock=True, override=override)


def _withdraw(article, row):
    edition = article.edition_or_none
    if edition is None or not edition.is_live:
        raise desk.Refusal(_("Only a live story can be withdrawn."))
    cancel_schedules(article, by=None)
    desk.take_down(article, by=row.by, reason=row.reason, planned_at=row.moment, by_clock=True)


_DO = {Schedule.Action.PUBLISH: _publish, Schedule.Action.WITHDRAW: _withdraw}


@transaction.atomic
def _note_refusal(pk, refusal):
    row = Schedule.objects.select_related("article", "revision").get(pk=pk)
    lock(row.article)  # before the row, as above
    waiting = Schedule.objects.open().filter(pk=pk, refused=False)
    if not waiting.update(refused=True, last_error=" ".join(refusal.reasons), attempts=F("attempts") + 1):
        return  # another worker noted it, or somebody cancelled it meanwhile
    log("schedule.refused", row.article, row.revision, by=None, data={"reasons": refusal.reasons, "action": row.action})


@transaction.atomic
def _note_failure(pk, now, error):
    """Record what went wrong, once in the desk log too, and when to try again."""
    row = Schedule.objects.select_related("article", "revision").get(pk=pk)
    lock(row.article)  # before the row, as above
    minutes = RETRY_MINUTES[min(row.attempts, len(RETRY_MINUTES) - 1)]
    # Of several workers that failed at the same time, one notes it: for the others the row is not due any more.
    noted = (
        Schedule.objects.open()
        .filter(_due(now), pk=pk)
        .update(
            attempts=row.attempts + 1,
            next_attempt_at=now + timedelta(minutes=minutes),
            last_error=f"{type(error).__name__}: {error}".partition("\n")[0][:500],
        )
    )
    if noted and not row.attempts:
        log("schedule.failed", row.article, row.revision, by=None, data={"error": type(error).__name__})
