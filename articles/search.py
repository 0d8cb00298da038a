"""Search: one function over the words of live stories, the same on SQLite and PostgreSQL.

Text and query go through one `normalise`, so that Kobanê is found as kobane and والعراق as عراق. Only quoted words
reach the database: nothing a reader types is syntax. This module and its migration alone ask which database runs.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import lru_cache

from django.db import connection
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from articles import insets
from articles.models.edition import Edition
from articles.models.search import SearchDocument
from newsroom.text import normalise, tidy_line

LONGEST = 200  # characters of a query
MOST_WORDS = 12
COUNTED = 1000  # beyond it: "more than 1,000"
PAGE_SIZE = 20
LAST_PAGE = 50
SNIPPET = 30  # words
BATCH = 200  # stories whose names are written at once
# How much a word weighs in headline, standfirst, names and body.
WEIGHTS = (8, 4, 4, 1)

_SPACE = re.compile(r"(\s+)")  # of any kind, kept as typed
_TOKEN = re.compile(r"[^\W_]+")
_QUOTES = '"“”„‟«»‹›＂〝〞'
_PART = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]+)[{_QUOTES}]|([^\s{_QUOTES}]+)")


# Writing ------------------------------------------------------------------------------------------------------


def index(edition, bylines, tags):
    """Make a live story findable by the words it has now. Called by the desk's verbs, in their transaction.

    `bylines` are its rows with their authors, `tags` the names of its tags.
    """
    texts = {
        "headline": f"{edition.kicker} {edition.headline}",
        "standfirst": edition.standfirst,
        "names": _names(edition, bylines, tags),
        "body": "\n".join([edition.dateline, *insets.paragraphs(edition.body, edition.insets)]),
    }
    columns = {
        "language": edition.language,
        "section_id": edition.section_id,
        "published_at": edition.published_at,
    } | {name: normalise(tidy_line(text)) for name, text in texts.items()}
    # The verb holds the story's lock: nobody else inserts in between.
    if not SearchDocument.objects.filter(edition=edition).update(**columns):
        SearchDocument.objects.create(place=SearchDocument.place_of(edition), edition=edition, **columns)


def _names(edition, bylines, tags):
    return " ".join([*(row.author.name_in(edition.language) for row in bylines), *tags])


def rename(editions):
    """Make live stories findable by the names their authors and tags have now. Called by the desk's verbs.

    Nothing else of a story is read or written, however many they are.
    """
    documents = SearchDocument.objects.filter(edition__in=editions.order_by())
    places = dict(documents.values_list("edition_id", "place"))
    numbers = list(places)
    for start in range(0, len(numbers), BATCH):
        found = Edition.objects.filter(pk__in=numbers[start : start + BATCH]).order_by().only("language")
        rows = [
            SearchDocument(
                place=places[edition.pk],
                names=normalise(tidy_line(_names(edition, edition.bylines.all(), tags))),
            )
            for edition in found.prefetch_related("bylines__author", "tags")
            for tags in [[tag.name for tag in edition.tags.all()]]
        ]
        SearchDocument.objects.bulk_update(rows, ["names"])


def forget(edition):
    """Take a withdrawn story out of the search. Called by the desk's verbs, in their transaction."""
    SearchDocument.objects.filter(edition=edition).delete()


# Asking -------------------------------------------------------------------------------------------------------


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
        return {_stem(word) for phrase in self.phrases for word in phrase}


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
    found = _engine().matching(query.phrases)
    found.narrow("document.language = %s", language)
    found.narrow("document.published_at >= %s", since and _start(since))
    found.narrow("document.published_at < %s", until and _start(until + timedelta(days=1)))
    if sections:
        marks = ", ".join(["%s"] * len(sections))
        found.narrow(f"document.section_id IN ({marks})", *sections)
    ids = found.ids(order, PAGE_SIZE + 1, (page - 1) * PAGE_SIZE)
    count = found.count(COUNTED + 1) if len(ids) > PAGE_SIZE or page > 1 else len(ids)
    return Results(_results(ids[:PAGE_SIZE], query), count, len(ids) > PAGE_SIZE and page < LAST_PAGE)


def _start(day):
    """Return the first moment of a day as the database writes it."""
    moment = timezone.make_aware(datetime.combine(day, time.min))
    return connection.ops.adapt_datetimefield_value(moment)


def _results(ids, query):
    editions = Edition.objects.live().select_related("section").in_bulk(ids)
    stems = query.stems
    return [
        Result(editions[pk], marked(editions[pk].headline, stems), snippet(editions[pk], stems))
        for pk in ids
        if pk in editions
    ]


# The two databases --------------------------------------------------------------------------------------------


class _Matches:
    """The search documents that match: a FROM clause, conditions and an order."""

    def __init__(self, source, place, condition, parameters, relevance, relevance_parameters=()):
        self.source = source
        self.place = place
        self.conditions = [condition]
        self.parameters = list(parameters)
        self.relevance = relevance
        self.relevance_parameters = list(relevance_parameters)

    def narrow(self, condition, *values):
        """Add a condition, unless its value is None."""
        if values and None not in values:
            self.conditions.append(condition)
            self.parameters += values

    def ids(self, order, number, start):
        by_relevance = order != "newest"
        ordering = f"{self.relevance}, " if by_relevance else ""
        sql = f"{self._from('document.edition_id')} ORDER BY {ordering}{self.place} DESC LIMIT %s OFFSET %s"
        extra = self.relevance_parameters if by_relevance else []
        return [row[0] for row in self._rows(sql, [*self.parameters, *extra, number, start])]

    def count(self, limit):
        sql = f"SELECT COUNT(*) FROM ({self._from('1')} LIMIT %s) AS counted"  # noqa: S608
        return self._rows(sql, [*self.parameters, limit])[0][0]

    def _from(self, columns):
        # Written in this module alone; what a reader typed is among the parameters.
        return f"SELECT {columns} FROM {self.source} WHERE {' AND '.join(self.conditions)}"  # noqa: S608

    def _rows(self, sql, parameters):
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()


class _SQLite:
    @staticmethod
    def matching(phrases):
        weights = ", ".join(map(str, WEIGHTS))
        return _Matches(
            "articles_searchindex JOIN articles_searchdocument AS document"
            " ON document.place = articles_searchindex.rowid",
            "articles_searchindex.rowid",
            "articles_searchindex MATCH %s",
            [" ".join(f'"{" ".join(phrase)}"' for phrase in phrases)],
            f"bm25(articles_searchindex, {weights})",
        )


class _PostgreSQL:
    @staticmethod
    def matching(phrases):
        # `english` finds publish for publishing but drops WHO: either may match.
        one = "(phraseto_tsquery('simple', %s) || phraseto_tsquery('english', %s))"
        query = " && ".join([one] * len(phrases))
        words = [text for phrase in phrases for text in [" ".join(phrase)] * 2]
        weights = f"{{0, {WEIGHTS[3] / 8}, {WEIGHTS[1] / 8}, {WEIGHTS[0] / 8}}}"  # of the letters D, C, B and A
        return _Matches(
            "articles_searchdocument AS document",
            "document.place",
            f"document.vector @@ ({query})",
            words,
            f"ts_rank('{weights}', document.vector, {query}) DESC",
            words,
        )


def _engine():
    return _SQLite if connection.vendor == "sqlite" else _PostgreSQL


# Showing ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=20_000)
def _stems_of(word):
    return frozenset(_stem(token) for token in _TOKEN.findall(normalise(word)))


def _stem(word):
    """Return an English word without its commonest endings: enough to mark what the database's own stemmer found."""
    for ending in ("ings", "ing", "ies", "ed", "es", "s", "e", "y"):
        if word.isascii() and word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def marked(text, stems):
    """Return text as HTML with the words asked for in `mark`, in their original spelling."""
    return mark_safe("".join(_marked_word(word, stems) for word in _SPACE.split(text)))


def snippet(edition, stems):
    """Return some thirty words of a story round the first word asked for; its standfirst where none is in the body."""
    # Words at even places, the space after each at the next odd one.
    parts = _SPACE.split(" ".join(insets.paragraphs(edition.body, edition.insets)).strip())
    hit = next((place for place, word in enumerate(parts[::2]) if _stems_of(word) & stems), None)
    if hit is None:
        parts, hit = (_SPACE.split(edition.standfirst.strip()) if edition.standfirst.strip() else parts), 0
    number = len(parts[::2])
    start = max(0, min(hit - SNIPPET // 3, number - SNIPPET))
    shown = "".join(parts[2 * start : 2 * (start + SNIPPET) - 1])
    before, after = "… " if start else "", " …" if start + SNIPPET < number else ""
    return mark_safe(before + marked(shown, stems) + after)


def _marked_word(word, stems):
    if not _stems_of(word) & stems:
        return conditional_escape(word)
    inner = word.strip("".join(c for c in word if not c.isalnum()))
    before, _inner, after = word.partition(inner)
    return f"{conditional_escape(before)}<mark>{conditional_escape(inner)}</mark>{conditional_escape(after)}"
