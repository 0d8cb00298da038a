"""The desk over a large archive: the same queries at any size, and lists that end somewhere."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import desk
from articles.admin import filters, lists
from articles.models import Article
from tests import cast
from tests.articles.desk_admin.post import opened, send
from tests.articles.press.test_plans import plan
from tests.benchmarks import archive

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"
PAGES = ("/admin/", LIST, f"{LIST}?whose=mine", f"{LIST}?public=never", f"{LIST}board/", f"{LIST}week/")


@pytest.fixture
def dana(client):
    client.force_login(cast.editor())
    return client


def asked(client, path):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def shown(client, query):
    return [article.headline for article in client.get(f"{LIST}{query}").context["cl"].result_list]


def plain_stories(number):
    """Store so many stories, the newest first saved a minute after the next."""
    now = timezone.now()
    return Article.objects.bulk_create(
        Article(headline=f"Story {place}", saved_at=now - place * timedelta(minutes=1)) for place in range(number)
    )


def test_the_desk_asks_the_same_for_one_story_for_thirty_and_for_five_thousand(dana):
    def one_of_each():
        photo = cast.make_photo()
        cast.live(photos=[photo])
        day, now = timezone.localdate(), timezone.now()
        cast.make_article(by=cast.editor(), photos=[photo], planned_for=day, deadline=now, assignee=cast.reporter())
        clocked = cast.approved()
        wall_time = f"{timezone.localtime() + timedelta(hours=1):%Y-%m-%d %H:%M}"
        desk.schedule(clocked, by=cast.editor(), wall_time=wall_time)
        clocked.schedules.update(moment=now)  # an hour on, it may be another week

    one_of_each()
    for path in PAGES:
        dana.get(path)  # the first visit asks once for what stays: content types
    one = {path: asked(dana, path) for path in PAGES}
    for _number in range(15):
        one_of_each()
    thirty = {path: asked(dana, path) for path in PAGES}
    archive.fill(5_000)
    thousands = {path: asked(dana, path) for path in PAGES}

    assert one == thirty == thousands
    assert max(one.values()) <= 16


def test_a_list_counts_and_pages_through_so_many_stories_and_no_more(dana, monkeypatch):
    monkeypatch.setattr(lists, "COUNTED", 120)
    plain_stories(125)

    pages = [shown(dana, query) for query in ("", "?p=2", "?p=3")]

    assert [len(page) for page in pages] == [50, 50, 20]
    assert [*pages[0], *pages[1], *pages[2]] == [f"Story {place}" for place in range(120)]
    assert dana.get(LIST).context["cl"].result_count == 120
    assert dana.get(f"{LIST}?p=4").status_code == 302  # the admin's answer to a page that is none


def test_a_page_of_a_filtered_list_holds_what_the_filter_finds_alone(dana):
    Article.objects.filter(pk__in=[one.pk for one in plain_stories(80)[::2]]).update(stage="submitted")

    assert shown(dana, "?stage__exact=submitted") == [f"Story {place}" for place in range(0, 80, 2)]


def test_what_is_rare_is_found_among_what_is_not(dana):
    withdrawn, retracted, killed = cast.live(headline="Withdrawn"), cast.live(headline="Retracted"), cast.make_article()
    desk.withdraw(withdrawn, by=cast.editor(), reason="It was not so.")
    cast.republish(retracted, "retraction", "The bridge it tells of was never built.")
    desk.kill(killed, by=cast.editor())
    plain_stories(3)

    assert shown(dana, "?public=withdrawn") == ["Withdrawn"]
    assert shown(dana, "?public=retracted") == ["Retracted"]
    assert shown(dana, "?killed=yes") == [killed.headline]
    assert shown(dana, "?public=never") == ["Story 0", "Story 1", "Story 2"]


def test_what_was_due_long_ago_was_given_up_and_is_late_no_more(dana):
    now = timezone.now()
    for headline, before in (("Late", timedelta(days=1)), ("Given up", filters.LATELY + timedelta(days=1))):
        cast.make_article(headline=headline, deadline=now - before, planned_for=(now - before).date())

    assert shown(dana, "?due=late") == shown(dana, "?due=planned") == ["Late"]
    assert set(shown(dana, "?public=never")) == {"Late", "Given up"}


def test_of_a_persons_own_stories_the_newest_are_listed(dana, monkeypatch):
    monkeypatch.setattr(filters, "OWN", 2)
    Article.objects.filter(pk__in=[one.pk for one in plain_stories(4)]).update(created_by=cast.editor())
    signed = cast.make_article(headline="Signed", authors=[cast.make_author(user=cast.editor())])

    assert shown(dana, "?whose=mine") == [signed.headline, "Story 0", "Story 1"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("river BRIDGE", ["The bridge over the river"]),
        ('"over the"', ["The bridge over the river"]),
        ("bridge leyla", ["The bridge over the river"]),
        ("bridge harvest", []),
        ("harvest", ["Wheat"]),
        ("azi", ["Wheat", "The bridge over the river"]),
        ("'", []),
        ('"', []),
        ("\\", []),
        ("100%", []),
    ],
)
def test_a_story_is_found_once_by_all_the_words_of_its_headline_tags_and_names(dana, typed, found):
    leyla = cast.make_author("Leyla Aziz")
    cast.make_article(
        headline="The bridge over the river", authors=[leyla, cast.make_author("Aziz Agency")], tags=["a"]
    )
    cast.make_article(headline="Wheat", authors=[leyla], tags=["harvest", "harvesters"])

    assert [one.headline for one in dana.get(LIST, {"q": typed}).context["cl"].result_list] == found


def test_the_records_of_a_story_are_found_by_its_words_and_number(client):
    client.force_login(cast.make_user("root", is_superuser=True))
    bridge, _wheat = cast.live(headline="The bridge"), cast.live(headline="Wheat", tags=[])

    for name, story in (("revision", "article"), ("publication", "edition"), ("desklog", "article")):
        for typed in ("bridge", f"#{bridge.pk}"):
            rows = client.get(f"/admin/articles/{name}/", {"q": typed}).context["cl"].result_list
            assert {getattr(row, f"{story}_id") for row in rows} == {bridge.pk}


def test_the_log_is_filtered_by_each_event_there_is_and_offers_it_once(client):
    client.force_login(cast.make_user("root", is_superuser=True))
    cast.approved(headline="The bridge")
    cast.submitted(headline="Wheat", tags=[])

    offered = client.get("/admin/articles/desklog/").context["cl"].filter_specs[0].lookup_choices
    rows = client.get("/admin/articles/desklog/?event=story.approved").context["cl"].result_list

    assert [name for name, _shown in offered] == ["story.approved", "story.submitted"]
    assert [str(row.article) for row in rows] == ["The bridge"]


def test_saving_reads_no_table_from_end_to_end(dana):
    article = cast.make_article(photos=[cast.make_photo()])
    cast.live(tags=["harvest"])
    fields = opened(dana, article)
    with CaptureQueriesContext(connection) as captured:
        assert send(dana, article, fields | {"headline": "Newer", "tags": "bridges, harvest"}).status_code == 302
    if connection.vendor != "sqlite":
        return  # PostgreSQL chooses by numbers: of few rows it rightly reads all
    steps = [step for query in captured if query["sql"].startswith("SELECT") for step in plan(query["sql"])]
    large = "articles_(article|edition|revision|publication|desklog|note|notice|taggedarticle|byline|caption)"
    assert len(steps) > 30
    assert not [step for step in steps if re.fullmatch(rf"SCAN ({large}|[UV]\d+).*", step)]
