"""What differs between two documents, field by field."""

import pytest

from articles import compare, documents
from articles.models import Article, Revision
from tests import cast

pytestmark = pytest.mark.django_db


def changes(article, **fields):
    old = documents.head(article).document
    cast.edit(article, **fields)
    return {change.field: change for change in compare.compare(old, documents.head(article).document)}


def said(change):
    return [part for block in change.blocks for part in block.parts if part[0] != "same"]


def test_equal_documents_have_no_changes():
    document = documents.head(cast.make_article()).document
    assert compare.compare(document, document) == []


def test_a_headline_is_compared_by_word():
    found = changes(cast.make_article(headline="The old bridge", slug="b"), headline="The new bridge")
    assert said(found["headline"]) == [("del", "old "), ("ins", "new ")]


def test_only_the_changed_paragraph_of_a_body_is_marked():
    body = "<p>First stays.</p><p>Second goes away.</p>"
    found = changes(cast.make_article(body=body), body="<p>First stays.</p><p>Second goes home.</p>")
    assert [block.op for block in found["body"].blocks] == ["same", "changed"]


def test_a_change_of_mere_formatting_is_said_rather_than_hidden():
    found = changes(cast.make_article(body="<p>Bold words.</p>"), body="<p><strong>Bold</strong> words.</p>")
    assert found["body"].blocks[0].parts == (("same", "Only the formatting changed."),)


def test_sections_are_compared_by_their_names():
    article = cast.make_article(section=cast.make_section("sport"))
    assert said(changes(article, section=cast.make_section("culture"))["section_id"]) == [
        ("del", "Sport"),
        ("ins", "Culture"),
    ]


def test_bylines_captions_and_tags_are_compared_as_rows():
    article = cast.make_article(photos=[cast.make_photo(caption="Then.", alt="A bridge.")], tags=["old"])
    old = documents.head(article).document
    article.tags.set(["new"])
    article.captions.update(caption="Now.")
    article.bylines.update(author=cast.make_agency())
    cast.edit(article)
    found = {change.field: change for change in compare.compare(old, documents.head(article).document)}
    assert said(found["tags"]) == [("del", "old"), ("ins", "new")]
    assert said(found["bylines"]) == [("del", "by Leyla Aziz"), ("ins", "by Firat Agency")]
    assert said(found["captions"]) == [("del", "Then. "), ("ins", "Now. ")]


def test_two_revisions_of_1500_words_are_compared_without_touching_the_database(django_assert_num_queries):
    paragraphs = [f"<p>{'The water rose again on Monday night. ' * 7}{number}.</p>" for number in range(30)]
    article = cast.make_article(body="".join(paragraphs))
    paragraphs[10] = "<p>The water fell.</p>"
    cast.edit(article, body="".join(paragraphs))
    new, old = (revision.document for revision in Revision.objects.filter(article=article))
    with django_assert_num_queries(0):
        assert [change.field for change in compare.compare(old, new)] == ["body"]


def test_words_an_editor_touched_are_counted_over_all_that_readers_see():
    article = cast.make_article(headline="The old bridge", standfirst="It stands.", slug="b")
    old = documents.head(article).document
    cast.edit(article, headline="The new bridge", standfirst="It still stands.")
    assert compare.changed_words(old, documents.head(Article.objects.get()).document) == 2
