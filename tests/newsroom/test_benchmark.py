"""What the benchmark measures with: the bare function, and who asks."""

import base64
import io
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import CommandError, call_command

from comments.models import Comment
from newsroom.benchmark import bare, load
from newsroom.benchmark.posts import posts
from newsroom.benchmark.targets import targets
from tests import cast

HEADERS = [["content-type", "text/html"], ["etag", '"1"']]


@pytest.fixture
def answers(tmp_path, monkeypatch):
    path = tmp_path / "answers.json"
    body, packed = (base64.b64encode(text).decode() for text in (b"page", b"packed"))
    path.write_text(json.dumps({"/a/?q=1": {"": [HEADERS, body], "gzip": [[["etag", '"1-gzip"']], packed]}}))
    monkeypatch.setattr(bare, "ANSWERS", bare._read(path))


def asked(**environ):
    started = []
    body = bare.application(
        {"PATH_INFO": "/a/", "QUERY_STRING": "q=1"} | environ, lambda *answer: started.append(answer)
    )
    return started[0][0], b"".join(body)


def test_the_bare_function_returns_the_recorded_bytes_in_the_coding_asked_for(answers):
    assert asked() == ("200 OK", b"page")
    assert asked(HTTP_ACCEPT_ENCODING="br, gzip") == ("200 OK", b"packed")


def test_the_bare_function_answers_304_to_its_own_etag_alone(answers):
    assert asked(HTTP_IF_NONE_MATCH='"1"') == ("304 Not Modified", b"")
    assert asked(HTTP_IF_NONE_MATCH='"2"')[0] == "200 OK"
    assert asked(HTTP_IF_NONE_MATCH='"1"', HTTP_ACCEPT_ENCODING="gzip")[0] == "200 OK"


class Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        status = {"/": 200, "/gone": 410, "/same": 304}[self.path]
        self.send_response(status)
        if status != 304:
            self.send_header("Content-Length", "70000")
        self.end_headers()
        if status != 304:
            self.wfile.write(b"x" * 70_000)

    def log_message(self, *_words):
        """Say nothing."""


def test_who_asks_counts_every_answer_by_its_status():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.handle_error = lambda *_where: None  # a connection that ends while it is asked for something
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        found = load.run(server.server_port, 0.3, 3, [["/", {}], ["/gone", {}], ["/same", {"If-None-Match": '"1"'}]])
    finally:
        server.shutdown()
        server.server_close()
    assert found["statuses"].keys() == {"200", "410", "304"}
    assert found["failed"] == 0
    assert 0 < found["median"] <= found["p99"] <= found["longest"]


@pytest.mark.django_db
def test_the_targets_answer(client):
    edition = cast.live_story(tags=["bees"])
    found = targets()
    assert found["an article"] == [edition.get_absolute_url()]
    for addresses in found.values():
        assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


@pytest.mark.django_db
def test_the_benchmark_refuses_a_newsroom_that_is_not_made_up():
    cast.live_story()
    with pytest.raises(CommandError, match="sample_archive"):
        call_command("benchmark", stdout=io.StringIO())


def test_a_post_goes_over_the_line_with_its_body():
    sent = load.written("host", "/comments/", {"Content-Type": "text/plain"}, "ê=1").decode()
    assert sent.startswith("POST /comments/ HTTP/1.1\r\nHost: host\r\nContent-Type: text/plain\r\n")
    assert sent.endswith("\r\nContent-Length: 4\r\n\r\nê=1")


@pytest.mark.django_db
def test_every_post_is_taken_and_stored(client, settings):
    settings.TRUSTED_PROXY_HOPS = 1
    cast.live_story()
    for address, headers, body in posts(3):
        sent = {"X-Forwarded-For": headers["X-Forwarded-For"]}
        assert client.post(address, body, content_type=headers["Content-Type"], headers=sent).status_code == 303
    assert Comment.objects.count() == 3
    assert Comment.objects.values("network").distinct().count() == 3
