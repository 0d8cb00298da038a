"""Log entries: one a line, with the request's id, and nothing that tells a person."""

import json
import logging
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import env
from newsroom.logs import JsonFormatter, TextFormatter, cleaned, request_id


def record(message, *args, **extra):
    made = logging.LogRecord("django.request", logging.WARNING, __file__, 1, message, args, extra.pop("exc_info", None))
    vars(made).update(extra)
    return made


def test_an_entry_is_one_line_of_json_with_its_request():
    token = request_id.set("a1b2c3")
    try:
        line = JsonFormatter().format(record("Two\nlines: %s", "“quoted”", facts={"status": 404, "ms": 3}))
    finally:
        request_id.reset(token)
    assert "\n" not in line
    entry = json.loads(line)
    assert entry["time"].endswith("+00:00")
    del entry["time"]
    assert entry == {
        "level": "warning", "logger": "django.request", "message": "Two\nlines: “quoted”", "request": "a1b2c3",
        "status": 404, "ms": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Not Found: /search/?q=my+name&page=2", "Not Found: /search/?…"),
        ("from 203.0.113.7, port 80", "from [address], port 80"),
        ("from 2001:db8::17 now", "from [address] now"),
        ("from ::1", "from [address]"),
        ("from 2001:0db8:0000:0000:0000:0000:0000:0017.", "from [address]."),
        ("by azad.k+news@mail.example.org!", "by [e-mail]!"),
        ("Forbidden: /share/Ab-Cd_1234/", "Forbidden: /share/…/"),
        ("Not Found: /ar/comments/receipt/1:abc:def/", "Not Found: /ar/comments/receipt/…/"),
        ("duplicate key\nDETAIL:  Key (email)=(x) exists.\nend", "duplicate key\nDETAIL: …\nend"),
    ],
)
def test_what_tells_a_person_is_taken_out(text, left):
    assert cleaned(text) == left


@pytest.mark.parametrize(
    "text", ["took 12:30:45", "version 1.2.3", "GET story 200 12 ms", "File models.py, line 3", "comments.W001", "x::y"]
)
def test_what_tells_nobody_stays(text):
    assert cleaned(text) == text


@pytest.mark.parametrize("formatter", [JsonFormatter, TextFormatter])
def test_tracebacks_are_cleaned_too(formatter):
    try:
        raise ValueError("no mail for azad@example.org at 203.0.113.7")
    except ValueError:
        line = formatter().format(record("Internal Server Error: %s", "/x?token=abc", exc_info=sys.exc_info()))
    assert "ValueError" in line
    for personal in ("azad", "203.0.113.7", "token=abc"):
        assert personal not in line


def test_networks_are_read_strictly(monkeypatch):
    monkeypatch.setenv("METRICS_NETWORKS", "10.0.0.0/8, ::1")
    assert [str(network) for network in env.networks("METRICS_NETWORKS", [])] == ["10.0.0.0/8", "::1/128"]
    for wrong in ("10.0.0.1/8", "example.org", "10.0.0.0/64"):
        monkeypatch.setenv("METRICS_NETWORKS", wrong)
        with pytest.raises(ImproperlyConfigured, match="METRICS_NETWORKS"):
            env.networks("METRICS_NETWORKS", [])
