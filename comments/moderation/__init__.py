"""The verbs of comments. Nothing else writes a comment's state, its HeldReasons, Decisions or counters.

A verb on a comment takes the version the person saw and changes the row by a conditional UPDATE on it: zero rows, and
somebody was faster. The Discussion is locked first, always, so that counters move with the state and no two verbs wait
for each other. A verb refuses with `Refusal`, in sentences a person can act on.

    common      the refusals, the transition table, and how a verb begins and ends
    readers     receive, edit, withdraw
    staff       approve, reject, mark_spam, remove, pull_back, undo, answer, set_mode
    batches     decide_many, undo_batch
"""

from comments.judging import Sender
from comments.moderation.batches import Batch, decide_many, undo_batch
from comments.moderation.common import (
    TRANSITIONS,
    AlreadySent,
    Closed,
    NotAllowed,
    ParentGone,
    Refusal,
    Stale,
    ago,
)
from comments.moderation.readers import edit, may_edit, receive, withdraw
from comments.moderation.staff import (
    NOTE_LIMIT,
    PERMISSION,
    STAFF_VERBS,
    UNDO_ACCEPTED,
    UNDO_OFFERED,
    answer,
    approve,
    check_words,
    mark_spam,
    pull_back,
    reject,
    remove,
    set_mode,
    undo,
)

__all__ = [
    "NOTE_LIMIT",
    "PERMISSION",
    "STAFF_VERBS",
    "TRANSITIONS",
    "UNDO_ACCEPTED",
    "UNDO_OFFERED",
    "AlreadySent",
    "Batch",
    "Closed",
    "NotAllowed",
    "ParentGone",
    "Refusal",
    "Sender",
    "Stale",
    "ago",
    "answer",
    "approve",
    "check_words",
    "decide_many",
    "edit",
    "mark_spam",
    "may_edit",
    "pull_back",
    "receive",
    "reject",
    "remove",
    "set_mode",
    "undo",
    "undo_batch",
    "withdraw",
]
