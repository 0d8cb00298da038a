"""The numbers we promise. Sizes are held by every run; times by `pytest -n 0 -m benchmark -s` on a quiet machine."""

import gzip
import itertools
import json
import re
import statistics
import time
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection

from articles import desk
from tests import cast
from tests.articles.desk_admin.post import opened, send

pytestmark = pytest.mark.django_db

PARAGRAPH = "<p>“The river rose by a metre overnight,” said Zeyneb Ali – she has measured it for thirty years.</p>"
BODY_5_KB = PARAGRAPH * (5_000 // len(PARAGRAPH.encode()))
ROUNDS = 30
NUMBERS = itertools.count()


def milliseconds(act, things):
    """Return the median time that `act` takes with each of `things`, after three rounds to warm up."""
    times = []
    for thing in things:
        started = time.perf_counter()
        act(thing)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times[3:])


def told(what, measured, limit, unit):
    print(f"\n{what} ({connection.vendor}): {measured:.1f} {unit}, at most {limit} {unit}")
    assert measured <= limit


def whole_story(**fields):
    photos = fields.pop("photos", None) or [cast.make_photo() for _ in range(3)]
    return cast.make_article(
        body=f"{BODY_5_KB}<p>{next(NUMBERS)}</p>", tags=["water", "harbour", "floods"], photos=photos, **fields
    )


def test_a_revision_of_five_kilobytes_of_text():
    article = whole_story()
    document = article.revisions.get().document
    told("A revision of a 5 kB body", len(json.dumps(document, ensure_ascii=False).encode()) / 1000, 8, "kB")


def test_the_weight_of_a_story_page(client):
    page = cast.live_story(body=BODY_5_KB, photos=[cast.make_photo() for _ in range(3)])
    answer = client.get(page.get_absolute_url(), headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    names = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', client.get(page.get_absolute_url()).text)
    assert names
    styles = sum(len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in names)
    told("A story page, HTML and CSS compressed", (len(answer.content) + styles) / 1000, 40, "kB")


@pytest.mark.benchmark
@pytest.mark.django_db(transaction=True)
def test_publishing():
    articles = [whole_story() for _ in range(ROUNDS)]
    dana = cast.editor()
    told("Publish", milliseconds(lambda article: desk.publish(article, by=dana), articles), 50, "ms")


@pytest.mark.benchmark
@pytest.mark.django_db(transaction=True)
def test_importing_a_story():
    photos, authors = [cast.make_photo()], [cast.make_author()]
    dana = cast.editor()

    def bring_in(_round):
        number = next(NUMBERS)  # no two stories are the same, so that nothing kept of the last one helps
        article = cast.make_article(
            body=f"{BODY_5_KB}<p>{number}</p>",
            photos=photos,
            authors=authors,
            headline=f"The river rose again, {number}",
        )
        desk.publish(article, by=dana)

    told("Create, record and publish", milliseconds(bring_in, range(ROUNDS)), 25, "ms")


@pytest.mark.benchmark
@pytest.mark.django_db(transaction=True)
def test_the_time_of_a_story_page(client):
    address = cast.live_story(body=BODY_5_KB, photos=[cast.make_photo()]).get_absolute_url()
    told("A story page", milliseconds(lambda _round: client.get(address), range(ROUNDS)), 50, "ms")


@pytest.mark.benchmark
@pytest.mark.django_db(transaction=True)
def test_saving_the_form(client):
    client.force_login(cast.editor())
    forms = []
    for number in range(ROUNDS):
        article = whole_story()
        forms.append((article, opened(client, article) | {"headline": f"The river rose again, {number}"}))

    def save(form):
        assert send(client, *form).status_code == 302

    told("Save a story of 5 kB in its form", milliseconds(save, forms), 150, "ms")


@pytest.mark.benchmark
@pytest.mark.django_db(transaction=True)
def test_a_pulse(client):
    client.force_login(cast.editor())
    told_by = [{"tab": "1" * 36, "form": f"{number:032x}", "base": 1} for number in range(ROUNDS)]
    for each in told_by:
        each |= {"article": whole_story().pk, "fields": {"headline": "Typed", "body": BODY_5_KB}}

    def pulse(each):
        answer = client.post("/admin/articles/article/pulse/", each, content_type="application/json")
        assert answer.json()["kept"]

    told("A pulse that brings 5 kB of text", milliseconds(pulse, told_by), 50, "ms")
