"""What the clock is told: schedule and unschedule."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import checklist, zones
from articles.desk.approvals import approved
from articles.desk.common import Refusal, begin, log, same_revision
from articles.desk.gate import pass_gate
from articles.models import Schedule

SCHEDULE_HORIZON = timedelta(days=730)
SCHEDULE_LEAST = timedelta(minutes=1)


@transaction.atomic
def schedule(article, *, by, wall_time, zone=None, fold=None, revision=None, override=""):
    """Freeze the newest revision and have the clock publish it at a wall time of the desk's zone.

    An open schedule of the story is replaced. Permission, approval and four-eyes are checked now; the checklist now
    and again at the moment. Raises Refusal for a time that has passed, does not exist, or lies over two years ahead.
    """
    article, head = begin("schedule", article, by, override=override)
    same_revision(head, revision)
    zone = zone or settings.TIME_ZONE
    moment = _future(wall_time, zone, fold)
    pass_gate(article, head, checklist.PUBLISH, moment=moment)
    approved(article, head, by=by, override=override, at=None)
    cancel_schedule(article, by=by)
    row = Schedule.objects.create(
        article=article,
        revision=head,
        moment=moment,
        wall_time=timezone.localtime(moment, ZoneInfo(zone)).strftime(zones.FORMAT),
        zone=zone,
        by=by,
        at=timezone.now(),
        override_reason=override,
    )
    log("story.scheduled", article, head, by=by, data={"moment": moment.isoformat()})
    return row


def _future(wall_time, zone, fold):
    try:
        moment = zones.resolve(wall_time, zone, fold=fold)
    except zones.WallTimeError as error:
        raise Refusal(str(error)) from error
    ahead = moment - timezone.now()
    if ahead < SCHEDULE_LEAST:
        raise Refusal(_("That time has passed. Publish now instead?"))
    if ahead > SCHEDULE_HORIZON:
        raise Refusal(_("That is over two years ahead; choose an earlier time."))
    return moment


@transaction.atomic
def unschedule(article, *, by):
    """Cancel what the clock would do to the story. Nothing else changes."""
    article, _head = begin("unschedule", article, by)
    cancel_schedule(article, by=by)


def cancel_schedule(article, *, by):
    """Cancel the open schedule of a locked story, if it has one, and log it."""
    for row in Schedule.objects.open().filter(article=article).select_related("revision"):
        row.cancelled_at = timezone.now()
        row.save(update_fields=["cancelled_at"])
        log("story.unscheduled", article, row.revision, by=by, data={"moment": row.moment.isoformat()})
