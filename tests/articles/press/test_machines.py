"""Feeds, sitemaps and robots.txt: what machines read is well-formed and says what the pages say."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from defusedxml import ElementTree
from django.utils import timezone

from articles import desk
from tests import cast

pytestmark = pytest.mark.django_db

HOSTILE = "Bell\u000b ]]> 🙂 \u202eabc \ufffe <b> & “x”"
SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
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


# Feeds --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/feed/", "/ku/feed/", "/section/society/feed/"])
def test_a_feed_without_stories_is_valid(client, path):
    cast.make_section("society")
    assert parsed(client, path).find("channel/item") is None


@pytest.mark.parametrize("path", ["/feed/", "/section/society/feed/", "/topic/bees/feed/", "/author/ana/feed/"])
def test_every_list_has_its_feed_which_names_itself(client, path):
    cast.live_story(headline="On bees", tags=["bees"], authors=[cast.make_author(slug="ana")])
    channel = parsed(client, path).find("channel")
    assert channel.find("atom:link", SPACES).get("href") == BASE + path
    assert channel.find("item/title").text == "On bees"


@pytest.mark.parametrize("path", ["/topic/nothing/feed/", "/author/nothing/feed/", "/section/nothing/feed/"])
def test_a_feed_of_nothing_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_an_item_says_what_the_page_says(client):
    people = [cast.make_author(name) for name in ("Ana", "Bo", "Cy")]
    photo = cast.make_photo(caption="A bridge.", credit="AFP", alt="A steel bridge.")
    edition = cast.live_story(authors=people, photos=[photo], body='<p>Text <a href="/x/">here</a>.</p>')
    item = parsed(client, "/feed/").find("channel/item")
    assert item.find("link").text == BASE + edition.get_absolute_url()
    assert item.find("guid").text == edition.uri
    assert item.find("guid").get("isPermaLink") == "false"
    assert [node.text for node in item.findall("dc:creator", SPACES)] == ["Ana", "Bo", "Cy"]
    text = item.find("content:encoded", SPACES).text
    assert '<span class="dateline">DERIK</span> – Text' in text
    assert f'<a href="{BASE}/x/">' in text
    media = item.find("media:content", SPACES)
    assert media.get("url").startswith(f"{BASE}/photos/")
    assert media.find("media:credit", SPACES).text == "AFP"
    assert media.find("media:text", SPACES).text == "A steel bridge."


def test_a_hostile_story_leaves_the_feed_well_formed(client):
    edition = cast.live_story(standfirst="Fine.", body="<p>Fine.</p>")
    type(edition).objects.update(headline=HOSTILE, standfirst=HOSTILE, body=f"<p>{HOSTILE}</p>", source=HOSTILE)
    item = parsed(client, "/feed/").find("channel/item")
    assert item.find("title").text == HOSTILE.replace("\u000b", "").replace("\ufffe", "")
    assert client.get("/news-sitemap.xml").status_code == 200
    parsed(client, "/news-sitemap.xml")


def test_a_correction_moves_the_feed_and_keeps_the_guid(client):
    edition = cast.live_story()
    before = parsed(client, "/feed/").find("channel/item/guid").text
    cast.republish(edition.article, "correction", "An earlier version gave a wrong number.", headline="Corrected words")
    item = parsed(client, "/feed/").find("channel/item")
    assert item.find("guid").text == before
    assert "An earlier version gave a wrong number." in item.find("content:encoded", SPACES).text


def test_a_withdrawn_story_leaves_every_feed(client):
    author = cast.make_author(slug="ana")
    cast.live_story(headline="Stays", authors=[author], tags=["bees"])
    gone = cast.live(headline="Gone", authors=[author], tags=["bees"])
    desk.withdraw(gone, by=cast.editor(), reason="Two people were confused.")
    for path in ("/feed/", "/section/society/feed/", "/topic/bees/feed/", "/author/ana/feed/"):
        assert [node.text for node in parsed(client, path).findall("channel/item/title")] == ["Stays"], path


def test_a_typo_fix_does_not_move_the_feeds_date(client):
    edition = cast.live_story(at=timezone.now() - timedelta(hours=3))
    before = parsed(client, "/feed/").find("channel/lastBuildDate").text
    cast.republish(edition.article, "typo", standfirst="Eleven months of work end a long way rounds.")
    assert parsed(client, "/feed/").find("channel/lastBuildDate").text == before


def test_a_repeated_fetch_is_not_modified(client):
    cast.live_story()
    for path in ("/feed/", "/sitemap.xml", "/"):
        etag = client.get(path)["ETag"]
        assert client.get(path, headers={"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize("path", ["/feed/", "/section/society/feed/", "/topic/bees/feed/", "/author/ana/feed/"])
def test_a_feed_asks_six_times_however_long(client, django_assert_num_queries, path):
    author = cast.make_author(slug="ana")

    def publish():
        cast.live_story(authors=[author], tags=["bees"], photos=[cast.make_photo(), cast.make_photo()])

    publish()
    with django_assert_num_queries(6):
        client.get(path)
    for _number in range(10):
        publish()
    with django_assert_num_queries(6):
        client.get(path)


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


def test_robots_are_told_where_the_sitemaps_are_and_where_not_to_go(client):
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {BASE}/sitemap.xml" in text
    for path in ("/admin/", "/comments/", "/search/", "/ar/search/"):
        assert f"Disallow: {path}\n" in text
