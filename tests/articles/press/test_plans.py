"""How the database finds the stories of each list: by the index made for it, never by reading the table."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast

pytestmark = pytest.mark.django_db

# A list: the index that must find its stories.
LISTS = {
    "/": "edition_newest",
    "/section/society/?page=2": "edition_newest_in_section",
    "/topic/bees/?page=2": "tagged_newest",
    "/author/ana/?page=2": "byline_newest",
    "/feed/": "edition_newest",
    "/section/society/feed/": "edition_newest_in_section",
    "/topic/bees/feed/": "tagged_newest",
    "/author/ana/feed/": "byline_newest",
    "/corrections/": "publication_of_kind",
    "/sitemap-pages.xml": "tagged_newest",
    "/sitemap.xml": "edition_in_sitemaps",
}


def plan(sql):
    """Return the steps of SQLite's plan for a statement."""
    with connection.cursor() as cursor:
        cursor.cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [row[3] for row in cursor.cursor.fetchall()]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_found_by_its_index(client, path):
    author = cast.make_author("Ana", slug="ana")
    for _ in range(21):
        cast.live_story(authors=[author], tags=["bees"])
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    two_lists = r'_id" IN \(SELECT .* OR "articles_\w+"."\w*id" IN \(SELECT '
    assert not [query["sql"] for query in captured if re.search(two_lists, query["sql"])]
    if connection.vendor != "sqlite":
        return  # PostgreSQL chooses by numbers: of 21 rows it rightly reads all
    steps = [step for query in captured if query["sql"].startswith("SELECT") for step in plan(query["sql"])]
    assert any(re.search(rf"USING (COVERING )?INDEX {LISTS[path]}\b", step) for step in steps), steps
    assert not [step for step in steps if re.fullmatch(r"SCAN (articles_edition|[UV]\d+)", step)], steps


@pytest.mark.parametrize("length", [4, 7], ids=["year", "month"])
def test_what_lies_before_and_after_a_time_is_found_without_sorting_stories(client, length):
    edition = next(iter([cast.live_story() for _ in range(21)]))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/{edition.published_at:%Y/%m/%d}"[: length + 1] + "/").status_code == 200
    if connection.vendor != "sqlite":
        return
    asked = [query["sql"] for query in captured if re.search(r'\bFROM "articles_edition"', query["sql"])]
    steps = [step for sql in asked if '"articles_section"' not in sql for step in plan(sql)]
    assert any("edition_newest" in step for step in steps)
    assert "USE TEMP B-TREE FOR ORDER BY" not in steps
