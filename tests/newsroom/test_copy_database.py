"""Moving the newsroom to another database: every row, each the same, the old one untouched.

The database of the tests is copied to an SQLite file and back, so that the run on PostgreSQL goes both ways.
"""

import io
import json

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.utils import load_backend

from articles import search
from articles.models import Article, Edition
from authors.models import User
from comments.models import Bucket, NetworkKey
from newsroom import pages, rows
from newsroom.management.commands import copy_database
from tests import cast
from tests.comments.reader import make_comment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def new(tmp_path):
    """A second database, empty, under the alias that NEW_DATABASE_URL would give it."""
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "new.sqlite3")}
    whole = connections.configure_settings({"default": {}, "new": settings})["new"]
    connections["new"] = load_backend(whole["ENGINE"]).DatabaseWrapper(whole, "new")
    ContentType.objects.clear_cache()
    yield "new"
    connections["new"].close()
    del connections["new"]


@pytest.fixture
def house():
    """Rows of every kind: texts of all languages, JSON, bytes, moments, a key that is a text."""
    edition = cast.live_story(headline="Pirê “Tanners” – جسر الدبّاغين", body=cast.BODY)
    make_comment(edition, body="A good bridge.\n\nİstanbul ışık")
    NetworkKey.objects.get_or_create(slot=1, defaults={"secret": bytes(range(32)), "made_at": edition.published_at})
    Bucket.objects.create(key="post:ä", full_at=1 / 3, until=1764000000.123457)
    Bucket.objects.create(key="Post:b", full_at=1e-9, until=0)
    return edition


def copy(old="default", new="new"):
    copy_database.copy(old, new, tell=lambda line: None)


def all_rows(using):
    return {
        model._meta.label_lower: rows.tally(model, rows.columns(model), using)
        for model in rows.tables(apps, rows.OF_ONE_DATABASE)
    }


def test_every_row_goes_to_another_database_and_back(house, new):
    before = all_rows("default")
    copy()
    assert all_rows(new) == before == all_rows("default")
    assert before["comments.networkkey"].rows == 1  # a move takes all with it, unlike a backup
    rows.replace_all(apps, lambda model: None, "default", tell=lambda line: None)
    assert not User.objects.exists()
    ContentType.objects.clear_cache()
    copy(new, "default")
    assert all_rows("default") == before


def test_stories_are_found_there_and_new_rows_take_new_numbers(house, new):
    copy()
    newest = Article.objects.latest("pk").pk
    rows.replace_all(apps, lambda model: None, "default", tell=lambda line: None)
    ContentType.objects.clear_cache()
    copy(new, "default")
    assert [found.edition.pk for found in search.search("Tanners").rows] == [house.pk]
    assert cast.live_story(headline="Another").pk > newest


def test_what_the_page_store_was_told_stays_behind(house, new):
    pages.purge("story:1")
    copy()
    assert pages.Purge.objects.exists()
    assert not pages.Purge.objects.using(new).exists()


def test_a_database_that_holds_anything_is_not_touched(house, new):
    call_command("migrate", database=new, verbosity=0)
    User.objects.using(new).create(username="theirs")
    with pytest.raises(rows.Refused, match="not empty"):
        copy()
    assert list(User.objects.using(new).values_list("username", flat=True)) == ["theirs"]


def test_the_database_in_use_is_no_new_one(house):
    with pytest.raises(rows.Refused, match="in use"):
        copy("default", "default")


def test_a_database_that_waits_for_its_migrations_is_refused(house, new, monkeypatch):
    monkeypatch.setattr(rows, "unapplied", lambda using: ["articles.0099_more"])
    with pytest.raises(rows.Refused, match=r"articles\.0099_more"):
        copy()


def test_what_was_written_meanwhile_is_told(house, new, monkeypatch):
    whole = rows.replace_all

    def with_a_writer(*args, **kwargs):
        whole(*args, **kwargs)
        Edition.objects.update(headline="Written meanwhile")

    monkeypatch.setattr(rows, "replace_all", with_a_writer)
    with pytest.raises(rows.Refused, match=r"Somebody wrote .*articles\.Edition"):
        copy()


def test_rows_that_read_otherwise_than_written_are_all_taken_back(house, new, monkeypatch):
    monkeypatch.setattr(rows, "_values", _shortened)
    with pytest.raises(rows.Refused, match="reads otherwise"):
        copy()
    assert not User.objects.using(new).exists()


def _shortened(line, fields, connection):
    values = json.loads(line)
    return [
        field.get_db_prep_save(field.to_python(value[:3] if field.attname == "name" else value), connection)
        for field, value in zip(fields, values, strict=True)
    ]


def test_without_an_address_it_says_what_to_set():
    with pytest.raises(CommandError, match="NEW_DATABASE_URL"):
        call_command("copy_database", stdout=io.StringIO())
