"""robots.txt, security.txt, the icon, and how other sites quote a story."""

import json
from urllib.parse import quote

import pytest
from django.utils import timezone

from articles import desk
from articles.press.crawlers import AI_CRAWLERS
from tests import cast

pytestmark = pytest.mark.django_db

BASE = "http://127.0.0.1:8000"


def test_robots_are_told_where_the_sitemaps_are_and_where_not_to_go(client):
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {BASE}/sitemap.xml" in text
    for path in ("/admin/", "/comments/", "/search/", "/ar/search/"):
        assert f"Disallow: {path}\n" in text


def test_crawlers_for_language_models_are_refused_only_where_the_newsroom_says_so(client, settings):
    assert AI_CRAWLERS[0] not in client.get("/robots.txt").content.decode()
    settings.ROBOTS_AI = "refuse"
    text = client.get("/robots.txt").content.decode()
    assert f"User-agent: {AI_CRAWLERS[0]}\n" in text
    assert f"User-agent: {AI_CRAWLERS[-1]}\nDisallow: /\n" in text


def test_security_txt_names_the_contact_and_holds_its_bytes_for_a_month(client, settings, time_machine):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:desk@news.example"
    time_machine.move_to("2026-11-02T10:00:00Z")
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:desk@news.example\n" in text
    assert "Expires: 2027-04-30T00:00:00+00:00\n" in text
    time_machine.move_to("2026-11-29T23:00:00Z")
    assert client.get("/.well-known/security.txt").content.decode() == text


def test_the_old_name_of_the_icon_leads_to_the_icon(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 301
    assert response["Location"].endswith(".ico")


# oEmbed -------------------------------------------------------------------------------------------------------


def ask(client, url, **more):
    return client.get("/oembed", {"url": url, **more})


def test_a_story_can_be_quoted_without_a_script(client):
    edition = cast.live_story(headline="Bees & <b>bees</b>", photos=[cast.make_photo()])
    found = json.loads(ask(client, BASE + edition.get_absolute_url()).content)
    assert found["type"] == "rich"
    assert found["title"] == "Bees & <b>bees</b>"
    assert f'<a href="{BASE}{edition.get_absolute_url()}">Bees &amp; &lt;b&gt;bees&lt;/b&gt;</a>' in found["html"]
    assert "<script" not in found["html"]
    assert found["thumbnail_width"] == 1200


def test_a_retracted_story_is_quoted_as_such(client):
    edition = cast.live_story(headline="Bees", language="ar", slug="bees")
    cast.republish(edition.article, "retraction", "The interview never took place.", body="")
    found = json.loads(ask(client, BASE + edition.get_absolute_url()).content)
    assert found["title"] != "Bees"
    assert found["title"].endswith(" Bees")
    assert found["title"] in found["html"]


def test_the_page_says_where_its_quotation_is(client):
    edition = cast.live_story()
    address = quote(BASE + edition.get_absolute_url(), safe="")
    link = f'type="application/json+oembed" href="{BASE}/oembed?url={address}"'
    assert link in client.get(edition.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("asked", "width"), [("300", 300), ("5000", 600), ("10", 200), ("x", 600), ("٣", 600)])
def test_a_quotation_is_no_wider_than_asked(client, asked, width):
    edition = cast.live_story()
    found = json.loads(ask(client, BASE + edition.get_absolute_url(), maxwidth=asked).content)
    assert found["width"] == width


@pytest.mark.parametrize(
    "url",
    ["", "https://evil.example/2026/11/x/", BASE, f"{BASE}/", f"{BASE}/nothing/", f"{BASE}/2026/11/x/", "http://["],
)
def test_what_is_no_story_of_ours_cannot_be_quoted(client, url):
    assert ask(client, url).status_code == 404


def test_a_withdrawn_story_cannot_be_quoted(client):
    article = cast.live(at=timezone.now())
    desk.withdraw(article, by=cast.editor(), reason="Two people were confused.")
    assert ask(client, BASE + article.edition.get_absolute_url()).status_code == 404


def test_another_format_than_json_is_not_there(client):
    assert ask(client, BASE + cast.live_story().get_absolute_url(), format="xml").status_code == 501
