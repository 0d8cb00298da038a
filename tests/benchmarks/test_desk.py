"""The desk over an archive of a hundred thousand stories: `pytest -n 0 -m benchmark -s` on a quiet machine.

`STORIES=1000000` asks about another size. It is written once, some twenty seconds for each hundred thousand.
"""

import os
import random

import pytest
from django.db import connection

from articles import compare, documents
from articles.models import Article
from tests import cast
from tests.articles.desk_admin.post import opened, send
from tests.benchmarks import archive
from tests.benchmarks.test_numbers import milliseconds, told, whole_story

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

STORIES = int(os.environ.get("STORIES", "100000"))
LIMIT = 300  # milliseconds
STORY = "/admin/articles/article/"
FILTERS = {
    "mine": ("whose=mine", "whose=mine&stage__exact=writing"),
    "public": [f"public={name}" for name in ("never", "live", "scheduled", "late", "retracted", "withdrawn")],
    "due": [f"due={name}" for name in ("late", "week", "planned")],
    "stage": [f"stage__exact={stage}" for stage in Article.Stage.values],
    "others": ("killed=yes", "section__isnull=True", "language__exact=ar", "p=40", "o=3", "o=8"),
    "words": [
        f"q={words}"
        for words in ("footbridge", "hand 297", "nowhere", "Leyla", "Name77", "tag1234", "قامشلو", "%23412")
    ],
}
RECORDS = (
    *("taggit/tag/", "taggit/tag/?q=99", "authors/author/", "authors/author/?q=77", "articles/section/"),
    *("articles/desklog/", "articles/desklog/?event=story.approved", "articles/desklog/?q=footbridge"),
    *("articles/revision/", "articles/publication/", "articles/publication/?kind__exact=correction"),
    *("articles/schedule/", "articles/approval/", "articles/placement/", "articles/placement/en/", "notices/"),
    *("articles/placement/find/en/?q=footbridge", "articles/placement/find/en/?q=nowhere"),
)


def pages(house):
    """Return the addresses that are measured: the desk home, the list in all its ways, board, week and records."""
    section = house.sections[7].pk
    lists = [f"{STORY}?{query}" for queries in FILTERS.values() for query in queries]
    lists += [f"{STORY}?section__id__exact={section}", f"{STORY}?section__id__exact={section}&public=withdrawn"]
    narrowed = ("", f"?section={section}", f"?person={house.reporters[0].pk}")
    plans = [f"{STORY}{plan}/{query}" for plan in ("board", "week") for query in narrowed]
    return ["/admin/", STORY, *lists, *plans, *(f"/admin/{address}" for address in RECORDS)]


def test_the_desk_over_a_large_archive(client):
    house = archive.fill(STORIES)
    people = {
        "reporter": house.reporters[0],
        "editor": house.editors[0],
        "chief": house.chiefs[0],
        "photos": house.photo_editors[0],
        "admin": house.admin,
    }
    found = {}
    for role, person in people.items():
        client.force_login(person)
        for path in pages(house):
            if client.get(path).status_code == 200:
                found.setdefault(path, {})[role] = milliseconds(client.get, [path] * 6)
    print(f"\n{STORIES:,} stories, {connection.vendor}: milliseconds, at most {LIMIT}")
    print(f"{'':58}" + "".join(f"{role:>10}" for role in people))
    for path, taken in found.items():
        print(f"{path:58}" + "".join(f"{taken[role]:10.0f}" if role in taken else f"{'–':>10}" for role in people))
    told("Save a story of 5 kB among them", saving(client, house), 150, "ms")
    assert {path: taken for path, taken in found.items() if max(taken.values()) > LIMIT} == {}
    assert all(len(found[path]) == len(people) for path in ("/admin/", STORY, f"{STORY}board/", f"{STORY}week/"))


def saving(client, house):
    """Return how long it takes to save a story's form with a new headline, in milliseconds."""
    client.force_login(house.chiefs[0])
    article = whole_story(by=house.reporters[0], photos=house.photos[:3], authors=house.authors[:1])
    forms = (opened(client, article) | {"headline": f"The river rose again, {number}"} for number in range(12))
    return milliseconds(lambda form: send(client, article, form), forms)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 1.0], ids=lambda share: f"{share:.0%} of the words changed")
def test_comparing_two_revisions_of_fifteen_hundred_words(share):
    draw = random.Random(5)
    common = "the of and a in to was is on that for it as with by at from he she they".split()
    words = [*common * 15, *(f"word{number}" for number in range(500))]
    text = [[draw.choice(words) for _word in range(50)] for _paragraph in range(30)]
    changed = [[draw.choice(words) if draw.random() < share else word for word in paragraph] for paragraph in text]
    bodies = ["".join(f"<p>{' '.join(paragraph)}</p>" for paragraph in body) for body in (text, changed)]
    old, new = (documents.serialise(cast.make_article(body=body)) for body in bodies)

    told(f"Compare, {share:.0%} changed", milliseconds(lambda _round: compare.compare(old, new), range(9)), 50, "ms")
