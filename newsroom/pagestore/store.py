"""The pages of this machine, in a SQLite file of their own that may be deleted at any time.

Each machine keeps its own: reading a local file costs a hundredth of asking another machine for a page, and readers
keep their pages whatever else is down. What must be the same everywhere is only which keys were purged, and that the
database tells (purges.py). The file's own `position` says which purges it has followed; `find` brings it up to date
before it answers. What a process has found at a position it remembers for as long as that is the last one. Writes are
not waited for by the disk: what a crash loses is rendered again.
"""

import hashlib
import sqlite3
import sys
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import django
from django.conf import settings

from newsroom import env
from newsroom.pages import SITE
from newsroom.pagestore.finished import Finished, Representation
from newsroom.pagestore.purges import Unknown, of_database

REMEMBERED = 8 * 1024 * 1024  # bytes of pages that each process keeps at hand
CACHE = -256  # KiB that each thread's connection holds of the file; the system keeps it all at hand for everybody
BUSY = 1.0  # seconds to wait for another process that writes
USED_AGAIN = 300  # seconds; how finely it is known when a page was last used
CLAIM = 10.0  # seconds after which nobody believes any more that a page is being rendered
ROOM_LEFT = 0.9  # how full the file is after the oldest were let go

_FOLDERS = ("newsroom", "photos", "authors", "articles", "comments", "templates", "static")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS standing (
    one INTEGER PRIMARY KEY CHECK (one = 1), position TEXT NOT NULL, made_by TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS page (
    id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, until REAL, used REAL NOT NULL, read TEXT NOT NULL,
    plain_head TEXT NOT NULL, plain BLOB NOT NULL, gzip_head TEXT NOT NULL, gzip BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS page_used ON page (used);
CREATE TABLE IF NOT EXISTS page_key (
    key TEXT NOT NULL, page INTEGER NOT NULL REFERENCES page ON DELETE CASCADE, PRIMARY KEY (key, page)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS key_of_page ON page_key (page);
CREATE TABLE IF NOT EXISTS claim (address TEXT PRIMARY KEY, position TEXT NOT NULL, until REAL NOT NULL) WITHOUT ROWID;
"""
_FIND = {
    coding: f"SELECT standing.position, standing.made_by, page.id, until, used, read, {coding}_head, {coding} "  # noqa: S608
    "FROM standing LEFT JOIN page ON page.address = ?"
    for coding in ("plain", "gzip")
}


class Failing(Exception):
    """The store cannot be used now; Django answers."""


@dataclass(frozen=True)
class Found:
    """What the store has at an address: the page in one coding, or None, and the position that was looked at."""

    page: Representation | None
    position: str
    read: frozenset = frozenset()
    until: float = 0.0  # the moment until which it may be remembered


class Memory:
    """The pages that this process found last, up to a number of bytes; the oldest goes first."""

    def __init__(self, room):
        self._room, self._taken, self._pages, self._lock = room, 0, {}, threading.Lock()

    def get(self, key):
        """Return what was put there, or None."""
        found = self._pages.get(key)
        return found and found[0]

    def put(self, key, page, size):
        """Remember a page of so many bytes in place of what was there."""
        with self._lock:
            self._taken += size - self._pages.pop(key, (None, 0))[1]
            self._pages[key] = page, size
            while self._taken > self._room:
                self._taken -= self._pages.pop(next(iter(self._pages)))[1]


class Store:
    """A file of pages. `made_by` names the code and settings that render them: other pages than theirs are not ours."""

    def __init__(self, file, purges, *, made_by, megabytes):
        self.file, self.purges, self.made_by = file, purges, made_by
        self.bytes = megabytes * 1024 * 1024
        self._local = threading.local()
        self._memory = Memory(REMEMBERED)
        self._opening = threading.Lock()

    # Reading --------------------------------------------------------------------------------------------------

    def find(self, address, coding):
        """Return what is Found at an address, in a coding ("plain", "gzip"). Raises Failing.

        Where the database does not answer, the page is as it was last known: nothing can change it meanwhile.
        """
        remembered = self._memory.get((address, coding))
        if remembered is not None and self._is_fresh(remembered):
            return remembered
        try:
            row = self._row(address, coding)
            with suppress(Unknown):
                if self._follow(row[0]):
                    row = self._row(address, coding)
        except (sqlite3.Error, Unknown) as error:
            raise self._failing(error) from error
        position, _made_by, number, until, used, read, head, body = row
        now = time.time()
        if number is None or (until is not None and until <= now):
            return Found(None, position)
        if used < now - USED_AGAIN:
            self._note_use(number, now)
        # Looked up again before long, so that its use is noted.
        until = min(until or now + USED_AGAIN, now + USED_AGAIN)
        found = Found(Representation.unpacked(head, body), position, frozenset(read.split(",")), until)
        self._memory.put((address, coding), found, len(body))
        return found

    def _is_fresh(self, found):
        """Return whether what this process remembers still holds: no purge came since, and no moment has passed."""
        if found.until <= time.time():
            return False
        with suppress(Unknown):
            return self.purges.since(found.position) == (set(), found.position)
        return True

    def _row(self, address, coding):
        row = self._connection.execute(_FIND[coding], (address,)).fetchone()
        if row is None:
            self.prepare()  # a new file
            return self._row(address, coding)
        if row[1] != self.made_by:
            raise Failing("Another version of the newsroom keeps its pages here.")
        return row

    def _note_use(self, number, now):
        with suppress(sqlite3.Error):  # somebody writes; the next reader notes it
            self._connection.execute("UPDATE page SET used = ? WHERE id = ?", (now, number))

    # Following the purges -------------------------------------------------------------------------------------

    def _follow(self, position):
        """Drop what was purged since a position; return whether there was anything. Raises Unknown."""
        keys, now = self.purges.since(position)
        if keys is not None and not keys and now == position:
            return False
        with self._writing() as connection:
            # Somebody may have been faster; what was dropped twice is dropped.
            (position,) = connection.execute("SELECT position FROM standing").fetchone()
            keys, now = self.purges.since(position)
            if keys is None or SITE in keys:
                connection.execute("DELETE FROM page")
            else:
                marks = ",".join("?" * len(keys))
                connection.execute(
                    f"DELETE FROM page WHERE id IN (SELECT page FROM page_key WHERE key IN ({marks}))",  # noqa: S608
                    list(keys),
                )
            connection.execute("UPDATE standing SET position = ?", (now,))
        return True

    # Writing --------------------------------------------------------------------------------------------------

    def claim(self, address, position):
        """Return whether the caller is the one to render a page; nobody else is told so until it is released."""
        now = time.time()
        try:
            done = self._connection.execute(
                "INSERT INTO claim VALUES (?, ?, ?) ON CONFLICT (address) DO UPDATE SET position = excluded.position, "
                "until = excluded.until WHERE position <> excluded.position OR until < ?",
                (address, position, now + CLAIM, now),
            )
        except sqlite3.Error as error:
            raise self._failing(error) from error
        return done.rowcount == 1

    def is_claimed(self, address):
        """Return whether somebody renders the page at an address now."""
        rows = self._connection.execute("SELECT 1 FROM claim WHERE address = ? AND until > ?", (address, time.time()))
        return rows.fetchone() is not None

    def release(self, address, position):
        """End a claim."""
        with suppress(sqlite3.Error):  # it ends by itself
            self._connection.execute("DELETE FROM claim WHERE address = ? AND position = ?", (address, position))

    def keep(self, address, finished: Finished, shown, *, position):
        """Keep a page whose rendering began at a position, unless a key of it was purged meanwhile. Raises Failing."""
        try:
            with self._writing() as connection:
                # Under the lock: a purge that is not seen here is followed only after this page is in.
                keys, _now = self.purges.since(position)
                if keys is None or SITE in keys or keys & shown.keys:
                    return
                self._make_room(connection)
                connection.execute("DELETE FROM page WHERE address = ?", (address,))
                until = shown.until.timestamp() if shown.until else None
                number = connection.execute(
                    "INSERT INTO page (address, until, used, read, plain_head, plain, gzip_head, gzip) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    [address, until, time.time(), ",".join(sorted(shown.read)), *finished.row],
                ).lastrowid
                connection.executemany("INSERT INTO page_key VALUES (?, ?)", [(key, number) for key in shown.keys])
        except (sqlite3.Error, Unknown) as error:
            raise self._failing(error) from error

    def prepare(self):
        """Empty the store where other code or settings than ours filled it, or nobody did. Raises Unknown, Failing."""
        try:
            with self._writing() as connection:
                # Under the lock: of many first readers one empties it, and the others leave what that one began.
                row = connection.execute("SELECT made_by FROM standing").fetchone()
                if row is None or row[0] != self.made_by:
                    self._empty(connection)
        except sqlite3.Error as error:
            raise self._failing(error) from error

    def _empty(self, connection):
        """Drop every page, and begin to follow the purges from now."""
        position = self.purges.position()
        connection.execute("DELETE FROM page")
        connection.execute("DELETE FROM claim")
        connection.execute("INSERT OR REPLACE INTO standing VALUES (1, ?, ?)", (position, self.made_by))

    def _make_room(self, connection):
        """Let the pages go that were not used for longest, where the file is full."""
        if self._size(connection) < self.bytes:
            return
        while self._size(connection) > self.bytes * ROOM_LEFT:
            gone = connection.execute("DELETE FROM page WHERE id IN (SELECT id FROM page ORDER BY used LIMIT 10)")
            if not gone.rowcount:
                return

    @staticmethod
    def _size(connection):
        pages, free, size = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        return (pages - free) * size

    # What it is made of ---------------------------------------------------------------------------------------

    def facts(self):
        """Return how many pages there are and how many bytes they take. Raises Failing."""
        try:
            (count,) = self._connection.execute("SELECT count(*) FROM page").fetchone()
            return count, self._size(self._connection)
        except sqlite3.Error as error:
            raise self._failing(error) from error

    @property
    def _connection(self):
        """This thread's connection to the file; both are made where they are missing."""
        if not hasattr(self._local, "connection"):
            with self._opening:
                self._local.connection = self._opened()
        return self._local.connection

    def _opened(self):
        """Return a connection to the file. One at a time: SQLite does not wait for who makes a file or its journal."""
        connection = sqlite3.connect(self.file, isolation_level=None, timeout=BUSY)
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA cache_size={CACHE}")
        if connection.execute("SELECT name FROM sqlite_master WHERE name = 'claim'").fetchone() is None:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.executescript(_SCHEMA)
        return connection

    @contextmanager
    def _writing(self):
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def _failing(self, error):
        """Return the Failing that says what is wrong; the next call opens the file anew, or makes it."""
        self._local.__dict__.pop("connection", None)
        return Failing(str(error))


# Which one it is ----------------------------------------------------------------------------------------------


def open_store():
    """Return the store of this machine as the settings want it; None where there is none."""
    if not settings.PAGE_STORE or settings.DEBUG:
        return None
    file = settings.DATA_DIR / "pages.sqlite3"
    return Store(file, of_database(), made_by=_made_by(), megabytes=settings.PAGE_STORE)


def in_words():
    """Return how the store of this machine is, in words for whoever runs it."""
    store = open_store()
    if store is None:
        return "none are kept"
    try:
        count, size = store.facts()
    except Failing as error:
        return f"none can be kept, Django answers: {error}"
    return f"{count} are kept, {size / 1024 / 1024:.1f} MB"


@cache
def _made_by():
    """Return a text that differs where anything does that pages are made of, besides the database's rows."""
    made_of = hashlib.blake2b(digest_size=16)
    made_of.update(repr([sys.version, django.VERSION, sorted(env.told.items())]).encode())
    for folder in _FOLDERS:
        for file in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if file.suffix in {".py", ".html", ".txt", ".xml", ".mo", ".css", ".js", ".svg"}:
                facts = file.stat()
                made_of.update(f"{file} {facts.st_mtime_ns} {facts.st_size}\n".encode())
    return made_of.hexdigest()
