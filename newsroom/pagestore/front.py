"""The WSGI wrapper that answers readers from the store and asks Django for the rest.

What is kept is a function of the address alone: Django is asked for it by GET, with none of the reader's headers but
those by which every request reaches it. A page is kept only where its view said what it shows (newsroom/pages.py),
where nothing in its query was left unread, and where the answer is one that every cache may keep.
"""

import logging
import time
from contextlib import suppress
from io import BytesIO
from urllib.parse import parse_qsl

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from newsroom import pages
from newsroom.middleware import accepts_gzip
from newsroom.pagestore.finished import Finished
from newsroom.pagestore.purges import Unknown
from newsroom.pagestore.store import Failing, open_store

logger = logging.getLogger(__name__)

# Below these nothing is ever kept, so nobody waits for another's rendering there.
NOT_PAGES = ("/admin/", "/photos/", "/share/", "/static/", "/healthz", "/metrics", "/comments/token/")
KEPT = ("200 ", "410 ")
LONGEST = 500  # characters of an address; ours are shorter
WAIT = 5.0  # seconds to wait for another's rendering
LOOK_AGAIN = 0.003  # seconds
COMPLAIN_EVERY = 60  # seconds

# The headers Django gets: our host, the scheme, and, for what is not kept, who asks.
_GIVEN = {"HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR"}
_OF_A_BODY = {"CONTENT_TYPE", "CONTENT_LENGTH"}
# A request with one of these is answered by Django, which knows them all.
_BESIDE = ("HTTP_AUTHORIZATION", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_TRANSFER_ENCODING")


def stored_pages(inner):
    """Return the application with the store of settings.PAGE_STORE before it, or as it is where there is none."""
    store = open_store()
    if store is None:
        return inner
    with suppress(Failing, Unknown):  # the database may come later
        store.prepare()
    return StoredPages(inner, store)


class Tally:
    """What this process answered from the store since it began, pages that it made for it included."""

    answered = 0


tally = Tally()


class StoredPages:
    """`inner` with a store of finished pages before it."""

    def __init__(self, inner, store):
        self.inner, self.store = inner, store
        self._complained = -COMPLAIN_EVERY
        self._session = f"{settings.SESSION_COOKIE_NAME}="

    def __call__(self, environ, start_response):
        address = self._address(environ)
        if address is None:
            return self.inner(environ, start_response)
        try:
            page = self._stored(address, environ)
        except (Failing, Unknown) as error:
            self._complain(error)
            page = None
        if page is None:
            return self.inner(environ, start_response)
        tally.answered += 1  # without a lock: at worst two threads count as one
        return page.answer(environ, start_response)

    def _address(self, environ):
        """Return under which address a request's page is kept; None where Django must see the request itself."""
        get = environ.get
        path, query = environ["PATH_INFO"], get("QUERY_STRING", "")
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or path.startswith(NOT_PAGES):
            return None
        if len(path) + len(query) > LONGEST or get("SCRIPT_NAME") or get("CONTENT_LENGTH") not in {None, "", "0"}:
            return None
        if any(name in environ for name in _BESIDE) or self._session in get("HTTP_COOKIE", ""):
            return None
        if not _is_ours(get("HTTP_HOST", "")) or not _is_secure(environ):
            return None
        return f"{path}?{query}" if query else path

    def _stored(self, address, environ):
        """Return the Representation that a request takes, from the store or made for it; None: ask Django."""
        coding = "gzip" if accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) else "plain"
        given_up = time.monotonic() + WAIT
        while True:
            found = self.store.find(address, coding)
            if found.page is None and "?" in address:
                found = self._without_query(address, coding) or found
            if found.page is not None:
                return found.page
            if self.store.claim(address, found.position):
                return self._claimed(address, environ, found.position, coding)
            time.sleep(LOOK_AGAIN)
            if time.monotonic() > given_up or not (self.store.is_claimed(address) or self._is_there(address, coding)):
                return None

    def _is_there(self, address, coding):
        return self.store.find(address, coding).page is not None

    def _without_query(self, address, coding):
        """Return what is found at the bare path, where that page looks for none of the names in the query."""
        path, _mark, query = address.partition("?")
        found = self.store.find(path, coding)
        if found.page is None or pages.EVERYTHING in found.read:
            return None
        return None if _names(query) & found.read else found

    def _claimed(self, address, environ, position, coding):
        try:
            # Whoever had the claim before may have kept the page between the look and the claim.
            found = self.store.find(address, coding)
            if found.page is not None:
                return found.page
            finished = self._made(address, environ, position)
        finally:
            self.store.release(address, position)
        return finished and getattr(finished, coding)

    def _made(self, address, environ, position):
        """Render a page, and keep it where it may be kept; None for a stream, which Django is asked for anew."""
        with pages.watch() as shown:
            status, headers, body = _ask(self.inner, environ)
        if body is None:
            return None
        finished = Finished.of(status, headers, body)
        if _may_be_kept(status, headers, shown, environ.get("QUERY_STRING", "")):
            try:
                self.store.keep(address, finished, shown, position=position)
            except Failing as error:
                self._complain(error)
        return finished

    def _complain(self, error):
        if time.monotonic() - self._complained >= COMPLAIN_EVERY:
            self._complained = time.monotonic()
            logger.warning("The page store does not work, Django answers: %s", error)


def _is_secure(environ):
    """Return whether a request came as the site is to be read; by plain http it is led to https."""
    if not settings.HTTPS:
        return True
    said = environ.get("HTTP_X_FORWARDED_PROTO")
    return environ.get("wsgi.url_scheme") == "https" if said is None else said == "https"


_hosts = {}


def _is_ours(host):
    """Return whether a Host header names us, as Django would say."""
    if host not in _hosts:
        domain, _port = split_domain_port(host)
        is_ours = bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
        if len(_hosts) > 100:  # somebody tries out names
            _hosts.clear()
        _hosts[host] = is_ours
    return _hosts[host]


def _names(query):
    return {name for name, _value in parse_qsl(query, keep_blank_values=True)}


def _ask(inner, environ):
    """Return (status, headers, body) of the application for the address alone; body None for a stream."""
    asked = {
        name: value
        for name, value in environ.items()
        if name in _GIVEN or not (name.startswith("HTTP_") or name in _OF_A_BODY)
    }
    asked |= {"REQUEST_METHOD": "GET", "wsgi.input": BytesIO()}
    answered = []
    response = inner(asked, lambda status, headers, exc_info=None: answered.extend((status, headers)))
    try:
        body = None if getattr(response, "streaming", False) else b"".join(response)
    finally:
        if hasattr(response, "close"):
            response.close()
    return *answered, body


def _may_be_kept(status, headers, shown, query):
    said = {name.lower(): value for name, value in headers}
    if not status.startswith(KEPT) or not shown.may_be_kept or "set-cookie" in said:
        return False
    cache = said.get("cache-control", "")
    if "public" not in cache or "no-store" in cache or "private" in cache:
        return False
    if said.get("vary", "Accept-Encoding") != "Accept-Encoding" or "content-encoding" in said:
        return False
    return not query or (pages.EVERYTHING not in shown.read and _names(query) <= shown.read and _is_canonical(query))


def _is_canonical(query):
    """Return whether a query names each thing once."""
    pairs = parse_qsl(query, keep_blank_values=True)
    return len({name for name, _value in pairs}) == len(pairs)
