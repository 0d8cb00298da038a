"""Search finds the same on SQLite and PostgreSQL, and takes whatever is typed."""

import re
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles import desk
from articles.models import Section
from articles.models.search import SearchDocument
from articles.search import Query, search
from tests import cast

pytestmark = pytest.mark.django_db


def found(text, **filters):
    return [result.edition.headline for result in search(text, **filters).rows]


def story(body="<p>Nothing much.</p>", **fields):
    return cast.live_story(body=body, **fields)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Kobanê", "Kobane"),
        ("kobane", "Kobanê"),
        ("isik", "ışık"),
        ("hikumet", "hikûmet"),
        ("publishing", "They publish"),
        ("publish", "publishing"),
        ("أربيل", "اربيل"),
        ("قتل", "قُتِل"),
        ("عراق", "والعراق"),
        ("كوردى", "کوردی"),
        ("ههولێر", "هەولێر"),
        ("هه\u200cولێر", "هەولێر"),
        ("۱۲۳", "123"),
        ("WHO", "The WHO said"),
    ],
)
def test_spellings_of_one_word_find_each_other(typed, written):
    story(f"<p>Before {written} after.</p>", headline="The one")
    story(headline="Another")
    assert found(typed) == ["The one"]


HOSTILE = [
    '"',
    "'",
    "*",
    "NEAR(",
    "a:b",
    "O'Neill & \"co",
    "\x00",
    "x" * 10_000,
    "AND OR NOT",
    "headline:",
    "(",
    "-",
    "^",
]
HOSTILE += ["{}", "%s", "%", "\\", "'; DROP TABLE", "\ud800", "a\x00b", "“", "«»", "🙂"]


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_is_answered(client, typed):
    story()
    response = client.get("/search/", {"q": typed.encode("utf-8", "surrogatepass")})
    assert response.status_code == 200


def test_an_apostrophe_is_part_of_a_name():
    story("<p>Mr O’Neill spoke.</p>", headline="The one")
    story("<p>Neill and o.</p>", headline="Another")
    assert found("O'Neill") == ["The one"]


def test_every_word_must_occur():
    story("<p>Bridge and water.</p>", headline="Both")
    story("<p>Bridge alone.</p>", headline="First only")
    assert found("bridge water") == ["Both"]


@pytest.mark.parametrize("quotes", ['""', "“”", "«»", "„“"])
def test_words_in_quotes_are_a_phrase(quotes):
    story("<p>The old stone bridge.</p>", headline="Phrase")
    story("<p>A bridge of old stone.</p>", headline="Apart")
    assert found(f"{quotes[0]}stone bridge{quotes[1]}") == ["Phrase"]
    assert len(found("stone bridge")) == 2


def test_a_word_in_the_headline_counts_for_most():
    story("<p>A melon, the melon, melon.</p>", headline="Other matters", at=timezone.now())
    story("<p>Nothing.</p>", headline="A melon weighed", at=timezone.now() - timedelta(days=9))
    assert found("melon") == ["A melon weighed", "Other matters"]
    assert found("melon", order="newest") == ["Other matters", "A melon weighed"]


def test_names_and_tags_are_searched():
    story(headline="By Ana", authors=[cast.make_author("Ana Qadir")])
    story(headline="On rivers", tags=["Hydrology"])
    assert found("qadir") == ["By Ana"]
    assert found("hydrology") == ["On rivers"]


def test_filters_narrow_by_language_section_and_day():
    day = timezone.localdate()
    sport = Section.objects.create(slug="sport", names={"en": "Sport"})
    story(headline="Old water", at=timezone.now() - timedelta(days=5))
    story(headline="New water", section=sport)
    story(headline="Ava water", language="ku")
    assert set(found("water", language="en")) == {"Old water", "New water"}
    assert found("water", sections=[sport.pk]) == ["New water"]
    assert found("water", until=day - timedelta(days=1)) == ["Old water"]
    assert set(found("water", since=day)) == {"New water", "Ava water"}
    assert found("water", since=day - timedelta(days=5), until=day - timedelta(days=5)) == ["Old water"]


def test_a_half_edited_story_is_found_by_its_live_words_only():
    article = cast.live(headline="Live words")
    cast.edit(article, headline="Draft phrasing")
    assert found("draft phrasing") == []
    assert found("live words") == ["Live words"]


def test_publishing_again_replaces_the_words():
    article = cast.live(headline="Former words")
    cast.republish(article, "update", headline="Present words")
    assert found("former") == []
    assert found("present") == ["Present words"]


def test_withdrawing_takes_a_story_out():
    article = cast.live(headline="Former words")
    desk.withdraw(article, by=cast.editor(), reason="Two people were confused.")
    assert found("former") == []
    assert not SearchDocument.objects.exists()


def test_rebuilding_writes_every_live_story_anew():
    story(headline="Findable")
    SearchDocument.objects.update(headline="something else")
    assert found("findable") == []
    call_command("rebuild_search", verbosity=0)
    assert found("findable") == ["Findable"]


def test_words_are_marked_in_their_original_spelling():
    story(
        "<p>Long before. " + "word " * 40 + "The town of Kobanê & its <strong>river</strong>.</p>",
        headline="Kobanê’s day",
    )
    (result,) = search("kobane").rows
    assert result.headline == "<mark>Kobanê’s</mark> day"
    assert "<mark>Kobanê</mark> &amp; its river." in result.snippet
    assert len(result.snippet.split()) <= 33
    assert result.snippet.startswith("… ")


def test_a_mark_ends_at_a_space_that_does_not_break():
    story("<p>It is 138\u00a0metres long.</p>", headline="A bridge of 138\u00a0metres")
    (result,) = search("138").rows
    assert result.headline == "A bridge of <mark>138</mark>\u00a0metres"
    assert result.snippet == "It is <mark>138</mark>\u00a0metres long."


def test_a_query_is_cut_at_twelve_words():
    query = Query.read("a b c d e f g h i j k l m n")
    assert sum(map(len, query.phrases)) == 12
    assert query.was_cut


def test_the_page_says_that_it_cut(client):
    assert "first 200 characters" in client.get("/search/", {"q": "x" * 300}).content.decode()


def test_the_form_keeps_what_was_typed_and_explains_a_bad_date(client):
    page = client.get(
        "/search/", {"q": '<b>"x"', "from": "yesterday", "section": "nowhere", "in": "xx"}
    ).content.decode()
    assert 'value="&lt;b&gt;&quot;x&quot;"' in page
    assert 'value="yesterday"' in page
    assert "Write the date as year, month and day" in page


@pytest.mark.parametrize("end", ["from", "to"])
@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"])
def test_a_year_in_which_nothing_was_published_is_a_bad_date(client, end, day):
    response = client.get("/search/", {"q": "school", end: day})
    assert response.status_code == 200
    assert "Write the date as year, month and day" in response.content.decode()
    assert f'value="{day}"' in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "is_open"),
    [
        ({"q": "water"}, False),
        ({"q": "water", "in": "en", "order": ""}, False),
        ({"q": "water", "section": "society"}, True),
        ({"q": "water", "order": "newest"}, True),
        ({"q": "water", "from": "yesterday"}, True),
    ],
)
def test_the_filters_are_folded_away_unless_one_is_in_use(client, typed, is_open):
    cast.make_section("society")
    page = client.get("/search/", typed).content.decode()
    assert ('<details class="narrow" open>' in page) is is_open
    assert ('<details class="narrow">' in page) is not is_open


def test_dates_the_wrong_way_round_are_exchanged(client):
    story(headline="Findable")
    today = date.today()
    page = client.get("/search/", {"q": "findable", "from": today + timedelta(days=3), "to": today - timedelta(days=3)})
    assert "<mark>Findable</mark>" in page.content.decode()


def test_pages_go_on_until_nothing_is_left(client):
    for number in range(23):
        story(headline=f"Water {number}")
    first = client.get("/search/?q=water").content.decode()
    assert first.count("<mark>Water</mark>") == 20
    assert 'href="/search/?q=water&amp;page=2"' in first
    assert "23 stories found." in first
    second = client.get("/search/?q=water&page=2").content.decode()
    assert second.count("<mark>Water</mark>") == 3
    assert 'href="/search/?q=water"' in second
    for beyond in ("3", "0", "x", "51", "99999999999"):
        assert client.get(f"/search/?q=water&page={beyond}").status_code == 404
    assert client.get("/search/?q=water&page=1")["Location"] == "/search/?q=water"


def test_search_asks_as_often_for_thirty_stories_as_for_one(client, django_assert_num_queries):
    # The masthead, matches (PostgreSQL: of late, of longer, ever), the best of them, stories.
    number = 6 if connection.vendor == "postgresql" else 4
    story(headline="Water")
    with django_assert_num_queries(number):
        client.get("/search/?q=water")
    for other in range(29):
        story(headline=f"Water {other}")
    with django_assert_num_queries(number):
        client.get("/search/?q=water")


DAYS_AGO = [0, 3, 9, 40, 400, 4_000, 20_000]  # the last before 1972


def test_what_is_old_is_found_after_what_is_new(client):
    for days in DAYS_AGO:
        story(headline=f"Water {days}", at=timezone.now() - timedelta(days=days))
    story(headline="Water in another language", language="ku")
    assert found("water", order="newest", language="en") == [f"Water {days}" for days in DAYS_AGO]
    edge = timezone.localdate() - timedelta(days=40)
    assert found("water", order="newest", language="en", since=edge) == [f"Water {days}" for days in (0, 3, 9, 40)]
    assert found("water", order="newest", language="en", until=edge) == [f"Water {days}" for days in DAYS_AGO[3:]]
    assert found("water", order="newest", language="en", since=edge, until=edge) == ["Water 40"]


def test_one_of_several_sections_is_enough():
    sections = [Section.objects.create(slug=slug, names={"en": slug}) for slug in ("sport", "chess", "towns")]
    for section in sections:
        story(headline=f"Water in {section.slug}", section=section)
    chosen = found("water", sections=[section.pk for section in sections[:2]])
    assert set(chosen) == {"Water in sport", "Water in chess"}


def test_every_filter_finds_what_the_list_of_the_same_name_shows(client):
    sport, now = Section.objects.create(slug="sport", names={"en": "Sport"}), timezone.now()
    chess = Section.objects.create(slug="chess", names={"en": "Chess"}, parent=sport)
    for number, section in enumerate([sport, chess, cast.make_section(), sport]):
        story(headline=f"Water {number}", section=section, at=now - timedelta(days=number))
    story(headline="Ava water", language="ku", section=sport)
    desk.withdraw(cast.live(headline="Water withdrawn", section=sport), by=cast.editor(), reason="It was wrong.")

    def shown(path):
        return set(re.findall(r"(?:Ava|Water|water)[^<]*", re.sub("</?mark>", "", main(client.get(path).text))))

    day = timezone.localdate(now - timedelta(days=1))
    lists = {
        "/section/sport/": "/search/?q=water&section=sport",
        "/ku/section/sport/": "/ku/search/?q=water&section=sport",
        "/": "/search/?q=water",
        f"/{day:%Y/%m/%d}/": f"/search/?q=water&from={day}&to={day}",
    }
    for path, search_path in lists.items():
        assert len(shown(path)) >= 1
        assert shown(path) == shown(search_path), path


def main(page):
    """Return the headlines of a page's cards."""
    return "".join(re.findall(r"<h[23]><a [^>]*>(.*?)</a></h[23]>", page.partition("<main")[2].partition("</main>")[0]))


def test_a_story_that_moves_is_found_in_its_section_of_today():
    article = cast.live(headline="Water")
    sport = Section.objects.create(slug="sport", names={"en": "Sport"})
    former = article.section
    cast.republish(article, "update", section=sport)
    assert found("water", sections=[sport.pk]) == ["Water"]
    assert found("water", sections=[former.pk]) == []


@pytest.mark.parametrize("typed", ["len", "@len", "marks", "l", "s1"])
def test_no_reader_can_ask_for_the_marks_of_the_index(typed):
    story()
    assert found(typed) == []


def test_of_very_many_the_headline_still_counts_most_and_then_the_date(monkeypatch):
    monkeypatch.setattr("articles.search.finding.WEIGHED", 2)
    now = timezone.now()
    story("<p>Nothing.</p>", headline="Old melon", at=now - timedelta(days=300))
    for days in range(5):
        story("<p>A melon.</p>", headline=f"Other {days}", at=now - timedelta(days=days))
    assert found("melon") == ["Old melon", *(f"Other {days}" for days in range(5))]


def test_the_count_is_exact_up_to_a_thousand_and_stops_there(monkeypatch):
    monkeypatch.setattr("articles.search.finding.COUNTED", 2)
    for number in range(2):
        story(headline=f"Water {number}")
    assert not search("water").is_more_than_counted
    story(headline="Water again")
    assert search("water").count == 3


def test_a_story_found_in_another_language_marks_the_words_of_this_page(client):
    edition = story(headline="Çem û pir", language="ku", genre="opinion")
    cast.republish(edition.article, "retraction", "The scales were broken.")
    page = client.get("/ar/search/?q=pir&in=all").content.decode()
    card = page.partition('<article class="card" lang="ku" dir="ltr">')[2].partition("</article>")[0]
    assert '<span class="label" lang="ar" dir="rtl">رأي</span>' in card
    assert '<bdi lang="ar" dir="rtl">تراجعنا عنه:</bdi> Çem û <mark>pir</mark>' in card
    assert re.search(r'<time datetime="[^"]+" lang="ar" dir="rtl">', card)


def test_a_story_found_bears_its_label_and_its_kicker(client):
    story(headline="On water", genre="sponsored", kicker="Film")
    page = client.get("/search/?q=water").content.decode()
    assert '<span class="label">Sponsored</span> Film</p>' in page


def test_a_section_without_a_name_in_the_storys_language_is_marked_in_what_was_found(client):
    section = cast.make_section("culture", names={"en": "Culture"})
    story(headline="Çem û pir", language="ku", section=section)
    assert '<span class="kicker-section" lang="en">Culture</span>' in client.get("/ku/search/?q=pir").content.decode()


def test_beyond_the_end_of_what_is_found_nothing_is_weighed(client, django_assert_max_num_queries):
    cast.live_story(headline="Water in Derik")
    with django_assert_max_num_queries(5):  # three on SQLite; PostgreSQL looks up to three times
        assert client.get("/search/?q=water&page=2").status_code == 404


def test_where_nothing_is_found_the_latest_stories_are_offered(client):
    for hours in range(7):
        story(headline=f"Story {hours}", at=timezone.now() - timedelta(hours=hours))
    nothing = client.get("/search/?q=locomotive").content.decode()
    assert "Nothing found." in nothing
    assert [f">Story {hours}</a>" in nothing for hours in range(7)] == [True] * 6 + [False]
    assert 'id="latest"' not in client.get("/search/?q=story").content.decode()
