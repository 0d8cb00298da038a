"""What /metrics tells of the page store."""

import pytest
from django.test import Client

from newsroom import metrics
from newsroom.pages import purge
from newsroom.pagestore.front import Tally
from tests.newsroom.pages.readers import front_of, read, store_in
from tests.newsroom.test_metrics import value

pytestmark = pytest.mark.django_db


def test_what_the_store_answers_and_holds_is_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(metrics.front, "tally", Tally())
    monkeypatch.setattr(metrics.os, "getpid", lambda: 4711)
    front = front_of(store_in(tmp_path))
    monkeypatch.setattr(metrics.store, "open_store", lambda: front.store)
    for _reader in range(3):
        assert read(front, "/")[0] == 200
    assert read(front, "/admin/")[0] == 302
    purge("front:en", "lists")
    told = Client().get("/metrics").text
    assert value(told, 'newsroom_pages_answered_total{process="4711"}') == 3
    assert value(told, "newsroom_pages_kept") == 1
    assert value(told, "newsroom_pages_bytes") > 1000
    assert value(told, "newsroom_purges_total") >= 2


def test_without_a_store_nothing_is_said_of_what_it_holds():
    told = Client().get("/metrics").text
    assert "newsroom_pages_kept" not in told
