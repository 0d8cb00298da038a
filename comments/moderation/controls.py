"""Opening and closing: how the comments of one article stand, and until when."""

import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import DeskLog
from comments.models import Comment, Discussion, HeldReason
from comments.moderation.common import Refusal, demand_permission, locked
from comments.notices import alarm
from newsroom import pages

LONGEST_MODE = datetime.timedelta(days=2 * 365)
SLOW_FOR = datetime.timedelta(hours=1)
TRAPPED_WITHIN = datetime.timedelta(hours=1)
TRAPPED_LOOK = 500  # posts of the hour that are looked at
TRAPPED_OF = 10  # posts below which a share says nothing


@transaction.atomic
def set_mode(article, mode, *, by, until=None):
    """Open, slow, hold or close the comments of an article, until a moment if one is given. Acts at once; logged."""
    demand_permission(by)
    if mode not in Discussion.Mode.values:
        raise Refusal(_("Choose one of: open, slow, hold all, closed."))
    if until is not None and not timezone.now() < until <= timezone.now() + LONGEST_MODE:
        raise Refusal(_("Choose a moment within the next two years, or none."))
    locked(article.pk)
    _set(article.pk, mode, until, timezone.now(), by)


@transaction.atomic
def slow_down(article_id, *, at=None):
    """Slow the comments of an article for an hour, because very many come in, and alarm the moderators.

    A mode that somebody chose, or the last flood's, is left as it is.
    """
    now = at or timezone.now()
    discussion = locked(article_id)
    over = discussion.mode_until is not None and discussion.mode_until <= now
    if discussion.mode != Discussion.Mode.OPEN and not over:
        return
    _set(article_id, Discussion.Mode.SLOW, now + SLOW_FOR, now, None)
    alarm("slow", article_id)


def watch_traps(article_id, *, at=None):
    """Alarm the moderators where more than half of an hour's posts filled the field that people leave empty."""
    now = at or timezone.now()
    newest = Comment.objects.order_by("-pk")[:TRAPPED_LOOK]
    caught = Exists(HeldReason.objects.filter(comment=OuterRef("pk"), code="trap"))
    hour = [was for posted_at, was in newest.values_list("posted_at", caught) if posted_at > now - TRAPPED_WITHIN]
    if len(hour) >= TRAPPED_OF and sum(hour) * 2 > len(hour):
        alarm("trap", article_id)


def _set(article_id, mode, until, now, by):
    Discussion.objects.filter(pk=article_id).update(mode=mode, mode_since=now, mode_until=until)
    pages.purge(f"comments:{article_id}")
    DeskLog.objects.create(
        event="comments.mode",
        article_id=article_id,
        by=by,
        at=now,
        data={"mode": mode, "until": until.isoformat() if until else None},
    )
