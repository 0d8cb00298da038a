"""A tag is renamed and merged by a verb: no story loses it, none has it twice, and its former name goes on."""

import pytest
from taggit.models import Tag

from articles import desk, documents, tagnames
from articles.models import Article, DeskLog, Edition, Revision, SearchDocument, TagAlias, TaggedArticle, TaggedEdition
from tests import cast

pytestmark = pytest.mark.django_db


def tag(name):
    return Tag.objects.get(name=name)


def topics(article):
    return sorted(article.tags.names()), sorted(article.edition.tags.names())


@pytest.fixture
def stories():
    """Four live stories: with either spelling, with both, with neither."""
    return [cast.live(tags=tags) for tags in (["Kobane"], ["Kobani"], ["Kobane", "Kobani", "bridges"], ["bridges"])]


def test_merging_into_one_of_them_keeps_every_assignment_in_both_tables(stories):
    desk.merge_tags([tag("Kobane"), tag("Kobani")], tag("Kobani"), by=cast.editor())

    expected = [["Kobani"], ["Kobani"], ["Kobani", "bridges"], ["bridges"]]
    assert [topics(Article.objects.get(pk=story.pk)) for story in stories] == [(names, names) for names in expected]
    assert not Tag.objects.filter(name="Kobane").exists()
    assert (TagAlias.objects.get().name, TagAlias.objects.get().tag) == ("Kobane", tag("Kobani"))


def test_no_story_gets_the_tag_twice(stories):
    desk.merge_tags([tag("Kobane")], tag("Kobani"), by=cast.editor())
    for table in (TaggedArticle, TaggedEdition):
        assert table.objects.filter(content_object=stories[2].pk, tag=tag("Kobani")).count() == 1


def test_the_old_address_leads_to_the_new_one(stories, client):
    desk.merge_tags([tag("Kobane")], tag("Kobani"), by=cast.editor())
    for old, new in (("/topic/kobane/", "/topic/kobani/"), ("/topic/kobane/feed/", "/topic/kobani/feed/")):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, new)
        assert response["Cache-Control"] == "public, max-age=60"
    assert client.get("/topic/KOBANE/")["Location"] == "/topic/kobani/"


def test_a_mere_viewer_may_do_nothing(stories):
    viewer = cast.make_user("viewer", "view_tag", "change_tag", "delete_tag", app="taggit")
    for verb in (
        lambda: desk.merge_tags([tag("Kobane")], tag("Kobani"), by=viewer),
        lambda: desk.rename_tag(tag("Kobane"), by=viewer, name="Kobanî"),
        lambda: desk.delete_tag(tag("Kobane"), by=viewer),
    ):
        with pytest.raises(desk.NotAllowed):
            verb()
    assert not TagAlias.objects.exists()


def test_the_log_says_who_merged_what_and_how_many(stories):
    desk.merge_tags([tag("Kobane")], tag("Kobani"), by=cast.editor())
    row = DeskLog.objects.get(event="tag.merged")
    assert row.by == cast.editor()
    assert row.data == {"from": "Kobane", "into": "Kobani", "articles": 2, "editions": 2}


def test_the_search_knows_the_names_of_today(stories):
    desk.merge_tags([tag("Kobane")], tag("Kobani"), by=cast.editor())
    assert "kobani" in SearchDocument.objects.get(edition=stories[0].pk).names
    assert not SearchDocument.objects.filter(names__contains="kobane").exists()


def test_an_old_document_means_the_tag_of_today(stories):
    article = stories[0]
    old = documents.head(article)
    cast.edit(article, headline="Without it")
    desk.merge_tags([tag("Kobane")], tag("Kobani"), by=cast.editor())

    desk.restore(Article.objects.get(pk=article.pk), old, by=cast.editor())

    assert list(Article.objects.get(pk=article.pk).tags.names()) == ["Kobani"]
    assert not Tag.objects.filter(name="Kobane").exists()


def test_publishing_a_document_of_before_gives_readers_the_tag_of_today():
    article = cast.approved(tags=["Kobane"])
    desk.merge_tags([tag("Kobane")], Tag.objects.create(name="Kobani"), by=cast.editor())

    desk.publish(article, by=cast.editor())

    assert list(Edition.objects.get().tags.names()) == ["Kobani"]
    assert "kobani" in SearchDocument.objects.get().names


def test_a_merge_is_no_edit_of_the_story():
    article = cast.approved(tags=["Kobane"])
    desk.merge_tags([tag("Kobane")], Tag.objects.create(name="Kobani"), by=cast.editor())
    assert desk.record(Article.objects.get(), by=cast.reporter()) is None
    assert (Revision.objects.count(), Article.objects.get().stage) == (1, "approved")
    assert article.approvals.get().dropped_at is None


def test_renaming_changes_name_and_address_and_keeps_the_old_ones_working(client):
    cast.live(tags=["Kobane"])
    desk.rename_tag(tag("Kobane"), by=cast.editor(), name=" Kobanê ")

    assert (Tag.objects.get().name, Tag.objects.get().slug) == ("Kobanê", "kobanê")
    assert client.get("/topic/kobane/")["Location"].startswith("/topic/koban")
    assert client.get(client.get("/topic/kobane/")["Location"]).status_code == 200
    assert tagnames.resolve(["KOBANE", "bridges"]) == ["Kobanê", "bridges"]


def test_a_tag_takes_its_former_name_back(client):
    cast.live(tags=["Kobane"])
    desk.rename_tag(tag("Kobane"), by=cast.editor(), name="Kobani")
    desk.rename_tag(tag("Kobani"), by=cast.editor(), name="Kobane")
    assert list(TagAlias.objects.values_list("name", flat=True)) == ["Kobani"]
    assert client.get("/topic/kobane/").status_code == 200
    assert client.get("/topic/kobani/")["Location"] == "/topic/kobane/"


def test_a_change_of_letter_case_alone_is_a_rename(client):
    article = cast.live(tags=["kobani"])
    desk.rename_tag(tag("kobani"), by=cast.editor(), name="Kobani")
    assert client.get("/topic/kobani/").status_code == 200
    old = documents.head(article)
    cast.edit(article, headline="Other")
    desk.restore(Article.objects.get(), old, by=cast.editor())
    assert list(Tag.objects.values_list("name", flat=True)) == ["Kobani"]


def test_former_names_of_a_merged_tag_move_along(client):
    cast.live(tags=["Kobane"])
    desk.rename_tag(tag("Kobane"), by=cast.editor(), name="Kobanê")
    desk.merge_tags([tag("Kobanê")], Tag.objects.create(name="Kobani"), by=cast.editor())
    assert tagnames.resolve(["Kobane", "Kobanê"]) == ["Kobani"]
    assert client.get("/topic/kobane/")["Location"] == "/topic/kobani/"


@pytest.mark.parametrize("name", ["KOBANI", "Ain al-Arab"])
def test_a_name_that_another_tag_has_or_had_is_refused(name):
    Tag.objects.create(name="Kobane")
    other = Tag.objects.create(name="Ain al-Arab")
    desk.rename_tag(other, by=cast.editor(), name="Kobani")
    with pytest.raises(desk.Refusal, match="of the tag “Kobani”: merge the two"):
        desk.rename_tag(tag("Kobane"), by=cast.editor(), name=name)


@pytest.mark.parametrize("name", ["", "–", "x" * 101, "\0"])
def test_what_can_be_no_name_is_refused(name):
    with pytest.raises(desk.Refusal):
        desk.rename_tag(Tag.objects.create(name="Kobane"), by=cast.editor(), name=name)


def test_a_new_address_is_none_that_another_tag_had():
    first, second = Tag.objects.create(name="C"), Tag.objects.create(name="Bridges")
    desk.rename_tag(first, by=cast.editor(), name="C plus")
    desk.rename_tag(second, by=cast.editor(), name="C!")
    assert tag("C!").slug == "c_1"


def test_only_a_tag_that_nothing_uses_is_deleted():
    cast.live(tags=["Kobane"])
    unused = Tag.objects.create(name="Unused")
    with pytest.raises(desk.Refusal, match="in use"):
        desk.delete_tag(tag("Kobane"), by=cast.editor())
    desk.delete_tag(unused, by=cast.editor())
    assert list(Tag.objects.values_list("name", flat=True)) == ["Kobane"]
    assert DeskLog.objects.get(event="tag.deleted").data == {"name": "Unused"}


def test_a_tag_that_is_gone_is_refused_in_words():
    gone, into = Tag.objects.create(name="Kobane"), Tag.objects.create(name="Kobani")
    desk.merge_tags([gone], into, by=cast.editor())
    gone.pk = 999_999
    with pytest.raises(desk.Refusal, match="merged or deleted in the meantime"):
        desk.merge_tags([gone], into, by=cast.editor())


def test_a_draft_is_not_shown_by_its_tags_former_name(client):
    cast.make_article(tags=["Kobane"])
    desk.rename_tag(tag("Kobane"), by=cast.editor(), name="Kobani")
    assert client.get("/topic/kobane/").status_code == 404
    assert client.get("/topic/kobane/feed/").status_code == 404


def test_a_merge_costs_the_same_for_two_stories_and_for_forty(django_assert_num_queries):
    for number in (2, 40):
        for _story in range(number):
            cast.live(tags=["Kobane"])
        into = Tag.objects.create(name=f"Kobani {number}")
        with django_assert_num_queries(37):
            desk.merge_tags([tag("Kobane")], into, by=cast.editor())
        TagAlias.objects.all().delete()
