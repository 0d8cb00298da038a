"""manage.py pages: what an operator sees of the store, and does to it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from newsroom import pages
from newsroom.pages import Purge
from newsroom.pagestore import store as module
from tests import cast
from tests.newsroom.pages.readers import TestPurges, front_of, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store(settings, tmp_path, monkeypatch):
    settings.PAGE_STORE, settings.DATA_DIR = 64, tmp_path
    monkeypatch.setattr(module, "of_database", TestPurges)


def run(*words):
    said = StringIO()
    call_command("pages", *words, stdout=said)
    return said.getvalue()


def test_warming_renders_fronts_and_the_newest_stories_before_anybody_asks():
    stories = [cast.live() for _each in range(3)]
    assert "pages are ready" in run("warm", "--stories", "2")
    front = front_of(module.open_store())
    assert read(front, "/")[0] == 200
    assert [read(front, story.edition.get_absolute_url())[0] for story in stories] == [200] * 3
    assert front.inner.paths == [stories[0].edition.get_absolute_url()]


def test_status_counts_the_pages():
    assert run("status") == "0 pages, 0.0 MB.\n"
    run("warm")
    assert run("status").startswith("8 pages")


def test_clearing_drops_every_page_on_every_machine():
    run("warm")
    run("clear")
    assert list(Purge.objects.values_list("key", flat=True)) == [pages.SITE]
    front = front_of(module.open_store())
    read(front, "/")
    assert front.inner.paths == ["/"]


def test_without_a_store_it_says_so(settings):
    settings.PAGE_STORE = 0
    with pytest.raises(CommandError, match="PAGE_STORE is 0"):
        run("status")


def test_a_store_that_does_not_work_is_told_in_words(tmp_path):
    (tmp_path / "pages.sqlite3").write_bytes(b"no database " * 1000)
    with pytest.raises(CommandError, match="does not work, Django answers: file is not a database"):
        run("status")
