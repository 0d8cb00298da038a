"""How tests read through the page store: as a web server calls it, and with purges seen inside a test's transaction."""

from io import BytesIO
from urllib.parse import unquote_to_bytes
from wsgiref.util import setup_testing_defaults

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse

from newsroom.pages import Purge
from newsroom.pagestore.front import StoredPages
from newsroom.pagestore.store import Store


class TestPurges:
    """Purges as a test's own connection sees them; the real ones ask over another (test_purges.py)."""

    __test__ = False

    def position(self):
        return str(Purge.objects.order_by("-pk").values_list("pk", flat=True).first() or 0)

    def since(self, position):
        return set(Purge.objects.filter(pk__gt=int(position)).values_list("key", flat=True)), self.position()


class Asked:
    """An application that counts how often it is asked."""

    def __init__(self, inner):
        self.inner, self.paths = inner, []

    def __call__(self, environ, start_response):
        self.paths.append(environ["PATH_INFO"])
        return self.inner(environ, start_response)


def store_in(folder, purges=None, *, made_by="this code", megabytes=64):
    return Store(folder / "pages.sqlite3", purges or TestPurges(), made_by=made_by, megabytes=megabytes)


def front_of(store, inner=None):
    """Return the wrapper before Django (or `inner`); what it asks is counted in `front.inner.paths`."""
    return StoredPages(Asked(inner or WSGIHandler()), store)


def environ(address, *, method="GET", **headers):
    """Return the environ of a request; headers as WSGI names them: HTTP_COOKIE="…"."""
    path, _mark, query = address.partition("?")
    asked = {
        "REQUEST_METHOD": method,
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "HTTP_HOST": "127.0.0.1:8000",
        "wsgi.input": BytesIO(),
    } | headers
    setup_testing_defaults(asked)
    return asked


def read(front, address, **asked):
    """Return (status, headers, body) of one request."""
    said = []
    answer = front(environ(address, **asked), lambda status, headers, exc_info=None: said.extend((status, headers)))
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return int(said[0][:3]), {name.lower(): value for name, value in said[1]}, body


class Browser:
    """A reader who follows links through the store; for tests/walk.py."""

    def __init__(self, front):
        self.front = front

    def get(self, address, **_options):
        status, headers, body = read(self.front, address)
        return HttpResponse(body, status=status, headers=headers)
