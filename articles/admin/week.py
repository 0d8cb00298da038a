"""The week: what is due, what is meant to run and what the clock will do, day by day. Printable.

Only the planned day is moved here, by arrows or by dragging; a deadline or schedule has its own page.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from articles.admin.cards import Card, Narrowed, cards
from articles.models import Article, Schedule

DAYS = 7
ENTRIES = 150  # of each kind in a week
UNPLANNED = 15
FIRST, LAST = date(2000, 1, 3), date(2100, 1, 4)  # Mondays, between which a week can be shown


@dataclass(frozen=True)
class Entry:
    """One thing on a day. `kind` is deadline, schedule, update or withdrawal; of a plan, plan, which has no hour."""

    kind: str
    words: str
    card: Card
    at: datetime | None = None


@dataclass
class Day:
    date: date
    is_today: bool
    entries: list = field(default_factory=list)


class WeekMixin:
    """The week's address, for the story's ModelAdmin."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.week_view)
        return [path("week/", view, name="articles_article_week"), *super().get_urls()]

    def week_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        narrowed, monday = Narrowed.of(request), _monday(request.GET.get("from", ""))
        days, unplanned, is_cut = _week(narrowed.stories(request.user), monday, request.user)
        context = self.admin_site.each_context(request) | {
            "title": _("Week"),
            "opts": self.opts,
            "days": days,
            "unplanned": unplanned,
            "is_cut": is_cut,
            "narrowed": narrowed,
            "before": max(monday - timedelta(days=DAYS), FIRST).isoformat(),
            "after": min(monday + timedelta(days=DAYS), LAST).isoformat(),
            "monday": monday,
            "sunday": monday + timedelta(days=DAYS - 1),
            "next": request.get_full_path(),
        }
        return TemplateResponse(request, "admin/articles/article/week.html", context)


def _monday(asked):
    """Return the Monday of the week asked for, else of this one."""
    try:
        day = parse_date(asked) or timezone.localdate()
    except ValueError:
        day = timezone.localdate()
    day = min(max(day, FIRST), LAST)
    return day - timedelta(days=day.weekday())


def _week(stories, monday, user):
    """Return the Days of a week, the cards of what has no day yet, and whether there was more than is shown."""
    sunday = monday + timedelta(days=DAYS - 1)
    begin, end = (timezone.make_aware(datetime.combine(day, time.min)) for day in (monday, sunday + timedelta(days=1)))
    planned = list(stories.filter(planned_for__range=(monday, sunday)).order_by("planned_for", "pk")[:ENTRIES])
    due = list(stories.filter(deadline__gte=begin, deadline__lt=end).order_by("deadline", "pk")[:ENTRIES])
    # What is on the clock has one row per act; its story comes with the others'.
    rows = list(Schedule.objects.open().filter(moment__gte=begin, moment__lt=end).order_by("moment", "pk")[:ENTRIES])
    clocked = list(stories.filter(pk__in=[row.article_id for row in rows]))
    unfinished = stories.filter(
        planned_for=None, edition=None, stage__in=[Article.Stage.ASSIGNED, Article.Stage.WRITING]
    )
    unplanned = list(unfinished.order_by(F("deadline").asc(nulls_last=True), "-pk")[:UNPLANNED])
    made = cards([*planned, *due, *clocked, *unplanned], user)

    today = timezone.localdate()
    days = {day: Day(day, day == today) for day in (monday + timedelta(days=number) for number in range(DAYS))}
    for story in planned:
        days[story.planned_for].entries.append(Entry("plan", _("planned"), made[story.pk]))
    timed = [Entry("deadline", _("deadline"), made[story.pk], story.deadline) for story in due]
    timed += [_clock_entry(row, made[row.article_id]) for row in rows if row.article_id in made]
    for entry in sorted(timed, key=lambda entry: entry.at):
        days[timezone.localdate(entry.at)].entries.append(entry)
    is_cut = max(map(len, (planned, due, rows))) == ENTRIES
    return list(days.values()), [made[story.pk] for story in unplanned], is_cut


def _clock_entry(row, card):
    """Return the entry of a schedule: a first publication, an update of what readers have, or a withdrawal."""
    if row.action == Schedule.Action.WITHDRAW:
        return Entry("withdrawal", _("is withdrawn"), card, row.moment)
    if hasattr(card.article, "edition"):
        return Entry("update", _("update goes out"), card, row.moment)
    return Entry("schedule", _("goes out"), card, row.moment)
