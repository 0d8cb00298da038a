"""What a public page shows, and what a verb changed: by this, finished pages are kept and yet never stale.

While a page is rendered it *shows* keys (`story:5`, `front:ar`, `lists`), says until which moment it *holds*, and is
watched for which parameters of its query it *reads*. A verb *purges* keys, by rows of its own transaction: with its
commit every page that showed one of them is dropped before the next answer, on every machine (newsroom/pagestore/).

A leaf: it imports none of our apps, so that all may say what they show and change. Only what a view gives out by
`keep` is kept. Every page depends on the key `site`: its masthead, its sections, the settings.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, models, transaction
from django.db.models.expressions import RawSQL
from django.utils import timezone

SITE = "site"
LISTS = "lists"  # search, archives, corrections, sitemaps
MANY = 100  # keys of one verb, beyond which it is quicker to drop every page than to name each
EVERYTHING = "*"  # in place of a parameter's name: the whole query was read


@dataclass
class Shown:
    """What one page showed while it was rendered."""

    keys: set[str] = field(default_factory=set)
    until: datetime | None = None  # the first moment at which it would be another; None: it never is by itself
    read: set[str] = field(default_factory=set)  # names of parameters of the query
    may_be_kept: bool = False
    begun: datetime = field(default_factory=timezone.now)


_watched: ContextVar[Shown | None] = ContextVar("shown", default=None)


@contextmanager
def watch():
    """Collect what is shown inside, into the Shown that is given."""
    shown = Shown()
    token = _watched.set(shown)
    try:
        yield shown
    finally:
        _watched.reset(token)


def is_watched():
    """Return whether this answer may be kept, so that it matters what it reads."""
    return _watched.get() is not None


def keep(*keys):
    """Let the page being rendered be kept until one of these keys, which are all it shows by itself, is purged."""
    shows(*keys)
    if shown := _watched.get():
        shown.may_be_kept = True


def shows(*keys):
    """Say that a part of the page being rendered depends on these keys. Outside of one it does nothing."""
    if shown := _watched.get():
        shown.keys.update(keys)


def holds_until(*moments):
    """Say that time changes this page at each of these moments. None never does, nor does one that has passed."""
    if shown := _watched.get():
        ahead = [moment for moment in moments if moment is not None and moment > shown.begun]
        shown.until = min([shown.until, *ahead] if shown.until else ahead, default=None)


def reads(name):
    """Say that the page looked for a parameter of its query, whether it was there or not."""
    if shown := _watched.get():
        shown.read.add(name)


class PurgeManager(models.Manager):
    def write(self, keys):
        """Store one row per key, with what tells its transaction from others that were under way at the time."""
        postgresql = connection.vendor == "postgresql"
        mark = RawSQL("(pg_current_xact_id()::text)::bigint", []) if postgresql else 0
        self.bulk_create([Purge(key=key, mark=mark) for key in keys])


class Purge(models.Model):
    """A key whose pages were dropped when the row was committed. Read by newsroom/pagestore/purges.py."""

    key = models.CharField(max_length=100)
    mark = models.BigIntegerField()  # PostgreSQL: the number of the transaction; elsewhere the row's own number serves
    at = models.DateTimeField(auto_now_add=True)

    objects = PurgeManager()

    class Meta:
        app_label = "newsroom"
        indexes = [models.Index(fields=["mark"], name="purge_of_transaction")]

    def __str__(self):
        return self.key


def purge(*keys):
    """Drop, with the commit of the transaction this is called in, every page that showed one of these keys."""
    wanted = sorted(set(keys))
    if wanted:
        Purge.objects.write(wanted if len(wanted) <= MANY else [SITE])


class PurgesPages:
    """Mixin of a ModelAdmin whose rows stand on public pages; `shown_on` are the keys that a change of one purges."""

    def shown_on(self, row):
        """Return the keys of the pages that show a row: every page, unless the admin knows better."""
        return [SITE]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        purge(*self.shown_on(obj))

    def delete_model(self, request, obj):
        wanted = self.shown_on(obj)
        super().delete_model(request, obj)
        purge(*wanted)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():  # the admin gives its bulk actions none
            super().delete_queryset(request, queryset)
            purge(SITE)
