"""The preview: the readers' page of what was saved, and of what is typed and stored nowhere."""

import pytest
from django.urls import reverse

from articles.models import Article, Byline, Caption, Revision
from tests import cast
from tests.articles.desk_admin.post import opened, with_row

pytestmark = pytest.mark.django_db

NEW = reverse("admin:articles_article_preview_new")


@pytest.fixture
def reporter(client):
    client.force_login(cast.reporter())
    return client


def address(article):
    return reverse("admin:articles_article_preview", args=[article.pk])


def test_what_is_typed_is_shown_and_stored_nowhere(reporter):
    article = cast.make_article(photos=[cast.make_photo()])
    before = Article.objects.filter(pk=article.pk).values().get()
    fields = opened(reporter, article) | {
        "headline": "Typed and not saved",
        "body": "<p>New words<script>alert(1)</script></p>",
        "tags": "bridges, unheard-of",
    }
    fields = with_row(fields, "bylines", author=cast.make_author("Baran Demir").pk, role="by", order=2)
    fields = with_row(fields, "captions", photo=cast.make_photo(caption="A new photo.").pk, order=1)

    response = reporter.post(address(article), fields)

    page = response.content.decode()
    assert response.status_code == 200
    for words in ("Typed and not saved", "New words", "unheard-of", "Baran Demir", "A new photo."):
        assert words in page
    assert "alert(1)" not in page
    assert "Preview of what is typed over revision 1, not saved" in page
    assert Article.objects.filter(pk=article.pk).values().get() == before
    assert (Revision.objects.count(), Byline.objects.count(), Caption.objects.count()) == (1, 1, 1)
    assert set(article.tags.names()) == {"bridges"}


def test_a_story_that_was_never_saved_can_be_looked_at(reporter):
    response = reporter.post(NEW, opened(reporter) | {"headline": "Not saved once"})
    assert "Not saved once" in response.content.decode()
    assert "Preview, not saved yet" in response.content.decode()
    assert not Article.objects.exists()


def test_a_preview_is_kept_by_nobody_and_framed_by_us_alone(reporter):
    article = cast.make_article()
    for response in (reporter.get(address(article)), reporter.post(address(article), opened(reporter, article))):
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
        assert "og:title" not in response.content.decode()
    assert reporter.get(address(article).replace("preview/", "change/"))["X-Frame-Options"] == "DENY"


def test_a_form_that_is_stale_or_has_a_taken_slug_can_still_be_looked_at(reporter):
    other = cast.make_article(slug="taken")
    article = cast.make_article(slug="mine")
    fields = opened(reporter, article) | {"headline": "Mine", "slug": other.slug, "lead-0-photo": cast.make_photo().pk}
    Caption.objects.create(article=article, photo=cast.make_photo(), role="lead")
    cast.edit(article, by=cast.editor(), standfirst="Theirs")

    response = reporter.post(address(article), fields)

    assert "<h1>Mine</h1>" in response.content.decode()
    assert article.captions.count() == 1


def test_what_cannot_be_shown_is_said_in_words(reporter):
    article = cast.make_article()
    fields = with_row(opened(reporter, article), "bylines", author="99999", role="by", order=0)
    response = reporter.post(address(article), fields | {"headline": "x" * 201})
    page = response.content.decode()
    assert "The preview waits" in page
    assert "at most 200 characters (it has 201)" in page
    assert "Row 2 – Author:" in page


def test_who_may_not_write_may_look_at_what_is_saved_only(client):
    article = cast.make_article()
    client.force_login(cast.make_user("reader", "view_article"))
    assert client.get(address(article)).status_code == 200
    assert client.post(address(article), {"headline": "x"}).status_code == 403
    assert client.post(NEW, {"headline": "x"}).status_code == 403
    client.force_login(cast.stranger())
    assert client.get(address(article)).status_code == 403


def test_a_new_story_s_preview_is_no_page_of_its_own(reporter):
    assert reporter.get(NEW).status_code == 403


@pytest.mark.parametrize("sent", [{}, {"lead-TOTAL_FORMS": "x"}, {"bylines-TOTAL_FORMS": "9" * 5000}])
def test_a_forged_form_gets_an_answer_in_words(reporter, sent):
    assert reporter.post(address(cast.make_article()), sent).status_code == 200
