"""Pull quotes and embeds: put into the text in a dialog, changed there, and read by readers."""

import pytest
from playwright.sync_api import expect

from articles import desk as verbs
from articles import html
from tests import cast
from tests.browser.desk import body_of, log_in, open_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_quote_and_an_embed_are_put_into_the_text_changed_and_published(open_page):
    article = cast.make_article(body="<p>One</p>")
    desk = open_page()
    log_in(desk, "rojin")
    open_form(desk, article)
    body_of(desk).click()
    desk.keyboard.press("Control+End")

    desk.get_by_role("button", name="Put a pull quote here").click()
    expect(desk.get_by_label("The quote")).to_be_focused()
    desk.get_by_label("The quote").fill("We walked an hour to school.")
    desk.get_by_label("Who said it").fill("Zeyneb Ali")
    desk.get_by_label("Who said it").press("Enter")
    expect(desk.locator(".story-quote blockquote")).to_have_text("We walked an hour to school.")

    desk.get_by_role("button", name="Put an embed here").click()
    desk.get_by_label("Address", exact=True).fill("https://example.org/film")
    expect(desk.get_by_text("Readers would get nothing of this address.")).to_be_visible()
    desk.get_by_label("Address", exact=True).fill("www.youtube.com/watch?v=abcdefghijk")
    desk.get_by_label("Title", exact=True).fill("The bridge from above")
    expect(desk.get_by_text("Readers get: YouTube: The bridge from above")).to_be_visible()
    desk.get_by_role("button", name="Put it in the text").click()
    expect(desk.locator(".story-embed")).to_contain_text("YouTube: The bridge from above")

    desk.locator(".story-quote").get_by_role("button", name="Change: Pull quote").click()
    desk.get_by_label("The quote").fill("We walked two hours to school.")
    desk.get_by_role("button", name="Change it").click()
    desk.locator(".story-embed").get_by_role("button", name="Move up: Embed").click()
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("Saved as revision 2.")).to_be_visible()
    expect(desk.locator(".story-quote blockquote")).to_have_text("We walked two hours to school.")

    article.refresh_from_db()
    assert [kind for kind, _key in html.nodes(article.body)] == ["embed", "quote"]
    verbs.publish(article, by=cast.editor())
    reader = open_page(javascript=False)
    reader.goto(article.edition.get_absolute_url())
    expect(reader.locator("blockquote.pull-quote")).to_contain_text("We walked two hours to school.")
    expect(reader.locator("blockquote.pull-quote footer")).to_have_text("– Zeyneb Ali")
    expect(reader.get_by_role("link", name="The bridge from above")).to_be_visible()
    assert reader.locator("iframe").count() == 0


def test_a_quote_begins_with_the_words_that_were_marked_and_escape_leaves_them_alone(open_page):
    article = cast.make_article(body="<p>Marked words</p>")
    desk = open_page()
    log_in(desk, "rojin")
    open_form(desk, article)
    body_of(desk).click()
    desk.keyboard.press("Control+a")

    desk.get_by_role("button", name="Put a pull quote here").click()
    expect(desk.get_by_label("The quote")).to_have_value("Marked words")
    desk.keyboard.press("Escape")

    expect(desk.locator("dialog")).to_have_count(0)
    expect(body_of(desk)).to_have_text("Marked words")


def test_an_address_readers_would_get_nothing_of_is_refused_at_once_and_stays_to_be_mended(open_page):
    article = cast.make_article(body="<p>One</p>")
    desk = open_page()
    log_in(desk, "rojin")
    open_form(desk, article)
    desk.get_by_role("button", name="Put an embed here").click()
    address, put = desk.get_by_label("Address", exact=True), desk.get_by_role("button", name="Put it in the text")
    for typed, sentence in (
        ("", "Type the address of a post or film."),
        ("javascript:alert(1)", "This is no address of a page: it begins with https://."),
        ("https://example.org/film", "Embeds are single posts or films from: YouTube"),
    ):
        address.fill(typed)
        put.click()
        expect(desk.get_by_role("dialog").get_by_role("alert")).to_contain_text(sentence)
        expect(address).to_be_focused()
        expect(address).to_have_value(typed)
    address.fill("http://vimeo.com/123456")
    expect(desk.get_by_role("dialog").get_by_role("alert")).to_have_count(0)
    put.click()
    expect(desk.locator(".story-embed")).to_contain_text("Vimeo: https://vimeo.com/123456")


def test_a_quote_of_which_nothing_is_known_is_shown_as_missing(open_page):
    key = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
    article = cast.make_article(
        body=f'<figure data-quote="{key}"></figure><figure data-embed="{key}"></figure><p>A</p>'
    )
    desk = open_page()
    log_in(desk, "rojin")

    open_form(desk, article)

    expect(desk.locator(".story-quote")).to_contain_text("Quote missing")
    expect(desk.locator(".story-embed")).to_contain_text("Embed missing")
