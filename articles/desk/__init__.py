"""The desk's verbs: everything that changes what the public sees, and what leads up to it.

Each verb is one transaction: it locks the story, checks permission and rules at the moment of effect, writes its log
row and changes the records. Button, bulk action, command, importer and clock call these same functions. Nothing else
writes Revision, Edition or Publication. A verb refuses with `Refusal`, in sentences a person can act on; where the
permission is missing with `NotAllowed`, which the web answers with 403.

    common      the refusals, and how a verb begins
    revisions   record, restore
    approvals   submit, recall, send_back, approve, clear_legal
    planning    assign
    fronts      set_front
    tagging     tag
    editions    publish, withdraw, set_live_options, photo_changed; go_live and take_down are the effects alone
    photos      apply_photo_words, hide_photo_creator
    schedules   schedule, use_newest, reschedule, unschedule; schedule_withdrawal, unschedule_withdrawal
    embargoes   set_embargo, release_embargo
    kills       kill, revive
    addresses   move
    notes       write, edit, remove, resolve, reopen: what colleagues say to each other
    notices     who is told of what; mail sends it
    tags        rename_tag, merge_tags, delete_tag
    authors     rename_author, retire_author, merge_authors
    sections    rename_section
    protection  protect_byline, open_byline, lift_protection
"""

from articles.desk.addresses import Taken, move, path_of, refuse_if_taken
from articles.desk.approvals import approve, clear_legal, recall, send_back, submit
from articles.desk.authors import counts_of_authors, merge_authors, rename_author, retire_author
from articles.desk.common import NotAllowed, Refusal, Stale, log_forbidden
from articles.desk.editions import go_live, photo_changed, publish, set_live_options, take_down, withdraw
from articles.desk.embargoes import release_embargo, set_embargo
from articles.desk.fronts import Place, StaleFront, set_front
from articles.desk.kills import kill, revive
from articles.desk.photos import apply_photo_words, hide_photo_creator
from articles.desk.planning import assign
from articles.desk.protection import lift_protection, open_byline, protect_byline
from articles.desk.revisions import record, restore
from articles.desk.schedules import (
    reschedule,
    schedule,
    schedule_withdrawal,
    unschedule,
    unschedule_withdrawal,
    use_newest,
)
from articles.desk.sections import rename_section
from articles.desk.tagging import tag
from articles.desk.tags import counts_of, delete_tag, merge_tags, rename_tag

__all__ = [
    "NotAllowed",
    "Place",
    "Refusal",
    "Stale",
    "StaleFront",
    "Taken",
    "apply_photo_words",
    "approve",
    "assign",
    "clear_legal",
    "counts_of",
    "counts_of_authors",
    "delete_tag",
    "go_live",
    "hide_photo_creator",
    "kill",
    "lift_protection",
    "log_forbidden",
    "merge_authors",
    "merge_tags",
    "move",
    "open_byline",
    "path_of",
    "photo_changed",
    "protect_byline",
    "publish",
    "recall",
    "record",
    "refuse_if_taken",
    "release_embargo",
    "rename_author",
    "rename_section",
    "rename_tag",
    "reschedule",
    "restore",
    "retire_author",
    "revive",
    "schedule",
    "schedule_withdrawal",
    "send_back",
    "set_embargo",
    "set_front",
    "set_live_options",
    "submit",
    "tag",
    "take_down",
    "unschedule",
    "unschedule_withdrawal",
    "use_newest",
    "withdraw",
]
