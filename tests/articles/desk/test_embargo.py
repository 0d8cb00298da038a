"""The embargo: a gate that nothing public can pass, set and lifted by a verb."""

import pytest
import time_machine

from articles import clock, desk, embargo
from articles.models import Article, DeskLog, Edition, Schedule
from tests import cast

pytestmark = pytest.mark.django_db

WHY = "The commission publishes at noon."


@pytest.fixture(autouse=True)
def _sunday_morning():
    with time_machine.travel("2026-11-22 10:00Z", tick=False):
        yield


def under_embargo(article, *, by=None, until="2026-11-22 18:00"):
    desk.set_embargo(article, by=by or cast.editor(), reason=WHY, wall_time=until)
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize("until", ["2026-11-22 18:00", ""])
def test_nothing_is_published_while_an_embargo_stands(until):
    article = under_embargo(cast.approved(), until=until)
    with pytest.raises(desk.Refusal, match=WHY):
        desk.publish(article, by=cast.editor())
    assert not Edition.objects.exists()


def test_it_says_its_effect_moment_zone_and_reason(settings):
    settings.TIME_ZONE = "Europe/Istanbul"
    article = under_embargo(cast.make_article())
    assert embargo.words(article) == (
        "Under embargo: nothing of it may be public before Sun 22 November 18:00 Istanbul (UTC+3) = 15:00 UTC, "
        f"in 5 h 0 min. {WHY}"
    )
    assert embargo.words(under_embargo(article, until="")).startswith("On hold: nothing of it may be public until")


def test_after_its_moment_it_holds_nothing_back():
    article = under_embargo(cast.approved())
    with time_machine.travel("2026-11-22 18:00Z", tick=False):
        assert embargo.words(article) == ""
        desk.publish(article, by=cast.editor())
    assert Edition.objects.exists()


def test_scheduling_refuses_an_earlier_time_and_takes_the_moment_itself():
    article = under_embargo(cast.approved())
    with pytest.raises(desk.Refusal, match="Under embargo"):
        desk.schedule(article, by=cast.editor(), wall_time="2026-11-22 17:59")
    assert desk.schedule(article, by=cast.editor(), wall_time="2026-11-22 18:00")


def test_the_clock_refuses_what_came_under_embargo_after_it_was_scheduled():
    article = cast.approved()
    desk.schedule(article, by=cast.editor(), wall_time="2026-11-22 12:00")
    under_embargo(article)
    with time_machine.travel("2026-11-22 12:00:05Z", tick=False):
        assert clock.run_due() == 0
    row = Schedule.objects.get()
    assert row.refused
    assert WHY in row.last_error


def test_a_live_story_has_to_be_withdrawn_first():
    article = cast.live()
    with pytest.raises(desk.Refusal, match="withdrawn first"):
        under_embargo(article)
    desk.withdraw(article, by=cast.editor(), reason="Too early.")
    assert under_embargo(article).embargo == "until"


def test_releasing_lifts_it_and_logs_who_had_set_it():
    article = under_embargo(cast.make_article())
    desk.release_embargo(article, by=cast.editor())
    article.refresh_from_db()
    assert (article.embargo, article.embargo_until, article.embargo_reason, article.embargo_by) == (
        "none",
        None,
        "",
        None,
    )
    assert DeskLog.objects.get(event="story.embargo_released").data == {"reason": WHY, "set_by": cast.editor().pk}


@pytest.mark.parametrize("verb", ["release", "shorten"])
def test_only_a_chief_editor_touches_the_embargo_of_another(verb):
    article = under_embargo(cast.make_article(), by=cast.reporter())

    def do(by):
        if verb == "release":
            return desk.release_embargo(article, by=by)
        return desk.set_embargo(article, by=by, reason="Sooner.", wall_time="2026-11-22 11:00")

    with pytest.raises(desk.NotAllowed, match="or a chief editor"):
        do(cast.editor())
    assert Article.objects.get().embargo_reason == WHY
    assert do(cast.chief())


def test_a_reporter_sets_one_on_their_own_story_alone():
    assert under_embargo(cast.make_article(), by=cast.reporter())
    with pytest.raises(desk.NotAllowed):
        under_embargo(cast.make_article(by=cast.editor()), by=cast.reporter())


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"reason": " "}, "Give the reason"),
        ({"reason": "x" * 301}, "at most 300"),
        ({"reason": WHY, "wall_time": "2026-11-22 09:00"}, "has passed"),
        ({"reason": WHY, "wall_time": "soon"}, "is no time"),
    ],
)
def test_what_it_lacks_is_refused_in_words(given, sentence):
    with pytest.raises(desk.Refusal, match=sentence):
        desk.set_embargo(cast.make_article(), by=cast.editor(), **given)
    assert Article.objects.get().embargo == "none"


def test_nothing_to_release_is_refused():
    with pytest.raises(desk.Refusal, match="under no embargo"):
        desk.release_embargo(cast.make_article(), by=cast.editor())
