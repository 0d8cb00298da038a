"""Backups: whole, of one moment, verified, without what would tell an address; and back again."""

import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.core.management import CommandError, call_command
from django.test import Client

from articles.models import Article, Edition
from authors.models import User
from comments.models import Comment, NetworkKey
from newsroom import backup, pages, rows
from newsroom.demo import build
from newsroom.pagestore import purges
from photos.models import Photo
from tests import cast
from tests.comments.reader import comment_from
from tests.photos.files import make_photo

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "203.0.113.77"


@pytest.fixture(autouse=True)
def storages_of_their_own(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    settings.STORAGES = settings.STORAGES | {
        name: {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / name}}
        for name in ("originals", "renditions")
    }
    ContentType.objects.clear_cache()


@pytest.fixture
def house():
    """A live story with a photo whose file is there, and a reader's comment on it."""
    edition = cast.live_story(headline="The bridge is open")
    content = b"the bytes of a photo" * 1000
    digest = hashlib.sha256(content).hexdigest()
    name = storages["originals"].save(f"{digest[:2]}/{digest}", ContentFile(content))
    Photo.objects.create(
        sha256=digest, original=name, original_name="a.jpg", format="jpeg", bytes=1, width=1, height=1, language="en"
    )
    comment_from(Client(), edition, ADDRESS)
    return edition


def make(folder, **options):
    call_command("backup", folder, verbosity=0, stdout=io.StringIO(), **options)
    return backup.generations(folder)[-1]


def restore(folder, **options):
    out = io.StringIO()
    call_command("restore", folder, stdout=out, **options)
    return out.getvalue()


def empty():
    """Take everything away, as if another machine began."""
    rows.replace_all(apps, lambda model: None, "default", tell=lambda line: None)


def all_rows():
    return {
        model._meta.label_lower: rows.tally(model, rows.columns(model), "default")
        for model in rows.tables(apps, backup.LEFT_OUT)
    }


def read(generation, label):
    return [json.loads(line) for line in gzip.open(generation / f"{label}.jsonl.gz")]


# What a backup is ---------------------------------------------------------------------------------------------


def test_everything_comes_back_and_new_rows_take_new_numbers(house, tmp_path):
    before, newest = all_rows(), Article.objects.latest("pk").pk
    make(tmp_path / "b")
    empty()
    assert not User.objects.exists()

    said = restore(tmp_path / "b")

    assert "articles.Article: 1" in said
    assert all_rows() == before
    assert cast.live_story(headline="Another").pk > newest
    assert b"The bridge is open" in Client().get(house.get_absolute_url()).content


def test_what_others_write_meanwhile_is_not_in_it_and_is_not_kept_waiting(house):
    with rows.snapshot() as using:
        Edition.objects.update(headline="Written while the backup was made")
        User.objects.create_user("new")
        assert Edition.objects.using(using).get().headline == "The bridge is open"
        assert not User.objects.using(using).filter(username="new").exists()
    assert Edition.objects.get().headline == "Written while the backup was made"


def test_the_key_of_the_marks_the_sessions_and_the_secret_stay_at_home(house, tmp_path, settings, client):
    client.force_login(User.objects.first())
    assert NetworkKey.objects.exists()
    assert Session.objects.exists()
    generation = make(tmp_path / "b")
    everything = b"".join(
        gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        for file in generation.iterdir()
    )
    assert Comment.objects.get().network.encode() in everything
    assert NetworkKey.objects.get().secret.hex().encode() not in everything
    assert "comments.networkkey" not in json.loads((generation / "manifest.json").read_text())["tables"]
    assert not (generation / "comments.networkkey.jsonl.gz").exists()
    assert client.session.session_key.encode() not in everything
    assert settings.SECRET_KEY.encode() not in everything
    assert ADDRESS.encode() not in everything


def test_the_secret_is_in_it_when_asked_and_comes_back_for_its_owner_alone(house, tmp_path, settings):
    make(tmp_path / "b", with_secret=True)
    empty()
    said = restore(tmp_path / "b")
    secret = settings.DATA_DIR / "secret.key"
    assert secret.read_text() == settings.SECRET_KEY
    assert secret.stat().st_mode & 0o077 == 0
    assert "secret key" in said


def test_nobody_else_may_read_it(house, tmp_path):
    generation = make(tmp_path / "b")
    assert generation.stat().st_mode & 0o077 == 0
    assert (tmp_path / "b" / "files").stat().st_mode & 0o077 == 0


def test_a_second_one_copies_no_file_again(house, tmp_path, monkeypatch):
    make(tmp_path / "b")

    def opened(*args, **kwargs):
        raise AssertionError("a file was read again")

    monkeypatch.setattr(FileSystemStorage, "open", opened)
    monkeypatch.setattr(backup, "datetime", Later)
    make(tmp_path / "b")
    assert len(backup.generations(tmp_path / "b")) == 2


class Later(datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + timedelta(seconds=5)


def test_files_go_through_whatever_storage_is_configured(tmp_path, settings):
    """A storage without folders, as S3-like ones are."""
    settings.STORAGES = settings.STORAGES | {
        "originals": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "renditions": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    photo = make_photo()
    names = [("originals", photo.original.name), *(("renditions", copy.path) for copy in photo.renditions.all())]

    def contents():
        return {name: storages[storage].open(name).read() for storage, name in names}

    before = contents()
    assert len(before) > 3
    make(tmp_path / "b")
    empty()
    for storage, name in names:
        storages[storage].delete(name)
    restore(tmp_path / "b")
    assert contents() == before


def test_a_file_that_was_cut_off_in_the_backup_is_copied_again(house, tmp_path, monkeypatch):
    generation = make(tmp_path / "b")
    (file,) = (tmp_path / "b" / "files").glob("??/*")
    file.write_bytes(b"half")
    monkeypatch.setattr(backup, "datetime", Later)
    make(tmp_path / "b")
    assert hashlib.sha256(file.read_bytes()).hexdigest() == file.name
    assert backup.verify(generation)


def test_only_the_newest_stay_and_the_files_they_name(house, tmp_path, monkeypatch):
    first = make(tmp_path / "b")
    Photo.objects.all().delete()
    monkeypatch.setattr(backup, "datetime", Later)
    second = make(tmp_path / "b", keep=1)
    assert backup.generations(tmp_path / "b") == [second]
    assert not first.exists()
    assert not list((tmp_path / "b" / "files").glob("??/*"))


def test_one_that_breaks_off_leaves_those_before_it_and_nothing_of_its_own(house, tmp_path, monkeypatch):
    whole = make(tmp_path / "b")

    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_dump", full)
    with pytest.raises(CommandError, match="No space left on device"):
        make(tmp_path / "b")
    assert backup.generations(tmp_path / "b") == [whole]
    assert sorted(path.name for path in (tmp_path / "b").iterdir()) == sorted([whole.name, "files"])


def test_a_photo_whose_file_is_gone_is_named_and_the_rest_is_saved(house, tmp_path):
    photo = Photo.objects.get()
    storages["originals"].delete(photo.original.name)
    with pytest.raises(CommandError, match=photo.sha256):
        make(tmp_path / "b")
    assert backup.verify(backup.chosen(tmp_path / "b"))["missing"] == [f"originals/{photo.original.name}"]


# What is refused ----------------------------------------------------------------------------------------------


def refused(folder, words, **options):
    before = all_rows()
    with pytest.raises(CommandError, match=words):
        restore(folder, **options)
    assert all_rows() == before


def seal(generation):
    """Write the sums anew, as a backup that is whole but different would have them."""
    (generation / "SHA256SUMS").unlink()
    lines = [f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.name}\n" for f in sorted(generation.iterdir())]
    (generation / "SHA256SUMS").write_text("".join(lines))


def test_a_newsroom_at_work_is_overwritten_only_when_that_is_said(house, tmp_path):
    make(tmp_path / "b")
    before = all_rows()
    Edition.objects.update(headline="Written after the backup")
    refused(tmp_path / "b", "not empty")
    assert Edition.objects.get().headline == "Written after the backup"
    restore(tmp_path / "b", replace=True)
    assert all_rows() == before
    assert not NetworkKey.objects.exists()
    # By which every machine's page store knows that all it holds is of another state.
    assert list(pages.Purge.objects.values_list("key", flat=True)) == [pages.SITE]


def test_pages_that_are_kept_of_the_newsroom_before_are_dropped(house, tmp_path):
    make(tmp_path / "b")
    before = purges.of_database()
    position = before.position()
    restore(tmp_path / "b", replace=True)
    keys, _now = before.since(position)
    before.close()
    assert keys is None or pages.SITE in keys


@pytest.mark.parametrize("name", ["authors.user.jsonl.gz", "manifest.json", "files.jsonl.gz", "SHA256SUMS"])
def test_a_damaged_one_is_refused(house, tmp_path, name):
    file = make(tmp_path / "b") / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    empty()
    refused(tmp_path / "b", "damaged")


def test_one_that_lacks_a_table_is_refused(house, tmp_path):
    generation = make(tmp_path / "b")
    (generation / "articles.article.jsonl.gz").unlink()
    empty()
    refused(tmp_path / "b", "damaged")
    seal(generation)
    refused(tmp_path / "b", "articles.article")


def test_a_damaged_photo_is_refused_and_named(house, tmp_path):
    make(tmp_path / "b")
    (file,) = (tmp_path / "b" / "files").glob("??/*")
    file.write_bytes(b"x" * file.stat().st_size)
    empty()
    refused(tmp_path / "b", f"damaged: .*{file.name}")


def test_a_folder_without_a_complete_backup_is_refused(tmp_path):
    refused(tmp_path, "no complete backup")
    refused(tmp_path, "no complete backup named 2026", name="2026")


@pytest.mark.parametrize("change", [{"format": 2}, {"migrations": [["articles", "9999_of_next_year"]]}])
def test_one_of_a_newer_version_is_refused(house, tmp_path, change):
    generation = make(tmp_path / "b")
    manifest = json.loads((generation / "manifest.json").read_text())
    (generation / "manifest.json").write_text(json.dumps(manifest | change))
    seal(generation)
    empty()
    refused(tmp_path / "b", "newer version")


def test_a_row_that_refers_to_nothing_takes_everything_back(house, tmp_path):
    generation = make(tmp_path / "b")
    with gzip.open(generation / "authors.user.jsonl.gz", "wb"):
        pass  # every story now has an author of no row
    seal(generation)
    empty()
    refused(tmp_path / "b", "refers to one that is not there|violates foreign key")


def test_a_restore_that_broke_off_goes_on(house, tmp_path, monkeypatch):
    before = all_rows()
    make(tmp_path / "b")
    photo = Photo.objects.get()
    empty()
    Path(storages["originals"].path(photo.original.name)).write_bytes(b"half")
    with monkeypatch.context() as patch:
        patch.setattr(rows, "load", lambda *args: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(CommandError, match="goes on from there"):
            restore(tmp_path / "b")
    assert not User.objects.exists()
    restore(tmp_path / "b")
    assert all_rows() == before
    with storages["originals"].open(photo.original.name) as file:
        assert hashlib.sha256(file.read()).hexdigest() == photo.sha256


def test_an_older_one_comes_back_and_is_brought_up_to_date(house, tmp_path):
    """A backup from before the second factor: without its column and its migration."""
    generation = make(tmp_path / "b")
    manifest = json.loads((generation / "manifest.json").read_text())
    manifest["migrations"].remove(["authors", "0003_second_factor"])
    columns = manifest["tables"]["authors.user"]["columns"]
    place = columns.index("second_factor_at")
    kept = [[*row[:place], *row[place + 1 :]] for row in read(generation, "authors.user")]
    columns.remove("second_factor_at")
    with gzip.open(generation / "authors.user.jsonl.gz", "wt") as out:
        out.writelines(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in kept)
    (generation / "manifest.json").write_text(json.dumps(manifest))
    seal(generation)
    before = all_rows()
    empty()
    try:
        restore(tmp_path / "b")
    finally:
        call_command("migrate", verbosity=0)
    assert User.objects.first().second_factor_at is None
    assert all_rows() == before


def test_checking_touches_nothing(house, tmp_path):
    make(tmp_path / "b")
    before = all_rows()
    assert "is whole" in restore(tmp_path / "b", check=True)
    assert all_rows() == before


# The drill ----------------------------------------------------------------------------------------------------

# In service a static file's name holds its hash, in the tests it does not.
SEEN = """
import hashlib, json, re, sys
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.test import Client
from newsroom import backup, rows
def seen(path):
    page = b"".join(Client(SERVER_NAME="127.0.0.1").get(path))
    return hashlib.sha256(re.sub(rb'(/static/[^"]+)[.][0-9a-f]{12}([.][a-z]+")', rb"\\1\\2", page)).hexdigest()
pages = {path: seen(path) for path in json.loads(sys.argv[1])}
tallies = {
    model._meta.label_lower: rows.tally(model, rows.columns(model), "default").digest
    for model in rows.tables(apps, backup.LEFT_OUT)
}
print(json.dumps([pages, tallies]))
"""


def test_the_demonstration_is_restored_into_another_house_with_every_row_file_and_page(tmp_path, settings):
    build.fill(picture_width=320, processes=0)
    stories = [edition.get_absolute_url() for edition in Edition.objects.all()]
    photos = [rendition.url for photo in Photo.objects.all() for rendition in photo.renditions.all()[:2]]
    paths = [
        "/",
        "/ar/",
        "/ku/",
        "/ckb/",
        "/corrections/",
        "/feed.rss",
        "/search/?q=bridge&order=newest",
        *stories,
        *photos,
    ]
    generation = make(tmp_path / "b")
    pages = {path: hashlib.sha256(b"".join(Client().get(path))).hexdigest() for path in paths}

    # Another process, another DATA_DIR, an SQLite of its own, whatever this test runs on.
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "CACHE_URL"}}
    environment |= {"DATA_DIR": str(tmp_path / "other"), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    environment |= {"SITE_URL": settings.SITE_URL, "SECRET_KEY": settings.SECRET_KEY}

    def run(*command):
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("manage.py", "restore", str(tmp_path / "b"))
    run("manage.py", "collectstatic", "--no-input", "-v0")
    seen, tallies = json.loads(run("-c", SEEN, json.dumps(paths)))

    assert tallies == {label: tally.digest for label, tally in all_rows().items()}
    files = list(backup._listed(generation))
    assert len(files) > 50
    for storage, name, digest, _size in files:
        assert hashlib.sha256((tmp_path / "other" / storage / name).read_bytes()).hexdigest() == digest
    assert seen == pages
