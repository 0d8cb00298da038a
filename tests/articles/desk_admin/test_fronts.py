"""The page on which a front is set."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import desk
from articles.desk import fronts
from articles.models import Placement
from tests import cast
from tests.articles.desk_admin.post import fields_of, said

pytestmark = pytest.mark.django_db

ALL = "/admin/articles/placement/"
HOME = ALL + "en/"
HOUR = timedelta(hours=1)


@pytest.fixture
def hevi(client):
    client.force_login(cast.chief())
    return client


def opened(client, path=HOME):
    """Open a front and return the fields its form would send."""
    page = client.get(path)
    assert page.status_code == 200
    page.content = page.content.replace(b'class="front-form"', b'id="article_form"')
    return fields_of(page)


def placed():
    return [(place.position, place.article) for place in fronts.places("en", None)]


def test_a_front_is_set_by_number_or_words_and_comes_back_as_it_was_set(hevi):
    one, two = cast.live(headline="The footbridge"), cast.live(headline="The harvest")
    fields = opened(hevi)

    response = hevi.post(HOME, fields | {"place-0-story": f"#{one.pk}", "place-3-story": "harvest"})

    assert said(response) == "The front is set."
    assert placed() == [(0, one.pk), (3, two.pk)]
    again = opened(hevi)
    assert (again["place-0-story"], again["place-3-story"]) == (f"#{one.pk} The footbridge", f"#{two.pk} The harvest")
    hevi.post(HOME, again)
    assert placed() == [(0, one.pk), (3, two.pk)]


def test_an_empty_place_says_what_fills_it(hevi):
    cast.live(headline="The footbridge")
    assert 'placeholder="Newest: The footbridge"' in hevi.get(HOME).content.decode()


def test_a_number_moves_a_story_to_another_place(hevi):
    story = cast.live()
    fields = opened(hevi) | {"place-0-story": f"#{story.pk}", "place-0-slot": "5"}

    hevi.post(HOME, fields)

    assert placed() == [(4, story.pk)]


def test_the_arrows_change_two_rows_and_save_nothing(hevi):
    one, two = cast.live(), cast.live()
    fields = opened(hevi) | {"place-0-story": f"#{one.pk}", "place-1-story": f"#{two.pk}"}

    page = hevi.post(HOME, fields | {"_down": "0"})

    assert placed() == []
    page.content = page.content.replace(b'class="front-form"', b'id="article_form"')
    hevi.post(HOME, fields_of(page))
    assert placed() == [(0, two.pk), (1, one.pk)]


@pytest.mark.parametrize("sent", [{"_up": "0"}, {"_down": "99"}, {"_up": "x"}, {"_down": "9" * 5000}])
def test_an_arrow_that_leads_nowhere_is_no_error(hevi, sent):
    assert hevi.post(HOME, opened(hevi) | sent).status_code in (200, 302)


def test_what_may_mean_several_stories_is_asked(hevi):
    one, two = cast.live(headline="The footbridge opens"), cast.live(headline="The footbridge closes")
    fields = opened(hevi) | {"place-0-story": "footbridge"}

    page = hevi.post(HOME, fields)
    assert "Several stories are like “footbridge”. Choose one." in page.content.decode()
    assert f'value="{one.pk}"' in page.content.decode()
    hevi.post(HOME, fields | {"place-0-pick": str(two.pk)})

    assert placed() == [(0, two.pk)]


@pytest.mark.parametrize(
    ("field", "sent", "sentence"),
    [
        ("place-0-story", "no such words", "No story that this front can show"),
        ("place-0-story", "#999999999999", "No story that this front can show"),
        ("place-0-story", "#" + "9" * 60, "No story that this front can show"),
        ("place-0-story", "<script>", "No story that this front can show"),
        ("place-0-slot", "9" * 4, "A front has 8 places"),
        ("place-0-slot", "0", "A front has 8 places"),
        ("place-0-slot", "x", "Enter a whole number"),
        ("place-0-starts", "tomorrow", "is no time"),
        ("place-0-ends", "2026-13-01T10:00", "is no time"),
    ],
)
def test_what_cannot_be_set_is_refused_in_words_and_comes_back(hevi, field, sent, sentence):
    story, other = cast.live(headline="The footbridge"), cast.live(headline="The harvest")
    fields = opened(hevi) | {"place-0-story": f"#{story.pk}", "place-1-story": f"#{other.pk}"} | {field: sent}

    page = hevi.post(HOME, fields).content.decode()

    assert sentence in page
    assert f'value="#{other.pk}"' in page
    assert placed() == []


def test_a_place_is_given_for_a_time_in_the_desk_s_zone(hevi, settings):
    settings.TIME_ZONE = "Europe/Istanbul"
    story = cast.live()
    moment = (timezone.now() + timedelta(days=1)).replace(second=0, microsecond=0)
    wall = timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")

    hevi.post(HOME, opened(hevi) | {"place-0-story": f"#{story.pk}", "place-0-ends": wall})

    assert Placement.objects.get().ends_at == moment
    assert opened(hevi)["place-0-ends"] == wall


def test_a_front_that_somebody_set_meanwhile_is_shown_beside_ones_own(hevi):
    one, two = cast.live(headline="The footbridge"), cast.live(headline="The harvest")
    fields = opened(hevi) | {"place-0-story": f"#{one.pk}"}
    desk.set_front("en", None, [desk.Place(0, two.pk)], by=cast.chief())

    page = hevi.post(HOME, fields)

    text = page.content.decode()
    assert "Hêvî Ehmed set this front at" in text
    assert f"#{two.pk} The harvest" in text
    assert f'value="#{one.pk}"' in text
    assert placed() == [(0, two.pk)]
    again = hevi.post(HOME, fields)
    assert again.status_code == 200
    hevi.post(HOME, fields | {"over": again.context["version"]})
    assert placed() == [(0, one.pk)]


def test_setting_over_a_front_is_refused_again_when_it_moved_on_again(hevi):
    one, two, three = cast.live(), cast.live(), cast.live()
    fields = opened(hevi) | {"place-0-story": f"#{one.pk}"}
    desk.set_front("en", None, [desk.Place(0, two.pk)], by=cast.chief())
    over = hevi.post(HOME, fields).context["version"]
    desk.set_front("en", None, [desk.Place(0, three.pk)], by=cast.chief())

    assert hevi.post(HOME, fields | {"over": over}).status_code == 200
    assert placed() == [(0, three.pk)]


def test_a_story_to_come_stands_with_what_readers_see_in_its_place(hevi):
    cast.live(headline="The footbridge")
    to_come = cast.approved(headline="To come")
    hevi.post(HOME, opened(hevi) | {"place-0-story": f"#{to_come.pk}"})

    text = hevi.get(HOME).content.decode()

    assert "Readers see here now: The footbridge" in text
    assert "never published" in text


def test_editors_find_the_fronts_they_may_set_and_others_none(client):
    culture = cast.make_section("culture")
    culture.editors.add(cast.chief())
    cast.make_section("society")
    client.force_login(cast.editor())

    text = client.get(ALL).content.decode()

    assert "Society" in text
    assert "Culture" not in text
    assert client.get(ALL + "en/society/").status_code == 200
    for path in (HOME, ALL + "en/culture/"):
        assert client.get(path).status_code == 403
        assert client.post(path, {}).status_code == 403
    client.force_login(cast.reporter())
    for path in (ALL, HOME, ALL + "find/en/?q=bridge"):
        assert client.get(path).status_code == 403


@pytest.mark.parametrize("path", ["xx/", "en/nowhere/", "en/%F0%9F%8E%AD/"])
def test_a_front_that_is_none_is_not_found(hevi, path):
    assert hevi.get(ALL + path).status_code == 404


def test_a_broken_form_sets_nothing(hevi):
    story = cast.live()
    desk.set_front("en", None, [desk.Place(0, story.pk)], by=cast.chief())

    for sent in ({}, {"place-TOTAL_FORMS": "x"}, {"place-TOTAL_FORMS": "999999", "place-INITIAL_FORMS": "0"}):
        assert hevi.post(HOME, sent).status_code == 200

    assert placed() == [(0, story.pk)]


def test_stories_are_found_while_one_types(hevi):
    story = cast.live(headline="The footbridge")
    cast.live(headline="Kurmancî", language="ku")
    gone = cast.live(headline="The old footbridge")
    desk.withdraw(gone, by=cast.editor(), reason="The family asked us to.")

    def found(typed):
        return [row["value"] for row in hevi.get(ALL + "find/en/", {"q": typed}).json()["found"]]

    assert found("FOOTBRIDGE the") == [f"#{story.pk} The footbridge"]
    assert found(f"#{story.pk}") == found(str(story.pk)) == [f"#{story.pk} The footbridge"]
    assert found("Kurmanc") == found("") == found("%") == found("#" + "9" * 40) == []


def test_a_front_costs_the_same_with_eight_stories_as_with_one(hevi, django_assert_num_queries):
    stories = [cast.live(photos=[cast.make_photo()]) for _number in range(12)]
    hevi.get(HOME)
    for chosen in (stories[:1], stories[:8]):
        desk.set_front("en", None, [desk.Place(slot, one.pk) for slot, one in enumerate(chosen)], by=cast.chief())
        with django_assert_num_queries(12):
            hevi.get(HOME)
