"""The second factor on a telephone, without scripts, by keyboard alone, at a desk that is read from the right."""

import base64
import time

import pytest
from django_otp.oath import TOTP
from playwright.sync_api import expect

from authors.models import User
from tests import cast
from tests.browser.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long enough word"


def shown_by_an_app(key, at):
    app = TOTP(base64.b32decode(key.replace(" ", "")))
    app.time = at
    return f"{app.token():06d}"


def log_in_by_keyboard(page):
    page.goto("/admin/login/")
    expect(page.locator("[name=username]")).to_be_focused()
    page.keyboard.type("dana")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")


def test_it_is_set_up_and_used_without_scripts_and_without_a_mouse(open_page):
    cast.editor()
    User.objects.filter(username="dana").update(language="ar")
    page = open_page(viewport=PHONE, javascript=False)
    log_in_by_keyboard(page)
    expect(page.locator("#user-tools")).to_be_visible()
    page.goto("/admin/me/second-factor/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator(".qr svg")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator("[name=code]").focus()
    page.keyboard.type(shown_by_an_app(page.locator(".key").inner_text(), time.time()))
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".codes li")).to_have_count(10)
    recovery = page.locator(".codes code").first.inner_text()

    page.context.clear_cookies()
    log_in_by_keyboard(page)
    expect(page.locator("[name=code]")).to_be_focused()
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(page.locator(".errornote")).to_be_visible()
    expect(page.locator("[name=code]")).to_be_focused()
    page.keyboard.type(recovery)
    page.keyboard.press("Enter")
    expect(page.locator("#user-tools")).to_be_visible()
    assert page.url.endswith("/admin/")
