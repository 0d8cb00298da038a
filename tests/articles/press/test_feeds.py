"""Feeds: every list in three formats, which all parse, say the same, and say what the page says."""

import json
from datetime import timedelta

import feedparser
import pytest
from defusedxml import ElementTree
from django.utils import timezone

from articles import desk
from articles.press.feeds import views
from tests import cast

pytestmark = pytest.mark.django_db

HOSTILE = "Bell\u000b ]]> 🙂 \u202eabc \ufffe <b> & “x”"
SPACES = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
}
BASE = "http://127.0.0.1:8000"
LISTS = ["/", "/section/society/", "/topic/bees/", "/author/ana/"]


def fetched(client, path):
    response = client.get(path, headers={"accept-encoding": "identity"})
    assert response.status_code == 200, path
    return response.content


def parsed(client, path):
    return ElementTree.fromstring(fetched(client, path))


def as_json(client, path):
    return json.loads(fetched(client, path))


def ana():
    return cast.make_author("Ana", slug="ana")


# RSS ----------------------------------------------------------------------------------------------------------


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


def test_an_item_of_wire_copy_names_its_source(client):
    cast.live_story(source="Firat Agency", source_url="https://firat.example/")
    source = parsed(client, "/feed/").find("channel/item/source")
    assert (source.text, source.get("url")) == ("Firat Agency", "https://firat.example/")


def test_a_thumbnail_is_the_narrowest_copy(client):
    cast.live_story(photos=[cast.make_photo()])
    media = parsed(client, "/feed/").find("channel/item/media:content", SPACES)
    assert media.find("media:thumbnail", SPACES).get("url").startswith(f"{BASE}/photos/")


def test_photos_at_the_foot_stand_in_the_full_text_too(client):
    cast.live_story(photos=[cast.make_photo(), cast.make_photo(caption="At the foot.")])
    text = parsed(client, "/feed/").find("channel/item/content:encoded", SPACES).text
    assert text.count("<img") == 1
    assert "At the foot." in text


# Atom and JSON ------------------------------------------------------------------------------------------------


def test_an_atom_entry_says_what_the_rss_item_says(client):
    people = [cast.make_author(name) for name in ("Ana", "Bo")]
    edition = cast.live_story(headline="On bees", authors=people, photos=[cast.make_photo()], standfirst="Short.")
    entry = parsed(client, "/feed/atom/").find("a:entry", SPACES)
    assert entry.find("a:id", SPACES).text == edition.uri
    assert entry.find("a:title", SPACES).text == "On bees"
    assert entry.find("a:summary", SPACES).text == "Short."
    assert [node.text for node in entry.findall("a:author/a:name", SPACES)] == ["Ana", "Bo"]
    assert not entry.findall(".//a:email", SPACES)
    rss = parsed(client, "/feed/").find("channel/item/content:encoded", SPACES).text
    assert entry.find("a:content", SPACES).text == rss
    assert entry.find("a:content", SPACES).get("type") == "html"


def test_an_atom_feed_without_stories_still_has_what_the_format_requires(client):
    feed = parsed(client, "/feed/atom/")
    for name in ("id", "title", "updated", "author"):
        assert feed.find(f"a:{name}", SPACES) is not None, name


def test_a_withdrawn_story_leaves_a_tombstone_for_thirty_days(client, time_machine):
    article = cast.live(headline="Gone", tags=["bees"])
    cast.live_story(tags=["bees"])
    desk.withdraw(article, by=cast.editor(), reason="Two people were confused.")
    for path in ("/feed/atom/", "/topic/bees/feed/atom/", "/section/society/feed/atom/"):
        deleted = parsed(client, path).find("at:deleted-entry", SPACES)
        assert deleted.get("ref") == article.edition.uri, path
    assert b"Gone" not in fetched(client, "/feed/atom/")
    time_machine.move_to(timezone.now() + timedelta(days=31))
    assert parsed(client, "/feed/atom/").find("at:deleted-entry", SPACES) is None


def test_a_json_item_carries_what_the_format_has_no_word_for(client):
    photo = cast.make_photo(caption="A bridge.", credit="AFP")
    edition = cast.live_story(photos=[photo], authors=[ana()])
    cast.republish(edition.article, "correction", "An earlier version gave a wrong number.", headline="Corrected")
    (item,) = as_json(client, "/feed/json/")["items"]
    assert item["authors"] == [{"name": "Ana", "url": f"{BASE}/author/ana/"}]
    own = item["_newsroom"]
    assert (own["caption"], own["credit"], own["version"]) == ("A bridge.", "AFP", 2)
    assert own["correction"]["note"] == "An earlier version gave a wrong number."


def test_a_json_feed_has_its_media_type_and_version(client):
    response = client.get("/feed/json/")
    assert response["Content-Type"] == "application/feed+json"
    assert json.loads(response.content)["version"] == "https://jsonfeed.org/version/1.1"


# All formats --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*LISTS, "/corrections/"])
def test_every_format_names_itself_and_is_named_by_its_list(client, path):
    cast.live_story(headline="On bees", tags=["bees"], authors=[ana()])
    page = client.get(path).content.decode()
    for end, kind in (("feed/", "rss+xml"), ("feed/atom/", "atom+xml"), ("feed/json/", "feed+json")):
        assert f'type="application/{kind}"' in page
        assert f'href="{path}{end}"' in page
        assert f"{BASE}{path}{end}".encode() in fetched(client, path + end)


@pytest.mark.parametrize("end", ["feed/", "feed/atom/"])
def test_a_feed_reader_finds_no_fault_with_a_hostile_story(client, end):
    edition = cast.live_story(photos=[cast.make_photo(caption=HOSTILE)], authors=[cast.make_author(HOSTILE)])
    body = f"<p>{HOSTILE}</p>" + "<p>long</p>" * 200_000
    type(edition).objects.update(headline=HOSTILE, standfirst=HOSTILE, body=body, source=HOSTILE)
    found = feedparser.parse(fetched(client, f"/{end}"))
    assert not found.bozo, found.get("bozo_exception")
    assert len(found.entries) == 1


def test_a_json_feed_reads_strictly_with_a_hostile_story(client):
    edition = cast.live_story()
    type(edition).objects.update(headline=HOSTILE, standfirst=HOSTILE)
    (item,) = as_json(client, "/feed/json/")["items"]
    assert "\u000b" not in item["title"]


@pytest.mark.parametrize("end", ["feed/", "feed/atom/", "feed/json/"])
def test_older_items_are_on_further_pages(client, monkeypatch, end):
    monkeypatch.setattr(views, "ITEMS", 2)
    for number in range(3):
        cast.live_story(headline=f"Story {number}", at=timezone.now() - timedelta(hours=number))
    first, second = fetched(client, f"/{end}").decode(), fetched(client, f"/{end}?page=2").decode()
    assert f"/{end}?page=2" in first
    assert "Story 2" in second
    assert "Story 0" not in second
    assert client.get(f"/{end}?page=3").status_code == 404
    assert client.get(f"/{end}?page=1")["Location"] == f"/{end}"


@pytest.mark.parametrize("end", ["feed/", "feed/atom/", "feed/json/"])
def test_the_corrections_have_feeds_that_name_no_withdrawn_story(client, end):
    edition = cast.live_story(headline="A footbridge")
    cast.republish(edition.article, "correction", "An earlier version gave a wrong number.", standfirst="Corrected.")
    gone = cast.live(headline="Withdrawn words", slug="withdrawn-words")
    desk.withdraw(gone, by=cast.editor(), reason="Two people were confused.")
    text = fetched(client, f"/corrections/{end}").decode()
    assert "Correction: A footbridge" in text
    assert "An earlier version gave a wrong number." in text
    assert "Two people were confused." in text
    assert client.get(f"/corrections/{end}?page=2").status_code == 404
    assert client.get(f"/corrections/{end}?page=1")["Location"] == f"/corrections/{end}"
    assert "withdrawn-words" not in text
    assert "Withdrawn words" not in text


@pytest.mark.parametrize("end", ["feed/", "feed/atom/", "feed/json/"])
@pytest.mark.parametrize("path", LISTS)
def test_a_feed_asks_as_often_for_thirty_stories_as_for_one(client, django_assert_num_queries, path, end):
    author = ana()
    # The stories with the words of the site (of a section, that with the sections), names, photos with their
    # copies, tags; the corrections of these stories and the number of their versions.
    number = 5 + ("section" in path)

    def publish():
        article = cast.live(authors=[author], tags=["bees"], photos=[cast.make_photo(), cast.make_photo()])
        cast.republish(article, "correction", "An earlier version gave a wrong number.", standfirst="Corrected.")
        gone = cast.live(authors=[author], tags=["bees"])
        desk.withdraw(gone, by=cast.editor(), reason="Two people were confused.")

    publish()
    with django_assert_num_queries(number):
        client.get(path + end)
    for _number in range(10):
        publish()
    with django_assert_num_queries(number):
        client.get(path + end)
