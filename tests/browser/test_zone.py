"""The desk's zone and the browser's: a time means what it says at the desk."""

import pytest
from playwright.sync_api import expect

from articles.models import Schedule
from tests import cast
from tests.browser.desk import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_moment_is_the_desk_s_whatever_zone_the_browser_is_in(open_page, settings):
    settings.TIME_ZONE = "Europe/Istanbul"
    article = cast.approved()
    cast.editor()
    page = open_page(timezone_id="America/New_York", locale="en-US")
    log_in(page, "dana")
    page.goto(f"/admin/articles/article/{article.pk}/do/schedule/")

    page.get_by_label("At").fill("2027-03-14T02:30")  # an hour that New York skips
    expect(page.get_by_text("Sun 14 March 2027 02:30 Istanbul (UTC+3) = Sat 23:30 UTC")).to_be_visible()
    page.get_by_role("button", name="Schedule").click()
    expect(page.get_by_text("Scheduled.")).to_be_visible()

    row = Schedule.objects.get()
    assert (f"{row.moment:%Y-%m-%d %H:%M %Z}", row.wall_time) == ("2027-03-13 23:30 UTC", "2027-03-14 02:30")
