"""What a page costs in a small archive and in a large one: `pytest -n 0 -m benchmark -s tests/benchmarks/test_flat.py`.

`STORIES=1000000 COMMENTS=10000000` asks about other sizes than a hundred thousand and a million. Each page is made by
Django, without any store, in milliseconds of the processor, on PostgreSQL in those of the clock. The least of many
rounds is compared, for what else the machine does only ever adds. The small archive fills a page of every list.
"""

import os
import re
import time

import pytest
from django.core.management import call_command
from django.db import connection

from articles.models import Edition
from comments.models import Comment, Discussion
from tests.benchmarks import archive
from tests.benchmarks.test_comments import published

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db(transaction=True)]

SMALL = 25_000
STORIES = int(os.environ.get("STORIES", "100000"))
COMMENTS = int(os.environ.get("COMMENTS", "1000000"))
THREAD = 1_000  # comments under one story
ROUNDS = 15
FLAT = 1.2
BLUR = 1.0  # milliseconds by which two measurements of the same may differ

READERS = ("/", "/section/{section}/", "/topic/{tag}/", "/author/{author}/", "/corrections/", "/{month}/", "/{day}/")
ROBOTS = ("/feed/", "/topic/{tag}/feed/", "/sitemap.xml", "/news-sitemap.xml")
DESK = ("/admin/", "/admin/articles/article/", "/admin/articles/article/board/", "/admin/comments/comment/queue/")


def discuss(number):
    """Put a thread under the newest story, and let the database copy it under older ones until there are so many."""
    newest, *older = Edition.objects.live().in_language("en").newest()[: max(1, number // THREAD)]
    published(newest, THREAD)
    fields = [connection.ops.quote_name(field.column) for field in Comment._meta.concrete_fields if field.name != "id"]
    values = ["%s" if field.strip('"') == "article_id" else field for field in fields]
    copy = f"INSERT INTO comments_comment ({', '.join(fields)}) SELECT {', '.join(values)} FROM comments_comment WHERE article_id = %s"  # noqa: S608, E501
    with connection.cursor() as cursor:
        for edition in older:
            cursor.execute(copy, [edition.pk, newest.pk])
    Discussion.objects.bulk_create(
        Discussion(article_id=edition.pk, published_count=THREAD, next_number=THREAD + 1) for edition in older
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")  # as its own worker would
    return newest


def costs(client, stories, comments):
    """Return {address: (milliseconds, queries)} over an archive of so many."""
    call_command("flush", interactive=False, verbosity=0)
    house = archive.fill(stories)
    newest = discuss(comments)
    names = {
        "section": newest.section.slug,
        "tag": newest.tags.first().slug,
        "author": newest.bylines.first().author.slug,
        "month": newest.month,
        "day": f"{newest.published_at:%Y/%m/%d}",
    }
    pages = [("a story", newest.get_absolute_url()), ("its comments", f"/comments/{newest.pk}/")]
    pages += [(address, address.format(**names)) for address in (*READERS, *ROBOTS)]
    found = {name: cost(client, address) for name, address in pages}
    client.force_login(house.admin)
    return found | {address: cost(client, address) for address in DESK}


def cost(client, address):
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    times = []
    for _round in range(ROUNDS):
        started = clock()
        answer = client.get(address)
        times.append(1000 * (clock() - started))
        assert answer.status_code == 200, address
    return min(times)


def test_no_page_costs_more_in_a_large_archive(client):
    small = costs(client, SMALL, THREAD)
    client.logout()
    large = costs(client, STORIES, COMMENTS)
    print(f"\n{connection.vendor}: milliseconds at {SMALL:,} stories, at {STORIES:,} and {COMMENTS:,} comments")
    for name, taken in large.items():
        print(f"  {re.sub('[{}]', '', name):34} {small[name]:8.1f} {taken:8.1f}   {taken / small[name]:.2f}")
    grown = {name: taken for name, taken in large.items() if taken > small[name] * FLAT + BLUR}
    assert grown == {}
