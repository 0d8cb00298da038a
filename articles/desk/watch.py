"""What the clock finds and nobody did: deadlines near and passed, schedules that are late, a clock that stood still.

Each is told once, by however many workers: a Notice carries the moment it speaks of. Nothing here changes a story.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.desk.notices import PAST, tell
from articles.models import Article, Heartbeat, Notice, Schedule
from articles.state import LATE_AFTER

NEAR = timedelta(hours=2)  # before a deadline
STOPPED_AFTER = timedelta(minutes=3)  # without a sign of any worker


def sweep():
    """Tell whom it concerns; return how many people were told."""
    now = timezone.now()
    return deadlines(now) + schedules(now) + clock(now)


def deadlines(now):
    """Tell of the deadlines of stories that readers do not have yet."""
    due = Article.objects.filter(edition=None, killed_at=None).defer("body", "insets").select_related("section")
    near = due.filter(deadline__gt=now, deadline__lte=now + NEAR)
    passed = due.filter(deadline__gt=now - PAST, deadline__lte=now)
    told = 0
    for event, stories in (("deadline.near", near), ("deadline.passed", passed)):
        for article in stories.filter(~_told(event, article="pk", moment="deadline")):
            told += _tell(event, article, article.deadline)
    return told


def schedules(now):
    """Tell of what the clock should have done by now, other than what it was refused, which was told then."""
    late = Schedule.objects.open().filter(refused=False, moment__lt=now - LATE_AFTER, moment__gt=now - PAST)
    late = late.filter(~_told("schedule.late", article="article", moment="moment")).select_related("article__section")
    return sum(_tell("schedule.late", row.article, row.moment) for row in late.defer("article__body"))


def clock(now):
    """Tell that no worker was heard of for minutes: one that starts again finds that."""
    newest = Heartbeat.objects.order_by("-at").values_list("at", flat=True).first()
    return stopped_since(newest) if newest and now - newest > STOPPED_AFTER else 0


def stopped_since(newest):
    """Tell who publishes that the clock has stood still since its newest sign; whoever notices calls this."""
    if Notice.objects.filter(event="clock.stopped", article=None, moment=newest).exists():
        return 0
    return _tell("clock.stopped", None, newest)


def _told(event, *, article, moment):
    """Return the condition that somebody was told of this event of a row's story and moment."""
    return Exists(Notice.objects.filter(event=event, article=OuterRef(article), moment=OuterRef(moment)))


def _tell(event, article, moment):
    with transaction.atomic():
        return tell(event, article, moment=moment)
