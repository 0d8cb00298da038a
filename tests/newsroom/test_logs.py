"""What a refusal and a fault of ours leave in the log."""

import io
import logging
import logging.config

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import path

from newsroom import health
from tests import cast


def refused(request):
    raise PermissionDenied("You wrote this story; somebody else approves it.")


def broken(request):
    raise ZeroDivisionError


urlpatterns = [path("admin/refused/", refused), path("broken/", broken)]
pytestmark = [pytest.mark.urls("tests.newsroom.test_logs"), pytest.mark.django_db]


@pytest.fixture
def log():
    """Give what the console gets, through the filters and the format that the settings give it."""
    configurator = logging.config.DictConfigurator(settings.LOGGING)
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    for name in settings.LOGGING["handlers"]["console"]["filters"]:
        handler.addFilter(configurator.configure_filter(dict(settings.LOGGING["filters"][name])))
    logging.getLogger("django.request").addHandler(handler)
    yield written
    logging.getLogger("django.request").removeHandler(handler)


def test_a_refusal_is_one_line_that_names_the_address(log, client):
    client.force_login(cast.reporter())
    assert client.get("/admin/refused/").status_code == 403
    assert log.getvalue().splitlines() == ["Forbidden (Permission denied): /admin/refused/"]


def test_a_fault_of_ours_keeps_its_whole_traceback(log, client):
    client.raise_request_exception = False
    assert client.get("/broken/").status_code == 500
    assert "ZeroDivisionError" in log.getvalue()
    assert "in broken" in log.getvalue()


def test_a_monitor_that_asks_often_makes_one_warning_a_minute(client, log, caplog, monkeypatch):
    monkeypatch.setattr(health._seldom, "_said", -health._seldom.EVERY)
    for _probe in range(3):
        assert client.get("/healthz").status_code == 503
    assert log.getvalue() == ""
    said = [record for record in caplog.records if record.name == "newsroom.health"]
    assert [record.levelname for record in said] == ["WARNING"]
    assert "no worker has ever run" in said[0].getMessage()
