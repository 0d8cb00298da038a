"""The search page: a plain GET form and what it finds."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404
from django.utils.translation import gettext as _

from articles.press import errors
from articles.press.page import (
    Counterpart,
    Masthead,
    NotThere,
    Page,
    Slice,
    address,
    languages,
    moved,
    page_number,
    respond,
)
from articles.search import LAST_PAGE, Query
from articles.search import search as find
from newsroom import pages
from newsroom.text import tidy_line

EVERYWHERE = "all"


@dataclass
class Filters:
    """What the form was filled with. What cannot be used is ignored, and said where a reader can put it right."""

    language: str  # a code, or EVERYWHERE
    section: object = None
    since: date | None = None
    until: date | None = None
    since_typed: str = ""
    until_typed: str = ""
    order: str = "relevance"

    @classmethod
    def read(cls, query, language, sections):
        """Read the form: an unknown section or language is ignored, dates the wrong way round are exchanged."""
        wanted = query.get("in", language)
        filters = cls(
            language=wanted if wanted in [*languages(), EVERYWHERE] else language,
            section=next((section for section in sections if section.slug == query.get("section")), None),
            since=_day(query.get("from", "")),
            until=_day(query.get("to", "")),
            since_typed=tidy_line(query.get("from", ""))[:20],
            until_typed=tidy_line(query.get("to", ""))[:20],
            order="newest" if query.get("order") == "newest" else "relevance",
        )
        if filters.since and filters.until and filters.since > filters.until:
            filters.since, filters.until = filters.until, filters.since
            filters.since_typed, filters.until_typed = filters.until_typed, filters.since_typed
        return filters

    @property
    def since_fault(self):
        return _fault(self.since_typed, self.since)

    @property
    def until_fault(self):
        return _fault(self.until_typed, self.until)

    def section_ids(self, sections):
        """Return the chosen section and those below it; none chosen: an empty list."""
        chosen = self.section
        return [s.pk for s in sections if chosen and chosen.pk in (s.pk, s.parent_id)]

    def as_query(self, typed, language):
        """Return the form as a query string, without what is left at its default."""
        values = {
            "q": typed,
            "section": self.section.slug if self.section else "",
            "from": self.since_typed,
            "to": self.until_typed,
            "in": self.language if self.language != language else "",
            "order": self.order if self.order != "relevance" else "",
        }
        return urlencode({name: value for name, value in values.items() if value})


def search(request, language):
    """Answer the form, and the stories found where something was asked."""
    site = Masthead(language)
    number = page_number(request)
    query = Query.read(request.GET.get("q", ""))
    filters = Filters.read(request.GET, language, site.sections)
    path = address("search", language)
    here = f"{path}?{text}" if (text := filters.as_query(query.typed, language)) else path
    if number > LAST_PAGE:
        raise Http404
    if number == 1 and "page" in request.GET:
        return moved(here)
    results = find(
        query,
        language=None if filters.language == EVERYWHERE else filters.language,
        sections=filters.section_ids(site.sections),
        since=filters.since,
        until=filters.until,
        order=filters.order,
        page=number,
    )
    if number > 1 and not results.rows:
        raise NotThere(site)
    page = Page(
        language=language,
        keys=[pages.LISTS],
        indexable=False,
        counterparts=[Counterpart(code, address("search", code)) for code in languages()],
    )
    page.offer_text(request, here if number == 1 else f"{here}{'&' if '?' in here else '?'}page={number}")
    return respond(
        "articles/search.html",
        page,
        site=site,
        query=query,
        filters=filters,
        is_narrowed=bool(filters.as_query("", language)),
        results=results,
        latest=errors.latest(language) if query.phrases and not results.rows else [],
        part=Slice.known(results.rows, number, here, has_older=results.has_more),
        all_languages=languages(),
        everywhere=EVERYWHERE,
    )


def _day(text):
    """Return the date typed, or None: also for years in which nothing was published, at the ends of the calendar."""
    try:
        day = date.fromisoformat(tidy_line(text))
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2200 else None


def _fault(typed, day):
    return _("Write the date as year, month and day: 2026-11-22.") if typed and not day else ""
