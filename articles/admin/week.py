"""The week: what is due, what is meant to run and what the clock will do, day by day. Printable.

A crowded day shows the first of each kind and leads to the day by itself. Only the planned day is moved here, by
arrows or by dragging; a deadline or schedule has its own page.
"""

from collections import Counter
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

IN_WEEK, ALONE = 8, 60  # entries of each kind that a day shows within its week, and by itself
COUNTED = 2_000  # of each kind in a week
UNPLANNED = 15
FIRST, LAST = date(2000, 1, 3), date(2100, 1, 4)  # Mondays, between which a week can be shown


@dataclass(frozen=True)
class Period:
    """The days that are shown: a week from its Monday, or one day by itself."""

    first: date
    number: int

    @classmethod
    def of(cls, request):
        """Return the day asked for, else the week of the day asked for, else this week."""
        if "day" in request.GET:
            return cls(_asked(request.GET["day"]), 1)
        day = _asked(request.GET.get("from", ""))
        return cls(day - timedelta(days=day.weekday()), 7)

    @property
    def is_week(self):
        return self.number > 1

    @property
    def days(self):
        return [self.first + timedelta(days=number) for number in range(self.number)]

    @property
    def last(self):
        return self.days[-1]

    @property
    def before(self):
        return max(self.first - timedelta(days=self.number), FIRST)

    @property
    def after(self):
        return min(self.first + timedelta(days=self.number), LAST)

    @property
    def moments(self):
        """Return the moment it begins and the moment it is over, in the desk's zone."""
        ends = self.first, self.last + timedelta(days=1)
        return tuple(timezone.make_aware(datetime.combine(day, time.min)) for day in ends)


@dataclass(frozen=True)
class Entry:
    """One thing on a day. `kind` is deadline, schedule, update or withdrawal; of a plan, plan, which has no hour."""

    kind: str
    words: str
    card: Card
    at: datetime | None = None


@dataclass
class Day:
    """A day and what is on it; `more` is how many entries there are beside those shown."""

    date: date
    is_today: bool
    entries: list = field(default_factory=list)
    more: int = 0


class WeekMixin:
    """The week's address, for the story's ModelAdmin."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.week_view)
        return [path("week/", view, name="articles_article_week"), *super().get_urls()]

    def week_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        narrowed, period = Narrowed.of(request), Period.of(request)
        days, unplanned, is_cut = _shown(narrowed.stories(request.user), period, request.user)
        context = self.admin_site.each_context(request) | {
            "title": _("Week") if period.is_week else _("Day"),
            "opts": self.opts,
            "days": days,
            "unplanned": unplanned,
            "is_cut": is_cut,
            "narrowed": narrowed,
            "period": period,
            "next": request.get_full_path(),
        }
        return TemplateResponse(request, "admin/articles/article/week.html", context)


def _asked(text):
    """Return the day that was asked for, else today."""
    try:
        day = parse_date(text) or timezone.localdate()
    except ValueError:
        day = timezone.localdate()
    return min(max(day, FIRST), LAST)


# What is on the days ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Mark:
    """An entry before its story is fetched: the story's number, the day, the moment or None, and the schedule."""

    story: int
    day: date
    at: datetime | None = None
    row: Schedule | None = None


def _shown(stories, period, user):
    """Return the Days, the cards of what has no day yet, and whether there was more than is counted.

    The marks of a period are narrow rows and may be many; only the stories that are shown are fetched whole.
    """
    kinds = (_plans(stories, period), _deadlines(stories, period), _clock(stories, period))
    kept, more = _kept(kinds, IN_WEEK if period.is_week else ALONE)
    unplanned = _without_a_day(stories)
    found = list(stories.filter(pk__in={mark.story for mark in kept}.union(unplanned)))
    made = cards(found, user)

    today = timezone.localdate()
    days = {day: Day(day, day == today, more=more[day]) for day in period.days}
    for mark in kept:  # a story may have gone since its mark was read
        if mark.story in made:
            days[mark.day].entries.append(_entry(mark, made[mark.story]))
    for day in days.values():
        day.entries.sort(key=lambda entry: (entry.at is not None, entry.at))
    return list(days.values()), [made[story] for story in unplanned if story in made], COUNTED in map(len, kinds)


def _plans(stories, period):
    found = stories.filter(planned_for__range=(period.first, period.last)).order_by("planned_for", "pk")
    return [_Mark(*row) for row in found.values_list("pk", "planned_for")[:COUNTED]]


def _deadlines(stories, period):
    begin, end = period.moments
    found = stories.filter(deadline__gte=begin, deadline__lt=end).order_by("deadline", "pk")
    return [_Mark(pk, timezone.localdate(at), at) for pk, at in found.values_list("pk", "deadline")[:COUNTED]]


def _clock(stories, period):
    """Return the marks of the clock: what is scheduled has one row per act."""
    begin, end = period.moments
    rows = Schedule.objects.open().filter(moment__gte=begin, moment__lt=end).order_by("moment", "pk")[:COUNTED]
    theirs = set(stories.filter(pk__in={row.article_id for row in rows}).values_list("pk", flat=True))
    marks = (_Mark(row.article_id, timezone.localdate(row.moment), row.moment, row) for row in rows)
    return [mark for mark in marks if mark.story in theirs]


def _kept(kinds, number):
    """Return the first marks of each kind on each day, and how many more each day has."""
    kept, more = [], Counter()
    for marks in kinds:
        on = Counter()
        for mark in marks:
            on[mark.day] += 1
            if on[mark.day] > number:
                more[mark.day] += 1
            else:
                kept.append(mark)
    return kept, more


def _without_a_day(stories):
    """Return the numbers of unfinished stories that have no planned day, the most urgent first."""
    unfinished = stories.filter(
        planned_for=None, edition=None, stage__in=[Article.Stage.ASSIGNED, Article.Stage.WRITING]
    )
    found = unfinished.order_by(F("deadline").asc(nulls_last=True), "-pk")
    return list(found.values_list("pk", flat=True)[:UNPLANNED])


def _entry(mark, card):
    """Return what a mark says: of the clock's a first publication, an update of what readers have, or a withdrawal."""
    if mark.at is None:
        kind, words = "plan", _("planned")
    elif mark.row is None:
        kind, words = "deadline", _("deadline")
    elif mark.row.action == Schedule.Action.WITHDRAW:
        kind, words = "withdrawal", _("is withdrawn")
    elif hasattr(card.article, "edition"):
        kind, words = "update", _("update goes out")
    else:
        kind, words = "schedule", _("goes out")
    return Entry(kind, words, card, mark.at)
