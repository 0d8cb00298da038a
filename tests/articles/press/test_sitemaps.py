"""Sitemaps: well-formed, complete, and true to what is live."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from defusedxml import ElementTree
from django.utils import timezone

from articles import desk
from tests import cast

pytestmark = pytest.mark.django_db

SPACES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
BASE = "http://127.0.0.1:8000"


def parsed(client, path):
    response = client.get(path, headers={"accept-encoding": "identity"})
    assert response.status_code == 200, path
    return ElementTree.fromstring(response.content)


def locations(client, path):
    return [node.text for node in parsed(client, path).findall(".//map:loc", SPACES)]


# Sitemaps -----------------------------------------------------------------------------------------------------


def test_the_sitemaps_name_every_live_story_and_nothing_else(client):
    live = cast.live_story()
    hidden = cast.live_story()
    type(hidden).objects.filter(pk=hidden.pk).update(indexable=False)
    gone = cast.live(headline="Gone")
    desk.withdraw(gone, by=cast.editor(), reason="Two people were confused.")
    cast.make_article()
    months = [path for path in locations(client, "/sitemap.xml") if "pages" not in path]
    assert len(months) == 1
    assert locations(client, months[0].removeprefix(BASE)) == [BASE + live.get_absolute_url()]


def test_a_story_belongs_to_the_month_of_the_sites_zone(client, settings):
    settings.TIME_ZONE = "Asia/Damascus"
    with timezone.override("Asia/Damascus"):
        edition = cast.live_story(at=datetime(2026, 9, 30, 22, 30, tzinfo=ZoneInfo("UTC")))
        assert edition.get_absolute_url().startswith("/2026/10/")
        assert locations(client, "/sitemap-2026-10.xml") == [BASE + edition.get_absolute_url()]
        assert client.get("/sitemap-2026-09.xml").status_code == 404


@pytest.mark.parametrize("path", ["/sitemap-2026-13.xml", "/sitemap-0000-01.xml", "/sitemap-9999-12.xml"])
def test_no_month_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_sitemap_names_translations_by_the_names_machines_know(client):
    original = cast.live(headline="The bridge")
    cast.live(headline="پردەکە", language="ckb", translation_of=original)
    entries = parsed(client, f"/sitemap-{timezone.now():%Y-%m}.xml").findall("map:url", SPACES)
    named = [{link.get("hreflang") for link in entry.findall("xhtml:link", SPACES)} for entry in entries]
    assert named == [{"en", "ckb", "ku-Arab"}] * 2


def test_the_pages_sitemap_names_what_has_live_stories(client):
    cast.live_story(tags=["bees"], authors=[cast.make_author(slug="ana")])
    cast.make_article(tags=["draft-only"])
    found = locations(client, "/sitemap-pages.xml")
    for path in ("/", "/ar/", "/section/society/", "/topic/bees/", "/author/ana/"):
        assert BASE + path in found
    assert not [path for path in found if "draft-only" in path or "/ar/section" in path]


def test_the_news_sitemap_holds_two_days(client):
    now = timezone.now()
    recent = cast.live_story(at=now - timedelta(hours=47, minutes=59))
    cast.live_story(at=now - timedelta(hours=48, minutes=1))
    assert locations(client, "/news-sitemap.xml") == [BASE + recent.get_absolute_url()]


def test_sitemaps_ask_three_times_at_most(client, django_assert_max_num_queries):
    for _number in range(3):
        cast.live_story()
    month = f"/sitemap-{timezone.now():%Y-%m}.xml"
    for path in ("/sitemap.xml", "/sitemap-pages.xml", "/news-sitemap.xml", month):
        with django_assert_max_num_queries(3):
            assert client.get(path).status_code == 200
