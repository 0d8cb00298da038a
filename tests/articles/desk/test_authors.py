"""Authors and sections are renamed and merged by verbs: every page agrees at once, every old address leads on."""

import pytest

from articles import desk, documents
from articles.models import (
    Article,
    Byline,
    DeskLog,
    EditionByline,
    Publication,
    Revision,
    SearchDocument,
)
from authors.models import Author
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    return cast.make_author("Leyla Aziz", slug="leyla-aziz"), cast.make_author("Leyla Ehmed", slug="leyla-ehmed")


def merge(old, new, by=None):
    return desk.merge_authors([old], new, by=by or cast.chief())


def test_bylines_move_at_the_desk_and_with_readers(two, client):
    old, new = two
    article = cast.live(authors=[old])
    merge(old, new)
    assert Byline.objects.get().author == new
    assert EditionByline.objects.get().author == new
    page = client.get(article.edition.get_absolute_url()).content.decode()
    assert "Leyla Ehmed" in page
    assert "Leyla Aziz" not in page


def test_the_page_of_the_merged_author_leads_to_the_other_in_every_language(two, client):
    old, new = two
    cast.live(authors=[old])
    cast.live(authors=[old], language="ar", headline="خبر")
    merge(old, new)
    assert client.get("/author/leyla-aziz/")["Location"] == "/author/leyla-ehmed/"
    assert client.get("/ar/author/leyla-aziz/")["Location"] == "/ar/author/leyla-ehmed/"
    assert client.get("/author/leyla-aziz/feed/")["Location"] == "/author/leyla-ehmed/feed/"
    assert client.get("/author/leyla-ehmed/").status_code == 200


def test_merged_twice_there_is_still_one_redirect(two, client):
    old, new = two
    last = cast.make_author("Leyla E.", slug="leyla-e")
    cast.live(authors=[old])
    merge(old, new)
    merge(new, last)
    assert {author.merged_into for author in (Author.objects.get(pk=old.pk), Author.objects.get(pk=new.pk))} == {last}
    assert client.get("/author/leyla-aziz/")["Location"] == "/author/leyla-e/"
    assert client.get("/author/leyla-ehmed/")["Location"] == "/author/leyla-e/"


def test_who_stood_on_a_story_under_both_names_stands_there_once(two):
    old, new = two
    article = cast.live(authors=[old, new])
    merge(old, new)
    assert [row.author for row in Byline.objects.filter(article=article)] == [new]
    assert [row.author for row in EditionByline.objects.filter(edition=article.pk)] == [new]


def test_a_byline_line_that_counts_its_rows_keeps_them(two):
    old, new = two
    article = cast.live(authors=[old, new], byline_line="By {1}, pictures by {2}")
    merge(old, new)
    assert Byline.objects.filter(article=article, author=new).count() == 2


def test_an_old_document_means_the_author_of_today_and_a_merge_is_no_edit(two):
    old, new = two
    article = cast.live(authors=[old])
    first = documents.head(article)
    merge(old, new)
    assert desk.record(Article.objects.get(), by=cast.reporter()) is None
    assert Revision.objects.count() == 1

    cast.edit(article, headline="Other")
    assert "Leyla Aziz is now Leyla Ehmed." in desk.restore(Article.objects.get(), first, by=cast.editor())
    assert Byline.objects.get().author == new


def test_readers_are_told_of_no_update_and_the_desk_log_of_the_merge(two):
    old, new = two
    cast.live(authors=[old])
    merge(old, new)
    assert Publication.objects.count() == 1
    row = DeskLog.objects.get(event="author.merged")
    assert row.data == {"from": "Leyla Aziz", "into": "Leyla Ehmed", "articles": 1, "editions": 1}
    assert row.by == cast.chief()


def test_the_search_finds_by_the_name_of_today(two):
    old, new = two
    cast.live(authors=[old])
    merge(old, new)
    assert SearchDocument.objects.get().names.startswith("leyla ehmed")


def test_the_account_moves_along(two):
    old, new = two
    old.user = cast.reporter()
    old.save()
    merge(old, new)
    assert Author.objects.get(pk=new.pk).user == cast.reporter()


def test_two_accounts_an_agency_or_a_merged_one_are_refused(two):
    old, new = two
    agency = cast.make_agency()
    with pytest.raises(desk.Refusal, match="same kind"):
        merge(old, agency)
    for author, user in zip(two, (cast.reporter(), cast.editor()), strict=True):
        author.user = user
        author.save()
    with pytest.raises(desk.Refusal, match="More than one of them"):
        merge(old, new)
    Author.objects.update(user=None)
    merge(old, new)
    with pytest.raises(desk.Refusal, match="merged already"):
        merge(old, new)
    with pytest.raises(desk.Refusal, match="at least two"):
        merge(new, new)


def test_an_editor_may_not(two):
    old, new = two
    for verb in (
        lambda: merge(old, new, by=cast.editor()),
        lambda: desk.rename_author(old, by=cast.editor(), name="Other"),
        lambda: desk.retire_author(old, by=cast.editor()),
        lambda: desk.rename_section(cast.make_section(), by=cast.editor(), names={"en": "Other"}),
    ):
        with pytest.raises(desk.NotAllowed):
            verb()


def test_a_renamed_author_has_the_new_name_everywhere_and_both_addresses(two, client):
    old, _new = two
    article = cast.live(authors=[old])
    desk.rename_author(old, by=cast.chief(), name="Leyla Osman", slug="Leyla Osman")
    assert "Leyla Osman" in client.get(article.edition.get_absolute_url()).content.decode()
    assert client.get("/author/leyla-aziz/")["Location"] == "/author/leyla-osman/"
    assert "leyla osman" in SearchDocument.objects.get().names
    assert desk.record(Article.objects.get(), by=cast.reporter()) is None

    desk.rename_author(old, by=cast.chief(), name="Leyla Aziz", slug="leyla-aziz")
    assert client.get("/author/leyla-aziz/").status_code == 200
    assert client.get("/author/leyla-osman/")["Location"] == "/author/leyla-aziz/"


@pytest.mark.parametrize(
    ("name", "slug"), [("", ""), ("x" * 121, ""), ("Leyla", "leyla-ehmed"), ("Leyla Aziz", ""), ("\0", "")]
)
def test_what_can_be_no_name_or_address_of_an_author_is_refused(two, name, slug):
    with pytest.raises(desk.Refusal):
        desk.rename_author(two[0], by=cast.chief(), name=name, slug=slug)


def test_a_retired_author_can_stand_on_no_new_byline_and_come_back(two):
    old, _new = two
    desk.retire_author(old, by=cast.chief())
    assert old not in Author.objects.active()
    with pytest.raises(desk.Refusal):
        desk.retire_author(old, by=cast.chief())
    desk.retire_author(old, by=cast.chief(), back=True)
    assert old in Author.objects.active()
    assert list(DeskLog.objects.values_list("event", flat=True)) == ["author.returned", "author.retired"]


def test_a_renamed_section_has_the_new_name_and_both_addresses(client):
    section = cast.make_section("society")
    cast.live(section=section)
    desk.rename_section(section, by=cast.chief(), names={"en": "People", "ar": "ناس"}, slug="People")
    response = client.get("/section/society/")
    assert (response.status_code, response["Location"]) == (301, "/section/people/")
    assert client.get("/ar/section/society/")["Location"] == "/ar/section/people/"
    assert client.get("/section/society/feed/")["Location"] == "/section/people/feed/"
    assert "People" in client.get("/section/people/").content.decode()
    assert DeskLog.objects.get(event="section.renamed").data["from"]["slug"] == "society"


@pytest.mark.parametrize(("names", "slug"), [({}, ""), ({"en": " "}, "x"), ({"en": "Society"}, "culture")])
def test_what_can_be_no_name_or_address_of_a_section_is_refused(names, slug):
    section = cast.make_section("society")
    cast.make_section("culture")
    with pytest.raises(desk.Refusal):
        desk.rename_section(section, by=cast.chief(), names=names, slug=slug)
