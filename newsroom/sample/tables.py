"""Many rows into one table at once. Building ten million objects of the ORM would cost more than storing their rows."""

from functools import lru_cache

from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connection, connections, models

VARIABLES = 30_000  # in one statement, at most: SQLite's own limit is 32,766


class Table:
    """The rows of one model, as `store` takes them. What a row does not name has the field's default."""

    def __init__(self, model):
        self.model = model
        self.fields = model._meta.local_concrete_fields
        self.preparing = {field.attname: prepare for field in self.fields if (prepare := _preparing(field))}
        defaults = {field.attname: field.get_default() for field in self.fields}
        self.defaults = defaults | {name: prepare(defaults[name]) for name, prepare in self.preparing.items()}
        self.rows = []

    def add(self, **values):
        """Take one row, by the names of its columns: `article_id`, not `article`."""
        row = self.defaults | values
        if len(row) > len(self.fields):
            unknown = sorted(values.keys() - self.defaults.keys())
            raise TypeError(f"{self.model._meta.label} has no {', '.join(unknown)}.")
        for name, prepare in self.preparing.items():
            if name in values:
                row[name] = prepare(values[name])
        self.rows.append(tuple(row.values()))


def _preparing(field):
    """Return what makes a value of a field one that the database takes; None where it takes it as Python has it."""
    database = connections[DEFAULT_DB_ALIAS]  # `connection` would be looked up again for each value
    if isinstance(field, models.DateTimeField):
        return _moment
    if isinstance(field, models.JSONField):
        return lambda value: database.ops.adapt_json_value(value, field.encoder)
    if isinstance(field, models.UUIDField):
        return lambda value: field.get_db_prep_save(value, database)
    return None


@lru_cache(maxsize=100)  # the rows of one story share few moments
def _moment(value):
    return connection.ops.adapt_datetimefield_value(value)


def store(model, rows):
    """Store the rows of a Table, in the transaction at hand."""
    if rows:
        columns = [field.column for field in model._meta.local_concrete_fields]
        with connection.cursor() as cursor:
            _insert(cursor, model._meta.db_table, columns, rows)


def _insert(cursor, table, columns, rows):
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    if connection.vendor == "postgresql":  # which has a faster way than INSERT
        with cursor.copy(f"COPY {quote(table)} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    # Many rows in one statement: SQLite's search index writes to the disk after each statement that feeds it.
    at_once = VARIABLES // len(columns)
    marks = f"({', '.join(['%s'] * len(columns))})"
    for start in range(0, len(rows), at_once):
        part = rows[start : start + at_once]
        values = ", ".join([marks] * len(part))
        cursor.execute(f"INSERT INTO {quote(table)} ({names}) VALUES {values}", [v for row in part for v in row])  # noqa: S608


def count_on(models):
    """Let the next rows of these tables be numbered after those that are there."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
