"""The records of what readers answer.

Comment     one contribution; never deleted, only blanked
HeldReason  why a rule spoke, with the characters it spoke of
Decision    append-only: who moved a comment from which state to which, and why
Report      a reader's alarm about a comment
Discussion  one article's comments: whether they are open, and their counters
Policy      the house's rules for the site or a section
HoldRule    a rule that can be switched, its number or its words
Digest      how often a moderator is written to
Bucket      one budget, or one sum that was judged
NetworkKey  the current secret for network marks

Only comments/moderation/ writes the first four of them, and the Discussion.
"""

from comments.models.budgets import Bucket, NetworkKey
from comments.models.comment import Comment, CommentQuerySet, Decision, HeldReason
from comments.models.digest import Digest
from comments.models.house import Discussion, HoldRule, Policy
from comments.models.report import Report

__all__ = [
    "Bucket",
    "Comment",
    "CommentQuerySet",
    "Decision",
    "Digest",
    "Discussion",
    "HeldReason",
    "HoldRule",
    "NetworkKey",
    "Policy",
    "Report",
]
