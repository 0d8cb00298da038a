"""Saving the working copy: what appends a revision, and what a revision holds."""

import pytest
from django.db import connection

from articles import desk, documents
from articles.desk import revisions as revisions_module
from articles.models import Article, Byline, Caption, Revision
from tests import cast

pytestmark = pytest.mark.django_db


def revisions(article):
    return Revision.objects.filter(article=article).count()


def test_a_save_that_alters_nothing_appends_no_revision():
    article = cast.make_article()
    assert desk.record(article, by=cast.reporter()) is None
    assert revisions(article) == 1


def test_a_changed_word_appends_a_revision_with_the_next_number_and_who():
    article = cast.make_article()
    revision = cast.edit(article, headline="Another headline", by=cast.editor())
    assert (revision.number, revision.by) == (2, cast.editor())
    assert revision.document["story"]["headline"] == "Another headline"


def test_a_changed_tag_alone_appends_a_revision_containing_it():
    article = cast.make_article(tags=["bridges"])
    article.tags.add("schools")
    assert desk.record(article, by=cast.reporter()).document["tags"] == ["bridges", "schools"]


def test_a_changed_inline_row_alone_appends_a_revision_containing_it():
    article = cast.make_article()
    Byline.objects.create(article=article, author=cast.make_agency(), order=1)
    names = [row["name"] for row in desk.record(article, by=cast.reporter()).document["bylines"]]
    assert names == ["Leyla Aziz", "Firat Agency"]


def test_the_document_holds_every_column_of_the_story():
    document = documents.head(cast.make_article()).document
    assert set(document["story"]) == {field.attname for field in Article._meta.fields} & set(documents.COLUMNS)
    assert {"headline", "body", "section_id", "language", "insets", "translation_of_id"} <= set(document["story"])


def test_the_document_keeps_the_photos_words_as_they_were_shown():
    photo = cast.make_photo(caption="Then.", alt="A bridge.")
    document = documents.head(cast.make_article(photos=[photo])).document
    assert document["captions"][0]["caption"] is None
    assert document["captions"][0]["shown_caption"] == "Then."
    assert document["captions"][0]["shown_alt"] == "A bridge."


def test_a_decorative_photo_is_shown_without_alt_text():
    article = cast.make_article(photos=[cast.make_photo(alt="A bridge.")])
    Caption.objects.filter(article=article).update(decorative=True)
    assert desk.record(article, by=cast.reporter()).document["captions"][0]["shown_alt"] == ""


def test_a_save_on_an_old_revision_is_refused_and_names_who_came_between():
    article = cast.make_article()
    cast.edit(article, standfirst="Dana was here.", by=cast.editor())
    Article.objects.filter(pk=article.pk).update(headline="Mine")
    with pytest.raises(desk.Stale, match=r"Revision 2 was saved by Dana Karim at \d\d:\d\d") as refusal:
        desk.record(article, by=cast.reporter(), base=1)
    assert refusal.value.head.number == 2
    assert revisions(article) == 2


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("A \x1bheadline\x0b", "A headline"),
        ("one well\u202e after", "one well after"),
        ("\u2067an open isolate", "\u2067an open isolate\u2069"),
        ("“Curly” – it’s\u00a0kept", "“Curly” – it’s\u00a0kept"),
        ("هه\u200cولێر", "هه\u200cولێر"),
    ],
)
def test_control_characters_go_direction_marks_end_and_all_that_shows_stays(typed, stored):
    article = cast.make_article(headline=typed)
    assert article.headline == stored
    assert documents.head(article).document["story"]["headline"] == stored


def test_an_importers_nul_is_gone_before_the_database_sees_it():
    article = Article(headline="A\x00 headline", body="<p>A\x00 body</p>")
    assert documents.clean(article) == ["headline", "body"]
    assert (article.headline, article.body) == ("A headline", "<p>A body</p>")


def test_a_script_in_the_body_is_never_stored():
    article = cast.make_article(body='<p onclick="x()">Text<script>alert(1)</script></p>')
    assert article.body == "<p>Text</p>"


def test_the_first_words_of_a_stub_move_it_from_assigned_to_writing():
    article = cast.make_article(headline="", body="", brief="The bridge")
    assert article.stage == Article.Stage.ASSIGNED
    cast.edit(article, headline="The bridge opens")
    assert Article.objects.get(pk=article.pk).stage == Article.Stage.WRITING


def test_a_story_without_a_headline_is_called_by_its_brief_or_its_number():
    assert str(cast.make_article(headline="", brief="The bridge")) == "The bridge"
    article = cast.make_article(headline="", brief="")
    assert str(article) == f"Untitled #{article.pk}"


def test_the_slug_follows_the_headline_until_somebody_types_one():
    article = cast.make_article(headline="The bridge opens")
    assert article.slug == "the-bridge-opens"
    cast.edit(article, headline="The bridge is open")
    assert Article.objects.get(pk=article.pk).slug == "the-bridge-is-open"
    cast.edit(article, slug="bridge")
    cast.edit(article, headline="Something else")
    assert Article.objects.get(pk=article.pk).slug == "bridge"


def test_the_slug_no_longer_moves_once_readers_have_the_story():
    article = cast.live(headline="The bridge opens")
    cast.edit(article, headline="Another headline", slug="another")
    assert Article.objects.get(pk=article.pk).slug == "the-bridge-opens"


@pytest.mark.parametrize(
    ("headline", "slug"),
    [("İstanbul’da ışık", "istanbul-da-isik"), ("الجسر يُفتح", "الجسر-يفتح"), ("پردەکە کرایەوە", "پردەکە-کرایەوە")],
)
def test_a_headline_in_any_script_gives_a_slug_that_can_be_read(headline, slug):
    assert cast.make_article(headline=headline).slug == slug


def test_the_same_headline_twice_gives_the_second_a_number():
    cast.make_article(headline="Weather")
    assert cast.make_article(headline="Weather").slug == "weather-2"


def test_a_typed_slug_that_another_story_has_gets_a_number_too():
    cast.make_article(headline="Weather")
    article = cast.make_article(headline="Something else", slug="Weather!")
    assert article.slug == "weather-2"


def test_a_slug_taken_by_another_at_the_same_moment_is_asked_for_again(monkeypatch):
    other, article = cast.make_article(headline="Weather"), cast.make_article(headline="Rain")
    whole, answers = revisions_module.free_slug, iter(["weather"])
    monkeypatch.setattr(
        revisions_module, "free_slug", lambda story, wanted: next(answers, None) or whole(story, wanted)
    )
    cast.edit(article, slug="Weather")
    assert Article.objects.get(pk=article.pk).slug == "weather-2"
    assert Article.objects.get(pk=other.pk).slug == "weather"


def test_a_headline_without_letters_gives_a_slug_from_the_number():
    article = cast.make_article(headline="?!")
    assert article.slug == f"story-{article.pk}"


def stored(article):
    """Return the newest document as the database holds it, in letters."""
    with connection.cursor() as cursor:
        cursor.execute("select cast(document as text) from articles_revision where article_id = %s", [article.pk])
        return cursor.fetchone()[0]


def test_a_revision_of_a_5_kb_body_takes_at_most_8_kb():
    words = "<p>" + "The water rose again on Monday night, said the engineer. " * 9 + "</p>"
    body = words * (5000 // len(words))
    article = cast.make_article(body=body, photos=[cast.make_photo(), cast.make_photo()])
    assert 4_500 < len(stored(article).encode()) <= 8_192


def test_an_arabic_body_is_stored_as_letters_not_as_escapes():
    article = cast.make_article(body="<p>ارتفع منسوب المياه مساء الاثنين.</p>")
    assert "ارتفع منسوب" in stored(article)
