"""How each database is asked for stories: by number, newest first, and how well each of some matches.

Both keep an index of their own over the search documents, which their migrations make. Beside the words it holds marks:
the language and section of a story and, on PostgreSQL, the days in which it was published. What a filter names is then
one word more to look for, and no row has to be read to be left out.

Nothing here costs more the more stories match: SQLite's index reads from its newest end and stops; PostgreSQL's cannot,
and is therefore asked for one stretch of days after another.
"""

import time
from dataclasses import dataclass

from django.db import connection
from django.db.models.expressions import RawSQL

# How much a word weighs in headline, standfirst, names and body.
WEIGHTS = (8, 4, 4, 1)
DAY = 86_400  # seconds
# A day, thirty days and twelve times that, numbered from 1900: the marks of when a story was published.
SPANS = {"d": DAY, "m": 30 * DAY, "y": 360 * DAY}
FROM_1900 = 2_208_988_800  # seconds, to 1970
FIRST_LOOK = 10  # days
EVER = 100_000  # days
FEW = 40  # marks of days in one question


@dataclass(frozen=True)
class Wanted:
    """What a story must have: phrases of normalised words, the marks of one group each, a place within limits."""

    phrases: tuple[tuple[str, ...], ...]
    marks: tuple[tuple[str, ...], ...] = ()  # of each group one
    first: int | None = None  # the lowest place
    after: int | None = None  # the place beyond the highest


def newest(wanted, number, *, in_head=False):
    """Return the places of the newest stories, `number` at most; `in_head`: with every word outside the body."""
    return _engine().newest(wanted, number, in_head)


def in_head(wanted, number):
    """Return the question for the places of the newest stories with every word outside the body, `number` at most."""
    return RawSQL(*_engine().in_head(wanted, number))  # noqa: S611 - written in this module alone


def ranked(wanted, places):
    """Return these places, which match, the best first: by the weight of where each word stands, then the newest."""
    return _engine().ranked(wanted, places) if places else []


def _engine():
    return _SQLite if connection.vendor == "sqlite" else _PostgreSQL


def _column(sql, parameters=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [row[0] for row in cursor.fetchall()]


def _marks(count):
    return ", ".join(["%s"] * count)


class _SQLite:
    @staticmethod
    def newest(wanted, number, in_head):
        conditions, parameters = ["articles_searchindex MATCH %s"], [_SQLite._match(wanted, in_head)]
        for condition, place in (("rowid >= %s", wanted.first), ("rowid < %s", wanted.after)):
            if place is not None:
                conditions.append(condition)
                parameters.append(place)
        # Written in this module alone; what a reader typed is among the parameters.
        sql = f"SELECT rowid FROM articles_searchindex WHERE {' AND '.join(conditions)}"  # noqa: S608
        return _column(f"{sql} ORDER BY rowid DESC LIMIT %s", [*parameters, number])

    @staticmethod
    def in_head(wanted, number):
        sql = "SELECT rowid FROM articles_searchindex WHERE articles_searchindex MATCH %s ORDER BY rowid DESC LIMIT %s"
        return sql, [_SQLite._match(wanted, in_head=True), number]

    @staticmethod
    def ranked(wanted, places):
        weights = ", ".join(map(str, [*WEIGHTS, 0]))
        # The plus keeps the list out of the index, which would begin anew for each place.
        sql = (
            "SELECT rowid FROM articles_searchindex WHERE articles_searchindex MATCH %s AND rowid >= %s"  # noqa: S608
            f" AND +rowid IN ({_marks(len(places))}) ORDER BY bm25(articles_searchindex, {weights}), rowid DESC"
        )
        return _column(sql, [_SQLite._match(wanted), min(places), *places])

    @staticmethod
    def _match(wanted, in_head=False):
        """Return an FTS5 expression. Words stand in quotes: nothing a reader typed is syntax."""
        columns = "{headline standfirst names}" if in_head else "{headline standfirst names body}"
        words = " AND ".join(f'"{" ".join(phrase)}"' for phrase in wanted.phrases)
        marks = (" OR ".join(f'"{mark}"' for mark in group) for group in wanted.marks)
        return " AND ".join([f"{columns} : ({words})", *(f"marks : ({group})" for group in marks)])


class _PostgreSQL:
    @staticmethod
    def newest(wanted, number, in_head):
        first = _place(-FROM_1900) if wanted.first is None else wanted.first
        end = _place(int(time.time()) + DAY) if wanted.after is None else wanted.after
        found = []
        for look in (FIRST_LOOK, None, EVER):
            # In the second look as far as the rest will take at the density met so far, and a bit.
            days = look or (FIRST_LOOK * (number - len(found)) * 5 // (len(found) * 4) + 1 if found else EVER)
            start = max(first, end - _place(days * DAY))
            found += _PostgreSQL._within(wanted, start, end, number - len(found), in_head)
            end = start
            if end <= first or len(found) >= number:
                break
        return found

    @staticmethod
    def _within(wanted, start, end, number, in_head):
        """Return the newest places within a stretch, from one look into the index for the words and its days alike."""
        query, parameters = _PostgreSQL._query(wanted, _spans(start, end))
        # The sum keeps the planner from walking the whole table by its key.
        sql = (
            f"SELECT place FROM articles_searchdocument WHERE {'head' if in_head else 'vector'} @@ ({query})"  # noqa: S608
            " AND place + 0 >= %s AND place + 0 < %s ORDER BY place + 0 DESC LIMIT %s"
        )
        return _column(sql, [*parameters, start, end, number])

    @staticmethod
    def in_head(wanted, number):
        query, parameters = _PostgreSQL._query(wanted)
        # Written in this module alone; what was typed is among the parameters.
        sql = f"SELECT place FROM articles_searchdocument WHERE head @@ ({query})"  # noqa: S608
        return f"{sql} ORDER BY place + 0 DESC LIMIT %s", [*parameters, number]

    @staticmethod
    def ranked(wanted, places):
        query, parameters = _PostgreSQL._query(Wanted(wanted.phrases))
        weights = f"{{0, {WEIGHTS[3] / 8}, {WEIGHTS[1] / 8}, {WEIGHTS[0] / 8}}}"  # of the letters D, C, B and A
        sql = (
            "SELECT place FROM articles_searchdocument WHERE place = ANY(%s)"  # noqa: S608
            f" ORDER BY ts_rank('{weights}', vector, {query}) DESC, place DESC"
        )
        return _column(sql, [places, *parameters])

    @staticmethod
    def _query(wanted, spans=()):
        """Return a tsquery and its parameters.

        `english` finds publish for publishing but drops WHO: either may match.
        """
        words = ["(phraseto_tsquery('simple', %s) || phraseto_tsquery('english', %s))"] * len(wanted.phrases)
        parameters = [text for phrase in wanted.phrases for text in [" ".join(phrase)] * 2]
        groups = [group for group in (*wanted.marks, spans) if group]
        marks = [" | ".join(f"'@{mark}'" for mark in group) for group in groups]
        return " && ".join([*words, *["%s::tsquery"] * len(marks)]), [*parameters, *marks]


def _place(seconds):
    return seconds << 30


def _spans(start, end):
    """Return the marks of the days that cover a stretch of places, in whichever of the three measures takes few."""
    first, last = (start >> 30) + FROM_1900, (end - 1 >> 30) + FROM_1900
    for name, span in SPANS.items():
        numbers = range(first // span, last // span + 1)
        if len(numbers) <= FEW:
            return tuple(f"{name}{number}" for number in numbers)
    return ()
