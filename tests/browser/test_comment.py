"""A reader answers a story: with and without scripts, in two directions of writing, and loses nothing."""

import pytest
from playwright.sync_api import expect

from comments import captcha, moderation
from comments.models import Comment
from tests import cast
from tests.browser.conftest import PHONE
from tests.comments.reader import make_comment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _quick_fingers(settings):
    settings.COMMENT_CAPTCHA_MIN_SECONDS = 0


def solve(page):
    """Answer the sum as a person does: from what stands there."""
    first, sign, second = (page.locator(".comment-sum > bdi").nth(place).inner_text() for place in range(3))
    first, second = captcha.read_number(first), captcha.read_number(second)
    result = {"+": first + second, "−": first - second, "×": first * second}[sign]
    page.fill("#comment-tally", str(result))


def test_a_reader_comments_replies_and_withdraws_without_scripts(open_page):
    edition, lana = cast.live_story(), cast.moderator()
    page = open_page(viewport=PHONE, javascript=False)
    page.goto(edition.get_absolute_url())
    page.get_by_label("Your comment").fill("Typed on the story’s own page.")
    page.get_by_label("Name (a pen name will do)").fill("Azad")
    page.get_by_role("button", name="Send comment").click()
    assert page.locator("h1").inner_text() == "One more step: please answer this sum."
    assert page.get_by_label("Your comment").input_value() == "Typed on the story’s own page."
    page.fill("#comment-tally", "99")
    page.get_by_role("button", name="Send comment").click()
    assert "That was not the answer." in page.locator(".comment-errors").inner_text()
    solve(page)
    page.get_by_role("button", name="Send comment").click()
    assert "waits for an editor" in page.locator(".receipt-state").inner_text()
    receipt = page.url

    comment = Comment.objects.get()
    assert comment.body == "Typed on the story’s own page."
    moderation.approve(comment, by=lana, version=1)
    page = open_page(viewport=PHONE, javascript=False)  # the first reader's browser may keep the page for a minute
    page.goto(edition.get_absolute_url())
    page.get_by_role("link", name="Reply").click()
    page.get_by_label("Your comment").fill("An answer to it.")
    page.get_by_label("Name (a pen name will do)").fill("Berîvan")
    solve(page)
    page.get_by_role("button", name="Send comment").click()
    assert Comment.objects.get(name="Berîvan").parent == comment

    page.goto(receipt)
    assert "is published" in page.locator(".receipt-state").inner_text()
    page.get_by_role("link", name="Withdraw this comment").click()
    page.get_by_role("button", name="Withdraw it").click()
    assert "You have withdrawn" in page.locator(".receipt-state").inner_text()
    assert Comment.objects.get(pk=comment.pk).state == "withdrawn"


def test_with_scripts_the_sum_comes_to_the_story_at_the_first_touch(open_page):
    edition = cast.live_story()
    page = open_page()
    page.goto(edition.get_absolute_url())
    assert page.locator(".comment-sum").count() == 0
    page.get_by_label("Your comment").fill("Typed with scripts.")
    page.wait_for_selector(".comment-sum")
    page.get_by_label("Name (a pen name will do)").fill("Azad")
    page.get_by_label("Remember me on this device").check()
    solve(page)
    page.get_by_role("button", name="Send comment").click()
    page.wait_for_url("**/comments/receipt/**")
    page.wait_for_function("localStorage.getItem('comment:mark')")
    assert page.evaluate("sessionStorage.length") == 0
    assert page.context.cookies() == []
    page.goto(edition.get_absolute_url())
    assert page.get_by_label("Name (a pen name will do)").input_value() == "Azad"
    assert page.get_by_label("Your comment").input_value() == ""


def test_the_text_outlives_a_page_that_was_left(open_page):
    edition = cast.live_story()
    page = open_page()
    page.goto(edition.get_absolute_url())
    page.get_by_label("Your comment").fill("Half a thought")
    page.goto("/")
    page.goto(edition.get_absolute_url())
    assert page.get_by_label("Your comment").input_value() == "Half a thought"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_parts_of_the_sum_lie_in_the_pages_direction(open_page, language):
    edition = cast.live_story(language=language)
    page = open_page(viewport=PHONE)
    page.goto(f"/comments/{edition.pk}/new/")
    boxes = [page.locator(".comment-sum > *").nth(place).bounding_box()["x"] for place in range(5)]
    assert boxes == sorted(boxes, reverse=language == "ar")
    assert len(set(boxes)) == 5
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_an_endless_word_and_stacked_marks_break_no_page(open_page):
    edition, lana = cast.live_story(), cast.moderator()
    make_comment(edition, by=lana, body="x" * 5_000, name="W" * 60)
    make_comment(edition, by=lana, body="Z" + "\u0301" * 4)
    page = open_page(viewport=PHONE)
    page.goto(f"/comments/{edition.pk}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_reader_edits_and_then_withdraws_by_the_receipt_without_scripts(open_page):
    edition = cast.live_story()
    page = open_page(viewport=PHONE, javascript=False)
    page.goto(f"/comments/{edition.pk}/new/")
    page.get_by_label("Your comment").fill("A good brigde.")
    page.get_by_label("Name (a pen name will do)").fill("Azad")
    solve(page)
    page.get_by_role("button", name="Send comment").click()
    page.get_by_role("link", name="Change this comment").click()
    page.get_by_label("Change your comment").fill("A good bridge.")
    page.get_by_role("button", name="Save the change").click()
    assert "A good bridge." in page.locator(".comment-body").inner_text()
    page.get_by_role("link", name="Withdraw this comment").click()
    page.get_by_role("button", name="Withdraw it").click()
    assert Comment.objects.get().state == "withdrawn"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_reader_reports_a_comment_without_scripts(open_page, language):
    edition, lana = cast.live_story(language=language), cast.moderator()
    comment = make_comment(edition, by=lana, body="The text that is reported")
    page = open_page(viewport=PHONE, javascript=False)
    page.goto(edition.get_absolute_url())
    page.locator(".comment-report").click()
    expect(page.locator("#report-danger")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator("#report-danger").check()
    page.locator("#report-words").fill("He names her street.")
    page.locator(".comment-send").click()
    page.wait_for_url("**/report/?sent")
    report = comment.reports.get()
    assert (report.reason, report.text) == ("danger", "He names her street.")
    assert "The text that is reported" in page.locator(".comment-quoted").inner_text()


def test_a_comment_is_sent_with_the_keyboard_alone(open_page):
    edition = cast.live_story()
    page = open_page()
    page.goto(edition.get_absolute_url())
    page.locator("#comment-words").focus()
    page.keyboard.type("Typed without a mouse.")
    page.wait_for_selector(".comment-sum")
    page.keyboard.press("Tab")
    page.keyboard.type("Azad")
    for _stop in range(4):  # e-mail, two boxes, the sum; the field for robots is no stop
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "comment-tally"
    first, sign, second = (page.locator(".comment-sum > bdi").nth(place).inner_text() for place in range(3))
    first, second = captcha.read_number(first), captcha.read_number(second)
    page.keyboard.type(str({"+": first + second, "−": first - second, "×": first * second}[sign]))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "waits for an editor" in page.locator(".receipt-state").inner_text()


def test_a_reader_in_sorani_goes_all_the_way_on_a_phone_without_scripts(open_page):
    edition = cast.live_story(language="ckb", headline="پردەکە کرایەوە", standfirst="ڕێگای دوور تەواو بوو.")
    page = open_page(viewport=PHONE, javascript=False)
    page.goto(edition.get_absolute_url())
    page.get_by_label("لێدوانەکەت").fill("سوپاس بۆ هەموو ئەوانەی کاریان کرد.")
    page.get_by_label("ناو (نازناویش دەبێت)").fill("ئازاد")
    page.get_by_role("button", name="لێدوانەکە بنێرە").click()
    page.fill("#comment-tally", "۹۹")
    page.get_by_role("button", name="لێدوانەکە بنێرە").click()
    assert "ئەوە وەڵامەکە نەبوو" in page.get_by_role("alert").inner_text()
    assert page.evaluate("document.activeElement.id") == "comment-tally"
    assert page.get_by_label("لێدوانەکەت").input_value() == "سوپاس بۆ هەموو ئەوانەی کاریان کرد."
    assert page.locator(".comment-sum").evaluate("row => getComputedStyle(row).direction") == "rtl"
    solve(page)
    page.get_by_role("button", name="لێدوانەکە بنێرە").click()
    receipt = page.url
    assert page.evaluate("document.documentElement.lang + document.documentElement.dir") == "ckbrtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("link", name="ئەم لێدوانە بگۆڕە").click()
    page.locator("textarea").fill("سوپاس بۆ هەمووان.")
    page.get_by_role("button", name="گۆڕانکارییەکە پاشەکەوت بکە").click()
    assert Comment.objects.get().body == "سوپاس بۆ هەمووان."
    moderation.approve(Comment.objects.get(), by=cast.moderator(), version=2)
    other = open_page(viewport=PHONE, javascript=False)
    other.goto(edition.get_absolute_url())
    other.get_by_role("link", name="ڕاپۆرت بکە").click()
    other.get_by_label("زانیاریی کەسی").check()
    other.get_by_role("button", name="ڕاپۆرتەکە بنێرە").click()
    assert Comment.objects.get().reports.get().reason == "personal_data"
    page.goto(receipt)
    page.get_by_role("link", name="ئەم لێدوانە بکشێنەرەوە").click()
    page.get_by_role("button", name="بیکشێنەرەوە").click()
    assert Comment.objects.get().state == "withdrawn"
