"""Quotes and embeds: an entry under a key, a node in the text, and both stay together wherever a story goes."""

import json

import pytest

from articles import checklist, compare, desk, documents, html, insets, merge
from articles.embeds import provider
from articles.render import StoryPage
from tests import cast

QUOTE = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
EMBED = "11111111-2222-4333-8444-555555555555"
FILM = "https://www.youtube.com/watch?v=abcdefghijk"
BODY = f'<p>One</p><figure data-quote="{QUOTE}"></figure><p>Two</p><figure data-embed="{EMBED}"></figure>'
INSETS = {
    QUOTE: {"kind": "quote", "words": "“We walked an\u00a0hour,” she said – Kurd\u200cî", "who": "Zeyneb Ali"},
    EMBED: {"kind": "embed", "url": FILM, "title": "The bridge from above", "author": "Firat", "photo": ""},
}


def make_article(**fields):
    return cast.make_article(**({"body": BODY, "insets": INSETS} | fields))


def page_of(edition):
    return StoryPage.of(edition, bylines=edition.bylines.all(), captions=edition.captions.all(), tags=[])


def sentences(article):
    return " ".join(finding.sentence for finding in checklist.findings(article, documents.head(article), "submit"))


# What an inset may be -----------------------------------------------------------------------------------------


def test_an_inset_comes_out_as_it_went_in_and_cleaning_twice_changes_nothing():
    assert insets.clean(INSETS, BODY) == INSETS
    assert insets.clean(insets.clean(INSETS, BODY), BODY) == INSETS


@pytest.mark.parametrize(
    "hostile",
    [
        None,
        [],
        "x",
        {"not-a-key": {"kind": "quote", "words": "a"}},
        {QUOTE: None},
        {QUOTE: ["quote"]},
        {QUOTE: {"kind": "script", "words": "a"}},
        {QUOTE: {"kind": ["quote"], "words": "a"}},
        {QUOTE: {"kind": "embed", "url": FILM}},  # the text holds a quote under this key
    ],
)
def test_what_is_no_inset_is_left_out(hostile):
    assert insets.clean(hostile, BODY) == {}


def test_parts_are_plain_text_and_addresses_lead_to_the_web():
    sent = {
        QUOTE: {"kind": "quote", "words": "a\x00b\u202ec", "who": ["x"], "onclick": "alert(1)"},
        EMBED: {"kind": "embed", "url": "javascript:alert(1)", "title": 7, "photo": "../../1"},
    }
    assert insets.clean(sent, BODY) == {
        QUOTE: {"kind": "quote", "words": "abc", "who": ""},
        EMBED: {"kind": "embed", "url": "", "title": "", "author": "", "photo": ""},
    }


def test_a_node_s_key_is_checked_against_its_pattern():
    hostile = '<figure data-quote="javascript:alert(1)"></figure><figure data-embed="x" onclick="y"></figure><p>A</p>'
    assert html.clean(hostile) == "<p>A</p>"
    assert html.clean(BODY) == BODY


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (FILM, "YouTube"),
        ("https://youtu.be/abcdefghijk?t=7", "YouTube"),
        ("https://x.com/firat/status/123456", "X"),
        ("https://t.me/firat/42", "Telegram"),
        ("https://www.instagram.com/reel/Cabc_-1/", "Instagram"),
        ("http://youtu.be/abcdefghijk", ""),
        ("https://youtube.com.example.org/watch?v=abcdefghijk", ""),
        ("https://example.org/?https://youtu.be/abcdefghijk", ""),
        ("https://www.youtube.com/", ""),
        ("", ""),
    ],
)
def test_an_embed_s_provider_follows_from_its_whole_address(address, name):
    assert provider(address) == name


# Wherever a story goes ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_quote_is_printed_with_its_speaker_and_an_embed_as_a_plain_link():
    body = page_of(cast.live_story(body=BODY, insets=INSETS)).body

    assert '<blockquote class="pull-quote">' in body
    assert "<footer>– Zeyneb Ali</footer>" in body
    assert f'<a href="{FILM}" rel="nofollow"><bdi>The bridge from above</bdi></a>' in body
    assert "YouTube" in body
    assert "<iframe" not in body
    assert body.index("One") < body.index("We walked") < body.index("Two") < body.index("from above")


@pytest.mark.django_db
def test_markup_in_an_inset_is_text():
    hostile = {QUOTE: {"kind": "quote", "words": "<b>bold</b>", "who": "<script>"}}
    body = page_of(cast.live_story(body=BODY, insets=hostile)).body
    assert "&lt;b&gt;bold" in body
    assert "&lt;script&gt;" in body


@pytest.mark.django_db
def test_a_node_of_which_nothing_is_known_prints_nothing_and_is_logged(caplog):
    edition = cast.live_story(body=BODY, insets={})
    body = page_of(edition).body
    assert body == '<p><span class="dateline">DERIK</span> – One</p><p>Two</p>'
    assert f"nothing is known of the quote {QUOTE}" in caplog.text


@pytest.mark.django_db
def test_an_embed_s_photo_stands_above_it_and_not_in_the_gallery():
    article = make_article(photos=[cast.make_photo(), cast.make_photo(caption="From above.")])
    caption = article.captions.get(role="inline")
    entry = INSETS[EMBED] | {"photo": str(caption.key)}
    cast.edit(article, insets=INSETS | {EMBED: entry})
    desk.publish(article, by=cast.editor())

    page = page_of(type(article).objects.get(pk=article.pk).edition)
    assert page.gallery == []
    assert page.body.index("From above.") < page.body.index("The bridge from above")


@pytest.mark.django_db
def test_quotes_and_embeds_are_in_the_feed_as_on_the_page(client):
    cast.live_story(body=BODY, insets=INSETS)
    feed = client.get("/feed/").content.decode()
    assert "We walked an\u00a0hour" in feed
    assert "The bridge from above" in feed


@pytest.mark.django_db
def test_their_words_are_found_by_search_and_kept_in_the_public_history(client):
    edition = cast.live_story(body=BODY, insets=INSETS)
    assert ["paragraph", "“We walked an\u00a0hour,” she said – Kurd\u200cî – Zeyneb Ali"] in (
        edition.publications.get().words
    )
    assert edition.headline in client.get("/search/?q=walked").content.decode()


@pytest.mark.django_db
def test_an_inset_whose_node_is_gone_is_not_kept():
    article = make_article()
    cast.edit(article, body="<p>One</p>")
    article.refresh_from_db()
    assert article.insets == {}


@pytest.mark.django_db
def test_restore_brings_quotes_and_embeds_back():
    article = make_article()
    first = documents.head(article)
    cast.edit(article, body="<p>One</p>")

    desk.restore(article, first, by=cast.reporter())

    article.refresh_from_db()
    assert (article.body, article.insets) == (BODY, INSETS)


@pytest.mark.django_db
def test_two_people_may_change_different_quotes_and_one_quote_is_asked():
    base = documents.serialise(make_article())

    def with_part(key, **parts):
        entries = base["story"]["insets"]
        return base | {"story": base["story"] | {"insets": entries | {key: entries[key] | parts}}}

    merged = merge.merge(base, with_part(EMBED, title="Theirs"), with_part(QUOTE, words="Mine"))
    assert merged.clashes == []
    assert merged.taken == ["Quotes and embeds"]
    assert merged.document["story"]["insets"][EMBED]["title"] == "Theirs"
    assert merged.document["story"]["insets"][QUOTE]["words"] == "Mine"

    [clash] = merge.merge(base, with_part(QUOTE, words="Theirs"), with_part(QUOTE, words="Mine")).clashes
    assert (clash.mine, clash.theirs) == ("“Mine” – Zeyneb Ali", "“Theirs” – Zeyneb Ali")


@pytest.mark.django_db
def test_a_changed_quote_is_compared_and_counts_as_words_and_another_speaker_as_more():
    old = documents.serialise(make_article())
    new = json.loads(json.dumps(old))
    new["story"]["insets"][QUOTE]["words"] = "We walked two hours"
    assert "insets" in [change.field for change in compare.compare(old, new)]
    assert compare.changed_words(old, new) > 0
    assert compare.beyond_words(old, new) == []

    new["story"]["insets"][QUOTE]["who"] = "Somebody else"
    assert compare.beyond_words(old, new) == ["Quotes and embeds"]


@pytest.mark.django_db
def test_an_embed_of_an_unknown_provider_blocks_and_readers_get_nothing_of_it():
    stranger = {EMBED: INSETS[EMBED] | {"url": "https://example.org/film"}}
    article = make_article(insets=INSETS | stranger)
    assert "Readers would get nothing of https://example.org/film" in sentences(article)
    assert "Readers would get nothing" not in sentences(make_article())


@pytest.mark.django_db
def test_a_quote_of_which_nothing_is_known_and_a_placeholder_in_one_are_on_the_checklist():
    assert "A quote in the text is missing" in sentences(make_article(insets={}))
    article = make_article(insets={QUOTE: {"kind": "quote", "words": "TK", "who": ""}, EMBED: INSETS[EMBED]})
    found = checklist.findings(article, documents.head(article), "approve")
    assert "A quote or embed still says “TK”." in [finding.sentence for finding in found]
