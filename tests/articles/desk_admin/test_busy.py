"""A busy database: the story’s form comes back with every word, and is sent again from there."""

import sqlite3
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client

from articles.models import Article, Revision
from tests import cast
from tests.articles.desk_admin.post import change_url, fields_of, opened, said

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = {
    "headline": "“Bridge” – reopens\u00a0today",
    "body": '<p>First &amp; "last" می\u200cخواهم</p><p>\u201cSo,\u201d she said.</p>',
    "standfirst": "\nA line <b>break</b> before it.",
    "tags": "bridges, جسر",
}


@pytest.fixture
def dana():
    client = Client(raise_request_exception=False)
    client.force_login(cast.editor())
    return client


@contextmanager
def kept_busy():
    """Let another connection hold what a save needs, and ours wait for it a moment only."""
    if connection.vendor == "sqlite":
        waits = connection.cursor().execute("PRAGMA busy_timeout").fetchone()[0]
        ours = ("PRAGMA busy_timeout = 50", f"PRAGMA busy_timeout = {waits}")
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        hold = "BEGIN IMMEDIATE"
    else:
        ours = ("SET lock_timeout = 50", "RESET lock_timeout")
        other = connection.copy()
        other.set_autocommit(False)
        other = other.connection
        hold = "LOCK TABLE articles_article IN EXCLUSIVE MODE"
    connection.cursor().execute(ours[0])
    try:
        other.execute(hold)
        yield
    finally:
        other.rollback()
        other.close()
        connection.cursor().execute(ours[1])


@pytest.mark.parametrize("is_new", [False, True])
def test_a_save_into_a_busy_database_gives_every_word_back_and_is_sent_again(dana, is_new):
    article = None if is_new else cast.make_article(headline="The bridge", photos=[cast.make_photo()])
    fields = opened(dana, article) | TYPED | {"_save": "Save"}
    address = change_url(article) if article else "/admin/articles/article/add/"
    before = Revision.objects.count()

    with kept_busy():
        busy = dana.post(address, fields)

    assert busy.status_code == 503
    assert "Nothing was saved, and nothing you wrote is lost" in busy.content.decode()
    assert f'action="{address}"' in busy.content.decode()
    given_back = fields_of(busy, form_id=None)
    assert given_back == fields
    assert Revision.objects.count() == before

    again = dana.post(address, given_back)

    assert again.status_code == 302, again.content.decode()
    assert "Saved as revision" in said(again)
    saved = Article.objects.get()
    assert (saved.headline, saved.body) == (TYPED["headline"], TYPED["body"])
    assert saved.standfirst.strip() == TYPED["standfirst"].strip()
    assert set(saved.tags.names()) == {"bridges", "جسر"}
