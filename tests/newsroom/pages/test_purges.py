"""What a verb's purge is worth: seen with its commit, by a connection of its own, on either database."""

import sqlite3
import threading
from datetime import timedelta

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.utils import timezone

from articles import desk
from newsroom import pages
from newsroom.pages import Purge
from newsroom.pagestore import purges
from newsroom.pagestore.purges import SQLitePurges, Unknown
from tests import cast
from tests.newsroom.pages.readers import front_of, read, store_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seen():
    found = purges.of_database()
    yield found
    found.close()


def test_a_purge_is_seen_with_its_commit_and_not_before(seen):
    before = seen.position()
    with transaction.atomic():
        pages.purge("story:1", "story:1", "lists")
        assert seen.since(before) == (set(), before)
    keys, now = seen.since(before)
    assert keys == {"story:1", "lists"}
    assert seen.since(now) == (set(), now)


def test_a_purge_that_was_rolled_back_never_was(seen):
    before = seen.position()
    with transaction.atomic():
        pages.purge("story:1")
        transaction.set_rollback(True)
    assert seen.since(before)[0] == set()
    pages.purge("story:2")
    assert seen.since(before)[0] == {"story:2"}


def test_the_first_purge_of_all_is_seen(seen):
    before = seen.position()
    pages.purge("story:1")
    assert seen.since(before)[0] == {"story:1"}


def test_very_many_keys_are_the_whole_site(seen):
    before = seen.position()
    pages.purge(*(f"story:{number}" for number in range(500)))
    assert seen.since(before)[0] == {pages.SITE}


def test_purging_nothing_writes_nothing():
    pages.purge()
    assert not Purge.objects.exists()


def test_a_purge_that_began_first_and_is_committed_last_is_seen(seen):
    """On SQLite the second simply waits for the first; on PostgreSQL it overtakes it."""
    first_wrote, go_on = threading.Event(), threading.Event()

    def first():
        try:
            with transaction.atomic():
                pages.purge("first")
                first_wrote.set()
                go_on.wait(10)
        finally:
            connection.close()

    def second():
        try:
            pages.purge("second")
        finally:
            connection.close()

    before = seen.position()
    one, two = threading.Thread(target=first), threading.Thread(target=second)
    one.start()
    assert first_wrote.wait(10)
    two.start()
    two.join(1)
    keys, between = seen.since(before)
    assert "first" not in keys
    assert keys == ({"second"} if connection.vendor == "postgresql" else set())
    go_on.set()
    one.join(10)
    two.join(10)
    assert keys | seen.since(between)[0] == {"first", "second"}


def test_yesterday_s_purges_are_forgotten_but_the_newest_of_them(seen):
    pages.purge("a")
    pages.purge("b")
    before = seen.position()
    pages.purge("c")
    Purge.objects.filter(key__in=["a", "b"]).update(at=timezone.now() - timedelta(days=2))
    assert purges.forget() == 1
    assert list(Purge.objects.order_by("pk").values_list("key", flat=True)) == ["b", "c"]
    assert seen.since(before)[0] == {"c"}


def test_whoever_may_have_missed_a_purge_drops_every_page(seen):
    pages.purge("a")
    old = seen.position()
    for key in ("b", "c", "d"):
        pages.purge(key)
    Purge.objects.filter(key__in=["a", "b", "c"]).update(at=timezone.now() - timedelta(days=2))
    purges.forget()
    keys, now = seen.since(old)
    assert keys is None
    assert seen.since(now) == (set(), now)


def test_a_database_that_is_not_there_is_unknown(tmp_path):
    with pytest.raises(Unknown):
        SQLitePurges(tmp_path / "nothing.sqlite3").position()
    sqlite3.connect(tmp_path / "empty.sqlite3").close()
    with pytest.raises(Unknown, match="newsroom_purge"):
        SQLitePurges(tmp_path / "empty.sqlite3").position()


def test_a_publication_is_read_at_the_next_request_whatever_dies_after_its_commit(seen, tmp_path, monkeypatch):
    """Nothing but the commit is needed: no hook runs, no process tells another."""
    article = cast.live(headline="Before the verb")
    front, other = front_of(store_in(tmp_path, seen), WSGIHandler()), front_of(store_in(tmp_path, seen), WSGIHandler())
    address = article.edition.get_absolute_url()
    assert b"Before the verb" in read(front, address)[2]
    assert b"Before the verb" in read(other, address)[2]
    monkeypatch.setattr(transaction, "on_commit", lambda *_args, **_kwargs: None)
    cast.edit(article, headline="After the verb", change_kind="update")
    desk.publish(article, by=cast.editor())
    for each in (other, front):
        assert b"After the verb" in read(each, address)[2]
        assert b"After the verb" in read(each, "/")[2]
