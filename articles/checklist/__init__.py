"""The gate: small named rules over a document, run at the moment of effect for button, bulk action, API and clock.

case     what the rules look at
words    rules about what the story says and who stands on it
nodes    rules about its quotes and embeds
photos   rules about the photos it shows
release  rules about when it may go out, and what readers are told of a change
table    every rule with its code, stage, severity and number, and the one function that runs them
"""

from articles.checklist.case import Case
from articles.checklist.release import NEED_NOTE, NOTE_LIMIT, NOTE_MINIMUM
from articles.checklist.table import (
    ADVISE,
    APPROVE,
    BLOCK,
    OFF,
    PUBLISH,
    RULES,
    SUBMIT,
    Finding,
    Rule,
    blocks,
    findings,
)

__all__ = [
    "ADVISE",
    "APPROVE",
    "BLOCK",
    "NEED_NOTE",
    "NOTE_LIMIT",
    "NOTE_MINIMUM",
    "OFF",
    "PUBLISH",
    "RULES",
    "SUBMIT",
    "Case",
    "Finding",
    "Rule",
    "blocks",
    "findings",
]
