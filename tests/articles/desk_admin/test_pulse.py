"""The pulse of an open form: who is here, what was saved meanwhile, what was typed; and nothing to who may not ask."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from articles.desk import presence, scratch
from articles.models import Heartbeat, Presence, Scratch
from tests import cast

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/articles/article/pulse/"
TAB, FORM = "1" * 36, "a" * 32


@pytest.fixture
def dana(client):
    client.force_login(cast.editor())
    return client


def pulse(client, article=None, **told):
    told = {"tab": TAB, "form": FORM, "article": article and article.pk, "base": 1, "unsaved": False} | told
    return client.post(ADDRESS, told, content_type="application/json")


def test_a_pulse_says_i_am_here_and_hears_who_else_is(dana):
    article = cast.make_article()
    presence.seen(article, by=cast.reporter(), tab=TAB, unsaved=True)

    answer = pulse(dana, article, unsaved=True).json()

    assert answer["here"] == ["Rojîn Aziz is editing (unsaved changes)"]
    assert answer["who"]["name"] == "Dana Karim"
    names = [person.sentence for person in presence.here([article.pk])[article.pk]]
    assert names == ["Dana Karim is editing (unsaved changes)", "Rojîn Aziz is editing (unsaved changes)"]


def test_who_leaves_is_gone_at_once(dana):
    article = cast.make_article()
    pulse(dana, article)
    pulse(dana, article, leaving=True)
    assert not Presence.objects.exists()


def test_a_newer_revision_is_named_with_number_person_and_time(dana):
    article = cast.make_article()
    assert pulse(dana, article).json()["stale"] == ""
    revision = cast.edit(article, kicker="Newer")

    answer = pulse(dana, article).json()

    assert answer["head"] == {"number": 2, "who": "Rojîn Aziz", "when": revision.at.isoformat()}
    assert "Revision 2 was saved by Rojîn Aziz" in answer["stale"]


def test_changed_text_goes_into_the_scratch(dana):
    article = cast.make_article()
    answer = pulse(dana, article, fields={"headline": "Typed", "_verb": "publish"}).json()
    assert answer["kept"] is True
    assert Scratch.objects.get().fields == {"headline": "Typed"}
    assert pulse(dana, article, fields={"headline": "Too soon"}).json()["kept"] is False


def test_a_new_story_has_a_scratch_too(dana):
    assert pulse(dana, fields={"headline": "New"}, base=None).json()["kept"] is True
    assert Scratch.objects.get().article is None


def test_a_dead_session_is_told_so_in_json_and_led_nowhere(client):
    response = pulse(client, cast.make_article())
    assert (response.status_code, response.json()["session"]) == (401, "over")
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("story", ["there", "not there"])
def test_who_may_not_read_a_story_learns_nothing_of_it(client, story):
    client.force_login(cast.moderator())
    article = cast.make_article()
    if story == "not there":
        article.pk = 999_999
    response = pulse(client, article, fields={"headline": "Forged"})
    assert (response.status_code, response.json()) == (403, {"error": "", "session": "here"})
    assert not Presence.objects.exists()
    assert not Scratch.objects.exists()


def test_who_may_not_begin_a_story_keeps_none(client):
    client.force_login(cast.stranger())
    assert pulse(client, fields={"headline": "Forged"}).status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        *(
            json.dumps({"tab": TAB, "form": FORM, "article": None, "base": None} | wrong).encode()
            for wrong in (
                {"article": 10**40},
                {"article": "1"},
                {"article": True},
                {"base": -1},
                {"base": 2**31},
                {"tab": "\0" * 36},
                {"form": "x"},
                {"fields": []},
            )
        ),
    ],
)
def test_what_is_no_pulse_is_refused(dana, body):
    assert dana.post(ADDRESS, body, content_type="application/json").status_code == 400


def test_it_is_posted_only(dana):
    assert dana.get(ADDRESS).status_code == 405


def test_more_than_a_story_is_too_much(dana):
    response = pulse(dana, cast.make_article(), fields={"body": "x" * 2_100_000})
    assert response.status_code == 413
    assert not Scratch.objects.exists()


def test_another_site_cannot_send_one():
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.editor())
    assert pulse(client, cast.make_article()).status_code == 403
    assert not Presence.objects.exists()


def test_who_publishes_is_told_that_the_clock_stands_still(dana):
    article = cast.make_article()
    assert "clock has stopped" in pulse(dana, article).json()["clock"]
    Heartbeat.objects.create(worker="one", at=timezone.now())
    assert pulse(dana, article).json()["clock"] == ""


def test_a_pulse_asks_the_database_nine_times_however_many_are_here(dana, django_assert_num_queries):
    articles = [cast.make_article() for _ in range(3)]
    for number in range(5):
        person = cast.make_user(f"editor{number}", *cast.EDITOR)
        presence.seen(articles[0], by=person, tab=TAB, unsaved=True)
    pulse(dana, articles[0])
    with django_assert_num_queries(9):  # session, user, two for rights; story, presence twice, revision, heartbeat
        assert len(pulse(dana, articles[0]).json()["here"]) == 5


def test_text_costs_a_pulse_four_questions_more(dana, django_assert_num_queries):
    article = cast.make_article()
    pulse(dana, article, fields={"headline": "One"})
    Scratch.objects.update(at=timezone.now() - scratch.EVERY)
    with django_assert_num_queries(13):
        assert pulse(dana, article, fields={"headline": "Two"}).json()["kept"]
