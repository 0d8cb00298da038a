"""The page that gives a story another address."""

import pytest
from django.urls import reverse

from articles.models import Article, DeskLog, Edition
from tests import cast
from tests.articles.desk_admin.post import fields_of, opened, said, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(client):
    client.force_login(cast.editor())
    return client


def page_of(article):
    return reverse("admin:articles_article_act", args=[article.pk, "move"])


def move(client, article, slug):
    client.get(page_of(article))
    return client.post(page_of(article), {"slug": slug, "revision": "1"})


def test_the_page_shows_the_address_of_now_and_the_one_to_come(dana):
    article = cast.live(headline="Bridge")
    page = dana.get(page_of(article)).content.decode()
    month = article.edition.month
    assert f"/{month}/bridge/</bdi>" in page
    assert f"/{month}/…/</bdi>" in page
    assert 'value="bridge"' in page


def test_moving_says_from_where_and_to_where(dana):
    article = cast.live(headline="Bridge")
    response = move(dana, article, "Footbridge")
    month = article.edition.month
    assert f"/{month}/bridge/ to " in said(response)
    assert f"/{month}/footbridge/." in said(response)
    assert Edition.objects.get().slug == "footbridge"


def test_the_history_says_from_where_and_to_where(dana):
    article = cast.live(headline="Bridge")
    move(dana, article, "footbridge")
    for page in ("history", "change"):
        text = dana.get(reverse(f"admin:articles_article_{page}", args=[article.pk])).content.decode()
        assert f"/{article.edition.month}/bridge/ → /{article.edition.month}/footbridge/" in text


def test_the_button_on_the_form_saves_and_asks(dana):
    article = cast.live(headline="Bridge")
    response = save(dana, article, _verb="move")
    assert response["Location"] == page_of(article)


def test_a_clash_is_refused_with_a_button_for_a_free_slug_and_keeps_what_was_typed(dana):
    other, article = cast.make_article(headline="Footbridge"), cast.live(headline="Bridge")
    response = move(dana, article, "footbridge")
    page = response.content.decode()
    assert f"Story #{other.pk}" in page
    assert 'name="slug" value="footbridge-2"' in page
    assert fields_of(response, None)["slug"] == "footbridge"
    assert Edition.objects.get().slug == "bridge"


@pytest.mark.parametrize("slug", ["", "\0", "–", "x" * 300])
def test_what_can_be_no_slug_is_refused_in_words(dana, slug):
    article = cast.live(headline="Bridge")
    response = move(dana, article, slug)
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert Edition.objects.get().slug == "bridge"


def test_a_form_opened_before_a_move_still_saves_and_keeps_the_new_address(dana):
    article = cast.live(headline="Bridge")
    fields = opened(dana, article)
    move(dana, article, "footbridge")
    dana.post(reverse("admin:articles_article_change", args=[article.pk]), fields | {"standfirst": "Two weeks on."})
    article = Article.objects.get()
    assert (article.slug, article.standfirst, article.edition.slug) == ("footbridge", "Two weeks on.", "footbridge")


def test_a_story_that_readers_never_had_cannot_be_moved_and_the_button_says_why(dana):
    article = cast.make_article()
    form = dana.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert 'value="move" disabled' in form
    assert "its slug is changed in the form" in form
    response = move(dana, article, "footbridge")
    assert "Readers never had it" in response.content.decode()


def test_a_reporter_gets_403(client):
    client.force_login(cast.reporter())
    article = cast.live(headline="Bridge")
    assert client.get(page_of(article)).status_code == 403
    assert client.post(page_of(article), {"slug": "footbridge"}).status_code == 403
    assert not DeskLog.objects.filter(event="story.moved").exists()
