"""When something breaks: words that say what to do, and the typed text given back."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from newsroom.errors import is_database_trouble
from tests import cast

LONG = "“We waited,” she said. " * 5
LOCKED = OperationalError("database is locked")


def locked(request):
    raise LOCKED


def masked(request):
    try:
        raise LOCKED
    except OperationalError:
        raise ValueError("said something else on the way out") from None


def broken(request):
    raise ZeroDivisionError


def form(request):
    return HttpResponse(request.POST.get("body", ""))


def forbidden(request):
    raise PermissionDenied("You wrote this story; somebody else approves it.")


handler500 = "newsroom.errors.server_error"
urlpatterns = [
    path("locked/", locked),
    path("masked/", masked),
    path("broken/", broken),
    path("admin/locked/", locked),
    path("admin/form/", form),
    path("admin/forbidden/", forbidden),
    path("admin/", admin.site.urls),
    path("comments/", include("comments.urls")),
    path("", include("articles.urls")),
]

pytestmark = pytest.mark.urls("tests.newsroom.test_errors")


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("address", ["/locked/", "/masked/", "/admin/locked/"])
def test_a_busy_database_is_answered_by_503_in_four_languages(client, address):
    response = client.get(address)
    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert "no-store" in response["Cache-Control"]
    page = response.content.decode()
    for word in ("try again", "الموقع", "Malper", "ماڵپەڕەکە"):
        assert word in page
    assert "<form" not in page


def test_what_was_typed_comes_back_ready_to_be_sent_again(client):
    response = client.post(
        "/admin/locked/?_changelist_filters=x",
        {
            "headline": "“Bridge” – reopens",
            "body": "\nFirst line\nsecond <script>alert(1)</script>",
            "tags": ["kobane", "water"],
            "bylines-TOTAL_FORMS": "2",
            "csrfmiddlewaretoken": "abc",
            "_save": "Save",
        },
    )
    page = response.content.decode()
    assert response.status_code == 503
    assert 'action="/admin/locked/?_changelist_filters=x"' in page
    assert ">\n“Bridge” – reopens</textarea>" in page
    assert ">\n\nFirst line\nsecond &lt;script&gt;alert(1)&lt;/script&gt;</textarea>" in page
    assert page.count('name="tags"') == 2
    for hidden in ("bylines-TOTAL_FORMS", "csrfmiddlewaretoken", "_save"):
        assert f'<input type="hidden" name="{hidden}"' in page


def test_a_password_is_not_given_back(client):
    page = client.post("/admin/locked/", {"username": "dana", "password": "correct horse"}).content.decode()
    assert "dana" in page
    assert "correct horse" not in page


def test_files_have_to_be_chosen_again_and_it_says_so(client, tmp_path):
    photo = tmp_path / "bridge.jpg"
    photo.write_bytes(b"\xff\xd8")
    with photo.open("rb") as file:
        page = client.post("/admin/locked/", {"caption": "The bridge", "file": file}).content.decode()
    assert "Files have to be chosen again." in page


def test_any_other_fault_is_an_ordinary_500(client):
    assert client.get("/broken/").status_code == 500


def test_the_plain_500_needs_nothing_and_speaks_four_languages(client, settings):
    source = (Path(settings.BASE_DIR) / "templates" / "500.html").read_text()
    assert not re.search(r"{%|{{|<link|<script|<img|https?:", source)  # the proxy serves the file too
    assert re.findall(r'lang="(\w+)"', source) == ["en", "ar", "ku", "ckb"]
    assert client.get("/broken/").text == source  # and without the database, which this test may not ask


def test_while_the_database_is_gone_every_page_says_so_in_four_languages(tmp_path, settings):
    asked = """
import json, django
django.setup()
from django.test import Client
client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
paths = "/", "/ar/", "/2026/11/a-story/", "/section/towns/feed/", "/sitemap.xml", "/no-such-page/"
answers = [client.get(path) for path in paths]
print(json.dumps([[answer.status_code, answer["Cache-Control"], answer.text] for answer in answers]))
"""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    nowhere = {"DATA_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/gone/db.sqlite3"}
    command, environment = [sys.executable, "-c", asked], {"DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    environment |= kept | nowhere
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    answers = json.loads(done.stdout.splitlines()[-1])
    assert len(answers) == 6
    for status, caching, page in answers:
        assert (status, caching) == (503, "no-store")
        assert re.findall(r' lang="(\w+)"', page) == ["en", "ar", "ku", "ckb"]
        assert not re.search(r"<link|<script|<img|https?:", page)


@pytest.mark.parametrize(
    "error",
    [
        LOCKED,
        OperationalError("unable to open database file"),
        OperationalError('connection to server at "127.0.0.1", port 5432 failed: Connection refused'),
        OperationalError("couldn't get a connection after 10.00 sec"),
        InterfaceError("connection already closed"),
    ],
)
def test_a_database_that_is_locked_or_gone_is_passing_trouble(error):
    assert is_database_trouble(error)


def test_a_missing_table_is_a_mistake_of_ours():
    assert not is_database_trouble(OperationalError("no such table: articles_edition"))


def test_a_form_that_expired_gives_its_text_back_and_cannot_be_sent_from_there():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/admin/form/", {"headline": "Bridge", "body": LONG, "password": "correct horse"})
    page = response.content.decode()
    assert response.status_code == 403
    assert "This form has expired" in page
    assert LONG in page
    assert "<form" not in page
    assert "correct horse" not in page


def test_a_refusal_says_why(client):
    response = client.get("/admin/forbidden/")
    assert response.status_code == 403
    assert "You wrote this story; somebody else approves it." in response.content.decode()


def test_a_form_far_too_long_is_answered_in_words(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = client.post("/admin/form/", {"body": "x" * 2000})
    assert response.status_code == 400
    assert "go back: your text is still in the form" in response.content.decode()


# Forged addresses of the desk --------------------------------------------------------------------------------


@pytest.fixture
def root(client):
    client.force_login(cast.make_user("root", is_superuser=True))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "articles/article/?stage__exact=%00",
        "articles/article/?q=%00",
        "articles/article/?%00=1",
        "photos/photo/find/?q=%00",
        "autocomplete/?app_label=articles&model_name=byline&field_name=author&term=%00",
        "comments/comment/queue/?q=%00",
    ],
)
def test_a_character_that_no_database_takes_is_a_bad_address_all_over_the_desk(root, address):
    response = root.get(f"/admin/{address}")
    assert response.status_code == 400
    assert "This could not be read" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        f"photos/photo/?agency={2**63}",
        f"photos/photo/?agency__id__exact={2**63}",
        f"articles/desklog/?article={2**63}",
        f"articles/revision/?by={2**63}",
        f"articles/article/?section__id__exact={'9' * 4500}",
    ],
)
def test_a_number_no_database_holds_leads_to_a_list_that_works(root, address):
    response = root.get(f"/admin/{address}", follow=True)
    assert response.status_code == 200


@pytest.mark.django_db
def test_an_error_of_a_plain_list_is_not_hidden(root, monkeypatch):
    def broken(*args, **kwargs):
        raise ValueError("a mistake of ours")

    monkeypatch.setattr("django.contrib.admin.views.main.ChangeList.get_results", broken)
    assert root.get("/admin/articles/revision/").status_code == 500


def test_a_story_given_back_reads_as_it_was_and_shows_no_numbers_of_rows():
    client = Client(enforce_csrf_checks=True)
    posted = {
        "body": "<h2>Head</h2><script>alert(1)</script><p>Every word</p>",
        "bylines-0-author": "412",
        "captions-__prefix__-order": "413",
        "lead-0-caption": "A bridge.",
    }

    page = client.post("/admin/form/", posted).content.decode()

    assert "<h2>Head</h2><p>Every word</p></section>" in page
    assert "<script" not in page
    assert "A bridge." in page
    assert "412" not in page
    assert "413" not in page
