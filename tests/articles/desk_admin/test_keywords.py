"""The keywords in the files of a story's photos are offered as its tags."""

import pytest
from django.urls import reverse

from tests import cast

pytestmark = pytest.mark.django_db


def form(client, article):
    client.force_login(cast.reporter())
    return client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()


def test_keywords_of_the_photos_are_offered_once_and_without_those_that_are_tags(client):
    lead = cast.make_photo(metadata={"XMP": {"keywords": "Bridges, River, Derik"}, "IIM": {"keywords": "river، جسر"}})
    text = form(client, cast.make_article(photos=[lead, cast.make_photo()], tags=["bridges"]))
    words = ("Bridges", "River", "river", "Derik", "جسر")
    offered = [word for word in words if f"<bdi data-keyword>{word}</bdi>" in text]
    assert offered == ["River", "Derik", "جسر"]


def test_a_photo_whose_source_is_protected_offers_none(client):
    photo = cast.make_photo(metadata={"XMP": {"keywords": "Silan"}}, protect_source=True)
    assert "Silan" not in form(client, cast.make_article(photos=[photo]))


def test_a_story_without_keywords_shows_no_empty_line(client):
    assert "desk-keywords" not in form(client, cast.make_article(photos=[cast.make_photo()]))


def test_a_keyword_with_markup_is_shown_as_text(client):
    photo = cast.make_photo(metadata={"XMP": {"keywords": "<script>x</script>"}})
    assert "<bdi data-keyword>&lt;script&gt;x&lt;/script&gt;</bdi>" in form(client, cast.make_article(photos=[photo]))
