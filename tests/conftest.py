"""Fixtures for all tests. The cast and what they write come from tests/cast.py; Chromium from tests/browser/."""

import pytest
from django.core.cache import cache

from comments import form

# A test that asks for none of these and bears no mark of pytest-django never meets a database.
DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_addoption(parser):
    parser.addoption("--only-database", action="store_true", help="leave out the tests that use no database")


def pytest_collection_modifyitems(config, items):
    """Leave out, where it is asked for, what answers alike beside every database and was run beside another."""
    if config.getoption("--only-database"):
        without = [
            one for one in items if not one.get_closest_marker("django_db") and not DATABASE & set(one.fixturenames)
        ]
        config.hook.pytest_deselected(items=without)
        items[:] = [one for one in items if one not in set(without)]


@pytest.fixture(autouse=True)
def _empty_cache():
    """Nothing one test put into the cache, and no name that a process remembers, reaches the next."""
    cache.clear()
    form._reserved.cache_clear()
