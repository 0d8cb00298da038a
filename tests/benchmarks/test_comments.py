"""What comments cost: a sum, a post, a page, the queue, and a flood. Times by `pytest -n 0 -m benchmark -s`."""

import gzip
import itertools
import random
import statistics
import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import captcha
from comments.finding import words_of
from comments.models import Comment, Decision, Discussion, HeldReason
from tests import cast
from tests.benchmarks.test_numbers import told
from tests.comments import reader

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comments/comment/queue/"
COMMON = "river bridge school winter market honey council lamp stone water harbour teacher tea road mill".split()
WORDS = [*COMMON, *(f"word{number}" for number in range(1_000))]  # a word stands in one comment of thirty


def milliseconds(act, things):
    """Return the median of the processor's time that `act` takes: what else runs on the machine does not count."""
    times = []
    for thing in things:
        started = time.process_time()
        act(thing)
        times.append((time.process_time() - started) * 1000)
    return statistics.median(times[3:])


def sentence(draw, words=40):
    return " ".join(["the", *(draw.choice(WORDS) for _ in range(words))])  # one word stands everywhere


def published(edition, count, *, threads=True):
    """Store published comments, every fifth a root with four answers below it."""
    now, rows = timezone.now(), []
    draw = random.Random(7)
    for number in range(1, count + 1):
        root = number - (number - 1) % 5
        path = f"{root:06d}" + (f"{number:06d}" if threads and number != root else "")
        rows.append(
            Comment(
                article_id=edition.pk, number=number, path=path, level=len(path) // 6, state="published", name="Azad",
                body=sentence(draw), language="en", posted_at=now, first_published_at=now,
                published_below=4 if number == root else 0,
            )
        )  # fmt: skip
    Comment.objects.bulk_create(rows, batch_size=2_000)
    Discussion.objects.create(article=edition.article, published_count=count, next_number=count + 1)


def asked(client, address):
    """Return how many statements a page sends, the savepoints of the test left out."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len([query for query in captured if "SAVEPOINT" not in query["sql"]])


def test_a_post_asks_the_same_number_of_queries_for_the_first_and_the_thousandth(client):
    edition = cast.live_story()

    def post(words):
        fields = reader.form(edition, reader.slip(edition), words=words)
        with CaptureQueriesContext(connection) as captured:
            assert reader.send(client, fields).status_code == 303
        return len([query for query in captured if "SAVEPOINT" not in query["sql"]])

    post("The first of its network and its story")
    second = post("The second")
    published_rows = Comment.objects.count()
    assert published_rows == 2
    draw = random.Random(3)
    Comment.objects.bulk_create(
        Comment(
            article_id=edition.pk, number=n, path=f"{n:06d}", level=1, state="pending", name="Azad", language="en",
            body=sentence(draw), posted_at=timezone.now(),
        )
        for n in range(3, 1_000)
    )  # fmt: skip
    Discussion.objects.update(next_number=1_000)
    assert post("The thousandth") == second
    told("A comment accepted", second, 8, "queries")


@pytest.mark.parametrize("count", [1, 100, 1_000, 10_000])
def test_pages_ask_the_same_number_of_queries_however_many_comments_there_are(client, count):
    edition = cast.live_story()
    bare = asked(client, edition.get_absolute_url())
    published(edition, count)
    assert asked(client, edition.get_absolute_url()) == bare
    with CaptureQueriesContext(connection) as captured:
        client.get(edition.get_absolute_url())
    assert len([query for query in captured if "comments_comment" in query["sql"]]) <= 2
    for query in ("", "?order=newest", "?picks"):
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/comments/{edition.pk}/{query}")
        ours = [q for q in captured if "comments_" in q["sql"] or "articles_edition" in q["sql"]]
        assert len(ours) <= 4
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/comments/token/?article={edition.pk}")
    assert len(captured) == 1


def test_the_first_view_of_a_thousand_comments_is_at_most_15_kb(client):
    edition = cast.live_story()
    published(edition, 1_000)
    for address in (edition.get_absolute_url(), f"/comments/{edition.pk}/"):
        told(f"{address}, compressed", len(gzip.compress(client.get(address).content)) / 1000, 15, "kB")


@pytest.mark.benchmark
def test_a_sum_is_made_and_read(settings):
    tokens = [captcha.issue(7, "en") for _ in range(2_000)]

    def round_trip(_token):
        token = captcha.issue(7, "ckb")
        token.sum.parts("ckb")
        assert captcha.read(str(token), article=7).sum.answer >= 0

    told("A token made and read", milliseconds(round_trip, tokens) * 1000, 200, "µs")


@pytest.mark.benchmark
@pytest.mark.parametrize("count", [1_000, 10_000])
def test_the_time_of_pages_with_many_comments(client, count):
    edition = cast.live_story()
    published(edition, count)
    last = Comment.objects.order_by("-path").values_list("path", flat=True)[60:61][0]
    story = milliseconds(lambda _n: client.get(edition.get_absolute_url()), range(20))
    told(f"A story with {count} comments", story, 60, "ms")
    for query in ("", "?order=newest", f"?after={last}", f"?order=newest&after={last}", "?picks"):
        address = f"/comments/{edition.pk}/{query}"
        took = milliseconds(lambda _n, address=address: client.get(address), range(20))
        told(f"{count} comments, {query or 'oldest'}", took, 60, "ms")


def crowd(edition, count):
    """Fill the house: four in five published, the rest waiting, spam and refused; many readers, few with a mark."""
    draw, now = random.Random(11), timezone.now()
    states = ["published"] * 80 + ["pending"] * 5 + ["spam"] * 10 + ["rejected"] * 5
    rows = []
    for number in range(1, count + 1):
        state, posted_at = draw.choice(states), now - timedelta(minutes=draw.randrange(200_000))
        name, body = f"Reader {draw.randrange(20_000)}", sentence(draw)
        rows.append(
            Comment(
                article_id=edition.pk, number=number, path=f"{number:06d}", level=1, state=state, name=name, body=body,
                words=words_of(name, body), language="en", posted_at=posted_at,
                first_published_at=posted_at if state == "published" else None, risk=draw.randrange(3),
                network=f"{draw.randrange(20_000):032d}",
                author_mark=f"{draw.randrange(5_000):032d}" if number % 4 == 0 else "",
                email=f"r{draw.randrange(20_000)}@example.org" if number % 5 == 0 else "",
            )
        )  # fmt: skip
    Comment.objects.bulk_create(rows, batch_size=2_000)
    found = list(Comment.objects.order_by("pk").only("pk", "name", "body", "state", "posted_at"))
    Decision.objects.bulk_create(
        (
            Decision(comment=row, actor="rule", verb="receive", to_state=row.state, version=1, at=row.posted_at)
            for row in found
        ),
        batch_size=5_000,
    )
    waiting = [row for row in found if row.state == "pending"]
    HeldReason.objects.bulk_create(
        (HeldReason(comment=row, code="links", field="body", start=0, end=5) for row in waiting), batch_size=5_000
    )
    Discussion.objects.create(article=edition.article, waiting_count=len(waiting), next_number=count + 1)
    connection.cursor().execute("ANALYZE")


def waited_for(client, address):
    """Return the milliseconds that a page waits for a database which is another process."""
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return sum(float(each["time"]) for each in captured) * 1000 if connection.vendor == "postgresql" else 0


@pytest.mark.benchmark
def test_the_queue_over_a_hundred_thousand_comments(client):
    edition = cast.live_story()
    crowd(edition, 100_000)
    client.force_login(cast.moderator())
    tabs = [f"?tab={tab}" for tab in ("waiting", "reported", "published", "spam", "decided")]
    deep = ["?page=90", "?tab=published&page=200", "?tab=decided&page=90"]
    rare = ["?tab=published&language=ar", "?tab=published&error=1", "?tab=published&rule=links", "?rule=links"]
    found = ["?q=honey", "?q=the", "?q=the&tab=published", "?q=river+lamp&tab=published", "?q=nowhere"]
    place = [f"?tab=decided&article={edition.pk}", f"?tab=published&section={edition.section_id}"]
    for query in (*tabs, *deep, *rare, *found, *place):
        waited = min(waited_for(client, QUEUE + query) for _ in range(5))
        took = milliseconds(lambda _n, query=query: client.get(QUEUE + query), range(12))
        told(f"The queue, {query}", took + waited, 150, "ms")
    with CaptureQueriesContext(connection) as captured:
        client.get(QUEUE)
    own = [query for query in captured if "comments_" in query["sql"]]
    told("The queue", len(own), 8, "queries")


@pytest.mark.benchmark
@pytest.mark.django_db(transaction=True)
def test_a_thousand_posts_a_hundred_at_a_time_are_all_stored_once(settings):
    settings.COMMENT_BUDGETS = {
        name: [(100_000, seconds) for _count, seconds in pairs] for name, pairs in settings.COMMENT_BUDGETS.items()
    }
    edition = cast.live_story()
    forms = [reader.form(edition, reader.slip(edition), words=f"Text {n}") for n in range(1_000)]
    numbers, answers, lock = itertools.count(), [], threading.Lock()

    def work():
        try:
            while True:
                with lock:
                    number = next(numbers)
                if number >= len(forms):
                    return
                answer = reader.send(Client(raise_request_exception=False), forms[number])
                with lock:
                    answers.append(answer.status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(100)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(600)
    took = time.perf_counter() - started
    assert answers == [303] * 1_000
    bodies = list(Comment.objects.values_list("body", flat=True))
    assert sorted(bodies) == sorted(f"Text {n}" for n in range(1_000))
    discussion = Discussion.objects.get()
    assert (discussion.waiting_count, discussion.next_number) == (1_000, 1_001)
    print(f"\nA thousand posts, a hundred at a time ({connection.vendor}): {1_000 / took:.0f} a second")
