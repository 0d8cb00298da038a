"""What is known when a text is judged: its sender, the rules that apply, and where the verdict leads. Reads only."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import JSONObject

from comments import rules
from comments.discussions import Question, answered
from comments.models import Comment, Discussion, HoldRule, Policy
from comments.one_value import Rows

DOUBLE_TEXT = datetime.timedelta(days=7)
DOUBLE_SUBMIT = datetime.timedelta(days=1)
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


def stand(article_id, fingerprint, sender, now, *, excluding=None, body=None, parent=None):
    """Return the Standing of a story and the rules.Facts for a comment by `sender` under it; None twice: not live.

    `excluding`: the comment itself, once it is stored. Where a new one is judged, the edition of the Standing knows of
    its `body` whether it is here already (`of_mark`, `of_network`), and what it takes to answer `parent`, both numbers
    of comments. All in one query.
    """
    standing = _JUDGED.standing(
        article_id,
        now,
        fingerprint=fingerprint or None,
        mark=sender.mark or None,
        network=sender.network or None,
        lately=now - DOUBLE_TEXT,
        untroubled=now - KNOWN_WITHOUT_TROUBLE,
        excluding=excluding,
        body=body,
        today=now - DOUBLE_SUBMIT,
        parent=parent,
    )
    return (standing, _facts(standing, sender)) if standing else (None, None)


def _asked(*, body, today, mark, network, parent, **past):
    """Return the expressions over an Edition that judging a comment needs: rules, record, doubles, and its parent."""
    scope = Q(article=None, section=None) | Q(article=OuterRef("pk")) | Q(section=OuterRef("section"))
    columns = {name: name for name in ("id", "code", "on", "number", "words")}
    return {
        "rules": Rows(HoldRule.objects.filter(scope).order_by("code", "pk").values(row=JSONObject(**columns))),
        "past": _past(mark=mark, network=network, **past),
        "of_mark": _double(body, today, author_mark=mark),
        "of_network": _double(body, today, network=network),
        "parent": answered(parent),
    }


_JUDGED = Question(_asked)


def _double(body, today, **sender):
    """Return the question for the first comment under the story with the same text of the same sender."""
    if body is None or None in sender.values():
        return Value(None, output_field=IntegerField())
    same = Comment.objects.filter(article=OuterRef("pk"), body=body, posted_at__gt=today, **sender)
    return Subquery(same.exclude(state=State.WITHDRAWN).order_by("pk").values("pk")[:1])


def _facts(standing, sender):
    rows = [HoldRule(**columns) for columns in standing.edition.rules]
    past = standing.edition.past
    held_here = {"mode"} if standing.mode == Discussion.Mode.HOLD_ALL else set()
    switched_on = {row.code for row in rows if row.on}
    return rules.Facts(
        language=standing.edition.language,
        known=bool(sender.mark) and past["published"] >= standing.policy.first_n and not past["trouble"],
        doubled=bool(past["doubles"]),
        refused=past["refused"],
        decided=past["decided"],
        signals=(sender.signals | held_here) - {row.code for row in rows if not row.on and row.code == "fast"},
        listed=tuple(rules.Listed(row.code, tuple(row.phrases), row.pk) for row in rows if row.on),
        off=(rules.OFF_BY_DEFAULT - switched_on) | {row.code for row in rows if not row.on and not row.words},
        numbers={row.code: row.number for row in rows if row.on and row.number},
    )


def _past(*, fingerprint, mark, network, lately, untroubled, excluding):
    """Return the question what earlier comments say of this one: how many its sender had published, refused and so on.

    A sender is known by the mark alone; a record is the network's, too.
    """
    since = Q(posted_at__gt=lately)
    theirs = Q(author_mark=mark) if mark else Q(pk=None)
    there = Q(network=network) & since if network else Q(pk=None)
    same = Q(fingerprint=fingerprint) & since if fingerprint else Q(pk=None)
    trouble, recent = Q(state__in=TROUBLE), (theirs | there) & since
    earlier = Comment.objects.filter(theirs | there | same).order_by()
    if excluding is not None:
        earlier = earlier.exclude(pk=excluding)
    counts = JSONObject(
        published=Count("pk", filter=theirs & Q(state=State.PUBLISHED)),
        trouble=Count("pk", filter=theirs & trouble & Q(posted_at__gt=untroubled)),
        doubles=Count("pk", filter=same),
        refused=Count("pk", filter=recent & trouble),
        decided=Count("pk", filter=recent & (trouble | Q(state=State.PUBLISHED))),
    )
    return Subquery(earlier.values(all=Value(1)).annotate(counts=counts).values("counts"))


def judge_anew(comment, body, fingerprint, now):
    """Return what the rules say of a stored comment with another text, and the facts; None twice: its story is gone."""
    sent_with = frozenset(comment.held_reasons.filter(code__in=rules.SIGNALS).values_list("code", flat=True))
    sender = Sender(mark=comment.author_mark, network=comment.network, signals=sent_with)
    _standing, facts = stand(comment.article_id, fingerprint, sender, now, excluding=comment.pk)
    return (rules.judge(body, comment.name, facts), facts) if facts else (None, None)


def state_for(standing, reasons, facts):
    """Return the state of a new comment: spam beats hold, and hold beats what the policy would publish."""
    effect = rules.effect_of(reasons)
    if effect == rules.SPAM:
        return State.SPAM
    publishing = standing.policy.publishing
    free = publishing == Policy.Publishing.PUBLISH or (publishing == Policy.Publishing.HOLD_FIRST and facts.known)
    return State.PUBLISHED if free and not effect else State.PENDING
