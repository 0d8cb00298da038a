"""What the demo command refuses, and the two processes it starts."""

import contextlib
import io
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from articles.models import Article, Section
from authors.models import Author, User
from newsroom.demo import build, serve
from newsroom.management.commands.demo import Command
from tests.photos.files import make_photo


@pytest.fixture
def untouched(monkeypatch):
    """Fail if the command goes as far as changing anything."""

    def touched(*args, **kwargs):
        pytest.fail("The database was touched.")

    monkeypatch.setattr("newsroom.management.commands.demo.call_command", touched)
    monkeypatch.setattr(build, "fill", touched)


def refusal(**options):
    with pytest.raises(CommandError) as error:
        call_command("demo", **({"no_serve": True} | options), stdout=io.StringIO())
    return str(error.value)


def test_a_public_address_is_refused(untouched, settings):
    settings.PRODUCTION = True
    settings.SITE_URL = "https://news.example.org"

    assert "unset SITE_URL" in refusal()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.20", "news.example.org"])  # noqa: S104
def test_serving_others_is_refused(untouched, host):
    assert host in refusal(host=host)


def test_a_port_in_use_is_refused_with_another_to_try(untouched):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        assert f"--port {port + 1}" in refusal(port=port, no_serve=False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make",
    [
        lambda: User.objects.create_user("dana"),
        lambda: Author.objects.create(name="Dana", slug="dana"),
        lambda: Section.objects.create(names={"en": "Politics"}, slug="politics"),
        lambda: Article.objects.create(headline="A story of ours"),
        lambda: make_photo(),
    ],
    ids=["a user", "an author", "a section", "a story", "a photo"],
)
def test_a_database_with_other_content_is_refused(untouched, make):
    make()

    answer = refusal()

    assert "Nothing was changed" in answer
    assert "DATA_DIR=demo-data" in answer


@pytest.mark.django_db
def test_a_database_of_another_program_is_refused(untouched, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", lambda: ["invoices"])

    assert "another program" in refusal()


def test_a_database_that_does_not_answer_is_named(untouched, monkeypatch):
    def silent():
        raise OperationalError("connection refused")

    monkeypatch.setattr(build, "check_database", silent)

    assert "does not answer: connection refused" in refusal()


def test_an_interruption_while_filling_says_how_to_go_on(monkeypatch, db):
    def interrupted(**kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "fill", interrupted)

    assert "goes on from there" in refusal()


@pytest.mark.django_db
def test_what_people_added_to_the_demonstration_does_not_stop_it():
    User.objects.create_user("editor", is_demo=True)
    User.objects.create_user("dana")

    build.check_database()


@pytest.mark.django_db
def test_stories_come_all_or_none(monkeypatch):
    class Interrupted:
        def __init__(self, *args, **kwargs):
            """Take whatever a Timeline takes."""

        def play(self):
            Article.objects.create(headline="Half the demonstration")
            raise KeyboardInterrupt

    monkeypatch.setattr(build, "Timeline", Interrupted)

    with pytest.raises(KeyboardInterrupt):
        build.make_stories({}, {}, {}, {}, tell=lambda line: None)

    assert not Article.objects.exists()


@pytest.mark.django_db
def test_pictures_already_taken_in_are_not_drawn_again(monkeypatch):
    user = User.objects.create_superuser("photo", is_demo=True)
    for photo in build.PHOTOS:
        made = make_photo(by=user, copies=False, size=(120, 100))
        type(made).objects.filter(pk=made.pk).update(original_name=f"{photo.name}.jpg", added_by=user)
    monkeypatch.setattr(build.pictures, "draw", lambda *args: pytest.fail("It was drawn again."))

    photos = build.make_photos(by=user, tell=lambda line: None, width=320, processes=0)

    assert photos.keys() == {photo.name for photo in build.PHOTOS}


def test_passwords_differ_and_can_be_typed():
    made = {build.new_password() for _ in range(100)}

    assert len(made) == 100
    assert all(word.isascii() and len(word) >= 18 for word in made)


# The processes ------------------------------------------------------------------------------------------------


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


PREPARE = """
import django
from django.core.management import call_command
django.setup()
for command in (["migrate"], ["createcachetable"], ["collectstatic", "--no-input"]):
    call_command(*command, verbosity=0)
"""


@pytest.fixture
def own_house(tmp_path, monkeypatch):
    """Point processes at an empty house of their own: nothing of the tests' database, and a free port."""
    for name in ("DATABASE_URL", "CACHE_URL", "SITE_URL", "JOBS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    subprocess.run([sys.executable, "-c", PREPARE], cwd=settings.BASE_DIR, check=True)
    return free_port()


def test_site_and_worker_start_serve_and_stop_together(own_house):
    with serve.House("127.0.0.1", own_house) as house:
        assert house.wait_until_it_answers()
        front = urllib.request.urlopen(house.url).read().decode()
        assert house.url in front  # its own address, not that of the default port
        time.sleep(2)
        assert not house.dead()

    assert house.dead()
    assert serve.is_free("127.0.0.1", own_house)


def test_a_process_that_ends_is_named():
    house = serve.House("127.0.0.1", free_port())
    house.commands = {
        "the site": [sys.executable, "-c", "import time; time.sleep(60)"],
        "the worker": [sys.executable, "-c", "print(6 * 7)"],
    }

    with house:
        assert house.wait_until_one_ends() == "the worker"
        assert house.last_words() == "42"

    assert house.processes["the site"].returncode == -signal.SIGTERM


def test_the_command_says_who_may_log_in_and_where(db, monkeypatch):
    out = io.StringIO()
    monkeypatch.setattr(build, "fill", lambda **kwargs: build_accounts())

    def build_accounts():
        call_command("roles", stdout=io.StringIO())
        return build.make_accounts()

    call_command("demo", no_serve=True, port=8123, stdout=out)

    assert "http://127.0.0.1:8123/admin/" in out.getvalue()
    assert "Chief editor: Leyla" in out.getvalue()
    assert Command.help


def test_the_passwords_are_out_before_the_wait_begins_also_through_a_pipe(monkeypatch):
    class Pipe(io.StringIO):
        out = ""

        def flush(self):
            self.out = self.getvalue()

    class House(contextlib.nullcontext):
        log, url = "demo.log", "http://127.0.0.1:8123"

        def __init__(self, *_address):
            super().__init__(self)

        def wait_until_it_answers(self):
            return True

        def wait_until_one_ends(self):
            seen.append(pipe.out)
            raise KeyboardInterrupt

    seen, pipe = [], Pipe()
    monkeypatch.setattr(serve, "House", House)
    Command(stdout=pipe).serve([], "127.0.0.1", 8123)
    assert "http://127.0.0.1:8123/admin/" in seen[0]
