"""Budgets: token buckets in the database, where several workers count as one.

A bucket holds `capacity` and refills evenly over `seconds`. Of it one moment is stored, at which it will be full again:
taking one puts that moment off by `seconds / capacity`, and of a bucket that would be full only after `seconds` nothing
is left (the generic cell rate algorithm, ITU-T I.371). So one statement asks and takes, from every bucket of a post at
once, and of many at once each is counted. A sum that was judged is a bucket of one.
"""

import math

from django.conf import settings
from django.db import connection
from django.utils import timezone

from comments.models import Bucket

SUM = [(1, 86_400)]  # a day: longer than any token lives
LENIENT = 0.001  # seconds that floating point may be wrong by

_TAKE = """
INSERT INTO comments_bucket AS bucket (key, full_at, until) VALUES {rows}
ON CONFLICT (key) DO UPDATE SET
    full_at = excluded.full_at + CASE WHEN bucket.full_at > %s THEN bucket.full_at - %s ELSE 0 END,
    until = excluded.until
WHERE bucket.full_at + excluded.full_at - %s <= excluded.until
RETURNING key"""


def _keys(name, identity):
    """Return the key, the capacity and the seconds of each bucket that a budget has for somebody."""
    numbers = SUM if name == "sum" else settings.COMMENT_BUDGETS[name]
    return [(f"{name}:{identity}:{seconds}:{capacity}", capacity, seconds) for capacity, seconds in numbers]


def take(spending, asking=None, *, now=None):
    """Take one from each budget in `spending`, {name: identity}, and ask those in `asking`; in one statement.

    Returns {name: [for each of its numbers, in the order of the settings, if one was left]}. Nothing is taken from a
    bucket that is empty. What it took goes with the caller's transaction; until that ends, others wait who take from
    the same buckets.
    """
    now = (now or timezone.now()).timestamp()
    rows = {}
    for budgets, share in ((asking or {}, 0), (spending, 1)):
        for name, identity in budgets.items():
            for key, capacity, seconds in _keys(name, identity):
                one = seconds / capacity
                # To ask is to take nothing, of a bucket that must hold one.
                rows[key] = (key, now + one * share, now + seconds + LENIENT - one * (1 - share))
    values = [value for key in sorted(rows) for value in rows[key]]  # in one order, so that no two wait for each other
    statement = _TAKE.format(rows=", ".join(["(%s, %s, %s)"] * len(rows)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, now, now, now])
        left = {key for (key,) in cursor.fetchall()}
    budgets = {**(asking or {}), **spending}
    return {name: [key in left for key, _, _ in _keys(name, identity)] for name, identity in budgets.items()}


def spend(name, identity, *, now=None):
    """Take one from each budget `name` of somebody. Returns for each, in the order of the settings, if one was left."""
    return take({name: identity}, now=now)[name]


def exhausted(name, identity, *, now=None):
    """Return for each budget `name` of somebody, in the order of the settings, if nothing is left. Writes nothing."""
    return [seconds > 0 for seconds in _waits(name, identity, now)]


def wait(name, identity, *, now=None):
    """Return in how many seconds the budget `name` of somebody holds one again; 0: now. Writes nothing."""
    return math.ceil(max(_waits(name, identity, now)))


def _waits(name, identity, now):
    now = (now or timezone.now()).timestamp()
    keys = _keys(name, identity)
    full_at = dict(Bucket.objects.filter(key__in=[key for key, _, _ in keys]).values_list("key", "full_at"))
    return [
        max(0, full_at.get(key, now) - now + seconds / capacity - seconds - LENIENT) for key, capacity, seconds in keys
    ]


def forget_buckets(now=None):
    """Delete the buckets that say nothing any more. Returns how many."""
    return Bucket.objects.filter(until__lt=(now or timezone.now()).timestamp()).delete()[0]
