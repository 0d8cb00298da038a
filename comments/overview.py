"""What stands over the queue: how much waits in each tab and since when, today's median, what can still be undone."""

import statistics
import uuid
from datetime import datetime

from django.db.models import DateTimeField, IntegerField, JSONField, Subquery, Value
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from authors.models import User
from comments import moderation, network
from comments.models import Comment, Decision, Report
from comments.one_value import Rows

COUNTED = 1_000  # beyond it a tab says "1000+"
MEDIAN_OF = 1_000  # of today's decisions
State = Comment.State


class _Counted(Subquery):
    """How many rows a query has, as one value."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


class _Networks(Subquery):
    """How many networks the rows of a query come from, as one value."""

    template = "(SELECT COUNT(DISTINCT network) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def overview(person, tabs, done):
    """Return what stands over the queue, in one query: values hung on the one row of the person who asks.

    `tabs` are the states of each tab; `done` is the batch of decisions that this person made last, as text.
    """
    reported = Report.objects.open().order_by().values("comment").distinct()
    counts = {
        name: _Counted(Comment.objects.filter(state__in=states).order_by().values("pk")[: COUNTED + 1])
        for name, states in tabs.items()
        if states
    }
    waiting = Comment.objects.filter(state=State.PENDING)
    newest = network.newest()
    batch = _batch(done)
    head = User.objects.values(
        **counts,
        reported=_Counted(reported[: COUNTED + 1]),
        dangers=_Counted(reported.filter(reason=Report.Reason.DANGER)),
        oldest=Subquery(waiting.order_by("posted_at").values("posted_at")[:1], output_field=DateTimeField()),
        newest=_Counted(newest),
        networks=_Networks(newest),
        today=_decided_today(),
        done=_just_done(batch, person) if batch else Value(None, output_field=JSONField()),
    ).get(pk=person.pk)
    return {
        "counts": {name: f"{COUNTED}+" if head[name] > COUNTED else str(head[name]) for name in tabs},
        "oldest": moderation.ago(head["oldest"]) if head["oldest"] else "",
        "median": _median(head["today"]),
        "dangers": head["dangers"],
        "one_network": head["newest"] == network.NEWEST and head["networks"] == 1,
        "undo": {"batch": batch, "sentence": _done_sentence(head["done"])} if head["done"] else None,
        "undo_seconds": moderation.UNDO_OFFERED,
    }


def _decided_today():
    """Return the question when today's decisions were made, and when what they decided was sent."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    decided = Decision.objects.filter(at__gte=today, actor=Decision.Actor.STAFF, from_state=State.PENDING)
    decided = decided.exclude(to_state=State.PENDING).order_by("-at")
    return Rows(decided.values(row=JSONObject(at="at", posted_at="comment__posted_at"))[:MEDIAN_OF])


def _median(decided):
    """Return how long a comment waited for its decision today, in words; empty where nothing was decided."""
    moments = [[datetime.fromisoformat(row[name]) for name in ("at", "posted_at")] for row in decided]
    waits = [(at - posted_at).total_seconds() for at, posted_at in moments]
    return moderation.duration(statistics.median(waits)) if waits else ""


def _batch(done):
    try:
        return uuid.UUID(done)
    except ValueError:
        return None


def _just_done(batch, person):
    """Return the question what this person did in a batch, as long as it can be undone."""
    since = timezone.now() - moderation.UNDO_ACCEPTED
    decisions = Decision.objects.filter(batch=batch, by=person.pk, at__gt=since, undone_by=None)
    return Rows(decisions.values(row=JSONObject(verb="verb", name="comment__name")))


def _done_sentence(done):
    verb = moderation.done_words(done[0]["verb"])
    if len(done) == 1:
        return _("Comment by %(name)s %(done)s.") % {"name": done[0]["name"], "done": verb}
    words = ngettext("%(n)d comment %(done)s.", "%(n)d comments %(done)s.", len(done))
    return words % {"n": len(done), "done": verb}
