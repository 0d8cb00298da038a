"""A database that takes no writes: readers read on, writers get their words back, nothing is half done."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client

from articles.models import Article, Revision
from comments.models import Comment
from tests import cast
from tests.articles.desk_admin.post import change_url, fields_of, opened
from tests.comments import reader

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "The mill – it was never “closed”. " + "مشينا كلنا. " * 180


@contextmanager
def read_only():
    """Let the database refuse every write, as one on a disk that was mounted read-only does."""
    refuse, again = {
        "sqlite": ("PRAGMA query_only = 1", "PRAGMA query_only = 0"),
        "postgresql": ("SET default_transaction_read_only = on", "RESET default_transaction_read_only"),
    }[connection.vendor]
    connection.cursor().execute(refuse)
    try:
        yield
    finally:
        connection.cursor().execute(again)


def test_readers_read_on(client):
    edition = cast.live_story(tags=["bees"])
    with read_only():
        for path in (edition.get_absolute_url(), "/", "/topic/bees/", "/feed/", "/search/?q=footbridge"):
            assert client.get(path).status_code == 200


def test_a_comment_that_cannot_be_stored_comes_back_with_its_words_and_is_taken_later():
    client = Client(raise_request_exception=False)
    edition = cast.live_story()
    fields = reader.form(edition, reader.slip(edition), words=WORDS)
    with read_only():
        refused = reader.send(client, fields)
    assert refused.status_code == 503
    assert "The mill – it was never “closed”." in refused.text
    assert not Comment.objects.exists()
    assert reader.send(client, fields).status_code == 303
    assert Comment.objects.get().body.startswith("The mill")


def test_a_save_that_cannot_be_stored_comes_back_with_every_word_and_is_sent_again():
    client = Client(raise_request_exception=False)
    client.force_login(cast.editor())
    article = cast.make_article(headline="The bridge")
    fields = opened(client, article) | {"headline": "Typed while it was read-only", "body": f"<p>{WORDS * 20}</p>"}
    before = Revision.objects.count()
    with read_only():
        refused = client.post(change_url(article), fields | {"_save": "Save"})
    assert refused.status_code == 503
    given_back = fields_of(refused, form_id=None)
    assert given_back["headline"] == "Typed while it was read-only"
    assert (Revision.objects.count(), Article.objects.get().headline) == (before, "The bridge")
    assert client.post(change_url(article), given_back).status_code == 302
    assert Article.objects.get().headline == "Typed while it was read-only"
