"""The way to approval: submit, recall, send back, approve; and the clearance for law beside it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import checklist
from articles.desk import notes
from articles.desk.common import Refusal, begin, drop, log, move, same_revision
from articles.desk.gate import pass_gate
from articles.models import Approval, Article
from articles.people import known_as
from newsroom.text import tidy

Stage = Article.Stage


@transaction.atomic
def submit(article, *, by, at=None):
    """Hand the story to the section's editors. Refuses while the checklist of submission has blocks."""
    article, head = begin("submit", article, by)
    pass_gate(article, head, checklist.SUBMIT)
    move(article, Stage.SUBMITTED)
    return log("story.submitted", article, head, by=by, at=at)


@transaction.atomic
def recall(article, *, by):
    """Take a submitted story back to writing: whoever submitted it, or an editor."""
    article, head = begin("recall", article, by)
    move(article, Stage.WRITING)
    return log("story.recalled", article, head, by=by)


@transaction.atomic
def send_back(article, *, by, reason):
    """Return a submitted or approved story to its writer, with a reason they will read."""
    article, head = begin("send_back", article, by)
    reason = tidy(reason).strip()
    if not reason:
        raise Refusal(_("Say what is missing, so that the writer knows what to do."))
    for approval in Approval.objects.filter(article=article, kind=Approval.Kind.DESK, dropped_at=None):
        drop(approval, timezone.now())
    move(article, Stage.WRITING)
    notes.write_reason(article, head, by=by, text=reason)
    return log("story.sent_back", article, head, by=by, data={"reason": reason})


@transaction.atomic
def approve(article, *, by, revision=None, override="", at=None):
    """Vouch for one revision: the newest, and the one the editor saw (`revision`, its number).

    `override` is a chief editor's reason to approve their own work. Returns the Approval.
    """
    article, head = begin("approve", article, by, override=override)
    same_revision(head, revision)
    pass_gate(article, head, checklist.APPROVE)
    return _vouch(article, head, by=by, override=override, at=at)


def _vouch(article, head, *, by, override, at):
    moment = at or timezone.now()
    approval = Approval.objects.create(article=article, revision=head, by=by, at=moment, override_reason=override)
    move(article, Stage.APPROVED)
    log("story.approved", article, head, by=by, at=moment)
    return approval


@transaction.atomic
def clear_legal(article, *, by, revision=None, at=None):
    """Vouch that the newest revision, the one the person saw, is safe in law; returns the Approval. A save drops it."""
    article, head = begin("clear_legal", article, by)
    same_revision(head, revision)
    moment = at or timezone.now()
    approval = Approval.objects.create(article=article, kind=Approval.Kind.LEGAL, revision=head, by=by, at=moment)
    log("story.cleared", article, head, by=by, at=moment)
    return approval


def approved(article, head, *, by, override, at):
    """Make sure the head revision is approved: by an editor before, or now by one who may.

    The gate of publication, passed before, asks all that the gate of approval asks.
    """
    if article.stage != Stage.APPROVED:
        _vouch(article, head, by=by, override=override, at=at)
    elif not Approval.objects.filter(revision=head, kind=Approval.Kind.DESK, dropped_at=None).exists():
        raise Refusal(
            _("Revision %(number)d was saved by %(who)s after this approval. Compare and approve it.")
            % {"number": head.number, "who": known_as(head.by, article)}
        )
