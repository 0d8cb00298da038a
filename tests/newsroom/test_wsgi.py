"""The front door: nobody who calls chooses how a request is read."""

from contextlib import closing
from io import BytesIO
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_started
from django.db import close_old_connections, connection

from newsroom.wsgi import application

pytestmark = pytest.mark.django_db

CODECS = ["utf-16", "zlib_codec", "rot13", "punycode", "hex", "UTF-7"]


@pytest.fixture(autouse=True)
def _one_connection():
    """Keep the test's connection over a request, as Django's own test client does."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


def call(path, *, method="GET", query="", content_type="", body=b""):
    """Return (status, body) of the application, called as a web server does."""
    said = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    setup_testing_defaults(environ)
    answer = b"".join(application(environ, lambda status, headers: said.append(status)))
    return int(said[0][:3]), answer


@pytest.mark.parametrize("codec", CODECS)
def test_a_page_is_the_same_bytes_whatever_charset_is_asked_for(codec):
    asked = {"path": "/search/", "query": "q=school"}
    page = call(**asked)
    assert page[0] == 200
    assert call(**asked, content_type=f"text/html; charset={codec}") == page


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])
@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("path", ["/admin/login/", "/comments/receipt/x/"])
def test_a_form_in_another_charset_is_refused_in_words(path, codec, kind):
    status, answer = call(path, method="POST", query="a=b", content_type=f"{kind}; charset={codec}", body=b"a=b")
    assert status == 415
    assert b"UTF-8" in answer


def test_a_type_whose_own_parameters_cannot_be_read_is_refused():
    assert call("/admin/login/", method="POST", content_type="text/html; charset*=zlib_codec''%41")[0] == 415


@pytest.mark.parametrize("charset", ["", "; charset=UTF-8", "; charset=utf8", '; charset="utf-8"'])
def test_a_form_in_utf_8_is_read(charset):
    kind = f"application/x-www-form-urlencoded{charset}"
    status, _answer = call("/comments/receipt/x/", method="POST", content_type=kind, body="words=Kobanê".encode())
    assert status == 404  # there is no such receipt


def test_a_web_server_waits_for_locks_for_a_short_time(settings):
    settings.WEB_WAITS = 3
    asked, as_in_service = {
        "sqlite": ("PRAGMA busy_timeout", 3000),
        "postgresql": ("SHOW lock_timeout", "3s"),
    }[connection.vendor]
    other = connection.copy()
    with closing(other):
        other.connect()
        assert other.cursor().execute(asked).fetchone()[0] == as_in_service
