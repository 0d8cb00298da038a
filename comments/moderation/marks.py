"""Verbs of moderators that leave a comment's state as it is: picks, errors, alarms answered, words blacked out."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import finding, judging, rules, stand_ins
from comments.models import Decision, Report
from comments.moderation.common import (
    Refusal,
    State,
    answer_reports,
    demand_permission,
    keep_reasons,
    mark,
    refresh_risk,
)
from newsroom.text import tidy


def pick(comment, *, by, version, **how):
    """Recommend a published comment to readers as the editors' pick, or take the pick back."""
    demand_permission(by)
    if comment.state != State.PUBLISHED:
        raise Refusal(_("Only a published comment can be picked."))
    at = how.pop("at", None) or timezone.now()
    verb, picked_at = ("unpick", None) if comment.picked_at else ("pick", at)
    return mark(comment, verb, by=by, version=version, at=at, picked_at=picked_at, **how)


def flag_error(comment, *, by, version, **how):
    """Note that a comment reports an error in the story, or that it does not."""
    demand_permission(by)
    verb = "unflag_error" if comment.reports_error else "flag_error"
    return mark(comment, verb, by=by, version=version, reports_error=not comment.reports_error, **how)


@transaction.atomic
def keep(comment, *, by, version, **how):
    """Leave a published comment as it is, which answers the alarms about it."""
    demand_permission(by)
    if comment.state != State.PUBLISHED or not Report.objects.open().filter(comment=comment.pk).exists():
        raise Refusal(_("No reader’s report about this comment waits for an answer."))
    decision = mark(comment, "keep", by=by, version=version, **how)
    answer_reports(decision)
    return decision


def note(comment, *, by, version, private_note, **how):
    """Leave a note about a comment that only moderators read."""
    demand_permission(by)
    private_note = tidy(private_note).strip()
    limit = Decision._meta.get_field("private_note").max_length
    if not private_note:
        raise Refusal(_("The note is empty."))
    if len(private_note) > limit:
        raise Refusal(_("A note has at most %(n)d characters.") % {"n": limit})
    return mark(comment, "note", by=by, version=version, private_note=private_note, **how)


@transaction.atomic
def redact(comment, *, by, version, start, end, at=None):
    """Black out characters of a comment for good. No copy is kept, so there is no undo; it can write nothing else."""
    demand_permission(by)
    if not 0 <= start < end <= len(comment.body):
        raise Refusal(_("There are no such characters in this comment."))
    body = comment.body[:start] + stand_ins.for_words(comment.language) + comment.body[end:]
    now = at or timezone.now()
    fingerprint = rules.fingerprint(body)
    changed = {"body": body, "fingerprint": fingerprint, "words": finding.words_of(comment.name, body)}
    decision = mark(comment, "redact", by=by, version=version, at=now, **changed)
    # An earlier version may hold the same words.
    comment.decisions.exclude(old_body="").update(old_body="")
    reasons, _facts = judging.judge_anew(comment, body, fingerprint, now)
    # Where the story was withdrawn meanwhile, what rules said of the old text goes with it.
    keep_reasons(comment, reasons or [])
    refresh_risk(comment)
    return decision


MARK_VERBS = {"pick": pick, "flag_error": flag_error, "keep": keep}
# What an undo can take back; the first two verbs switch, and are logged as what they did.
UNDOABLE = frozenset({*MARK_VERBS, "unpick", "unflag_error"})


def before(decision):
    """Return the columns of a comment as they were before a mark was made."""
    if decision.verb == "pick":
        return {"picked_at": None}
    if decision.verb == "unpick":
        last = Decision.objects.filter(comment=decision.comment_id, verb="pick").first()
        return {"picked_at": last.at if last else decision.at}
    if decision.verb in {"flag_error", "unflag_error"}:
        return {"reports_error": decision.verb == "unflag_error"}
    return {}
