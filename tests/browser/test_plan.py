"""Planning: a story is assigned, its day moved, its next step taken from the board, and a front set.

Each by keyboard, by dragging where something can be dragged, and without scripts.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.desk import fronts
from articles.models import Article
from tests import cast
from tests.browser.desk import choose, log_in, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOARD, FRONT = "/admin/articles/article/board/", "/admin/articles/placement/en/"
DAY = timedelta(days=1)


def monday():
    """Return the Monday of next week: every day of its week is still to come."""
    today = timezone.localdate()
    return today + (7 - today.weekday()) * DAY


def week():
    return f"/admin/articles/article/week/?from={monday()}"


def day(page, number):
    return page.locator(f'[data-day="{monday() + number * DAY}"]')


def chief_s_desk(open_page, **options):
    cast.chief()
    page = open_page(**options)
    log_in(page, "hevi")
    return page


def press(page, selector):
    """Reach a button or link by Tab and press it; it leads to a page."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def placed():
    return [(place.position, place.article) for place in fronts.places("en", None)]


def test_a_story_is_assigned_to_a_day_and_moved_to_the_next_by_keyboard(open_page):
    rojin, desk = cast.reporter(), chief_s_desk(open_page)
    section = cast.make_section()
    desk.goto(week())

    press(desk, f'[data-day="{monday()}"] .day-add a')
    tab_to(desk, "#id_brief")
    desk.keyboard.type("Walnuts: who buys them?")
    choose(desk, "#id_section", section.pk)
    choose(desk, "#id_assignee", rojin.pk)
    press(desk, "#content-main form button.default")

    expect(desk.get_by_text("Assigned: “Walnuts: who buys them?”.")).to_be_visible()
    expect(day(desk, 0)).to_contain_text("Walnuts: who buys them?")
    press(desk, ".plan-day button:last-of-type")
    expect(day(desk, 1)).to_contain_text("Walnuts: who buys them?")
    story = Article.objects.get()
    assert (story.assignee, story.planned_for, story.section.slug) == (rojin, monday() + DAY, "society")


def test_a_story_is_dragged_to_another_day_and_away_from_all(open_page):
    story = cast.make_article(headline="Walnuts", planned_for=monday())
    desk = chief_s_desk(open_page)
    desk.goto(week())

    desk.get_by_role("listitem").filter(has_text="Walnuts").drag_to(day(desk, 3).get_by_role("heading"))
    expect(day(desk, 3)).to_contain_text("Walnuts")
    desk.wait_for_load_state()
    desk.get_by_role("listitem").filter(has_text="Walnuts").drag_to(desk.locator("#unplanned"))
    expect(desk.locator(".unplanned")).to_contain_text("Walnuts")

    story.refresh_from_db()
    assert story.planned_for is None


def test_the_next_step_is_taken_on_the_board_by_keyboard_and_the_card_moves(open_page):
    cast.submitted(headline="Walnuts")
    desk = chief_s_desk(open_page)
    desk.goto(BOARD)

    press(desk, ".column-submitted .card-acts button.primary")

    expect(desk.get_by_text("“Walnuts”: Approved.")).to_be_visible()
    expect(desk.locator(".column-approved")).to_contain_text("Walnuts")
    press(desk, ".column-approved .card-acts button.primary")
    expect(desk.get_by_text("Readers have not seen this story yet.")).to_be_visible()
    press(desk, "#content-main form button.default")
    expect(desk.get_by_text("Published. Readers have it now.")).to_be_visible()
    expect(desk.locator(".column-live")).to_contain_text("Walnuts")


def test_a_front_is_set_by_keyboard_and_by_dragging(open_page):
    one, two = cast.live(headline="The footbridge"), cast.live(headline="The harvest")
    desk = chief_s_desk(open_page)
    desk.goto(FRONT)

    tab_to(desk, "#id_place-0-story")
    desk.keyboard.type(f"#{one.pk}")
    tab_to(desk, "#id_place-1-story")
    desk.keyboard.type("harv")
    expect(desk.locator("#front-found option")).to_have_attribute("value", f"#{two.pk} The harvest")
    tab_to(desk, '[name="_up"]:enabled')
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_place-0-story")).to_have_value("harv")
    press(desk, "#content-main .act button.default")
    expect(desk.get_by_text("The front is set.")).to_be_visible()
    assert placed() == [(0, two.pk), (1, one.pk)]

    rows = desk.locator(".place")
    rows.nth(1).locator(".place-handle").drag_to(rows.nth(0).locator(".place-slot"))
    expect(desk.locator("#id_place-0-story")).to_have_value(f"#{one.pk} The footbridge")
    expect(desk.locator("#id_place-1-story")).to_have_value(f"#{two.pk} The harvest")
    desk.locator("#content-main .act button.default").click()
    expect(desk.get_by_text("The front is set.")).to_be_visible()
    assert placed() == [(0, one.pk), (1, two.pk)]


def test_all_of_it_goes_without_scripts(open_page):
    cast.reporter()
    cast.make_section()
    story, other = cast.submitted(headline="Walnuts"), cast.live(headline="The footbridge")
    desk = chief_s_desk(open_page, javascript=False)

    desk.goto(week())
    day(desk, 0).get_by_role("link", name="Assign a story").click()
    desk.get_by_label("Brief").fill("The old door")
    desk.get_by_label("Section").select_option("Society")
    desk.get_by_label("Assignee").select_option("Rojîn Aziz")
    desk.get_by_role("button", name="Assign").click()
    day(desk, 0).get_by_role("button", name="A day later").click()
    expect(day(desk, 1)).to_contain_text("The old door")

    desk.goto(BOARD)
    desk.locator(".column-submitted").get_by_role("button", name="Approve").click()
    expect(desk.locator(".column-approved")).to_contain_text("Walnuts")

    desk.goto(FRONT)
    desk.get_by_label("Lead").fill("walnuts")
    desk.get_by_label("Story").first.fill(f"#{other.pk}")
    desk.get_by_role("button", name="Move the story of row 2 up").click()
    expect(desk.get_by_label("Lead")).to_have_value(f"#{other.pk}")
    desk.get_by_role("button", name="Set the front").last.click()
    expect(desk.get_by_text("The front is set.")).to_be_visible()
    assert placed() == [(0, other.pk), (1, story.pk)]
