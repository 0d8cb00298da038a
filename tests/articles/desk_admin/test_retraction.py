"""A retraction on the form: with its note alone, where its text is cleared."""

import pytest

from articles import desk
from articles.models import Article, Revision
from tests import cast
from tests.articles.desk_admin.post import opened, save, send

pytestmark = pytest.mark.django_db

NOTE = "The interview this story rested on never took place. We retract it."


@pytest.fixture
def dana(client):
    client.force_login(cast.editor())
    return client


def test_the_form_offers_to_clear_the_text_of_what_readers_had_only(dana):
    assert "id_clear_text" in dana.get(f"/admin/articles/article/{cast.live().pk}/change/").content.decode()
    assert "id_clear_text" not in dana.get(f"/admin/articles/article/{cast.make_article().pk}/change/").content.decode()


def test_a_cleared_retraction_leaves_readers_the_notice_and_the_desk_the_old_words(dana, client):
    article = cast.live(headline="The interview", photos=[cast.make_photo(), cast.make_photo(caption="In the text.")])
    before = article.body
    save(dana, article, change_kind="retraction", change_note=NOTE, clear_text="on")
    article = Article.objects.get()
    assert article.body == ""
    assert [row.role for row in article.captions.all()] == ["lead"]
    assert Revision.objects.get(article=article, number=1).document["story"]["body"] == before

    desk.publish(article, by=cast.chief())
    page = client.get(article.edition.get_absolute_url()).content.decode()
    assert NOTE in page
    assert "The footbridge over the river opened" not in page
    assert "In the text." not in page


def test_no_other_kind_clears_the_text_and_what_was_typed_comes_back(dana):
    article = cast.live()
    typed = opened(dana, article) | {"change_kind": "correction", "change_note": NOTE, "clear_text": "on"}
    response = send(dana, article, typed | {"body": "<p>Typed words.</p>"})
    text = response.content.decode()
    assert "Only a retraction clears the text" in text
    assert "Typed words." in text
    assert Article.objects.get().body == article.body


@pytest.mark.parametrize("kind", ["", "retraction"])
def test_a_story_that_readers_never_had_needs_a_text_whatever_kind_it_claims(kind):
    article = cast.make_article(body="", change_kind=kind)
    with pytest.raises(desk.Refusal, match="no text"):
        desk.submit(article, by=cast.reporter())
