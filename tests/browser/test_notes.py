"""A note beside the form: a colleague is mentioned by keyboard, told by the bell, and resolves it."""

import pytest
from playwright.sync_api import expect

from articles.models import Note
from tests import cast
from tests.browser.desk import log_in, open_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_colleague_is_mentioned_by_keyboard_and_resolves_the_note(open_page):
    cast.editor()
    article = cast.make_article(headline="The bridge opens")
    page = open_page()
    log_in(page, "rojin")
    open_form(page, article)
    page.get_by_label("Headline").fill("The bridge opens, half written")

    note = page.get_by_label("New note")
    note.press_sequentially("Eleven months, @da")
    expect(page.get_by_role("option", name="Dana Karim @dana")).to_have_attribute("aria-selected", "true")
    note.press("Enter")
    expect(note).to_have_value("Eleven months, @dana ")
    note.press_sequentially("is it right?")
    page.get_by_role("button", name="Write the note").press("Enter")
    expect(page.get_by_text("The note is written.")).to_be_visible()
    expect(page.get_by_label("Headline")).to_have_value("The bridge opens, half written")
    assert Note.objects.get().text == "Eleven months, @dana is it right?"

    page = open_page()
    log_in(page, "dana")
    page.get_by_role("link", name="Notices 1 unread").click()
    page.get_by_role("link", name="Rojîn Aziz mentioned you in a note").click()
    page.locator("#notes").get_by_role("button", name="Resolve").press("Enter")
    expect(page.get_by_text("1 resolved")).to_be_visible()
    expect(page.get_by_role("link", name="Notices", exact=True)).to_be_visible()
    assert Note.objects.get().resolved_by == cast.editor()
