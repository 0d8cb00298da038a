"""Fronts and lists: what stands in them, in which order, and what they cost."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import desk
from articles.models import Edition, Section, SiteText
from articles.press.front import lay_out
from tests import cast

pytestmark = pytest.mark.django_db

HEADLINE = re.compile(r"<h[23]><a href=[^>]+>([^<]+)</a></h[23]>")


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def headlines(client, path):
    return HEADLINE.findall(page(client, path))


def ago(**time):
    return timezone.now() - timedelta(**time)


# The front ----------------------------------------------------------------------------------------------------


def test_an_empty_site_has_a_front_in_every_language(client):
    for path in ("/", "/ar/", "/ku/", "/ckb/"):
        text = page(client, path)
        assert text.count("<h1") == 1
    assert "No stories yet." in page(client, "/")


@pytest.mark.parametrize("number", [1, 2, 3, 4, 7, 12, 25, 40])
def test_no_story_stands_on_the_front_twice_and_the_newest_are_there(client, number):
    sections = [cast.make_section(slug) for slug in ("towns", "sport", "culture")]
    for place in range(number):
        cast.live_story(headline=f"Story {place:02}", section=sections[place % 3], at=ago(hours=place))
    found = headlines(client, "/")
    assert len(found) == len(set(found))
    assert {f"Story {place:02}" for place in range(min(number, 8))} <= set(found)


def test_the_lead_is_the_newest_story_with_a_photo(client):
    cast.live_story(headline="With photo", photos=[cast.make_photo()], at=ago(hours=2))
    cast.live_story(headline="Without", at=ago(hours=1))
    assert headlines(client, "/")[0] == "With photo"


def test_the_lead_photo_alone_is_fetched_eagerly(client):
    for place in range(6):
        cast.live_story(photos=[cast.make_photo()], at=ago(hours=place))
    images = re.findall(r"<img [^>]+>", page(client, "/"))
    assert ['fetchpriority="high"' in image for image in images] == [True, False, False, False]


def test_no_story_is_laid_out_where_there_is_none():
    assert lay_out([], []).top == []


@pytest.mark.parametrize(("number", "beside"), [(1, 0), (2, 0), (3, 2), (4, 2), (5, 2), (6, 3), (30, 3)])
def test_no_story_stands_alone_beside_the_lead(number, beside):
    stories = [cast.live_story(at=ago(hours=place)) for place in range(number)]
    found = list(Edition.objects.filter(pk__in=[story.pk for story in stories]).for_cards().newest())
    assert len(lay_out(found, []).beside) == beside


def test_each_language_has_its_own_stories(client):
    cast.live_story(headline="English")
    cast.live_story(headline="Kurmancî", language="ku")
    assert headlines(client, "/") == ["English"]
    assert headlines(client, "/ku/") == ["Kurmancî"]


def test_the_masthead_is_the_languages_own(client):
    SiteText.objects.create(language="en", name="Firat Post")
    SiteText.objects.create(language="ar", name="بريد الفرات")
    assert "<title>Firat Post</title>" in page(client, "/")
    assert "بريد الفرات" in page(client, "/ar/")
    assert "Firat Post" in page(client, "/ku/")


def test_the_default_languages_prefix_leads_to_the_bare_address(client):
    response = client.get("/en/")
    assert (response.status_code, response["Location"]) == (301, "/")


# Sections, topics, authors ------------------------------------------------------------------------------------


def test_a_section_shows_its_own_stories_and_those_below_it(client):
    parent = cast.make_section("culture")
    child = cast.make_section("film", parent=parent)
    cast.live_story(headline="In film", section=child)
    cast.live_story(headline="In culture", section=parent)
    cast.live_story(headline="Elsewhere")
    assert set(headlines(client, "/section/culture/")) == {"In film", "In culture"}
    assert headlines(client, "/section/film/") == ["In film"]


def test_an_empty_section_says_so_and_is_not_for_robots(client):
    cast.make_section("culture")
    text = page(client, "/section/culture/")
    assert "No stories in this section yet." in text
    assert 'content="noindex"' in text


def test_a_topic_is_found_by_its_slug_and_only_where_it_has_live_stories(client):
    cast.live_story(headline="On bees", tags=["Honey bees"])
    cast.make_article(tags=["Only a draft"])
    assert headlines(client, "/topic/honey-bees/") == ["On bees"]
    assert client.get("/topic/only-a-draft/").status_code == 404
    assert client.get("/ar/topic/honey-bees/").status_code == 404


def test_an_unused_tag_answers_like_nonsense(client):
    cast.make_article(tags=["Only a draft"])
    assert client.get("/topic/only-a-draft/").content == client.get("/topic/nonsense/").content


def test_an_authors_page_has_the_profile_and_the_stories_of_every_role(client):
    author = cast.make_author("Ana Qadir", slug="ana", job_title="Reporter", bio={"en": "Writes about water."})
    cast.live_story(headline="By Ana", authors=[author])
    cast.live_story(headline="Not by Ana")
    text = page(client, "/author/ana/")
    assert HEADLINE.findall(text) == ["By Ana"]
    assert "Writes about water." in text
    assert '"@type":"Person"' in text


def test_an_author_of_drafts_only_is_not_found(client):
    cast.make_article(authors=[cast.make_author(slug="ana")])
    assert client.get("/author/ana/").status_code == 404


def test_another_spelling_of_a_list_leads_to_its_address(client):
    Section.objects.create(slug="çand", names={"en": "Culture"})
    response = client.get("/section/c\u0327and/")
    assert response.status_code == 404 or response["Location"] == "/section/%C3%A7and/"
    cast.make_section("culture")
    assert client.get("/section/Culture/")["Location"] == "/section/culture/"


def test_a_withdrawn_story_leaves_every_list(client):
    author = cast.make_author(slug="ana")
    article = cast.live(headline="Gone", authors=[author], tags=["bees"])
    desk.withdraw(article, by=cast.editor(), reason="Two people were confused.")
    assert headlines(client, "/section/society/") == []
    assert client.get("/topic/bees/").status_code == 404
    assert client.get("/author/ana/").status_code == 404
    assert headlines(client, "/") == []


def test_of_a_withdrawn_story_the_corrections_keep_the_notice_of_withdrawal_alone(client):
    article = cast.live(headline="Gone")
    cast.republish(article, "correction", "The mayor was not arrested.", headline="Gone again")
    assert "The mayor was not arrested." in page(client, "/corrections/")
    desk.withdraw(article, by=cast.editor(), reason="Two people were confused.")
    text = page(client, "/corrections/")
    assert "Two people were confused." in text
    assert "The mayor was not arrested." not in text


def test_lists_have_pages_without_a_count(client):
    for place in range(21):
        cast.live_story(headline=f"Story {place:02}", at=ago(hours=place))
    first = page(client, "/section/society/")
    assert len(HEADLINE.findall(first)) == 20
    assert '<a class="older" rel="next" href="/section/society/?page=2">' in first
    second = page(client, "/section/society/?page=2")
    assert HEADLINE.findall(second) == ["Story 20"]
    assert '<a class="newer" rel="prev" href="/section/society/">' in second
    assert client.get("/section/society/?page=1")["Location"] == "/section/society/"
    for beyond in ("3", "0", "-1", "x", "101", "٢", ""):
        assert client.get("/section/society/", {"page": beyond}).status_code == 404, beyond


def test_a_list_without_words_of_its_own_is_described_by_the_sites(client):
    SiteText.objects.create(language="en", name="The Bridge", strapline="News from the valley")
    cast.live_story()
    assert '<meta name="description" content="Society – News from the valley">' in page(client, "/section/society/")


def test_an_opinion_says_so_in_a_list_with_and_without_a_section(client):
    opinion = cast.live(headline="We need a bridge", genre="opinion", tags=["bridges"]).edition
    assert '<span class="label">Opinion</span> <span class="kicker-section">Society</span>' in page(client, "/")
    type(opinion).objects.update(section=None)
    assert '<p class="kicker"><span class="label">Opinion</span> </p>' in page(client, "/topic/bridges/")


def test_a_name_missing_in_a_language_is_marked_with_the_language_it_is_in(client):
    cast.make_section("culture", names={"en": "Culture"})
    assert 'href="/ar/section/culture/" lang="en">Culture</a>' in page(client, "/ar/")


def test_the_switcher_leads_to_the_same_section_where_it_has_stories(client):
    cast.live_story()
    cast.live_story(language="ar", headline="خبر")
    text = page(client, "/section/society/")
    assert '<a href="/ar/section/society/" lang="ar"' in text
    assert '<a href="/ku/" lang="ku"' in text


def test_what_is_not_there_is_said_in_the_language_of_the_path(client):
    cast.live_story(language="ar", headline="خبر")
    response = client.get("/ar/nothing/")
    assert response.status_code == 404
    text = response.content.decode()
    assert '<html lang="ar" dir="rtl">' in text
    assert "خبر" in text
    assert 'role="search"' in text


# What it costs ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("/", 4),  # the masthead with the sections, what is placed, stories, lead photos with their copies
        ("/section/society/", 4),
        ("/topic/bees/", 4),  # the topic in place of what is placed
        ("/author/ana/", 4),
        ("/corrections/", 2),
        ("/nothing/", 2),
    ],
)
def test_a_list_asks_as_often_for_thirty_stories_as_for_one(client, django_assert_num_queries, path, number):
    author = cast.make_author(slug="ana")
    SiteText.objects.create(language="en", name="Seven Bridges")

    def publish():
        section = cast.make_section("society")
        article = cast.live(authors=[author], tags=["bees"], photos=[cast.make_photo()], section=section)
        cast.republish(article, "correction", "An earlier version gave a wrong number.", standfirst="Corrected.")

    publish()
    with django_assert_num_queries(number):
        client.get(path)
    for place in range(14):
        cast.make_section(f"section-{place}")
        publish()
    with django_assert_num_queries(number):
        client.get(path)


NOT_THERE = ["/nonsense/", "/section/nonsense/", "/topic/nonsense/", "/topic/draft/", "/author/nonsense/", "/s/zzzz/"]
NOT_THERE += ["/2026/11/nonsense/", "/2026/11/nonsense/history/", "/2026/11/nonsense/photo/1/", "/ar/section/nonsense/"]
NOT_THERE += ["/2025/", "/2025/11/", "/2025/11/22/", "/corrections/?page=9", "/sitemap-1999-01.xml"]
NOT_THERE += ["/section/nonsense/feed/", "/topic/nonsense/feed/", "/topic/draft/feed/", "/author/nonsense/feed/atom/"]
# Beyond the end of what is there.
NOT_THERE += [f"/{path}/?page=9" for path in ("section/society", "topic/bees", "author/ana", "2026/03/09")]
NOT_THERE += [f"/{path}/feed/?page=9" for path in ("section/society", "topic/bees", "author/ana", "corrections")]
NOT_THERE += ["/2026/03/bees/photo/9/", "/2026/03/bees/history/?page=9", "/feed/?page=9"]
NOT_THERE += ["/sitemap-2026-03-9.xml"]


@pytest.mark.parametrize("path", NOT_THERE)
def test_what_is_not_there_asks_three_times_at_most(client, django_assert_max_num_queries, path):
    ana, march = cast.make_author(slug="ana"), datetime(2026, 3, 9, tzinfo=UTC)
    cast.live(slug="bees", headline="Bees", tags=["bees"], authors=[ana], photos=[cast.make_photo()], at=march)
    cast.make_article(tags=["draft"])
    with django_assert_max_num_queries(3):
        assert client.get(path).status_code == 404
