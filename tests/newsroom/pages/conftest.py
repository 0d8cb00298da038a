"""What tests of the page store share."""

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch):
    """Keep the test's connection over requests that come in by WSGI, though it is inside a transaction."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
