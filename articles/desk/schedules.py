"""What the clock is told: schedule, reschedule, unschedule; and the same for a withdrawal."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import checklist, documents, zones
from articles.desk.approvals import approved
from articles.desk.common import Refusal, begin, lock, log, same_revision
from articles.desk.gate import pass_gate
from articles.models import Schedule
from newsroom.text import tidy

SCHEDULE_HORIZON = timedelta(days=730)
SCHEDULE_LEAST = timedelta(minutes=1)
PUBLISH, WITHDRAW = Schedule.Action.PUBLISH, Schedule.Action.WITHDRAW


# Publication --------------------------------------------------------------------------------------------------


@transaction.atomic
def schedule(article, *, by, wall_time, zone=None, fold=None, revision=None, override=""):
    """Freeze the newest revision and have the clock publish it at a wall time of the desk's zone.

    An open schedule of the story is replaced. Permission, approval and four-eyes are checked now; the checklist now
    and again at the moment. Raises Refusal for a time that has passed, does not exist, or lies over two years ahead.
    """
    article, head = begin("schedule", article, by, override=override)
    same_revision(head, revision)
    zone = zone or settings.TIME_ZONE
    moment = future(wall_time, zone, fold)
    _before_withdrawal(article, moment)
    pass_gate(article, head, checklist.PUBLISH, moment=moment)
    approved(article, head, by=by, override=override, at=None)
    cancel_schedules(article, by=by, actions=[PUBLISH])
    return _write(article, head, moment, zone, by=by, override=override)


@transaction.atomic
def use_newest(article, *, by, revision=None, override=""):
    """Have the clock publish the newest revision, which must be approved, at the moment of the present schedule."""
    article, head = begin("use_newest", article, by, override=override)
    same_revision(head, revision)
    row = Schedule.objects.publications().get(article=article)
    if row.moment - timezone.now() < timedelta(0):
        raise Refusal(_("Its time has passed. Reschedule it, or publish now."))
    pass_gate(article, head, checklist.PUBLISH, moment=row.moment)
    approved(article, head, by=by, override=override, at=None)
    cancel_schedules(article, by=by, actions=[PUBLISH])
    return _write(article, head, row.moment, row.zone, by=by, override=override)


@transaction.atomic
def reschedule(article, *, by, wall_time, zone=None, fold=None, override=""):
    """Move the moment of a schedule; the revision it froze, and its approval, stay."""
    frozen = Schedule.objects.publications().filter(article=lock(article)).select_related("revision").first()
    kind = documents.read(frozen.revision)["change"]["kind"] if frozen else None
    article, _head = begin("reschedule", article, by, override=override, kind=kind)
    zone = zone or settings.TIME_ZONE
    moment = future(wall_time, zone, fold)
    _before_withdrawal(article, moment)
    pass_gate(article, frozen.revision, checklist.PUBLISH, moment=moment)
    cancel_schedules(article, by=by, actions=[PUBLISH])
    return _write(article, frozen.revision, moment, zone, by=by, override=override or frozen.override_reason)


@transaction.atomic
def unschedule(article, *, by):
    """Cancel the publication the clock was told of. What readers never had needs no withdrawal either."""
    article, _head = begin("unschedule", article, by)
    cancel_schedules(article, by=by, actions=[PUBLISH] if article.edition_or_none else [PUBLISH, WITHDRAW])


# Withdrawal ---------------------------------------------------------------------------------------------------


@transaction.atomic
def schedule_withdrawal(article, *, by, wall_time, reason, zone=None, fold=None):
    """Have the clock withdraw a story at a wall time, with the reason readers will read in its place.

    What is not live yet must be scheduled to go out before. An open withdrawal is replaced.
    """
    article, head = begin("schedule_withdrawal", article, by)
    reason = tidy(reason).strip()
    if not reason:
        raise Refusal(_("Give the reason; readers see it in the place of the story."))
    zone = zone or settings.TIME_ZONE
    moment = future(wall_time, zone, fold, passed=_("That time has passed. Withdraw it now instead?"))
    publication = Schedule.objects.publications().filter(article=article).select_related("revision").first()
    if publication and moment <= publication.moment:
        raise Refusal(_("It is published only at %s; it can be withdrawn after that.") % publication.wall_time)
    cancel_schedules(article, by=by, actions=[WITHDRAW])
    edition = article.edition_or_none
    frozen = publication.revision if publication else (edition.revision if edition else head)
    return _write(article, frozen, moment, zone, by=by, action=WITHDRAW, reason=reason)


@transaction.atomic
def unschedule_withdrawal(article, *, by):
    """Cancel the withdrawal the clock was told of."""
    article, _head = begin("unschedule_withdrawal", article, by)
    cancel_schedules(article, by=by, actions=[WITHDRAW])


def _before_withdrawal(article, moment):
    row = Schedule.objects.withdrawals().filter(article=article).first()
    if row and row.moment <= moment:
        raise Refusal(_("It is to be withdrawn at %s, before that time. Cancel the withdrawal first.") % row.wall_time)


# What they share ----------------------------------------------------------------------------------------------


def future(wall_time, zone, fold, *, passed=""):
    """Return the moment of a wall time that lies ahead, or refuse in words; `passed` says what to do instead."""
    try:
        moment = zones.resolve(wall_time, zone, fold=fold)
    except zones.WallTimeError as error:
        raise Refusal(str(error)) from error
    ahead = moment - timezone.now()
    if ahead < SCHEDULE_LEAST:
        raise Refusal(passed or _("That time has passed. Publish now instead?"))
    if ahead > SCHEDULE_HORIZON:
        raise Refusal(_("That is over two years ahead; choose an earlier time."))
    return moment


def _write(article, revision, moment, zone, *, by, action=PUBLISH, reason="", override=""):
    row = Schedule.objects.create(
        article=article,
        action=action,
        revision=revision,
        reason=reason,
        moment=moment,
        wall_time=timezone.localtime(moment, ZoneInfo(zone)).strftime(zones.FORMAT),
        zone=zone,
        by=by,
        at=timezone.now(),
        override_reason=override,
    )
    data = {"moment": moment.isoformat()} | ({"reason": reason} if reason else {})
    log(_EVENTS[action][0], article, revision, by=by, data=data)
    return row


_EVENTS = {
    PUBLISH: ("story.scheduled", "story.unscheduled"),
    WITHDRAW: ("story.withdrawal_scheduled", "story.withdrawal_unscheduled"),
}


def cancel_schedules(article, *, by, actions=(PUBLISH, WITHDRAW)):
    """Cancel what the clock was told of a locked story, and log it."""
    open_rows = Schedule.objects.open().filter(article=article, action__in=actions)
    for row in open_rows.select_related("revision").order_by("pk"):
        row.cancelled_at = timezone.now()
        row.save(update_fields=["cancelled_at"])
        log(_EVENTS[row.action][1], article, row.revision, by=by, data={"moment": row.moment.isoformat()})


def shifted(rows):
    """Return those of some open schedules whose zone has new rules, so that their moment is no longer the typed time.

    The moment binds; a person decides whether the time or the moment was meant.
    """
    return [row for row in rows if zones.has_shifted(row.moment, row.wall_time, row.zone)]
