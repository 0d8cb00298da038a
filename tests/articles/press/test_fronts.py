"""Curated fronts: what the desk placed stands in its place as long as it may, and the newest fill the gaps."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import clock, desk
from articles.models import Placement
from tests import cast
from tests.articles.press.test_lists import ago, headlines, page

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def put(*places, section=None, language="en"):
    """Set a front: each place is (slot, story) or (slot, story, from, until)."""
    desk.set_front(
        language,
        section,
        [desk.Place(slot, story.pk, *times) for slot, story, *times in places],
        by=cast.chief(),
    )


@pytest.fixture
def stories():
    """Ten live stories, Story 0 the newest."""
    section = cast.make_section()
    return [cast.live(headline=f"Story {number}", section=section, at=ago(hours=number + 1)) for number in range(10)]


def test_the_desk_s_lead_leads_and_the_newest_follow(client, stories):
    put((0, stories[7]), (2, stories[9]))
    assert headlines(client, "/")[:4] == ["Story 7", "Story 0", "Story 9", "Story 1"]
    assert len(set(headlines(client, "/"))) == len(headlines(client, "/")) == 10


def test_a_place_starts_and_ends_by_itself(client, stories):
    now = timezone.now()
    put((0, stories[7], None, now + HOUR), (0, stories[8], now + HOUR, now + 2 * HOUR))
    assert headlines(client, "/")[0] == "Story 7"

    Placement.objects.filter(article=stories[7]).update(ends_at=now)
    Placement.objects.filter(article=stories[8]).update(starts_at=now)
    assert headlines(client, "/")[0] == "Story 8"

    Placement.objects.filter(article=stories[8]).update(starts_at=now - HOUR, ends_at=now)
    assert headlines(client, "/")[0] == "Story 0"


def test_of_two_in_one_place_the_later_takes_over_and_gives_it_back(client, stories):
    now = timezone.now()
    put((0, stories[7]), (0, stories[8], now + HOUR, now + 2 * HOUR))
    assert headlines(client, "/")[0] == "Story 7"

    Placement.objects.filter(article=stories[8]).update(starts_at=now)
    assert headlines(client, "/")[0] == "Story 8"

    desk.withdraw(stories[8], by=cast.editor(), reason="The family asked us to.")
    assert headlines(client, "/")[0] == "Story 7"


def test_a_withdrawn_story_makes_room_at_once_and_a_retracted_one_too(client, stories):
    put((0, stories[7]), (1, stories[8]))

    desk.withdraw(stories[7], by=cast.editor(), reason="The family asked us to.")
    cast.republish(stories[8], "retraction", "We could not confirm what this story said.", headline="Not so")

    assert headlines(client, "/")[:2] == ["Story 0", "Story 1"]
    assert "Not so" not in page(client, "/")


def test_a_story_placed_early_takes_its_place_when_it_goes_live(client, stories):
    scheduled = cast.approved(headline="To come")
    desk.schedule(scheduled, by=cast.editor(), wall_time=f"{timezone.localtime() + HOUR:%Y-%m-%d %H:%M}")
    put((0, scheduled))
    assert headlines(client, "/")[0] == "Story 0"
    assert "To come" not in page(client, "/")

    scheduled.schedules.update(moment=timezone.now() - timedelta(minutes=1))
    clock.run_due()

    assert headlines(client, "/")[0] == "To come"


def test_a_half_edited_story_stands_there_with_the_words_readers_have(client, stories):
    put((0, stories[7]))
    cast.edit(stories[7], headline="Half-edited")
    assert headlines(client, "/")[0] == "Story 7"


def test_a_place_in_the_last_slot_is_kept_on_a_small_site(client):
    first, second = cast.live(headline="Old", at=ago(hours=2)), cast.live(headline="New", at=ago(hours=1))
    put((7, second))
    assert headlines(client, "/") == ["Old", "New"]
    assert first != second


def test_each_language_and_section_has_a_front_of_its_own(client, stories):
    culture = cast.make_section("culture")
    play = cast.live(headline="A play", section=culture, at=ago(hours=20))
    cast.live(headline="A film", section=culture, at=ago(hours=19))
    put((0, play), section=culture)

    assert headlines(client, "/section/culture/") == ["A play", "A film"]
    assert headlines(client, "/")[0] == "Story 0"
    assert "A play" not in page(client, "/ku/")


def test_a_section_goes_on_below_its_front_and_page_two_misses_nothing(client):
    section = cast.make_section()
    made = [cast.live(headline=f"Story {number:02}", section=section, at=ago(hours=number)) for number in range(23)]
    put((0, made[22]), section=section)

    first, second = headlines(client, "/section/society/"), headlines(client, "/section/society/?page=2")

    assert first[0] == "Story 22"
    assert len(first) == len(set(first)) == 21
    assert {*first, *second} == {story.headline for story in made}


def test_a_front_asks_as_often_with_eight_places_as_with_one(client, django_assert_num_queries):
    section = cast.make_section()
    stories = [cast.live(section=section, photos=[cast.make_photo()], at=ago(days=number)) for number in range(30)]
    for places in ([stories[29]], stories[20:28]):
        for front in (None, section):
            put(*enumerate(places), section=front)
        with django_assert_num_queries(4):
            client.get("/")
        with django_assert_num_queries(4):
            client.get("/section/society/")
