"""The file of pages: what it gives back, what it drops, and what it refuses to keep."""

import sqlite3
import time
from datetime import UTC, datetime, timedelta

import pytest

from newsroom.pages import SITE, Shown
from newsroom.pagestore import store as module
from newsroom.pagestore.finished import Finished
from newsroom.pagestore.purges import Unknown
from newsroom.pagestore.store import Failing
from tests.newsroom.pages.readers import store_in

HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Vary", "Accept-Encoding"), ("ETag", '"abc"')]


class Written:
    """Purges in a list: the position is how many there are. `answers` False is a database that is down."""

    def __init__(self):
        self.keys, self.answers = [], True

    def position(self):
        return self.since("0")[1]

    def since(self, position):
        if not self.answers:
            raise Unknown("down")
        return set(self.keys[int(position) :]), str(len(self.keys))


@pytest.fixture
def purges():
    return Written()


@pytest.fixture
def store(tmp_path, purges):
    return store_in(tmp_path, purges)


def page(text="A page. " * 50):
    return Finished.of("200 OK", HEADERS, text.encode())


def keep(store, address, *keys, text="A page. " * 50, position=None, **shown):
    position = store.find(address, "plain").position if position is None else position
    store.keep(address, page(text), Shown(keys=set(keys), may_be_kept=True, **shown), position=position)


def has(store, address, coding="plain"):
    return store.find(address, coding).page is not None


def test_what_is_kept_is_found_in_both_codings(store):
    keep(store, "/", "front:en", text="Kobanê " * 100)
    assert store.find("/", "plain").page.body == ("Kobanê " * 100).encode()
    assert store.find("/", "gzip").page.etag == '"abc-gzip"'
    assert not has(store, "/ar/")


def test_another_process_finds_it(store, tmp_path, purges):
    keep(store, "/", "front:en")
    assert has(store_in(tmp_path, purges), "/")


def test_a_purge_drops_the_pages_that_show_its_key_and_no_other(store, purges):
    keep(store, "/", "front:en", "story:1")
    keep(store, "/ar/", "front:ar")
    purges.keys.append("story:1")
    assert not has(store, "/")
    assert has(store, "/ar/")


def test_a_purge_of_the_site_drops_every_page(store, purges):
    keep(store, "/", "front:en")
    purges.keys.append(SITE)
    assert not has(store, "/")


def test_a_purge_is_followed_by_every_process(store, tmp_path, purges):
    other = store_in(tmp_path, purges)
    keep(store, "/", "front:en")
    assert has(other, "/")
    purges.keys.append("front:en")
    assert not has(store, "/")
    assert not has(other, "/")


def test_a_page_whose_rendering_began_before_a_purge_is_not_kept(store, purges):
    began = store.find("/", "plain").position
    purges.keys.append("front:en")
    keep(store, "/", "front:en", position=began)
    assert not has(store, "/")


def test_a_page_of_before_a_purge_is_not_kept_though_another_process_followed_it(store, tmp_path, purges):
    began = store.find("/", "plain").position
    purges.keys.append("front:en")
    store_in(tmp_path, purges).find("/elsewhere/", "plain")
    keep(store, "/", "front:en", position=began)
    assert not has(store, "/")


def test_a_purge_of_something_else_while_a_page_is_rendered_does_not_hinder_it(store, purges):
    began = store.find("/", "plain").position
    purges.keys.append("front:ar")
    keep(store, "/", "front:en", position=began)
    assert has(store, "/")


def test_a_page_is_gone_at_the_moment_that_changes_it(store):
    now = datetime.now(UTC)
    keep(store, "/soon/", "x", until=now + timedelta(seconds=0.2))
    keep(store, "/later/", "x", until=now + timedelta(hours=1))
    assert has(store, "/soon/")
    time.sleep(0.25)
    assert not has(store, "/soon/")
    assert has(store, "/later/")


def test_where_the_database_is_down_readers_keep_their_pages(store, tmp_path, purges):
    keep(store, "/", "front:en")
    purges.answers = False
    assert has(store, "/")
    assert has(store_in(tmp_path, purges), "/")


def test_where_the_database_is_down_nothing_new_is_kept(store, purges):
    began = store.find("/", "plain").position
    purges.answers = False
    with pytest.raises(Failing):
        keep(store, "/", "front:en", position=began)
    purges.answers = True
    assert not has(store, "/")


def test_pages_of_other_code_are_not_shown(store, tmp_path, purges):
    keep(store, "/", "front:en")
    newer = store_in(tmp_path, purges, made_by="newer code")
    with pytest.raises(Failing, match="Another version"):
        newer.find("/", "plain")
    newer.prepare()
    assert not has(newer, "/")
    with pytest.raises(Failing, match="Another version"):
        store.find("/", "gzip")


def test_preparing_leaves_the_pages_of_the_same_code(store, tmp_path, purges):
    keep(store, "/", "front:en")
    again = store_in(tmp_path, purges)
    again.prepare()
    assert has(again, "/")


def test_of_two_who_find_a_new_file_the_second_leaves_what_the_first_began(store, tmp_path, purges):
    other = store_in(tmp_path, purges)
    store.prepare()
    assert store.claim("/", "0")
    other.prepare()  # it had looked before the first was done
    assert store.is_claimed("/")


def test_the_pages_used_longest_ago_make_room(tmp_path, purges):
    store = store_in(tmp_path, purges, megabytes=1)
    for number in range(60):
        keep(store, f"/{number}/", "x", text=f"{number} " * 9_000)
    count, size = store.facts()
    assert size < 2 * 1024 * 1024
    assert 0 < count < 60
    assert has(store_in(tmp_path, purges), "/59/")
    assert not has(store_in(tmp_path, purges), "/0/")


def test_a_page_in_use_stays_when_others_make_room(tmp_path, purges, monkeypatch):
    monkeypatch.setattr(module, "USED_AGAIN", 0)
    store = store_in(tmp_path, purges, megabytes=1)
    keep(store, "/", "x")
    for number in range(60):
        keep(store, f"/{number}/", "x", text=f"{number} " * 9_000)
        assert has(store, "/")


def test_the_file_may_be_deleted_at_any_time(store, tmp_path, purges):
    keep(store, "/", "front:en")
    for file in tmp_path.glob("pages.sqlite3*"):
        file.unlink()
    again = store_in(tmp_path, purges)
    assert not has(again, "/")
    keep(again, "/", "front:en")
    assert has(again, "/")


def test_a_damaged_file_fails_and_says_so(tmp_path, purges):
    (tmp_path / "pages.sqlite3").write_bytes(b"no database " * 1000)
    with pytest.raises(Failing, match="not a database"):
        store_in(tmp_path, purges).find("/", "plain")


def test_a_store_that_others_hold_locked_finds_pages_and_keeps_none(store, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "BUSY", 0.05)
    keep(store, "/", "front:en")
    fresh = store_in(tmp_path, store.purges)
    assert has(fresh, "/")
    lock = sqlite3.connect(tmp_path / "pages.sqlite3", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    assert has(fresh, "/")
    with pytest.raises(Failing, match="locked"):
        keep(fresh, "/ar/", "front:ar")
    lock.execute("ROLLBACK")
    keep(fresh, "/ar/", "front:ar")
    assert has(fresh, "/ar/")


def test_one_claims_a_page_and_others_wait(store, tmp_path, purges):
    other = store_in(tmp_path, purges)
    assert store.claim("/", "0")
    assert not other.claim("/", "0")
    assert other.claim("/ar/", "0")
    assert other.is_claimed("/")
    store.release("/", "0")
    assert not other.is_claimed("/")
    assert other.claim("/", "0")


def test_a_claim_from_before_a_purge_binds_nobody(store):
    assert store.claim("/", "0")
    assert store.claim("/", "1")
    store.release("/", "0")
    assert store.is_claimed("/")


def test_a_claim_of_somebody_who_died_ends_by_itself(store, monkeypatch):
    monkeypatch.setattr(module, "CLAIM", 0.1)
    assert store.claim("/", "0")
    time.sleep(0.15)
    assert not store.is_claimed("/")
    assert store.claim("/", "0")
