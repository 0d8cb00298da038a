"""Who is at a story: gone after a minute without a pulse, one query for any number of stories."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.desk import presence
from articles.models import Presence
from tests import cast

pytestmark = pytest.mark.django_db

TAB, OTHER_TAB = "1" * 36, "2" * 36


def test_who_sends_pulses_is_here_and_is_gone_a_minute_after_the_last():
    article, now = cast.make_article(), timezone.now()
    presence.seen(article, by=cast.editor(), tab=TAB, unsaved=False, at=now)

    [dana] = presence.here([article.pk], now=now + timedelta(seconds=59))[article.pk]
    assert (dana.name, dana.sentence) == ("Dana Karim", "Dana Karim is editing")
    assert presence.here([article.pk], now=now + timedelta(seconds=61)) == {}


def test_unsaved_words_in_one_of_two_tabs_are_told_once():
    article = cast.make_article()
    presence.seen(article, by=cast.editor(), tab=TAB, unsaved=True)
    presence.seen(article, by=cast.editor(), tab=OTHER_TAB, unsaved=False)

    assert [person.sentence for person in presence.here([article.pk])[article.pk]] == [
        "Dana Karim is editing (unsaved changes)"
    ]


def test_who_closes_the_story_is_gone_at_once():
    article = cast.make_article()
    presence.seen(article, by=cast.editor(), tab=TAB, unsaved=False)
    presence.left(article, by=cast.editor(), tab=TAB)
    assert presence.here([article.pk]) == {}


def test_a_tab_has_one_row_however_often_it_tells():
    article = cast.make_article()
    for _round in range(3):
        presence.seen(article, by=cast.editor(), tab=TAB, unsaved=False)
    assert Presence.objects.count() == 1


def test_one_query_tells_who_is_at_one_story_and_at_many(django_assert_num_queries):
    articles = [cast.make_article() for _ in range(4)]
    for article in articles:
        presence.seen(article, by=cast.editor(), tab=TAB, unsaved=False)
        presence.seen(article, by=cast.reporter(), tab=TAB, unsaved=True)
    with django_assert_num_queries(1):
        assert len(presence.here([articles[0].pk])) == 1
    with django_assert_num_queries(1):
        assert {len(people) for people in presence.here(article.pk for article in articles).values()} == {2}


def test_traces_are_forgotten_after_an_hour():
    article, now = cast.make_article(), timezone.now()
    presence.seen(article, by=cast.editor(), tab=TAB, unsaved=False, at=now - timedelta(hours=2))
    presence.seen(article, by=cast.editor(), tab=OTHER_TAB, unsaved=False, at=now)
    assert presence.forget(now) == 1
    assert Presence.objects.get().tab == OTHER_TAB
