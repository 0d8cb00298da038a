"""Who reads which comment just now: courtesy between moderators. The version alone decides who was faster."""

import datetime

from django.db.models import Q
from django.utils import timezone

from comments.models import Comment
from comments.moderation.common import demand_permission

CLAIMED_FOR = datetime.timedelta(minutes=2)


def claim(comment, *, by, at=None):
    """Say that somebody reads this comment now. Returns whoever reads it already, else None."""
    demand_permission(by)
    now = at or timezone.now()
    free = Q(claimed_by=None) | Q(claimed_by=by) | Q(claimed_until=None) | Q(claimed_until__lte=now)
    mine = Comment.objects.filter(free, pk=comment.pk)
    if mine.update(claimed_by=by, claimed_until=now + CLAIMED_FOR):
        return None
    return reader_of(Comment.objects.select_related("claimed_by").get(pk=comment.pk), besides=by, now=now)


def reader_of(comment, *, besides, now=None):
    """Return who else reads the comment just now, or None."""
    if comment.claimed_until is None or comment.claimed_until <= (now or timezone.now()):
        return None
    return comment.claimed_by if comment.claimed_by_id != besides.pk else None
