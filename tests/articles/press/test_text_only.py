"""The text-only version: one request, small, the same words, links that stay in it."""

import gzip
import re

import pytest

from articles.press import text
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    photos = [cast.make_photo(credit="AFP"), cast.make_photo(caption="In the text.")]
    authors = [cast.make_author("Ana", slug="ana")]
    return cast.live_story(headline="A bridge", photos=photos, authors=authors, tags=["bees"], body="<p>One.</p>" * 20)


def fetch(client, path):
    return client.get(path, headers={"accept-encoding": "identity"})


def body(client, path):
    response = fetch(client, path)
    assert response.status_code == 200, path
    return response.content.decode()


def pages(edition):
    month = f"/{edition.month}/"
    lists = ["/", "/section/society/", "/topic/bees/", "/author/ana/", "/search/?q=bridge", "/search/"]
    return [*lists, f"/{month[1:5]}/", month, edition.get_absolute_url()]


def test_every_page_of_stories_has_a_text_only_version_that_needs_no_second_request(client, edition):
    for path in pages(edition):
        full, plain = body(client, path), body(client, text.version(path))
        address = text.version(path).replace("&", "&amp;")
        assert f'<a rel="alternate" href="{address}">Text-only version</a>' in full, path
        assert not re.search(r'<(img|picture|script)\b|rel="stylesheet"', plain), path


def test_the_one_style_sheet_is_allowed_by_its_hash_and_only_there(client, edition):
    response = fetch(client, text.version("/"))
    assert f"<style>{text.STYLE}</style>" in response.content.decode()
    assert f"style-src {text.STYLE_HASH}" in response["Content-Security-Policy"]
    assert "sha256" not in fetch(client, "/")["Content-Security-Policy"]


def test_a_photo_becomes_its_words_and_a_link(client, edition):
    plain = body(client, text.version(edition.get_absolute_url()))
    assert "Photo: Children on a narrow steel bridge over green water." in plain
    assert '(<span lang="en">AFP</span>)' in plain
    assert "See the photo" in plain


def test_links_to_stories_and_lists_stay_text_only_and_no_others_do(client, edition):
    plain = body(client, text.version("/"))
    assert f'href="{edition.get_absolute_url()}?text"' in plain
    assert 'href="/search/?text"' in plain
    assert 'href="/corrections/"' in plain
    assert 'href="/feed/"' in plain
    assert '<a rel="alternate" href="/">Full version</a>' in plain


def test_a_link_keeps_its_query_and_fragment():
    assert text.kept('<a href="/search/?q=a&amp;b#c">') == '<a href="/search/?q=a&amp;b&amp;text#c">'
    assert text.kept('<a href="https://example.org/x">') == '<a href="https://example.org/x">'


def test_the_search_form_stays_text_only(client, edition):
    assert '<input type="hidden" name="text" value="">' in body(client, "/search/?text")
    assert 'name="text"' not in body(client, "/search/")


def test_the_full_page_stays_the_storys_address_for_machines(client, edition):
    plain = body(client, text.version(edition.get_absolute_url()))
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{edition.get_absolute_url()}">' in plain
    assert "ld+json" not in plain
    assert "og:title" not in plain


def test_comments_are_a_link(client, edition):
    plain = body(client, text.version(edition.get_absolute_url()))
    assert f'<a href="/comments/{edition.pk}/">Comments</a>' in plain
    assert "<form" not in plain


def test_a_text_only_story_weighs_less_than_fourteen_kilobytes(client, edition):
    assert len(text.STYLE) <= 2_000
    assert len(gzip.compress(fetch(client, text.version(edition.get_absolute_url())).content)) <= 14_000


def test_a_text_only_story_asks_six_times_at_most(client, edition, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        fetch(client, text.version(edition.get_absolute_url()))
