"""A Redis that does not answer: nobody is refused anything for it."""

import logging

import pytest

from tests.machines.servers import free_port

pytestmark = pytest.mark.machines


@pytest.fixture
def away(monkeypatch):
    """A cache at an address where nothing listens."""
    from newsroom import cache  # needs requirements-scale.txt, which a plain pytest does without

    monkeypatch.setattr(cache._seldom, "_said", -cache._seldom.EVERY)
    return cache.LenientRedisCache(f"redis://127.0.0.1:{free_port()}/0", {"OPTIONS": {"socket_connect_timeout": 1}})


def test_what_is_asked_of_it_is_not_known(away):
    away.set("form", "/admin/", 60)
    assert away.get("form") is None
    assert away.get("form", "nothing") == "nothing"


def test_the_log_says_so_once_a_minute(away, caplog):
    for _time in range(3):
        away.get("form")
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
