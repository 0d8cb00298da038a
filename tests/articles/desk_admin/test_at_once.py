"""Several saves at the same moment: one wins, the others are told, nothing is written twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from articles.desk import fronts
from articles.models import Article, DeskLog, Presence, Revision, Scratch
from tests import cast
from tests.articles.desk_admin import test_fronts
from tests.articles.desk_admin.post import change_url, opened

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 20


def at_once(posts, **options):
    """Send posts, each (client, address, fields), at one moment; return their responses."""
    start = Barrier(len(posts))

    def send(client, address, fields):
        start.wait()
        try:
            return client.post(address, fields, **options)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(posts)) as pool:
        return list(pool.map(lambda post: send(*post), posts))


def logged_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_of_several_saves_at_once_one_wins_and_the_others_are_refused():
    article = cast.make_article()
    people = [cast.make_user(f"editor{number}", *cast.EDITOR) for number in range(AT_ONCE)]
    posts = []
    for person in people:
        client = logged_in(person)
        posts.append((client, change_url(article), opened(client, article) | {"kicker": person.username}))

    responses = at_once(posts)

    assert sorted(response.status_code for response in responses) == [200] * (AT_ONCE - 1) + [302]
    assert Revision.objects.filter(article=article).count() == 2
    refused = [response.content.decode() for response in responses if response.status_code == 200]
    assert all("Revision 2 was saved by" in page for page in refused)


def test_a_double_click_on_a_new_story_makes_one_story():
    client = logged_in(cast.reporter())
    fields = opened(client) | {"headline": "Once"}

    responses = at_once([(logged_in(cast.reporter()), "/admin/articles/article/add/", fields)] * 2)

    assert {response.status_code for response in responses} == {302}
    assert Article.objects.count() == 1


def test_pulses_that_cross_leave_one_trace_and_one_text():
    article = cast.make_article()
    told = {"tab": "1" * 36, "form": "a" * 32, "article": article.pk, "base": 1, "fields": {"headline": "Typed"}}
    posts = [(logged_in(cast.editor()), "/admin/articles/article/pulse/", told) for _ in range(6)]

    answers = [response.json() for response in at_once(posts, content_type="application/json")]

    assert sum(answer["kept"] for answer in answers) == 1
    assert (Presence.objects.count(), Scratch.objects.get().fields) == (1, {"headline": "Typed"})


@pytest.mark.parametrize("slug", ["", "society"])
def test_of_several_who_set_one_front_at_once_one_wins_and_the_others_are_told_by_whom(slug):
    section = cast.make_section("society")
    stories = [cast.live(headline=f"Choice {number}") for number in range(6)]
    people = [cast.make_user(f"chief{number}", *cast.CHIEF, first_name=f"Chief {number}") for number in range(6)]
    address = f"{test_fronts.HOME}{slug}/" if slug else test_fronts.HOME
    posts = []
    for person, story in zip(people, stories, strict=True):
        client = logged_in(person)
        posts.append((client, address, test_fronts.opened(client, address) | {"place-0-story": f"#{story.pk}"}))

    responses = at_once(posts)

    entry = DeskLog.objects.get(event="front.set")
    won = stories[people.index(entry.by)]
    assert [place.article for place in fronts.places("en", section if slug else None)] == [won.pk]
    refused = [pair for pair in zip(stories, responses, strict=True) if pair[0] != won]
    assert [response.status_code for response in responses].count(302) == 1
    for story, response in refused:
        page = response.content.decode()
        assert f"{entry.by} set this front at" in page
        assert f'value="#{story.pk}"' in page  # what they chose comes back
