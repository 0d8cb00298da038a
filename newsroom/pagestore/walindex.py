"""Whether anything was committed to a SQLite database, told without asking SQLite.

A question costs SQLite a few microseconds, and Python its interpreter lock, for which the other threads of a busy
server then stand in line. In write-ahead mode every commit changes a header in memory that all processes share
(SQLite's manual, “WAL-mode File Format”, 2).
"""

import mmap
import os
import sqlite3
import threading

_HEADER = 96  # bytes: the header stands there twice

# Never closed: to close a file takes the locks away that SQLite holds in it (its manual, “How To Corrupt”, 2.2).
_opened = {}
_opening = threading.Lock()


class WalIndex:
    """The shared header of a database's write-ahead log."""

    def __init__(self, file):
        self._file = file
        # It is there while somebody has read from the database and is still connected.
        self._connection = sqlite3.connect(f"file:{file}?mode=rw", uri=True, check_same_thread=False)
        self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        self._shared = _mapped(f"{file}-shm")

    def read(self):
        """Return bytes that are others after every commit to the database, of whatever process."""
        return self._shared[:_HEADER]


def wal_index(file):
    """Return the WalIndex of a database; None where it has no such log, or cannot be reached."""
    try:
        return WalIndex(file)
    except (OSError, ValueError, sqlite3.Error):
        return None


def _mapped(path):
    """Return a file's first bytes as they are in memory at any moment, mapped once in this process."""
    facts = os.stat(path)
    with _opening:
        if (facts.st_dev, facts.st_ino) not in _opened:
            number = os.open(path, os.O_RDONLY)
            _opened[facts.st_dev, facts.st_ino] = number, mmap.mmap(number, _HEADER, access=mmap.ACCESS_READ)
        return _opened[facts.st_dev, facts.st_ino][1]
