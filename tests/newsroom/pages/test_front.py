"""The wrapper before Django: whom it answers from the store, and that nobody can put a page of theirs there."""

import logging
import threading

import pytest

from newsroom import pages
from newsroom.middleware import WatchedQuery
from newsroom.pagestore.store import Failing
from tests.newsroom.pages.readers import environ, front_of, read, store_in
from tests.newsroom.pages.test_store import Written

PUBLIC = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "public, max-age=60", "Vary": "Accept-Encoding"}


class Site:
    """An application that tells everything it was asked with; it keeps its pages and reads `page` of the query."""

    def __init__(self):
        self.status, self.headers, self.keeps, self.before = "200 OK", {"ETag": '"abc"'}, True, lambda: None

    def __call__(self, asked, start_response):
        self.before()
        query = WatchedQuery(asked.get("QUERY_STRING", ""))
        number = query.get("page", "1")
        if self.keeps:
            pages.keep("story:1")
        start_response(self.status, list((PUBLIC | self.headers).items()))
        told = {name: value for name, value in asked.items() if name.startswith(("HTTP_", "REQUEST_METHOD"))}
        return [f"page {number} {sorted(told.items())} {'long ' * 100}".encode()]


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def front(tmp_path, site):
    return front_of(store_in(tmp_path, Written()), site)


def asked(front):
    return len(front.inner.paths)


def test_the_second_reader_gets_the_page_without_django(front):
    first, second = read(front, "/"), read(front, "/")
    assert first == second
    assert first[0] == 200
    assert asked(front) == 1


def test_a_purge_lets_django_answer_again(front):
    read(front, "/")
    front.store.purges.keys.append("story:1")
    read(front, "/")
    assert asked(front) == 2


def test_a_reader_who_has_the_page_gets_304_with_its_headers(front):
    _status, headers, _body = read(front, "/")
    status, told, body = read(front, "/", HTTP_IF_NONE_MATCH=headers["etag"])
    assert (status, body) == (304, b"")
    assert told == {name: value for name, value in headers.items() if name not in {"content-type", "content-length"}}


@pytest.mark.parametrize("known", ['"x", "abc"', 'W/"abc"', "*"])
def test_a_304_is_found_by_every_way_to_ask(front, known):
    assert read(front, "/", HTTP_IF_NONE_MATCH=known)[0] == 304


@pytest.mark.parametrize("known", ['"x"', "abc", '"abc-gzip"', ""])
def test_another_etag_gets_the_page(front, known):
    assert read(front, "/", HTTP_IF_NONE_MATCH=known)[0] == 200


def test_each_coding_has_an_etag_of_its_own(front):
    plain, packed = read(front, "/"), read(front, "/", HTTP_ACCEPT_ENCODING="br, gzip")
    assert packed[1]["content-encoding"] == "gzip"
    assert packed[1]["etag"] == '"abc-gzip"'
    assert plain[1]["etag"] == '"abc"'
    assert int(packed[1]["content-length"]) == len(packed[2]) < len(plain[2])
    assert asked(front) == 1


def test_head_gets_the_headers_alone(front):
    page = read(front, "/")
    assert read(front, "/", method="HEAD") == (page[0], page[1], b"")
    assert asked(front) == 1


def test_head_first_keeps_the_whole_page(front):
    assert read(front, "/", method="HEAD")[2] == b""
    assert b"page 1" in read(front, "/")[2]


# Nobody's own ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_COOKIE": "theme=dark"},
        {"HTTP_RANGE": "bytes=0-10"},
        {"HTTP_IF_NONE_MATCH": '"zzz"'},
        {"HTTP_IF_MODIFIED_SINCE": "Sun, 22 Nov 2026 12:00:00 GMT"},
        {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
        {"HTTP_ACCEPT_ENCODING": "gzip"},
        {"HTTP_ACCEPT_LANGUAGE": "ar"},
        {"HTTP_ACCEPT": "application/json"},
        {"HTTP_USER_AGENT": "a phone"},
        {"HTTP_REFERER": "https://evil.example/"},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"CONTENT_TYPE": "text/html; charset=utf-16"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_what_a_reader_sends_along_is_not_in_the_page_of_the_next(front, headers):
    plain = read(front_of(store_in_other(front), front.inner.inner), "/")
    read(front, "/", **headers)
    assert read(front, "/") == plain
    assert asked(front) == 1


def store_in_other(front):
    folder = front.store.file.parent / "other"
    folder.mkdir()
    return store_in(folder, Written())


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_COOKIE": "a=b; sessionid=abc"},
        {"HTTP_AUTHORIZATION": "Basic abc"},
        {"HTTP_IF_MATCH": '"abc"'},
        {"HTTP_HOST": "evil.example"},
        {"HTTP_HOST": ""},
        {"CONTENT_LENGTH": "3"},
        {"method": "POST"},
        {"method": "DELETE"},
        {"method": "OPTIONS"},
        {"SCRIPT_NAME": "/x"},
    ],
    ids=str,
)
def test_who_is_no_anonymous_reader_is_answered_by_django_and_leaves_nothing(front, headers):
    read(front, "/", **headers)
    read(front, "/", **headers)
    assert asked(front) == 2
    assert front.store.facts()[0] == 0


@pytest.mark.parametrize(
    "path", ["/admin/", "/photos/x.jpg", "/share/abc/", "/healthz", "/comments/token/", "/" + "x" * 600]
)
def test_nothing_is_kept_of(front, path):
    read(front, path)
    read(front, path)
    assert asked(front) == 2
    assert front.store.facts()[0] == 0


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("200 OK", {"Set-Cookie": "sessionid=abc"}),
        ("200 OK", {"Cache-Control": "private, no-store"}),
        ("200 OK", {"Cache-Control": "no-store"}),
        ("200 OK", {"Cache-Control": ""}),
        ("200 OK", {"Vary": "Cookie"}),
        ("200 OK", {"Vary": "Accept-Encoding, Accept-Language"}),
        ("200 OK", {"Content-Encoding": "gzip"}),
        ("301 Moved Permanently", {}),
        ("404 Not Found", {}),
        ("500 Internal Server Error", {}),
        ("503 Service Unavailable", {}),
    ],
)
def test_an_answer_that_is_not_for_all_is_passed_on_and_not_kept(front, site, status, headers):
    site.status, site.headers = status, {"ETag": '"abc"'} | headers
    answered = [read(front, "/") for _each in range(2)]
    assert [answer[0] for answer in answered] == [int(status[:3])] * 2
    assert asked(front) == 2
    assert front.store.facts()[0] == 0


def test_a_page_that_does_not_say_what_it_shows_is_not_kept(front, site):
    site.keeps = False
    assert read(front, "/") == read(front, "/")
    assert asked(front) == 2
    assert front.store.facts()[0] == 0


def test_a_withdrawn_story_s_notice_is_kept(front, site):
    site.status = "410 Gone"
    assert [read(front, "/")[0] for _each in range(2)] == [410, 410]
    assert asked(front) == 1


# The query ---------------------------------------------------------------------------------------------------


def test_each_value_of_a_parameter_that_the_page_reads_is_a_page(front):
    assert b"page 2" in read(front, "/?page=2")[2]
    assert b"page 1" in read(front, "/")[2]
    assert b"page 2" in read(front, "/?page=2")[2]
    assert asked(front) == 2


def test_a_parameter_that_the_page_does_not_read_makes_no_entry(front):
    read(front, "/?page=2&utm_source=x")
    assert front.store.facts()[0] == 0


def test_a_link_with_a_tracker_s_parameter_gets_the_page_itself(front):
    page = read(front, "/")
    assert read(front, "/?fbclid=abc&utm_source=x") == page
    assert asked(front) == 1


def test_a_parameter_named_twice_makes_no_entry(front):
    read(front, "/?page=2&page=3")
    assert front.store.facts()[0] == 0


def test_a_view_that_looks_at_the_whole_query_keeps_nothing_but_the_bare_page(front, site):
    def reads_all():
        pages.reads(pages.EVERYTHING)

    site.before = reads_all
    read(front, "/?page=2")
    read(front, "/")
    assert front.store.facts()[0] == 1
    assert asked(front) == 2
    read(front, "/?x=1")
    assert asked(front) == 3


@pytest.mark.parametrize(
    ("look", "read_then"),
    [
        (lambda query: query.get("page"), {"page"}),
        (lambda query: query["a"], {"a"}),
        (lambda query: "page" in query, {"page"}),
        (lambda query: query.getlist("page"), {"page"}),
        (lambda query: query.dict(), {pages.EVERYTHING, "a"}),
        (lambda query: query.urlencode(), {pages.EVERYTHING}),
        (lambda query: list(query.items()), {pages.EVERYTHING, "a"}),
        (lambda query: bool(query), {pages.EVERYTHING}),
        (lambda query: list(query), {pages.EVERYTHING}),
        (lambda query: query.keys(), {pages.EVERYTHING}),
        (lambda query: None, set()),
    ],
)
def test_what_is_read_of_a_query_is_noted(look, read_then):
    with pages.watch() as shown:
        look(WatchedQuery("a=1"))
    assert shown.read == read_then


# Many at once, and a store that fails -------------------------------------------------------------------------


def test_of_many_who_ask_at_once_one_has_the_page_rendered(front, site):
    begun, go_on = threading.Event(), threading.Event()

    def slowly():
        begun.set()
        assert go_on.wait(10)

    site.before = slowly
    found = []
    readers = [threading.Thread(target=lambda: found.append(read(front, "/")[0])) for _each in range(8)]
    for reader in readers:
        reader.start()
    assert begun.wait(10)
    go_on.set()
    for reader in readers:
        reader.join(10)
    assert found == [200] * 8
    assert asked(front) == 1


def test_who_claims_a_page_that_was_kept_since_they_looked_has_it_rendered_no_more(front, monkeypatch):
    claim = front.store.claim

    def after_another(address, position):
        monkeypatch.setattr(front.store, "claim", claim)
        read(front, address)
        return claim(address, position)

    monkeypatch.setattr(front.store, "claim", after_another)
    assert read(front, "/")[0] == 200
    assert asked(front) == 1
    assert not front.store.is_claimed("/")


def test_a_purge_while_a_page_is_rendered_has_it_rendered_again(front, site):
    def purged_meanwhile():
        if asked(front) == 1:
            front.store.purges.keys.append("story:1")

    site.before = purged_meanwhile
    read(front, "/")
    read(front, "/")
    read(front, "/")
    assert asked(front) == 2


def test_a_rendering_that_fails_leaves_the_way_free(front, site):
    def fails():
        raise RuntimeError

    site.before = fails
    with pytest.raises(RuntimeError):
        read(front, "/")
    site.before = lambda: None
    assert read(front, "/")[0] == 200


def test_where_the_store_fails_django_answers_and_the_log_says_so_once(front, monkeypatch, caplog):
    def broken(*_anything):
        raise Failing("disk full")

    monkeypatch.setattr(front.store, "find", broken)
    with caplog.at_level(logging.WARNING):
        assert [read(front, "/")[0] for _each in range(3)] == [200] * 3
    assert asked(front) == 3
    assert [record.message for record in caplog.records].count(
        "The page store does not work, Django answers: disk full"
    ) == 1


def test_where_a_page_cannot_be_kept_the_reader_has_it_all_the_same(front, monkeypatch):
    def full(*_anything, **_more):
        raise Failing("disk full")

    monkeypatch.setattr(front.store, "keep", full)
    assert b"page 1" in read(front, "/")[2]


def test_where_its_disk_is_full_kept_pages_are_answered_and_django_answers_the_others(front, monkeypatch):
    read(front, "/")
    opened = front.store._opened

    def without_room():
        connection = opened()
        connection.execute("PRAGMA max_page_count = 1")  # it takes no less than is there
        return connection

    monkeypatch.setattr(front.store, "_opened", without_room)
    front.store._local.__dict__.clear()
    assert (read(front, "/")[0], asked(front)) == (200, 1)
    for number in range(2, 40):
        assert b"page %d" % number in read(front, f"/?page={number}")[2]
    assert front.store.facts()[0] < 20
    front.store.purges.keys.append("story:1")
    before = asked(front)
    assert (read(front, "/")[0], asked(front)) == (200, before + 1)


def test_plain_http_is_led_to_https_by_django(front, settings):
    settings.HTTPS = True
    read(front, "/")
    assert front.store.facts()[0] == 0
    read(front, "/", HTTP_X_FORWARDED_PROTO="https")
    assert front.store.facts()[0] == 1
    front.inner.paths.clear()
    read(front, "/", HTTP_X_FORWARDED_PROTO="http")
    assert asked(front) == 1


def test_the_environ_of_the_server_is_left_as_it_was(front):
    sent = environ("/", HTTP_COOKIE="theme=dark", HTTP_ACCEPT_ENCODING="gzip")
    before = dict(sent)
    front(sent, lambda *_said: None)
    assert sent == before
