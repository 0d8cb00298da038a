"""What may not be public yet: set and release an embargo. A hold is an embargo without an end."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.common import Refusal, begin, log
from articles.desk.schedules import future
from articles.models import Article
from newsroom.text import contained, tidy_line

REASON_LIMIT = 300


@transaction.atomic
def set_embargo(article, *, by, reason, wall_time="", zone=None, fold=None):
    """Hold a story back until a wall time of the desk's zone, or until released where none is named.

    Nothing public can pass it: publishing and the clock refuse, and scheduling refuses an earlier time. It replaces an
    embargo that stands. What readers have must be withdrawn first.
    """
    article, head = begin("set_embargo", article, by)
    reason = contained(tidy_line(reason))
    if not reason:
        raise Refusal(_("Give the reason; whoever waits for the story reads it."))
    if len(reason) > REASON_LIMIT:
        raise Refusal(
            _("The reason has %(count)d characters; at most %(limit)d.") % {"count": len(reason), "limit": REASON_LIMIT}
        )
    passed = _("That time has passed; choose a later one.")
    until = future(wall_time, zone or settings.TIME_ZONE, fold, passed=passed) if wall_time.strip() else None
    article.embargo = Article.Embargo.UNTIL if until else Article.Embargo.HOLD
    article.embargo_until, article.embargo_reason, article.embargo_by = until, reason, by
    _save(article)
    data = {"reason": reason, "until": until.isoformat() if until else None}
    return log("story.embargoed", article, head, by=by, data=data)


@transaction.atomic
def release_embargo(article, *, by):
    """Lift the embargo or hold of a story: whoever set it, or a chief editor. Nothing is published by it."""
    article, head = begin("release_embargo", article, by)
    data = {"reason": article.embargo_reason, "set_by": article.embargo_by_id}
    article.embargo, article.embargo_until = Article.Embargo.NONE, None
    article.embargo_reason, article.embargo_by = "", None
    _save(article)
    return log("story.embargo_released", article, head, by=by, at=timezone.now(), data=data)


def _save(article):
    article.save(update_fields=["embargo", "embargo_until", "embargo_reason", "embargo_by"])
