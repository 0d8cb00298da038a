"""What is known when a text is judged: its sender, the rules that apply, and where the verdict leads. Reads only."""

import datetime
from dataclasses import dataclass, field

from comments import rules
from comments.models import Comment, Discussion, HoldRule, Policy

DOUBLE_TEXT = datetime.timedelta(days=7)
KNOWN_WITHOUT_TROUBLE = datetime.timedelta(days=30)

State = Comment.State


@dataclass(frozen=True)
class Sender:
    """What a post says of who sent it: never a name or an address."""

    token_id: str | None = None
    mark: str = ""  # the author mark a browser remembered
    network: str = ""  # the network's mark
    signals: frozenset[str] = field(default_factory=frozenset)  # codes of rules.SIGNALS


def is_known(mark, policy, now):
    """Return whether a mark belongs to a reader whose comments were published before and never caused trouble."""
    if not mark:
        return False
    theirs = Comment.objects.filter(author_mark=mark)
    if theirs.published().count() < policy.first_n:
        return False
    trouble = theirs.filter(state__in=[State.REJECTED, State.SPAM, State.REMOVED])
    return not trouble.filter(posted_at__gt=now - KNOWN_WITHOUT_TROUBLE).exists()


def facts_of(standing, fingerprint, sender, now, excluding=None):
    """Return the rules.Facts for a comment by `sender` under a story. `excluding`: the comment itself, once stored."""
    rows = HoldRule.objects.filter(article=None, section=None)
    rows |= HoldRule.objects.filter(article=standing.edition.pk)
    if standing.edition.section_id:
        rows |= HoldRule.objects.filter(section=standing.edition.section_id)
    rows = list(rows)
    earlier = Comment.objects.filter(fingerprint=fingerprint, posted_at__gt=now - DOUBLE_TEXT)
    if excluding is not None:
        earlier = earlier.exclude(pk=excluding.pk)
    held_here = {"mode"} if standing.mode == Discussion.Mode.HOLD_ALL else set()
    return rules.Facts(
        known=is_known(sender.mark, standing.policy, now),
        doubled=bool(fingerprint) and earlier.exists(),
        signals=(sender.signals | held_here) - {row.code for row in rows if not row.on and row.code == "fast"},
        listed=tuple(rules.Listed(row.code, tuple(row.phrases), row.pk) for row in rows if row.on),
        off=frozenset(row.code for row in rows if not row.on and not row.words),
    )


def state_for(standing, reasons, facts):
    """Return the state of a new comment: spam beats hold, and hold beats what the policy would publish."""
    effect = rules.effect_of(reasons)
    if effect == rules.SPAM:
        return State.SPAM
    publishing = standing.policy.publishing
    free = publishing == Policy.Publishing.PUBLISH or (publishing == Policy.Publishing.HOLD_FIRST and facts.known)
    return State.PUBLISHED if free and not effect else State.PENDING
