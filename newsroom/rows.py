"""The rows of a whole database, read and written as lines of JSON: what backup, restore and copy_database share.

A line says the same whichever database it was read from, so rows move between SQLite and PostgreSQL, and two databases
are compared by what their lines add up to. It goes below save(), signals and verbs, for it changes no story: it repeats
rows that verbs have made. Indexes for searching follow by themselves (triggers, generated columns).
"""

import base64
import datetime
import decimal
import hashlib
import itertools
import json
import uuid
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.management.color import no_style
from django.db import DatabaseError, IntegrityError, connections, transaction
from django.db.migrations.executor import MigrationExecutor

BATCH = 2000  # rows in memory at once
SNAPSHOT = "snapshot"  # the alias of the connection that reads one state of the database
# A database in which none of these has a row is an empty newsroom; what `migrate` itself writes is nobody's work.
OF_PEOPLE = (
    "authors.User",
    "authors.Author",
    "articles.Section",
    "articles.Article",
    "photos.Photo",
    "comments.Comment",
)
# What the page store has to drop, told by numbers of the database's own transactions: elsewhere they say nothing, and a
# store that finds none of them drops every page.
OF_ONE_DATABASE = frozenset({"newsroom.purge"})


class Refused(Exception):
    """It is not done; the text says why and what to do, and nothing was changed."""


@dataclass
class Tally:
    """How many lines there are and what they add up to, in whatever order they come.

    The sum, because the two databases order texts differently.
    """

    rows: int = 0
    total: int = 0

    def add(self, line):
        self.rows += 1
        self.total = (self.total + int.from_bytes(hashlib.sha256(line).digest())) % 2**256

    @property
    def digest(self):
        """Return the sum as hexadecimal text."""
        return f"{self.total:064x}"


def tables(apps, leaving_out=frozenset()):
    """Return every model that has a table of its own, those between two models too, by name."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return sorted(
        (model for model in models if not model._meta.proxy and model._meta.label_lower not in leaving_out),
        key=lambda model: model._meta.label_lower,
    )


@contextmanager
def snapshot(alias="default"):
    """Yield the alias of a second connection that reads the database as it is now, and lets all others write."""
    connection = connections[alias].copy(SNAPSHOT)
    options = connection.settings_dict["OPTIONS"]
    if connection.vendor == "sqlite":
        options["transaction_mode"] = "DEFERRED"  # IMMEDIATE would hold the one lock for writing
    else:
        from psycopg import IsolationLevel

        options["isolation_level"] = IsolationLevel.REPEATABLE_READ
    connections[SNAPSHOT] = connection
    try:
        with transaction.atomic(using=SNAPSHOT):
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM django_migrations")  # the state is that of the first question
            yield SNAPSHOT
    finally:
        connection.close()
        del connections[SNAPSHOT]


def lines(model, names, using):
    """Yield each row of a table as a line: its values in the order of `names`."""
    rows = model._base_manager.using(using).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=BATCH):
        yield json.dumps([_plain(value) for value in row], ensure_ascii=False, sort_keys=True).encode() + b"\n"


def columns(model):
    """Return the names of a table's columns that hold what was written, not what the database derives from it."""
    return [field.attname for field in _fields(model)]


def _fields(model):
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def _plain(value):
    """Return a value of a column as JSON knows it; the field's own `to_python` reads it back."""
    match value:
        case datetime.datetime() | datetime.date() | datetime.time():
            return value.isoformat()
        case uuid.UUID() | decimal.Decimal():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
    return value


def load(model, rows, names, using):
    """Insert lines, whose values stand in the order of `names`, into an empty table. Returns their Tally."""
    connection = connections[using]
    fields = {field.attname: field for field in _fields(model)}
    if set(names) != set(fields):
        raise Refused(f"The columns of {model._meta.label} are not those of this version: {', '.join(names)}.")
    ordered = [fields[name] for name in names]
    quoted = ", ".join(connection.ops.quote_name(field.column) for field in ordered)
    # Names of tables and columns are the models'; every value is a parameter.
    statement = (
        f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({quoted}) "  # noqa: S608
        f"VALUES ({', '.join(['%s'] * len(ordered))})"
    )
    tally, rows = Tally(), iter(rows)
    with connection.cursor() as cursor:
        while batch := list(itertools.islice(rows, BATCH)):
            for line in batch:
                tally.add(line)
            try:
                cursor.executemany(statement, [_values(line, ordered, connection) for line in batch])
            except (DatabaseError, ValueError) as error:
                raise Refused(
                    f"A row of {model._meta.label} cannot be written: {error}. Nothing was changed."
                ) from error
    return tally


def _values(line, fields, connection):
    return [
        field.get_db_prep_save(field.to_python(value), connection)
        for field, value in zip(fields, json.loads(line), strict=True)
    ]


def tally(model, names, using):
    """Return the Tally of a table as it stands."""
    found = Tally()
    for line in lines(model, names, using):
        found.add(line)
    return found


def is_empty(apps, using):
    """Return whether no person wrote anything into this database yet."""
    there = set(connections[using].introspection.table_names())
    models = [apps.get_model(label) for label in OF_PEOPLE]
    return not any(model._meta.db_table in there and model._base_manager.using(using).exists() for model in models)


def replace_all(apps, source, using, *, tell):
    """Put the rows that `source(model)` returns in the place of all there are: the whole of it, or nothing.

    `source` returns (names of columns, lines), or None where a table stays empty. Before it counts, every table is read
    back and compared, and the database checks every reference.
    """
    connection, models = connections[using], tables(apps)
    with transaction.atomic(using=using):
        with connection.cursor() as cursor:
            for model in models:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
        for model in models:
            found = source(model)
            if found is None:
                continue
            names, read = found
            written = load(model, read, names, using)
            if tally(model, names, using) != written:
                raise Refused(f"{model._meta.label} reads otherwise than it was written. Nothing was changed.")
            if written.rows:
                tell(f"{model._meta.label}: {written.rows}")
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
        try:
            connection.check_constraints()
        except IntegrityError as error:
            raise Refused(f"A row refers to one that is not there: {error} Nothing was changed.") from error


# Which version of the tables ----------------------------------------------------------------------------------


def migrations(using):
    """Return what was migrated, as [[app, name], …]."""
    return sorted(map(list, MigrationExecutor(connections[using]).loader.applied_migrations))


def unapplied(using):
    """Return the migrations that are still to be run, as "app.name"."""
    executor = MigrationExecutor(connections[using])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]
