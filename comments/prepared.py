"""A query whose SQL is written once and asked many times.

Django writes the text of a query anew each time. For one with a dozen subqueries that takes ten times as long as the
database takes to answer, and every post asks two of them.
"""

import datetime

from django.db import connection


class Prepared:
    """A query that finds one row of a model or none; `build` returns its queryset for some values.

    What the query looks like may depend on the values only by which of them are None. Text, integers and moments are
    filled in as they are; whatever is worked out from a value is a value of its own.
    """

    def __init__(self, build):
        self.build, self.written = build, {}

    def first(self, **values):
        """Return the row as an object with its annotations, or None."""
        given = {name: value for name, value in values.items() if value is not None}
        shape = tuple(sorted(given))
        if shape not in self.written:
            self.written[shape] = _Written(self.build, values)
        return self.written[shape].first(given)


class _Written:
    """One text of a query, and where in its parameters each value stands."""

    def __init__(self, build, values):
        marks = {name: _mark(place, value) for place, (name, value) in enumerate(values.items())}
        queryset = build(**marks)[:1]
        self.compiler = queryset.query.get_compiler(connection=connection)
        self.sql, self.parameters = self.compiler.as_sql()
        names = {_adapted(mark): name for name, mark in marks.items() if mark is not None}
        self.places = [(place, names[each]) for place, each in enumerate(self.parameters) if each in names]
        self.model = queryset.model
        self.converters = self.compiler.get_converters([column for column, _sql, _alias in self.compiler.select])
        self.columns = self.compiler.klass_info["select_fields"]
        self.names = [self.compiler.select[place][0].target.attname for place in self.columns]

    def first(self, values):
        parameters = list(self.parameters)
        for place, name in self.places:
            value = _adapted(values[name])
            # PostgreSQL's integers say how wide they are.
            parameters[place] = type(parameters[place])(value) if isinstance(value, int) else value
        with connection.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            row = cursor.fetchone()
        if row is None:
            return None
        (row,) = self.compiler.apply_converters([row], self.converters)
        found = self.model.from_db(connection.alias, self.names, [row[place] for place in self.columns])
        for name, place in self.compiler.annotation_col_map.items():
            setattr(found, name, row[place])
        return found


def _mark(place, value):
    """Return a value of the same kind that stands nowhere else in a query."""
    if isinstance(value, datetime.datetime):
        return datetime.datetime(1, 1, 1, microsecond=place + 1, tzinfo=datetime.UTC)
    if isinstance(value, int):
        return 2**50 + place
    return value if value is None else f"\ue000{place}"


def _adapted(value):
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime.datetime) else value
