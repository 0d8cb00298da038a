"""Fixtures for all tests. The cast and what they write come from tests/cast.py; Chromium from tests/browser/."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _empty_cache():
    """Nothing one test put into the cache (budgets, throttles) reaches the next."""
    cache.clear()
