"""Filling a database with a sample archive, batch by batch. Interrupted, it goes on where it stopped.

Which rows there are says how far it came: stories and comments have numbers that follow from their place, and each
batch is one transaction.
"""

import time
from collections import deque
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from taggit.models import Tag

from articles.models import Article, Edition, Section
from authors.models import Author
from comments.models import Comment
from newsroom import pages
from newsroom.demo import build
from newsroom.demo.content.stories import STORIES as DEMONSTRATION
from newsroom.demo.pool import workers
from newsroom.sample import records, stories, threads
from newsroom.sample.records import FIRST
from newsroom.sample.tables import count_on, store
from photos.models import Photo

BATCH = 2_000  # stories, or comments, in a transaction
AHEAD = 2  # batches that are made while one is stored
PICTURE_WIDTH = 1_200


class Mismatch(Exception):
    """The database holds another archive than the one that is asked for."""


def cast(tell, *, picture_width=PICTURE_WIDTH, processes=2):
    """Return the Cast of the archive: the demonstration's staff, authors, sections and photos, made where missing."""
    build.fill(tell=tell, picture_width=picture_width, processes=processes, stories=False)
    wanted = {language: set() for language in stories.LANGUAGES}
    for story in DEMONSTRATION:
        wanted[story.language] |= set(story.tags)
    return stories.Cast(
        sections=list(Section.objects.order_by("slug")),
        authors=list(Author.objects.active().order_by("slug")),
        photos=list(Photo.objects.cleared().prepared().order_by("original_name")),
        tags={language: [_tag(name) for name in sorted(names)] for language, names in wanted.items()},
        writer=build.staff_member("reporter"),
        publisher=build.staff_member("editor"),
    )


def _tag(name):
    return Tag.objects.get_or_create(name=name)[0]


def fill(the_cast, *, seed, number, comments, until, tell=lambda line: None, processes=1):
    """Make what is missing of an archive of so many stories and comments, the newest of them before `until`.

    `processes` make the rows that this one stores; 0 does both here.
    """
    with translation.override("en"):
        deck = stories.Deck(seed, _start(seed, the_cast, number, until), the_cast)
        _stories(deck, number, processes, tell)
        _comments(deck, number, comments, processes, tell)


def _start(seed, the_cast, number, until):
    """Return the moment the archive begins: the one it began with, where a part of it is there."""
    start = timezone.make_aware(datetime(until.year, until.month, until.day)) - number * stories.PACE
    first = Edition.objects.filter(pk=FIRST).first()
    if first is None:
        return start
    drawn = stories.Deck(seed, start, the_cast).draw(0)
    begun = first.published_at - (drawn.at - start)
    if (drawn.headline, drawn.standfirst) != (first.headline, first.standfirst):
        raise Mismatch("The database holds an archive of another seed. Give this one a database of its own.")
    if begun + number * stories.PACE > timezone.now() + timedelta(days=1):
        raise Mismatch(f"The archive there begins on {begun:%d %B %Y}: {number:,} stories would reach into the future.")
    return begun


def _stories(deck, number, processes, tell):
    done = _done(Article)
    batches = [range(start, min(start + BATCH, number)) for start in range(done, number, BATCH)]
    progress = Progress("stories", done, number, tell)
    for batch in _stored(records.of_stories, deck, batches, processes):
        progress.tell(batch.stop)
    count_on(records.MODELS)


def _comments(deck, number, wanted, processes, tell):
    done = _done(Comment)
    planned = (thread for thread in threads.plan(deck.seed, number, wanted) if thread.first >= done)
    batches = iter(lambda: _some(planned), [])
    progress = Progress("comments", done, wanted, tell)
    for batch in _stored(threads.of_threads, deck, batches, processes):
        progress.tell(batch[-1].first + batch[-1].size)
    count_on(threads.MODELS)


def _done(model):
    """Return how many rows of the archive are there: they are numbered without a gap."""
    newest = model.objects.filter(pk__gte=FIRST).aggregate(newest=Max("pk"))["newest"]
    return 0 if newest is None else newest - FIRST + 1


def _some(planned):
    """Return the next threads that together are a batch; an empty list at the end."""
    batch, size = [], 0
    for thread in planned:
        batch.append(thread)
        size += thread.size
        if size >= BATCH:
            break
    return batch


def _stored(made, deck, batches, processes):
    """Give each batch once its rows are stored. Another process makes the rows of the next ones meanwhile."""
    with workers(processes) as pool:
        waiting = deque()
        for batch in batches:
            waiting.append((batch, pool.submit(made, deck, batch)))
            if len(waiting) > AHEAD:
                yield _store(*waiting.popleft())
        while waiting:
            yield _store(*waiting.popleft())


@transaction.atomic
def _store(batch, future):
    for model, rows in future.result().items():
        store(model, rows)
    pages.purge(pages.SITE)
    return batch


class Progress:
    """Tells every few seconds how far it has come, and how fast."""

    EVERY = 5  # seconds

    def __init__(self, what, done, number, tell):
        self.what, self.begun_at, self.number, self._tell = what, done, number, tell
        self.started = self.told = time.monotonic()

    def tell(self, done):
        now = time.monotonic()
        if now - self.told < self.EVERY and done < self.number:
            return
        self.told = now
        speed = (done - self.begun_at) / max(now - self.started, 0.001)
        self._tell(f"{done:,} of {self.number:,} {self.what}, {speed:,.0f} a second")
