"""The archive by date: only what is there, in the site's time zone, found by ranges."""

from datetime import UTC, datetime

import pytest

from articles import desk
from articles.press import page as press
from tests import cast

pytestmark = pytest.mark.django_db

MARCH = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)


def text(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def test_a_year_lists_its_months_with_their_numbers(client):
    cast.live_story(at=MARCH)
    cast.live_story(at=MARCH.replace(day=20))
    cast.live_story(at=MARCH.replace(month=5))
    found = text(client, "/2026/")
    assert '<a href="/2026/03/">March</a> <span class="count">2 stories</span>' in found
    assert '<a href="/2026/05/">May</a> <span class="count">1 story</span>' in found
    assert "April" not in found


def test_a_month_lists_its_days_and_leads_to_its_year(client):
    cast.live_story(at=MARCH)
    found = text(client, "/2026/03/")
    assert '<a href="/2026/03/09/">9 March 2026</a>' in found
    assert '<a href="/2026/">2026</a>' in found


def test_a_day_has_its_stories_and_the_way_to_its_neighbours(client):
    cast.live_story(headline="In between", at=MARCH)
    cast.live_story(headline="Before", at=MARCH.replace(day=2))
    cast.live_story(headline="After", at=MARCH.replace(month=6, day=30))
    found = text(client, "/2026/03/09/")
    assert "In between" in found
    assert "Before" not in found
    assert 'rel="prev" href="/2026/06/30/"' in found
    assert 'rel="next" href="/2026/03/02/"' in found


def test_midnight_is_the_sites_own(client, settings):
    settings.TIME_ZONE = "Asia/Baghdad"
    cast.live_story(headline="After midnight there", at=datetime(2026, 3, 9, 21, 30, tzinfo=UTC))
    assert "After midnight there" in text(client, "/2026/03/10/")
    text(client, "/2026/03/09/", status=404)


def test_a_language_has_an_archive_of_its_own(client):
    cast.live_story(at=MARCH, language="ckb", headline="هەواڵ", slug="hewal")
    found = text(client, "/ckb/2026/")
    assert 'dir="rtl"' in found
    assert "ئازار" in found
    text(client, "/2026/", status=404)


@pytest.mark.parametrize(
    "path",
    ["/0000/", "/1899/", "/9999/", "/2026/13/", "/2026/00/", "/2026/02/31/", "/2026/04/", "/2026/03/10/", "/2025/"],
)
def test_what_is_no_date_or_has_no_story_is_not_found(client, path):
    cast.live_story(at=MARCH)
    text(client, path, status=404)


def test_a_withdrawn_story_leaves_the_archive(client):
    article = cast.live(at=MARCH)
    desk.withdraw(article, by=cast.editor(), reason="It was not ours to tell.")
    for path in ("/2026/", "/2026/03/", "/2026/03/09/"):
        text(client, path, status=404)


def test_a_day_of_many_stories_has_pages(client):
    for number in range(press.PAGE_SIZE + 1):
        cast.live_story(headline=f"Story {number}", at=MARCH.replace(minute=number))
    assert 'rel="next" href="/2026/03/09/?page=2"' in text(client, "/2026/03/09/")
    assert "Story 0" in text(client, "/2026/03/09/?page=2")
    text(client, "/2026/03/09/?page=3", status=404)
    assert client.get("/2026/03/09/?page=1")["Location"] == "/2026/03/09/"


def test_the_last_page_of_a_list_leads_to_the_archive(client, monkeypatch):
    monkeypatch.setattr(press, "PAGE_SIZE", 1)
    monkeypatch.setattr(press, "LAST_PAGE", 2)
    for day in (1, 2, 3):
        cast.live_story(at=MARCH.replace(day=day))
    found = text(client, "/section/society/?page=2")
    assert 'rel="next"' not in found
    assert '<a class="older" href="/2026/03/">Older stories in the archive</a>' in found


def test_the_front_leads_to_the_archive(client):
    for day in range(1, 6):
        cast.live_story(at=MARCH.replace(day=day))
    assert '<a href="/2026/03/">All stories by date</a>' in text(client, "/")


@pytest.mark.parametrize(("path", "number"), [("/2026/", 3), ("/2026/03/", 3), ("/2026/03/09/", 3)])
def test_the_archive_asks_as_often_for_thirty_stories_as_for_one(client, django_assert_num_queries, path, number):
    cast.live_story(at=MARCH, photos=[cast.make_photo()])
    with django_assert_num_queries(number):
        client.get(path)
    for minute in range(12):
        cast.live_story(at=MARCH.replace(minute=minute), photos=[cast.make_photo()])
    with django_assert_num_queries(number):
        client.get(path)
