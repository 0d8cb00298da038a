"""Setting a front: who may, what may stand there, and that nobody's work is overwritten unseen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import desk
from articles.desk import fronts
from articles.models import Article, DeskLog, Placement
from tests import cast

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def put(*stories, section=None, by=None, **options):
    """Set a front with these stories in order."""
    places = [desk.Place(slot, story.pk) for slot, story in enumerate(stories)]
    return desk.set_front("en", section, places, by=by or cast.chief(), **options)


def placed(section=None):
    return [(place.position, place.article) for place in fronts.places("en", section)]


def test_a_front_is_set_at_once_and_logged():
    one, two = cast.live(), cast.live()

    put(one, two)
    put(two)

    assert placed() == [(0, two.pk)]
    entries = DeskLog.objects.filter(event="front.set").order_by("pk")
    assert [entry.data["front"] for entry in entries] == ["en:", "en:"]
    assert entries[0].data["places"] == [[0, one.pk, "", ""], [1, two.pk, "", ""]]


def test_what_changes_nothing_is_not_logged():
    story = cast.live()
    put(story)
    put(story)

    assert DeskLog.objects.filter(event="front.set").count() == 1


def test_an_editor_sets_the_fronts_of_their_own_sections_and_a_chief_the_home():
    culture, society = cast.make_section("culture"), cast.make_section("society")
    culture.editors.add(cast.chief())
    story = cast.live()

    put(story, section=society, by=cast.editor())
    for section in (culture, None):
        with pytest.raises(desk.NotAllowed):
            put(story, section=section, by=cast.editor())
    put(story, section=culture, by=cast.chief())
    with pytest.raises(desk.NotAllowed):
        put(story, section=society, by=cast.reporter())

    assert placed(society) == placed(culture) == [(0, story.pk)]
    assert placed() == []


def test_a_front_that_was_set_meanwhile_is_not_overwritten():
    one, two, three = cast.live(), cast.live(), cast.live()
    put(one)
    seen = fronts.version(fronts.places("en", None))
    put(two)

    with pytest.raises(desk.StaleFront, match="Hêvî Ehmed set this front at "):
        put(three, seen=seen)

    assert placed() == [(0, two.pk)]


def test_every_front_has_a_version_of_its_own():
    story, moment = cast.live(), timezone.now()
    fronts_of = [
        [],
        [desk.Place(0, story.pk)],
        [desk.Place(1, story.pk)],
        [desk.Place(0, story.pk, moment)],
        [desk.Place(0, story.pk, None, moment)],
    ]
    assert len({fronts.version(front) for front in fronts_of}) == len(fronts_of)


def test_a_story_is_placed_before_readers_have_it():
    put(cast.approved())
    assert len(placed()) == 1


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: cast.live(language="ku"), "another language"),
        (lambda: _withdrawn(), "was withdrawn"),
        (lambda: _retracted(), "was retracted"),
        (lambda: _killed(), "was killed"),
    ],
)
def test_what_no_front_shows_cannot_be_placed(make, sentence):
    with pytest.raises(desk.Refusal, match=sentence):
        put(make())
    assert not Placement.objects.exists()


def _withdrawn():
    article = cast.live()
    desk.withdraw(article, by=cast.editor(), reason="The family asked us to.")
    return article


def _retracted():
    article = cast.live()
    cast.republish(article, "retraction", "We could not confirm what this story said.", headline="Not so")
    return article


def _killed():
    article = cast.make_article()
    Article.objects.filter(pk=article.pk).update(killed_at=timezone.now())
    return article


def test_a_front_has_so_many_places(settings):
    settings.FRONT_SLOTS = 2
    with pytest.raises(desk.Refusal, match="A front has 2 places"):
        put(cast.live(), cast.live(), cast.live())


def test_a_story_that_is_not_there_is_refused():
    with pytest.raises(desk.Refusal, match="There is no story #4000000000"):
        desk.set_front("en", None, [desk.Place(0, 4_000_000_000)], by=cast.chief())


def test_a_story_stands_once_at_a_time_and_a_place_has_one_story_from_a_moment():
    story, other, now = cast.live(), cast.live(), timezone.now()
    before = desk.Place(0, story.pk, None, now + HOUR)
    after = desk.Place(1, story.pk, now + HOUR)

    desk.set_front("en", None, [before, after], by=cast.chief())
    with pytest.raises(desk.Refusal, match="twice at one time"):
        desk.set_front("en", None, [before, desk.Place(1, story.pk)], by=cast.chief())
    with pytest.raises(desk.Refusal, match="the same place from the same moment"):
        desk.set_front("en", None, [desk.Place(0, story.pk), desk.Place(0, other.pk)], by=cast.chief())
    with pytest.raises(desk.Refusal, match="end before it starts"):
        desk.set_front("en", None, [desk.Place(0, story.pk, now + HOUR, now + HOUR / 2)], by=cast.chief())


def test_a_place_whose_time_is_over_is_dropped():
    story, now = cast.live(), timezone.now()
    desk.set_front("en", None, [desk.Place(0, story.pk, now - 2 * HOUR, now - HOUR)], by=cast.chief())
    assert placed() == []
