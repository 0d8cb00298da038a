"""The archive by date of first publication: a year's months, a month's days, a day's stories.

Ranges of `published_at` in the site's time zone, which its index answers; the month of a moment is never computed
row by row.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.db.models import Count, Q, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from articles.dates import date_words, digits, month_name
from articles.models.edition import Edition
from articles.press import structured
from articles.press.page import Counterpart, Page, Slice, languages, moved, page_number, respond
from newsroom import pages

FIRST_YEAR = 1900


@dataclass(frozen=True)
class Period:
    """A year, month or day: where it is, what it is called, how many stories it has."""

    path: str
    words: str
    count: int = 0


def year(request, language, year):
    """Answer the months of a year that have stories, with their number."""
    number = _number(year)
    starts = [date(number, month, 1) for month in range(1, 13)] + [date(number + 1, 1, 1)]
    counts = _counts(language, starts)
    months = [
        Period(address(language, start, "month"), month_name(start.month, language), count)
        for start, count in zip(starts, counts, strict=False)
    ]
    return _answer(request, language, "year", (starts[0], starts[-1]), digits(number, language), months)


def month(request, language, year, month):
    """Answer the days of a month that have stories, with their number."""
    first = _date(year, month)
    after = (first + timedelta(days=31)).replace(day=1)
    starts = [first + timedelta(days=day) for day in range((after - first).days + 1)]
    days = [
        Period(address(language, start, "day"), date_words(start, language), count)
        for start, count in zip(starts, _counts(language, starts), strict=False)
    ]
    words = _month_words(first, language)
    up = Period(address(language, first, "year"), digits(first.year, language))
    return _answer(request, language, "month", (first, after), words, days, up)


def day(request, language, year, month, day):
    """Answer the stories of one day, newest first."""
    first = _date(year, month, day)
    path, number = address(language, first, "day"), page_number(request)
    if number == 1 and "page" in request.GET:
        return moved(path)
    after = first + timedelta(days=1)
    newer, older = _neighbours(language, first, after)
    rows = _within(Edition.objects.live().in_language(language), first, after).annotate(newer=newer, older=older)
    part = Slice.of(rows.for_cards().newest(), number, path)
    if not part.rows:
        raise Http404
    words = date_words(first, language)
    page = _page(language, words, path if number == 1 else f"{path}?page={number}")
    page.offer_text(request, page.path)
    page.structured = lambda site: structured.collection(page, part.rows, site)
    up = Period(address(language, first, "month"), _month_words(first, language))
    newer, older = (_at(moment, language, "day") for moment in (part.rows[0].newer, part.rows[0].older))
    return respond("articles/day.html", page, title=words, part=part, up=up, newer=newer, older=older)


def address(language, day, kind):
    """Return the path of the year, month or day in which a date lies."""
    parts = {"year": f"{day:%Y}", "month": f"{day:%m}", "day": f"{day:%d}"}
    kept = dict(list(parts.items())[: list(parts).index(kind) + 1])
    return reverse(f"articles:{kind}", kwargs={"language": language, **kept})


def _answer(request, language, kind, limits, words, periods, up=None):
    periods = [period for period in periods if period.count]
    if not periods:
        raise Http404
    # Any live story will do to hang them on; the newest is found at once.
    moments = Edition.objects.live().in_language(language).newest().values_list(*_neighbours(language, *limits)).first()
    newer, older = (_at(moment, language, kind) for moment in moments)
    page = _page(language, words, address(language, limits[0], kind))
    page.offer_text(request, page.path)
    return respond("articles/archive.html", page, title=words, periods=periods, up=up, newer=newer, older=older)


def _page(language, words, path):
    return Page(
        language=language,
        title=words,
        path=path,
        keys=[pages.LISTS],
        counterparts=[Counterpart(language, path)] if len(languages()) > 1 else [],
    )


def _month_words(day, language):
    return f"{month_name(day.month, language)} {digits(day.year, language)}"


def _number(year):
    number = int(year)
    if not FIRST_YEAR <= number <= timezone.localdate().year:
        raise Http404
    return number


def _date(year, month, day="1"):
    """Return a date of the calendar. Raises Http404 for month 13, 31 February, and years without newspapers."""
    try:
        return date(_number(year), int(month), int(day))
    except ValueError as error:
        raise Http404 from error


def _start(day):
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def _within(rows, first, after):
    return rows.filter(published_at__gte=_start(first), published_at__lt=_start(after))


def _counts(language, starts):
    """Return how many live stories lie between each of these dates and the next, in one query."""
    pairs = list(pairwise(starts))
    rows = _within(Edition.objects.live().in_language(language), starts[0], starts[-1]).order_by()
    wanted = {
        f"n{place}": Count("pk", filter=Q(published_at__gte=_start(first), published_at__lt=_start(after)))
        for place, (first, after) in enumerate(pairs)
    }
    found = rows.aggregate(**wanted)
    return [found[name] for name in wanted]


def _neighbours(language, first, after):
    """Return two columns: when the next story after some days was published, and the last before them."""
    moments = Edition.objects.live().in_language(language).values("published_at")
    later = moments.filter(published_at__gte=_start(after)).order_by("published_at")
    earlier = moments.filter(published_at__lt=_start(first)).order_by("-published_at")
    return Subquery(later[:1]), Subquery(earlier[:1])


def _at(moment, language, kind):
    """Return the path of the year, month or day of a moment; nothing for none."""
    return address(language, timezone.localtime(moment).date(), kind) if moment else ""
