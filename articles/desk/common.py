"""What the verbs share: their refusals, and how each begins."""

import logging

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import documents, permissions, state
from articles.desk import notices
from articles.models import Article, DeskLog
from articles.people import known_as
from articles.transitions import VERBS, four_eyes_pass, obstacles

logger = logging.getLogger(__name__)

OVERRIDE_MINIMUM = 10  # characters of a reason


class Refusal(Exception):
    """A verb's no, in sentences. Nothing was changed."""

    def __init__(self, *reasons):
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


class NotAllowed(Refusal, PermissionDenied):
    """The person may not do this at all."""


class Stale(Refusal):
    """The story moved on since the person opened it. `head` is the revision that came between."""

    def __init__(self, head):
        when = timezone.localtime(head.at).strftime("%H:%M")
        super().__init__(
            _("Revision %(number)d was saved by %(who)s at %(when)s, after you opened this story.")
            % {"number": head.number, "who": _saver(head), "when": when}
        )
        self.head = head


def _saver(head):
    return known_as(head.by, head.article) if head.by else _("the clock")


def begin(name, article, by, *, override="", kind=None):
    """Lock the story, check permission and obstacles; return it with its newest revision.

    An override is used only where four-eyes would refuse, needs its permission and a reason, and is logged. `kind` is
    the kind of change that would go out, where it is not the newest revision's.
    """
    article, verb = lock(article), VERBS[name]
    prefetch_related_objects([article], "section__editors")  # asked by each permission
    if not permissions.may(by, verb.permission, article):
        logger.warning("%s refused to user %s on story %s: no permission", name, by.pk, article.pk)
        raise NotAllowed(_("You may not do this to this story."))
    if verb.whose and not verb.whose(by, article):
        raise NotAllowed(str(verb.not_yours))
    head = documents.head(article)
    if head is None:
        raise Refusal(_("The story has not been saved yet."))
    public, kind = state.standing(article, head), article.change_kind if kind is None else kind
    if override:
        _check_override(article, head, by, override)
    if reasons := obstacles(verb, article, by, public=public, override=override, kind=kind):
        raise Refusal(*reasons)
    return article, head


def _check_override(article, head, by, reason):
    if not by.has_perm("articles.override_four_eyes"):
        raise NotAllowed(_("Only a chief editor may approve or publish their own work."))
    if len(reason.strip()) < OVERRIDE_MINIMUM:
        raise Refusal(_("Give a reason of at least %d characters; it is kept in the desk log.") % OVERRIDE_MINIMUM)
    if not four_eyes_pass(article, by):
        log("four_eyes.overridden", article, head, by=by, data={"reason": reason.strip()})


def lock(article):
    """Return the story as it is now, locked until the transaction ends."""
    return Article.objects.select_related("section").select_for_update(of=("self",)).get(pk=article.pk)


def same_revision(head, number):
    if number is not None and head.number != number:
        raise Stale(head)


def move(article, stage):
    article.stage = stage
    article.save(update_fields=["stage"])


def drop(approval, moment):
    approval.dropped_at = moment
    approval.save(update_fields=["dropped_at"])


def log_forbidden(article, *, by, asked, page):
    """Note that somebody sent what they have no right to, outside the transaction that it failed in."""
    return log("desk.forbidden", article, None, by=by, data={"asked": asked, "page": page})


def log(event, article, revision, *, by, at=None, data=None):
    """Write one row of the desk log, and tell whom it concerns: see articles/desk/notices.py."""
    row = DeskLog.objects.create(
        event=event, article=article, revision=revision, by=by, at=at or timezone.now(), data=data or {}
    )
    notices.tell(event, article, by=by, at=row.at, data=row.data)
    return row
