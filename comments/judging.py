"""What is known when a text is judged: its sender, the rules that apply, and where the verdict leads. Reads only."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Count, JSONField, OuterRef, Q, Subquery, Value
from django.db.models.functions import JSONObject

from comments import rules
from comments.discussions import standing_of
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


class _Rows(Subquery):
    """All rows of a query that selects one JSON object, as one value: a list."""

    output_field = JSONField()

    def as_sqlite(self, compiler, connection, **kwargs):
        template = "(SELECT JSON_GROUP_ARRAY(JSON(row)) FROM (%(subquery)s) AS rows)"
        return self.as_sql(compiler, connection, template=template, **kwargs)

    def as_postgresql(self, compiler, connection, **kwargs):
        template = "(SELECT COALESCE(JSONB_AGG(row), '[]') FROM (%(subquery)s) AS rows)"
        return self.as_sql(compiler, connection, template=template, **kwargs)


def stand(article_id, fingerprint, sender, now, excluding=None, **also):
    """Return the Standing of a story and the rules.Facts for a comment by `sender` under it; None twice: not live.

    `excluding`: the comment itself, once it is stored. All in one query: the rules that apply, and what is known of the
    sender and the text.
    """
    scope = Q(article=None, section=None) | Q(article=OuterRef("pk")) | Q(section=OuterRef("section"))
    columns = {name: name for name in ("id", "code", "on", "number", "words")}
    listed = _Rows(HoldRule.objects.filter(scope).order_by("code", "pk").values(row=JSONObject(**columns)))
    past = _past(fingerprint, sender, now, excluding)
    standing = standing_of(article_id, now, rules=listed, past=past, **also)
    return (standing, _facts(standing, sender)) if standing else (None, None)


def _facts(standing, sender):
    rows = [HoldRule(**columns) for columns in standing.also["rules"]]
    past = standing.also["past"]
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


def _past(fingerprint, sender, now, excluding):
    """Return the question what earlier comments say of this one: how many its sender had published, refused and so on.

    A sender is known by the mark alone; a record is the network's, too.
    """
    lately = Q(posted_at__gt=now - DOUBLE_TEXT)
    theirs = Q(author_mark=sender.mark) if sender.mark else Q(pk=None)
    there = Q(network=sender.network) & lately if sender.network else Q(pk=None)
    same = Q(fingerprint=fingerprint) & lately if fingerprint else Q(pk=None)
    trouble, recent = Q(state__in=TROUBLE), (theirs | there) & lately
    earlier = Comment.objects.filter(theirs | there | same).order_by()
    if excluding is not None:
        earlier = earlier.exclude(pk=excluding.pk)
    counts = JSONObject(
        published=Count("pk", filter=theirs & Q(state=State.PUBLISHED)),
        trouble=Count("pk", filter=theirs & trouble & Q(posted_at__gt=now - KNOWN_WITHOUT_TROUBLE)),
        doubles=Count("pk", filter=same),
        refused=Count("pk", filter=recent & trouble),
        decided=Count("pk", filter=recent & (trouble | Q(state=State.PUBLISHED))),
    )
    return Subquery(earlier.values(all=Value(1)).annotate(counts=counts).values("counts"))


def judge_anew(comment, body, fingerprint, now):
    """Return what the rules say of a stored comment with another text, and the facts; None twice: its story is gone."""
    sent_with = frozenset(comment.held_reasons.filter(code__in=rules.SIGNALS).values_list("code", flat=True))
    sender = Sender(mark=comment.author_mark, network=comment.network, signals=sent_with)
    _standing, facts = stand(comment.article_id, fingerprint, sender, now, excluding=comment)
    return (rules.judge(body, comment.name, facts), facts) if facts else (None, None)


def state_for(standing, reasons, facts):
    """Return the state of a new comment: spam beats hold, and hold beats what the policy would publish."""
    effect = rules.effect_of(reasons)
    if effect == rules.SPAM:
        return State.SPAM
    publishing = standing.policy.publishing
    free = publishing == Policy.Publishing.PUBLISH or (publishing == Policy.Publishing.HOLD_FIRST and facts.known)
    return State.PUBLISHED if free and not effect else State.PENDING
