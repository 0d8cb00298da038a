"""Quotes and embeds in the story's form: sent as JSON, kept where they are not sent, refused with limit and length."""

import html
import json

import pytest

from tests import cast
from tests.articles.desk_admin.post import opened, save, send
from tests.articles.test_insets import BODY, INSETS, QUOTE

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter(client):
    client.force_login(cast.reporter())
    return client


def test_quotes_and_embeds_are_saved_to_the_character(reporter):
    article = cast.make_article()
    save(reporter, article, body=BODY, insets=json.dumps(INSETS))
    article.refresh_from_db()
    assert (article.body, article.insets) == (BODY, INSETS)
    assert article.revisions.first().document["story"]["insets"] == INSETS


def test_the_form_without_scripts_gives_them_back_untouched(reporter):
    article = cast.make_article(body=BODY, insets=INSETS)
    save(reporter, article, headline="Another headline")
    article.refresh_from_db()
    assert article.insets == INSETS


def test_a_form_that_does_not_send_them_keeps_them(reporter):
    article = cast.make_article(body=BODY, insets=INSETS)
    fields = opened(reporter, article)
    del fields["insets"]
    send(reporter, article, fields | {"headline": "Another headline"})
    article.refresh_from_db()
    assert article.insets == INSETS


@pytest.mark.parametrize("damaged", ["{", "[]", "7", "[" * 100_000])
def test_damaged_ones_are_refused_in_words_and_the_text_comes_back(reporter, damaged):
    article = cast.make_article(body=BODY, insets=INSETS)
    response = save(reporter, article, insets=damaged, headline="Typed before")
    assert response.status_code == 200
    assert "The quotes and embeds arrived damaged." in response.content.decode()
    assert "Typed before" in response.content.decode()
    article.refresh_from_db()
    assert article.insets == INSETS


def test_a_quote_that_is_too_long_is_refused_with_limit_and_length_and_comes_back(reporter):
    article = cast.make_article()
    long = {QUOTE: {"kind": "quote", "words": "w" * 1001, "who": ""}}
    response = save(reporter, article, body=BODY, insets=json.dumps(long))
    page = response.content.decode()
    assert "has at most 1000 characters (it has 1001)." in page
    assert "w" * 1001 in page


@pytest.mark.parametrize("address", ["javascript:alert(1)", "  vbscript:x", "//evil.example/film", "data:text/html,x"])
def test_an_address_that_is_none_of_a_page_is_refused_in_words_and_everything_comes_back(reporter, address):
    article = cast.make_article(body=BODY, insets=INSETS)
    sent = {key: entry | ({"url": address} if entry["kind"] == "embed" else {}) for key, entry in INSETS.items()}

    page = save(reporter, article, insets=json.dumps(sent), headline="Typed before").content.decode()

    assert f"The embed’s address “{address.strip()}” is none of a page" in page
    assert "Typed before" in page
    assert json.dumps(sent) in html.unescape(page)
    article.refresh_from_db()
    assert article.insets == INSETS


def test_control_characters_and_lone_surrogates_do_not_reach_the_database(reporter):
    article = cast.make_article()
    sent = json.dumps({QUOTE: {"kind": "quote", "words": "a\x00b\ud800c", "who": ""}})
    response = save(reporter, article, body=BODY, insets=sent)
    assert response.status_code == 302
    article.refresh_from_db()
    assert article.insets[QUOTE]["words"] == "abc"
