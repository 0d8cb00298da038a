"""A database that takes no writes, whyever: readers read on, writers get their words back, nothing is half done."""

import sqlite3
from contextlib import closing, contextmanager

import pytest
from django.db import connection
from django.test import Client

from articles.models import Article, Revision
from comments.models import Comment
from newsroom.pagestore.purges import of_database
from tests import cast
from tests.articles.desk_admin.post import change_url, fields_of, opened
from tests.comments import reader
from tests.newsroom.pages.readers import front_of, read, store_in

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "The mill – it was never “closed”. " + "مشينا كلنا. " * 180


@contextmanager
def _told(trouble, end):
    """Have the connection do one thing now and another at the end."""
    connection.cursor().execute(trouble)
    try:
        yield
    finally:
        connection.cursor().execute(end)


@contextmanager
def read_only():
    """Let the database refuse every write, as one on a disk that was mounted read-only does."""
    refuse, again = {
        "sqlite": ("PRAGMA query_only = 1", "PRAGMA query_only = 0"),
        "postgresql": ("SET default_transaction_read_only = on", "RESET default_transaction_read_only"),
    }[connection.vendor]
    with _told(refuse, again):
        yield


@contextmanager
def locked():
    """Let somebody else write for longer than anybody waits, here a tenth of a second."""
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        with (
            closing(sqlite3.connect(name, isolation_level=None)) as other,
            _told(
                "PRAGMA busy_timeout = 100",
                f"PRAGMA busy_timeout = {connection.settings_dict['OPTIONS']['timeout'] * 1000}",
            ),
        ):
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")
        return
    other = connection.copy()
    with closing(other), _told("SET lock_timeout = 100", "RESET lock_timeout"):
        other.set_autocommit(False)
        other.cursor().execute("LOCK TABLE comments_comment, articles_article IN EXCLUSIVE MODE")
        yield
        other.rollback()


@contextmanager
def full():
    """Let there be no room for one more page of the database."""
    if connection.vendor == "sqlite":
        connection.cursor().execute("VACUUM")  # what was deleted leaves no room either
        with _told("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 4294967294"):  # it takes no less than is there
            yield
        return
    no_room = "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE disk_full; END $$;"
    tables = ("comments_comment", "articles_article")
    triggers = [
        f"CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON {name} EXECUTE FUNCTION no_room();" for name in tables
    ]
    with _told(no_room + "".join(triggers), "DROP FUNCTION no_room CASCADE"):
        yield


every_trouble = pytest.mark.parametrize("trouble", [read_only, locked, full])


@every_trouble
def test_readers_read_on(client, trouble):
    edition = cast.live_story(tags=["bees"])
    with trouble():
        for path in (edition.get_absolute_url(), "/", "/topic/bees/", "/feed/", "/search/?q=footbridge"):
            assert client.get(path).status_code == 200


@every_trouble
def test_readers_keep_the_pages_that_are_stored(tmp_path, trouble):
    path = cast.live_story().get_absolute_url()
    front = front_of(store_in(tmp_path, of_database()))
    _status, _headers, page = read(front, path)
    front.inner.paths.clear()
    with trouble():
        status, _headers, again = read(front, path)
    assert (status, again, front.inner.paths) == (200, page, [])


@every_trouble
def test_a_comment_that_cannot_be_stored_comes_back_with_its_words_and_is_taken_later(trouble):
    client = Client(raise_request_exception=False)
    edition = cast.live_story()
    fields = reader.form(edition, reader.slip(edition), words=WORDS)
    with trouble():
        refused = reader.send(client, fields)
    assert refused.status_code == 503
    assert "The mill – it was never “closed”." in refused.text
    assert not Comment.objects.exists()
    assert reader.send(client, fields).status_code == 303
    assert Comment.objects.get().body.startswith("The mill")


@every_trouble
def test_a_save_that_cannot_be_stored_comes_back_with_every_word_and_is_sent_again(trouble):
    client = Client(raise_request_exception=False)
    client.force_login(cast.editor())
    article = cast.make_article(headline="The bridge")
    fields = opened(client, article) | {"headline": "Typed while it took nothing", "body": f"<p>{WORDS * 20}</p>"}
    before = Revision.objects.count()
    with trouble():
        refused = client.post(change_url(article), fields | {"_save": "Save"})
    assert refused.status_code == 503
    given_back = fields_of(refused, form_id=None)
    assert given_back["headline"] == "Typed while it took nothing"
    assert (Revision.objects.count(), Article.objects.get().headline) == (before, "The bridge")
    assert client.post(change_url(article), given_back).status_code == 302
    assert Article.objects.get().headline == "Typed while it took nothing"
