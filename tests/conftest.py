"""Fixtures for all tests. The cast and what they write come from tests/cast.py; Chromium from tests/browser/."""

import pytest
from django.core.cache import cache

from comments import form


@pytest.fixture(autouse=True)
def _empty_cache():
    """Nothing one test put into the cache, and no name that a process remembers, reaches the next."""
    cache.clear()
    form._reserved.cache_clear()
