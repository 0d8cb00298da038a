"""What is known when a text is judged: its sender, the rules that apply, and where the verdict leads. Reads only."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Count, Q

from comments import rules
from comments.models import Comment, Discussion, HoldRule, Policy

DOUBLE_TEXT = datetime.timedelta(days=7)
KNOWN_WITHOUT_TROUBLE = datetime.timedelta(days=30)

State = Comment.State
TROUBLE = [State.REJECTED, State.SPAM, State.REMOVED]


@dataclass(frozen=True)
class Sender:
    """What a post says of who sent it: never a name or an address."""

    token_id: str | None = None
    mark: str = ""  # the author mark a browser remembered
    network: str = ""  # the network's mark
    signals: frozenset[str] = field(default_factory=frozenset)  # codes of rules.SIGNALS


def facts_of(standing, fingerprint, sender, now, excluding=None):
    """Return the rules.Facts for a comment by `sender` under a story. `excluding`: the comment itself, once stored.

    Two queries: the rules that apply, and what is known of the sender and the text.
    """
    scope = Q(article=None, section=None) | Q(article=standing.edition.pk)
    if standing.edition.section_id:
        scope |= Q(section=standing.edition.section_id)
    rows = list(HoldRule.objects.filter(scope))
    past = _past(standing.policy, fingerprint, sender, now, excluding)
    held_here = {"mode"} if standing.mode == Discussion.Mode.HOLD_ALL else set()
    switched_on = {row.code for row in rows if row.on}
    return rules.Facts(
        language=standing.edition.language,
        signals=(sender.signals | held_here) - {row.code for row in rows if not row.on and row.code == "fast"},
        listed=tuple(rules.Listed(row.code, tuple(row.phrases), row.pk) for row in rows if row.on),
        off=(rules.OFF_BY_DEFAULT - switched_on) | {row.code for row in rows if not row.on and not row.words},
        numbers={row.code: row.number for row in rows if row.on and row.number},
        **past,
    )


def _past(policy, fingerprint, sender, now, excluding):
    """Return what earlier comments say of this one: whether its sender is known, its text was sent, its record bad.

    A sender is known whose comments were published before and caused no trouble lately: by the mark alone.
    """
    theirs = Q(author_mark=sender.mark) if sender.mark else Q(pk=None)
    lately = Q(posted_at__gt=now - DOUBLE_TEXT)
    there = Q(network=sender.network) & lately if sender.network else Q(pk=None)
    same = Q(fingerprint=fingerprint) & lately if fingerprint else Q(pk=None)
    if not (sender.mark or sender.network or fingerprint):
        return {}
    trouble, recent = Q(state__in=TROUBLE), (theirs | there) & lately
    earlier = Comment.objects.filter(theirs | there | same).order_by()
    if excluding is not None:
        earlier = earlier.exclude(pk=excluding.pk)
    found = earlier.aggregate(
        published=Count("pk", filter=theirs & Q(state=State.PUBLISHED)),
        trouble=Count("pk", filter=theirs & trouble & Q(posted_at__gt=now - KNOWN_WITHOUT_TROUBLE)),
        doubles=Count("pk", filter=same),
        refused=Count("pk", filter=recent & trouble),
        decided=Count("pk", filter=recent & (trouble | Q(state=State.PUBLISHED))),
    )
    return {
        "known": bool(sender.mark) and found["published"] >= policy.first_n and not found["trouble"],
        "doubled": bool(found["doubles"]),
        "refused": found["refused"],
        "decided": found["decided"],
    }


def judge_anew(comment, standing, body, fingerprint, now):
    """Return what the rules say of a stored comment with another text, and the facts they were given."""
    sent_with = frozenset(comment.held_reasons.filter(code__in=rules.SIGNALS).values_list("code", flat=True))
    sender = Sender(mark=comment.author_mark, network=comment.network, signals=sent_with)
    facts = facts_of(standing, fingerprint, sender, now, excluding=comment)
    return rules.judge(body, comment.name, facts), facts


def state_for(standing, reasons, facts):
    """Return the state of a new comment: spam beats hold, and hold beats what the policy would publish."""
    effect = rules.effect_of(reasons)
    if effect == rules.SPAM:
        return State.SPAM
    publishing = standing.policy.publishing
    free = publishing == Policy.Publishing.PUBLISH or (publishing == Policy.Publishing.HOLD_FIRST and facts.known)
    return State.PUBLISHED if free and not effect else State.PENDING
