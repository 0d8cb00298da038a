"""One press of a bulk button: the same verb for each row, one decision each, one undo for all."""

import uuid
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from comments.models import Decision
from comments.moderation.claims import reader_of
from comments.moderation.common import NotAllowed, Refusal
from comments.moderation.marks import MARK_VERBS
from comments.moderation.staff import STAFF_VERBS, undo

# What a card or a bulk button can do by its name alone.
VERBS = STAFF_VERBS | MARK_VERBS


@dataclass
class Batch:
    """What one press of a bulk button did. `left`: a sentence for each row that was not touched."""

    id: uuid.UUID
    done: list = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def decide_many(seen, verb, *, by, **how):
    """Do one verb to many comments, one decision each, as one batch. `seen`: pairs of comment and version.

    Of several, those that somebody else is reading are left and named.
    """
    batch = Batch(uuid.uuid4())
    for comment, version in seen:
        reader = reader_of(comment, besides=by) if len(seen) > 1 else None
        if reader:
            batch.left.append(_("%(name)s: %(who)s is reading this.") % {"name": comment.name, "who": reader})
            continue
        try:
            batch.done.append(VERBS[verb](comment, by=by, version=version, batch=batch.id, **how))
        except NotAllowed:
            raise
        except Refusal as refusal:
            batch.left += [f"{comment.name}: {reason}" for reason in refusal.reasons]
    return batch


def undo_batch(batch_id, *, by):
    """Undo a batch as one; what somebody decided again meanwhile is left and named."""
    batch = Batch(batch_id)
    for decision in Decision.objects.filter(batch=batch_id, by=by).select_related("comment"):
        try:
            batch.done.append(undo(decision, by=by))
        except Refusal as refusal:
            batch.left += [f"{decision.comment.name}: {reason}" for reason in refusal.reasons]
    return batch
