"""What a reader typed, and the live stories that contain it."""

import re
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.safestring import SafeString

from articles.models.edition import Edition
from articles.models.search import SearchDocument
from articles.search import engines
from articles.search.showing import marked, snippet, stem
from newsroom.text import normalise, tidy_line

LONGEST = 200  # characters of a query
MOST_WORDS = 12
COUNTED = 1000  # beyond it: "more than 1,000"
PAGE_SIZE = 20
LAST_PAGE = 50
WEIGHED = 200  # of the newest, and as many of those with every word outside the body: the best of these come first

# What a card and its snippet show of a story.
_SHOWN = ["language", "slug", "genre", "kicker", "headline", "standfirst", "body", "insets", "section"]
_SHOWN += ["published_at", "retracted_at", "section__slug", "section__names", "section__colour", "section__parent"]

_TOKEN = re.compile(r"[^\W_]+")
_QUOTES = '"“”„‟«»‹›＂〝〞'
_PART = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]+)[{_QUOTES}]|([^\s{_QUOTES}]+)")


@dataclass(frozen=True)
class Query:
    """What was asked: phrases of normalised words, every one of which must occur."""

    typed: str
    phrases: list[list[str]] = field(default_factory=list)
    was_cut: bool = False

    @classmethod
    def read(cls, text):
        """Read what a reader typed: words, and phrases in quotes of any kind. All else is plain text."""
        typed = tidy_line(text)
        phrases, words = [], 0
        for part in _PART.finditer(typed[:LONGEST]):
            tokens = _TOKEN.findall(normalise(part[1] or part[2]))[: MOST_WORDS - words]
            words += len(tokens)
            if tokens:
                phrases.append(tokens)
        beyond = len(_TOKEN.findall(typed[:LONGEST])) > MOST_WORDS
        return cls(typed[:LONGEST], phrases, len(typed) > LONGEST or beyond)

    @property
    def stems(self):
        return {stem(word) for phrase in self.phrases for word in phrase}


@dataclass(frozen=True)
class Result:
    """One story found, with the words asked for marked in headline and snippet."""

    edition: Edition
    headline: SafeString
    snippet: SafeString


@dataclass(frozen=True)
class Results:
    rows: list[Result]
    count: int  # up to COUNTED + 1
    has_more: bool

    @property
    def is_more_than_counted(self):
        return self.count > COUNTED


def search(text, *, language=None, sections=(), since=None, until=None, order="relevance", page=1):
    """Return the live stories that contain every word of `text`.

    `text` is a string or a Query. `language` None: in all languages; `sections` are ids, none: in all; `since` and
    `until` are dates in the site's time zone, both included; `order` is "relevance" or "newest".
    """
    query = text if isinstance(text, Query) else Query.read(text)
    if not query.phrases or not 1 <= page <= LAST_PAGE:
        return Results([], 0, has_more=False)
    wanted = engines.Wanted(
        phrases=tuple(map(tuple, query.phrases)),
        marks=_marks(language, sections),
        first=since and _first_place(since),
        after=until and _first_place(until + timedelta(days=1)),
    )
    places = engines.newest(wanted, COUNTED + 1)
    count, start = len(places), (page - 1) * PAGE_SIZE
    if start >= count:
        return Results([], count, has_more=False)
    if order != "newest":
        places = _best_first(wanted, places)
    shown = places[start : start + PAGE_SIZE]
    return Results(_results(shown, query), count, count > start + PAGE_SIZE and page < LAST_PAGE)


def headed(text):
    """Return the numbers of the newest live stories with these words in their headline, side by side, as a query."""
    query, wanted = Query.read(text), normalise(tidy_line(text))
    if not query.phrases:
        return SearchDocument.objects.none().values("edition")
    matching = engines.in_head(engines.Wanted(tuple(map(tuple, query.phrases))), PAGE_SIZE)
    return SearchDocument.objects.filter(pk__in=matching, headline__contains=wanted).values("edition")


def _marks(language, sections):
    groups = [(f"l{language}",)] if language else []
    return (*groups, tuple(f"s{section}" for section in sections)) if sections else tuple(groups)


def _first_place(day):
    """Return the place of a story published in the first second of a day."""
    return SearchDocument.place_at(timezone.make_aware(datetime.combine(day, time.min)))


def _best_first(wanted, places):
    """Return places, given newest first, the best first: whatever few stories match, all of them are weighed.

    Of many, weighing them all would take longer than a reader waits, and what is old in addition to being a passing
    mention is not the best; those with every word in headline, standfirst, names or tags are weighed however old.
    """
    in_head = engines.newest(wanted, WEIGHED, in_head=True) if len(places) > WEIGHED else []
    best = engines.ranked(wanted, list({*places[:WEIGHED], *in_head}))
    return (best + sorted({*places} - {*best}, reverse=True))[: COUNTED + 1]


def _results(places, query):
    numbers = [SearchDocument.edition_at(place) for place in places]
    editions = Edition.objects.live().select_related("section").only(*_SHOWN).in_bulk(numbers)
    stems = query.stems
    return [
        Result(editions[pk], marked(editions[pk].headline, stems), snippet(editions[pk], stems))
        for pk in numbers
        if pk in editions
    ]
