"""Which keys were purged since a position, as the newsroom's database tells it.

A *position* is a text that says which purges were seen. It is asked at every request, over a connection beside
Django's: a reader who comes after a verb's commit must not get the page from before it. `forget` leaves the newest of
the rows it deletes; whoever has not even seen the oldest that is left may have missed others, and drops every page.
"""

import sqlite3
import threading
import time
from datetime import timedelta

from django.db import connections
from django.utils import timezone

from newsroom.jobs import register_sweep
from newsroom.pages import Purge
from newsroom.pagestore.walindex import wal_index

KEPT = timedelta(days=1)
PAUSE = 1.0  # seconds before a database that does not answer is asked again


class Unknown(Exception):
    """The database cannot be asked now; nothing can be committed to it meanwhile."""


def of_database(alias="default"):
    """Return the purges of the newsroom's database."""
    settings = connections[alias].settings_dict
    if connections[alias].vendor == "postgresql":
        return PostgreSQLPurges(connections[alias].get_connection_params())
    return SQLitePurges(settings["NAME"])


def forget(now=None):
    """Delete the purges of yesterday but the newest of them; return how many."""
    old = Purge.objects.filter(at__lt=(now or timezone.now()) - KEPT)
    newest = old.order_by("-pk").values_list("pk", flat=True).first()
    return old.filter(pk__lt=newest or 0).delete()[0]


def forget_regularly():
    """Have the workers forget yesterday's purges."""
    register_sweep("forget_purges", forget, every=3600)


class SQLitePurges:
    """SQLite commits one transaction after another, so the number of the newest row is the position.

    It is the position until the next commit, and whether there was one the log's index tells without a question.
    """

    def __init__(self, file):
        self._file = file
        self._local = threading.local()
        self._index = None
        self._newest = None  # (the index as it was before the last question, the newest position by its answer)

    def position(self):
        """Return the position of now. Raises Unknown."""
        return str(self._ask("SELECT max(id) FROM newsroom_purge")[0][0] or 0)

    def since(self, position):
        """Return (keys, position of now); keys are None where every page must go. Raises Unknown."""
        index = self._index and self._index.read()
        if index and self._newest == (index, position):
            return set(), position
        keys, newest = self._asked(position)
        self._newest = index, newest
        self._index = self._index or wal_index(self._file)
        return keys, newest

    def _asked(self, position):
        seen = int(position)
        rows = self._ask("SELECT id, key FROM newsroom_purge WHERE id >= ? ORDER BY id", seen)
        newest = str(rows[-1][0]) if rows else self.position()
        if rows and not seen:
            rows.insert(0, (0, ""))  # a position from before the first purge
        if seen and (not rows or rows[0][0] != seen):
            return None, newest  # rows were forgotten since, or it is another database
        return {key for _number, key in rows[1:]}, newest

    def close(self):
        """End this thread's connection; the next question begins another."""
        if connection := self._local.__dict__.pop("connection", None):
            connection.close()

    def _ask(self, question, *values):
        try:
            if not hasattr(self._local, "connection"):
                address = f"file:{self._file}?mode=rw"
                self._local.connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=1)
            return self._local.connection.execute(question, values).fetchall()
        except sqlite3.Error as error:
            self._local.__dict__.pop("connection", None)
            raise Unknown(str(error)) from error


class PostgreSQLPurges:
    """PostgreSQL commits transactions in another order than they number their rows.

    So the position is a snapshot: what it does not see and a later one does was committed between the two (manual of
    PostgreSQL, “Transaction ID and Snapshot Information Functions”).
    """

    SINCE = """
        SELECT pg_current_snapshot()::text, array(
            SELECT key FROM newsroom_purge
            WHERE mark >= pg_snapshot_xmin(%(then)s::pg_snapshot)::text::bigint
            AND NOT pg_visible_in_snapshot(mark::text::xid8, %(then)s::pg_snapshot)
        )
    """
    # Where the oldest row left is a young one, none was ever forgotten.
    OLDEST = """
        SELECT pg_visible_in_snapshot(mark::text::xid8, %(then)s::pg_snapshot) OR at > now() - interval '12 hours'
        FROM newsroom_purge ORDER BY id LIMIT 1
    """

    def __init__(self, parameters):
        import psycopg  # of requirements-scale.txt

        self._psycopg = psycopg
        self._parameters = parameters | {"autocommit": True, "connect_timeout": 2, "prepare_threshold": 1}
        self._lock = threading.Lock()
        self._connection = None
        self._asks_again = 0.0

    def position(self):
        """Return the position of now. Raises Unknown."""
        return self._ask("SELECT pg_current_snapshot()::text")[0]

    def since(self, position):
        """Return (keys, position of now); keys are None where every page must go. Raises Unknown."""
        now, keys = self._ask(self.SINCE, then=position)
        if not keys:
            return set(), position  # a snapshot is renewed only for a purge: it changes with every transaction
        has_missed_none = self._ask(self.OLDEST, then=position)[0]
        return set(keys) if has_missed_none else None, now

    def close(self):
        """End the connection; the next question begins another."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()

    def _ask(self, question, **values):
        with self._lock:
            if time.monotonic() < self._asks_again:
                raise Unknown("The database did not answer a moment ago.")
            if self._connection is not None:
                try:
                    return self._connection.execute(question, values).fetchone()
                except self._psycopg.Error:
                    self._connection = None  # closed by the server's own restart, perhaps: it may be back by now
            try:
                self._connection = self._psycopg.connect(**self._parameters)
                return self._connection.execute(question, values).fetchone()
            except self._psycopg.Error as error:
                self._connection = None
                self._asks_again = time.monotonic() + PAUSE
                raise Unknown(str(error)) from error
