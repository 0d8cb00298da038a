"""The cards of the moderation queue: all that a decision on one comment needs."""

import datetime
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Count
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy

from comments import moderation
from comments.models import Comment, Decision
from comments.rules import CODES

# What a person presses, in the order of the buttons; the states in which it stands on a card come from the verbs.
BUTTONS = {
    "approve": gettext_lazy("Approve"),
    "mark_spam": gettext_lazy("Spam"),
    "reject": gettext_lazy("Reject"),
    "remove": gettext_lazy("Remove"),
    "pull_back": gettext_lazy("Put back into the queue"),
}


@dataclass
class Card:
    """One comment with all that a decision needs."""

    comment: Comment
    record: list = field(default_factory=list)  # (state in words, how often) of the same remembered reader
    other_names: list = field(default_factory=list)  # used from the same network
    neighbour: int | None = None  # the comment to go on with
    typed: "Typed | None" = None  # words of a decision on it that was refused

    @property
    def pick(self):
        """The comment in the version shown, as a form names it."""
        return f"{self.comment.pk}:{self.comment.version}"

    @property
    def edition(self):
        return getattr(self.comment.article, "edition", None)

    @property
    def body(self):
        return marked(self.comment.body, self.comment.held_reasons.all())

    @property
    def reasons(self):
        """Why it was held, in plain words, each once."""
        words = {}
        for reason in self.comment.held_reasons.all():
            code = CODES.get(reason.code)
            words.setdefault(str(code.words if code else reason.code), []).append(reason.detail)
        return [(sentence, sorted({detail for detail in details if detail})) for sentence, details in words.items()]

    @property
    def last_decision(self):
        return next(iter(self.comment.decisions.all()), None)

    @property
    def waits(self):
        return moderation.ago(self.comment.posted_at)

    @property
    def plain_buttons(self):
        """The verbs that ask nothing, as (verb, words)."""
        return [(verb, words) for verb, words in self._possible() if not moderation.TRANSITIONS[verb].needs_reason]

    @property
    def reasoned_buttons(self):
        """The verbs that ask for a reason, as (verb, words, a button for each reason)."""
        return [
            (verb, words, _reason_buttons(verb, get_language()))
            for verb, words in self._possible()
            if moderation.TRANSITIONS[verb].needs_reason
        ]

    def _possible(self):
        state = self.comment.state
        return [(verb, words) for verb, words in BUTTONS.items() if state in moderation.TRANSITIONS[verb].sources]


@lru_cache(maxsize=64)
def _reason_buttons(verb, _language):
    """Return the buttons of all reasons: the same on every card, so they are written once."""
    return format_html_join(
        " ",
        '<button type="submit" name="do" value="{}:{}">{}</button>',
        ((verb, value, label) for value, label in Decision.Reason.choices),
    )


def marked(text, reasons):
    """Return the text escaped, the characters that rules spoke of marked. Spans may overlap; links stay dead text."""
    spans = sorted((reason.start, reason.end) for reason in reasons if reason.field == "body" and reason.end)
    out, at = [], 0
    for start, end in spans:
        start = max(start, at)
        if start >= end:
            continue
        out += [escape(text[at:start]), format_html("<mark>{}</mark>", text[start:end])]
        at = end
    return mark_safe("".join([*out, escape(text[at:])]))


@dataclass(frozen=True)
class Typed:
    """What was ticked and typed for a decision that was refused, and why, to be given back where it was typed."""

    problems: list

    picks: list
    reason: str
    note: str
    is_bulk: bool


def cards_of(comments, typed=None):
    """Return the Cards of a page of comments, with what is known of their writers (2 queries)."""
    marks = {comment.author_mark for comment in comments if comment.author_mark}
    networks = {comment.network for comment in comments if comment.network}
    records, names = {}, {}
    if marks:
        counted = Comment.objects.filter(author_mark__in=marks).order_by().values_list("author_mark", "state")
        for mark, state, count in counted.annotate(count=Count("pk")):
            records.setdefault(mark, []).append((Comment.State(state).label, count))
    if networks:
        since = timezone.now() - datetime.timedelta(days=7)
        used = Comment.objects.filter(network__in=networks, posted_at__gt=since).order_by()
        for network, name in used.values_list("network", "name").distinct()[:500]:
            names.setdefault(network, set()).add(name)
    typed_for = typed.picks[0].partition(":")[0] if typed and not typed.is_bulk and typed.picks else ""
    return [
        Card(
            comment,
            records.get(comment.author_mark, []),
            sorted(names.get(comment.network, set()) - {comment.name})[:5],
            neighbour=following.pk if following else None,
            typed=typed if str(comment.pk) == typed_for else None,
        )
        for comment, following in zip(comments, [*comments[1:], *comments[-2:-1], None], strict=False)
    ]
