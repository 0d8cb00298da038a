"""Where past addresses lead: ours, those of the site an archive came from, and nowhere else."""

import pytest

from articles import desk
from articles.models import Edition, PastAddress, SiteText
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def named():
    SiteText.objects.create(language="en", name="Seven Bridges")


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/?p=412", "/?p=412"),
        ("/?p=412", "/?p=412&utm_source=mail"),
        ("/2014/05/old-bridge.html", "/2014/05/old-bridge.html"),
        ("/news/412-old-bridge", "/news/412-old-bridge"),
        ("/index.php?id=412", "/index.php?id=412"),
        ("/2014/05/old-bridge/", "/2014/05/old-bridge/"),
        ("/2014/05/old-bridge/", "/2014/05/Old-Bridge/"),
    ],
)
def test_an_address_of_the_site_that_an_archive_came_from_leads_to_the_story(client, path, asked):
    article = cast.live()
    PastAddress.objects.create(path=path, article=article)
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (301, article.edition.get_absolute_url())


def test_the_number_of_no_story_in_the_query_is_ignored(client):
    PastAddress.objects.create(path="/?p=412", article=cast.live())
    front = client.get("/").content
    for query in ("p=413", "p=", "p=four", "p=%00", f"p={'9' * 40}", "p=%ff"):
        response = client.get(f"/?{query}")
        assert (response.status_code, response.content) == (200, front), query


def test_a_story_that_was_never_live_answers_like_nonsense(client):
    PastAddress.objects.create(path="/2014/05/old-bridge/", article=cast.make_article())
    response = client.get("/2014/05/old-bridge/")
    assert (response.status_code, response.content) == (404, client.get("/nonsense/").content)


def test_an_imported_draft_is_found_at_its_old_address_once_it_is_live(client):
    article = cast.make_article()
    PastAddress.objects.create(path="/?p=412", article=article)
    desk.publish(article, by=cast.editor())
    assert client.get("/?p=412")["Location"] == Edition.objects.get().get_absolute_url()


def test_a_live_address_is_never_a_past_one(client):
    other, article = cast.live(), cast.live(headline="Bridge")
    PastAddress.objects.create(path=article.edition.get_absolute_url(), article=other)
    assert client.get(article.edition.get_absolute_url()).status_code == 200


def test_an_old_address_leads_to_its_own_story_though_another_took_the_slug_in_a_later_month(client):
    first, second = cast.live(headline="Opening"), cast.live(headline="Bridge")
    PastAddress.objects.create(path="/2014/05/bridge/", article=first)
    assert client.get("/2014/05/bridge/")["Location"] == first.edition.get_absolute_url()
    assert client.get("/2014/06/bridge/")["Location"] == second.edition.get_absolute_url()


def test_an_address_that_leads_to_itself_is_not_followed_round(client):
    author = cast.make_author(slug="leyla")
    PastAddress.objects.create(path="/author/leyla/", author=author)
    assert client.get("/author/leyla/").status_code == 404


@pytest.mark.parametrize("path", ["/%00/", "/2014/05/%00/", "/" + "x" * 5000, "/%ff%fe/", "/a?b=%00", "/?p=1%00"])
def test_an_address_that_no_table_can_hold_is_not_asked_for(client, path):
    assert client.get(path).status_code in (200, 301, 404)


def test_nonsense_asks_twice_and_a_past_address_once_more(client, django_assert_num_queries):
    PastAddress.objects.create(path="/old-bridge", article=cast.live())
    with django_assert_num_queries(2):
        assert client.get("/nonsense/").status_code == 404
    with django_assert_num_queries(2):
        assert client.get("/old-bridge").status_code == 301


def test_of_a_story_nothing_but_its_address_is_read(client, django_assert_max_num_queries):
    PastAddress.objects.create(path="/old-bridge", article=cast.live(headline="Bridge"))
    with django_assert_max_num_queries(2) as asked:
        client.get("/old-bridge")
    assert not [query for query in asked if "headline" in query["sql"] or '"body"' in query["sql"]]
