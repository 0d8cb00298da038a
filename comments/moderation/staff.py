"""The verbs of moderators: to decide and undo, and to answer."""

import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import SiteText
from comments.cleaning import clean_body
from comments.discussions import standing_of
from comments.form import body_problem
from comments.models import Comment, Decision
from comments.moderation.common import (
    Actor,
    NotAllowed,
    Refusal,
    State,
    answerable,
    count,
    demand_permission,
    insert,
    locked,
    move,
    needs_reason,
    reopen_reports,
    stale,
)
from comments.moderation.marks import UNDOABLE, before
from newsroom.text import tidy

NOTE_LIMIT = Decision._meta.get_field("note").max_length
UNDO_OFFERED = 10  # seconds the page offers it
UNDO_ACCEPTED = datetime.timedelta(seconds=30)


def approve(comment, *, by, version, **how):
    """Publish a comment."""
    return _staff_move(comment, "approve", by, version, **how)


def reject(comment, *, by, version, reason, **how):
    """Refuse a waiting comment for a Decision.Reason; its author reads it on the receipt."""
    return _staff_move(comment, "reject", by, version, reason=reason, **how)


def mark_spam(comment, *, by, version, **how):
    """Put a comment among the spam."""
    return _staff_move(comment, "mark_spam", by, version, **how)


def remove(comment, *, by, version, reason, **how):
    """Take a published comment away for a Decision.Reason, which readers see where answers stand below it."""
    return _staff_move(comment, "remove", by, version, reason=reason, **how)


def pull_back(comment, *, by, version, **how):
    """Put a decided comment back among those that wait."""
    return _staff_move(comment, "pull_back", by, version, **how)


STAFF_VERBS = {
    "approve": approve, "reject": reject, "mark_spam": mark_spam, "remove": remove, "pull_back": pull_back,
}  # fmt: skip


@transaction.atomic
def answer(comment, *, by, body, at=None):
    """Answer a published comment as the newsroom and return the answer, which readers see at once."""
    demand_permission(by)
    body = clean_body(body)
    if problem := body_problem(body):
        raise Refusal(problem)
    locked(comment.article_id)
    standing = standing_of(comment.article_id)
    if standing is None:
        raise Refusal(_("This story is not live, so nobody could read the answer."))
    reply = Comment(
        article_id=comment.article_id,
        parent=answerable(comment.pk, comment.article_id),
        state=State.PUBLISHED,
        name=_staff_name(by, standing.edition.language),
        body=body,
        language=standing.edition.language,
        by_staff=True,
        posted_at=at or timezone.now(),
    )
    insert(reply, actor=Actor.STAFF, verb="answer", by=by)
    return reply


@transaction.atomic
def undo(decision, *, by, at=None):
    """Take back one's own decision of the last 30 seconds: state and counters return exactly, both rows stay."""
    demand_permission(by)
    now = at or timezone.now()
    if decision.by_id != by.pk or decision.actor != Actor.STAFF or decision.verb not in {*STAFF_VERBS, *UNDOABLE}:
        raise NotAllowed(_("Only whoever decided can undo it."))
    if now - decision.at > UNDO_ACCEPTED:
        raise Refusal(_("It is too late to undo this. Decide again instead."))
    comment = decision.comment
    discussion = locked(comment.article_id)
    unpublish = {"first_published_at": None} if comment.first_published_at == decision.at else {}
    changed = Comment.objects.filter(pk=comment.pk, version=decision.version).update(
        state=decision.from_state, version=F("version") + 1, **unpublish, **before(decision)
    )
    if not changed:
        raise stale(comment)
    count(discussion, comment, before=decision.to_state, after=decision.from_state)
    reopen_reports(decision)
    return Decision.objects.create(
        comment=comment,
        by=by,
        actor=Actor.STAFF,
        verb="undo",
        from_state=decision.to_state,
        to_state=decision.from_state,
        version=decision.version + 1,
        undoes=decision,
        at=now,
    )


def check_words(verb, *, reason="", note="", private_note=""):
    """Raise Refusal where the words of a decision are not complete, or longer than NOTE_LIMIT characters."""
    problems = []
    if needs_reason(verb):
        if reason not in Decision.Reason.values:
            problems.append(_("Choose a reason."))
        elif reason == Decision.Reason.OTHER and not note.strip():
            problems.append(_("Write the reason in the note to the author."))
    if (longest := max(len(note.strip()), len(private_note.strip()))) > NOTE_LIMIT:
        words = ngettext(
            "The note is %(n)d character too long. Please shorten it.",
            "The note is %(n)d characters too long. Please shorten it.",
            longest - NOTE_LIMIT,
        )
        problems.append(words % {"n": longest - NOTE_LIMIT})
    if problems:
        raise Refusal(*problems)


def _staff_move(comment, verb, by, version, *, reason="", note="", private_note="", batch=None, at=None):
    demand_permission(by)
    note, private_note = tidy(note).strip(), tidy(private_note).strip()
    check_words(verb, reason=reason, note=note, private_note=private_note)
    return move(
        comment,
        verb,
        actor=Actor.STAFF,
        by=by,
        version=version,
        reason=reason if needs_reason(verb) else "",
        note=note,
        private_note=private_note,
        batch=batch,
        at=at,
    )


def _staff_name(person, language):
    """Return the name readers see: the linked author's, else the newsroom's. Never the name of the account."""
    author = getattr(person, "author", None)
    if author is not None:
        return author.name_in(language)
    newsroom = SiteText.objects.filter(language=language).values_list("name", flat=True).first()
    return newsroom or _("The editors")
