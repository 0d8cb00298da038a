"""Budgets: token buckets in the database, where several workers count as one.

A bucket holds `capacity` posts and refills evenly over `seconds`. It is written by posts only; reading a page costs it
nothing. A sum that was judged is a bucket of one that never refills.
"""

import datetime
import math

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from comments.models import Bucket

KEPT = datetime.timedelta(days=1)  # every budget has refilled by then, every token expired


def _keys(name, identity):
    return [
        (f"{name}:{identity}:{seconds}:{capacity}", capacity, seconds)
        for capacity, seconds in settings.COMMENT_BUDGETS[name]
    ]


def _left(bucket, capacity, seconds, now):
    if bucket is None:
        return float(capacity)
    return min(capacity, bucket.left + (now - bucket.at).total_seconds() * capacity / seconds)


@transaction.atomic
def spend(name, identity, *, now=None):
    """Take one from each budget `name` of somebody. Returns for each, in the order of the settings, if one was left."""
    now = now or timezone.now()
    keys = _keys(name, identity)
    buckets = _locked({key: Bucket(key=key, left=capacity, at=now) for key, capacity, _ in keys})
    answers, spent = [], []
    for key, capacity, seconds in keys:
        left = _left(buckets[key], capacity, seconds, now)
        answers.append(left >= 1)
        spent.append(Bucket(key=key, left=max(left - 1, 0), at=now))
    Bucket.objects.bulk_create(spent, update_conflicts=True, unique_fields=["key"], update_fields=["left", "at"])
    return answers


def _locked(full):
    """Return the buckets of these keys, locked until the transaction ends; one that was never spent is made, full."""
    rows = Bucket.objects.select_for_update().filter(key__in=full).order_by("key")
    buckets = {bucket.key: bucket for bucket in rows}
    if missing := [bucket for key, bucket in full.items() if key not in buckets]:
        Bucket.objects.bulk_create(missing, ignore_conflicts=True)  # of two who come first at once, one makes it
        buckets = {bucket.key: bucket for bucket in rows.all()}
    return buckets


def exhausted(name, identity, *, now=None):
    """Return for each budget `name` of somebody, in the order of the settings, if nothing is left. Writes nothing."""
    now = now or timezone.now()
    keys = _keys(name, identity)
    buckets = Bucket.objects.in_bulk([key for key, _, _ in keys])
    return [_left(buckets.get(key), capacity, seconds, now) < 1 for key, capacity, seconds in keys]


def wait(name, identity, *, now=None):
    """Return in how many seconds the budget `name` of somebody holds one again; 0: now. Writes nothing."""
    now = now or timezone.now()
    keys = _keys(name, identity)
    buckets = Bucket.objects.in_bulk([key for key, _, _ in keys])
    lacking = [
        (1 - _left(buckets.get(key), capacity, seconds, now)) * seconds / capacity for key, capacity, seconds in keys
    ]
    return math.ceil(max(0, *lacking))


def burn(token):
    """Use up a token's sum. Returns whether it was still unused; of many at once one is told so.

    Inside a transaction it waits for whoever burns the same sum, so that the loser finds what the winner made of it.
    """
    try:
        with transaction.atomic():
            Bucket.objects.create(key=f"sum:{token.id_text}", left=0, at=timezone.now())
    except IntegrityError:
        return False
    return True


def is_burnt(token):
    """Return whether the token's sum was judged before."""
    return Bucket.objects.filter(key=f"sum:{token.id_text}").exists()


def forget_buckets(now=None):
    """Delete the buckets that say nothing any more. Returns how many."""
    return Bucket.objects.filter(at__lt=(now or timezone.now()) - KEPT).delete()[0]
