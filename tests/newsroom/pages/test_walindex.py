"""Whether anything was committed, told without a question: what makes a kept page cost its reader nothing."""

import sqlite3
import subprocess
import sys

import pytest

from newsroom.pagestore.purges import SQLitePurges
from newsroom.pagestore.walindex import wal_index


@pytest.fixture
def file(tmp_path):
    """A database with the table of purges, as a newsroom has it."""
    path = tmp_path / "db.sqlite3"
    run(path, "PRAGMA journal_mode=WAL", "CREATE TABLE newsroom_purge (id INTEGER PRIMARY KEY, key TEXT)")
    return path


def run(path, *statements):
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def purged(path, key):
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO newsroom_purge (key) VALUES (?)", [key])
    connection.close()


def test_a_commit_changes_the_index_and_nothing_else_does(file):
    index = wal_index(file)
    before = index.read()
    run(
        file,
        "SELECT * FROM newsroom_purge",
        "BEGIN IMMEDIATE",
        "INSERT INTO newsroom_purge VALUES (1, 'a')",
        "ROLLBACK",
    )
    assert index.read() == before
    purged(file, "a")
    assert index.read() != before


def test_a_commit_of_another_process_changes_the_index(file):
    index = wal_index(file)
    before = index.read()
    words = "import sqlite3, sys; sqlite3.connect(sys.argv[1], isolation_level=None).execute(sys.argv[2])"
    subprocess.run([sys.executable, "-c", words, file, "INSERT INTO newsroom_purge VALUES (1, 'a')"], check=True)
    assert index.read() != before


def test_every_one_of_many_commits_changes_it_also_where_the_log_begins_anew(file):
    index, writer = wal_index(file), sqlite3.connect(file, isolation_level=None)
    seen = {index.read()}
    for number in range(300):
        writer.execute("INSERT INTO newsroom_purge (key) VALUES ('a')")
        if number % 50 == 0:
            writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        now = index.read()
        assert now not in seen
        seen.add(now)


def test_it_goes_on_while_all_others_come_and_go(file):
    """The last connection to a database takes its log away: ours must never be without one."""
    index = wal_index(file)
    for _time in range(3):
        before = index.read()
        purged(file, "a")
        assert index.read() != before


def test_a_database_without_a_log_or_not_there_at_all_has_no_index(tmp_path):
    assert wal_index(tmp_path / "nothing.sqlite3") is None
    run(tmp_path / "old.sqlite3", "PRAGMA journal_mode=DELETE", "CREATE TABLE one (id)")
    assert wal_index(tmp_path / "old.sqlite3") is None


def test_where_nothing_was_committed_nothing_is_asked(file, monkeypatch):
    purges = SQLitePurges(file)
    purged(file, "a")
    position = purges.position()
    purges.since(position)
    purges.since(position)
    monkeypatch.setattr(purges, "_ask", lambda *_question: pytest.fail("The database was asked."))
    assert purges.since(position) == (set(), position)


def test_a_purge_after_many_quiet_requests_is_seen_by_the_next(file):
    purges = SQLitePurges(file)
    position = purges.position()
    for _request in range(3):
        assert purges.since(position) == (set(), position)
    purged(file, "a")
    assert purges.since(position) == ({"a"}, "1")


def test_a_purge_that_is_committed_while_the_database_is_asked_is_seen_by_the_next(file, monkeypatch):
    purges = SQLitePurges(file)
    purged(file, "a")
    position = purges.position()
    purges.since(position)
    ask = purges._ask

    def overtaken(*question):
        rows = ask(*question)
        purged(file, "b")
        return rows

    monkeypatch.setattr(purges, "_ask", overtaken)
    purges.since(position)
    monkeypatch.setattr(purges, "_ask", ask)
    assert purges.since(position) == ({"b"}, "2")


def test_a_position_of_before_the_newest_purge_is_never_taken_for_the_last(file):
    purges = SQLitePurges(file)
    purged(file, "a")
    old = purges.position()
    purged(file, "b")
    for _request in range(3):
        assert purges.since(purges.position()) == (set(), "2")
    assert purges.since(old) == ({"b"}, "2")
