"""Sitemaps: well-formed, complete, and true to what is live."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from defusedxml import ElementTree
from django.utils import timezone

from articles import desk
from articles.press import sitemaps
from tests import cast

pytestmark = pytest.mark.django_db

SPACES = {
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
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


def test_a_sitemap_names_the_lead_photo_while_it_may_be_shown(client):
    photo = cast.make_photo()
    cast.live_story(photos=[photo, cast.make_photo()])
    path = f"/sitemap-{timezone.now():%Y-%m}.xml"
    (image,) = parsed(client, path).findall(".//image:loc", SPACES)
    assert image.text == BASE + photo.picture().img.url
    type(photo).objects.filter(pk=photo.pk).update(rights_until=timezone.now() - timedelta(seconds=1))
    assert parsed(client, path).findall(".//image:loc", SPACES) == []


def test_a_month_of_many_stories_has_parts_that_the_index_names(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "ITEMS", 2)
    found = [cast.live_story(at=datetime(2026, 3, day, tzinfo=ZoneInfo("UTC"))) for day in (1, 2, 3)]
    paths = ["/sitemap-2026-03.xml", "/sitemap-2026-03-2.xml"]
    assert [path for path in locations(client, "/sitemap.xml") if "2026-03" in path] == [BASE + path for path in paths]
    assert [loc for path in paths for loc in locations(client, path)] == [BASE + e.get_absolute_url() for e in found]
    assert client.get("/sitemap-2026-03-3.xml").status_code == 404


def test_the_file_of_a_month_keeps_its_bytes_when_others_publish(client):
    cast.live_story(at=datetime(2026, 3, 1, tzinfo=ZoneInfo("UTC")))
    etag = client.get("/sitemap-2026-03.xml")["ETag"]
    cast.live_story()
    assert client.get("/sitemap-2026-03.xml", headers={"if-none-match": etag}).status_code == 304


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


def test_the_news_sitemap_holds_the_newest_of_too_many(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "NEWS_ITEMS", 2)
    now = timezone.now()
    found = [cast.live_story(at=now - timedelta(hours=hours)) for hours in (3, 2, 1)]
    assert locations(client, "/news-sitemap.xml") == [BASE + e.get_absolute_url() for e in (found[2], found[1])]


def test_sitemaps_ask_three_times_at_most(client, django_assert_max_num_queries):
    for _number in range(3):
        cast.live_story(photos=[cast.make_photo()])
    month = f"/sitemap-{timezone.now():%Y-%m}.xml"
    for path in ("/sitemap.xml", "/sitemap-pages.xml", "/news-sitemap.xml", month):
        with django_assert_max_num_queries(3):
            assert client.get(path).status_code == 200
