"""The form by keyboard, and the preview beside it."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests import cast
from tests.browser.desk import body_of, log_in, open_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_keys_save_preview_lead_to_history_and_open_the_next_step_without_taking_it(open_page):
    article = cast.make_article()
    desk = open_page()
    log_in(desk, "rojin")
    open_form(desk, article)
    desk.get_by_label("Headline").fill("Typed and not saved")

    desk.keyboard.press("Control+Shift+P")
    shown = desk.frame_locator("iframe[name=desk-preview]")
    expect(shown.get_by_role("heading", level=1)).to_have_text("Typed and not saved")
    expect(shown.get_by_text("Preview of what is typed over revision 1, not saved")).to_be_visible()
    desk.get_by_role("button", name="Desktop").click()
    expect(desk.get_by_role("button", name="Desktop")).to_have_attribute("aria-pressed", "true")
    desk.get_by_role("button", name="Close").click()
    expect(desk.get_by_role("button", name="Preview", exact=True)).to_be_focused()

    body_of(desk).click()
    desk.keyboard.press("Control+s")
    expect(desk.get_by_text("Saved as revision 2.")).to_be_visible()

    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    desk.keyboard.press("Escape")

    desk.get_by_label("Standfirst").fill("Typed before the next step")
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog")).to_have_count(0)
    desk.keyboard.press("Control+Shift+Enter")
    expect(desk.get_by_text("Saved as revision 3.")).to_be_visible()
    expect(desk.get_by_role("button", name="Submit")).to_be_visible()
    assert Article.objects.get().stage == "writing"
    desk.get_by_role("button", name="Submit").click()
    expect(desk.get_by_text("Submitted.")).to_be_visible()
    desk.wait_for_load_state()

    desk.keyboard.press("Control+Shift+H")
    expect(desk.get_by_role("button", name="Compare the two marked revisions")).to_be_visible()


def test_one_switch_turns_all_keys_off(open_page):
    cast.make_article()
    desk = open_page()
    log_in(desk, "rojin")
    desk.get_by_role("link", name="My desk").click()
    desk.get_by_label("Keyboard shortcuts in the story’s form").uncheck()
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("Kept.")).to_be_visible()
    open_form(desk, Article.objects.get())

    desk.keyboard.press("?")

    expect(desk.get_by_role("dialog")).to_have_count(0)
    assert desk.evaluate("document.querySelector('.desk-columns').dataset.shortcuts") == "off"


def test_without_scripts_the_preview_shows_what_is_typed_in_a_window_of_its_own(open_page):
    article = cast.make_article()
    desk = open_page(javascript=False)
    log_in(desk, "rojin")
    open_form(desk, article)
    desk.get_by_label("Headline").fill("Typed without scripts")

    with desk.context.expect_page() as opened:
        desk.get_by_role("button", name="Preview").click()

    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Typed without scripts")
    assert article.revisions.count() == 1
