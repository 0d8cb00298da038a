"""The verbs of comments. Nothing else writes a comment's state, its HeldReasons, Decisions or counters.

A verb on a comment takes the version the person saw and changes the row by a conditional UPDATE on it: zero rows, and
somebody was faster. The Discussion is locked first, always, so that counters move with the state and no two verbs wait
for each other. A verb refuses with `Refusal`, in sentences a person can act on.

    common      the refusals, the transition table, and how a verb begins and ends
    readers     receive, receive_here, edit, withdraw
    alarms      report
    staff       approve, reject, mark_spam, remove, pull_back, undo, answer
    marks       pick, flag_error, keep, note, redact
    claims      claim, reader_of
    controls    set_mode, slow_down, watch_traps
    batches     decide_many, undo_batch
    people      erase_person
"""

from comments.judging import Sender
from comments.moderation.alarms import check_report, report
from comments.moderation.batches import VERBS, Batch, decide_many, undo_batch
from comments.moderation.claims import claim, reader_of
from comments.moderation.common import (
    MARKED,
    PERMISSION,
    TRANSITIONS,
    AlreadySent,
    Closed,
    NotAllowed,
    ParentGone,
    Refusal,
    Stale,
    TooOften,
    ago,
    demand_permission,
    done_words,
    duration,
    needs_reason,
)
from comments.moderation.controls import set_mode, slow_down, watch_traps
from comments.moderation.marks import MARK_VERBS, flag_error, keep, note, pick, redact
from comments.moderation.people import ERASE, erase_person, of_person
from comments.moderation.readers import edit, may_edit, receive, receive_here, withdraw
from comments.moderation.staff import (
    NOTE_LIMIT,
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
    undo,
)

__all__ = [
    "ERASE",
    "MARKED",
    "MARK_VERBS",
    "NOTE_LIMIT",
    "PERMISSION",
    "STAFF_VERBS",
    "TRANSITIONS",
    "UNDO_ACCEPTED",
    "UNDO_OFFERED",
    "VERBS",
    "AlreadySent",
    "Batch",
    "Closed",
    "NotAllowed",
    "ParentGone",
    "Refusal",
    "Sender",
    "Stale",
    "TooOften",
    "ago",
    "answer",
    "approve",
    "check_report",
    "check_words",
    "claim",
    "decide_many",
    "demand_permission",
    "done_words",
    "duration",
    "edit",
    "erase_person",
    "flag_error",
    "keep",
    "mark_spam",
    "may_edit",
    "needs_reason",
    "note",
    "of_person",
    "pick",
    "pull_back",
    "reader_of",
    "receive",
    "receive_here",
    "redact",
    "reject",
    "remove",
    "report",
    "set_mode",
    "slow_down",
    "undo",
    "undo_batch",
    "watch_traps",
    "withdraw",
]
