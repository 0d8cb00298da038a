"""The cards of the moderation queue: all that a decision on one comment needs."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from string import ascii_lowercase

from django.db.models import Count, F, Min, Q, Value, Window
from django.db.models.functions import RowNumber
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from comments import moderation
from comments.judging import TROUBLE
from comments.models import Comment, Decision, Report
from comments.rules import CODES

SAME_NETWORK = datetime.timedelta(days=7)
MOST_NAMES = 500  # looked at for one page
LAST_OF_MARK = 3

# What a person presses, in the order of the buttons; the states in which it stands on a card come from the verbs.
BUTTONS = {
    "approve": gettext_lazy("Approve"),
    "keep": pgettext_lazy("comment", "Leave it"),
    "mark_spam": gettext_lazy("Spam"),
    "reject": gettext_lazy("Reject"),
    "remove": gettext_lazy("Remove"),
    "pull_back": gettext_lazy("Put back"),
}
HATEFUL = frozenset({Report.Reason.INSULT, Report.Reason.DANGER})
SAME = {
    "mark": gettext_lazy("same device"),
    "network": gettext_lazy("same network"),
    "email": gettext_lazy("same typed e-mail, not verified"),
}


@dataclass(frozen=True)
class Record:
    """What the writer of a comment did before, known by the mark of a device alone."""

    first_at: datetime.datetime
    published: int
    refused: int
    last: list  # the last comments, as (state in words, text)


@dataclass
class Card:
    """One comment with all that a decision needs."""

    comment: Comment
    record: Record | None = None
    other_names: list = field(default_factory=list)  # (why, names) of who may be the same person
    neighbour: int | None = None  # the comment to go on with
    typed: "Typed | None" = None  # words of a decision on it that was refused
    reader: object = None  # another moderator who reads it now
    acts: str = ""  # its buttons, ready

    # Numbers as text, and what a template asks for twice kept: a page has fifty cards.

    @cached_property
    def number(self):
        return str(self.comment.pk)

    @cached_property
    def article(self):
        return str(self.comment.article_id)

    @property
    def pick(self):
        """The comment in the version shown, as a form names it."""
        return f"{self.comment.pk}:{self.comment.version}"

    @property
    def is_shown(self):
        """Whether readers see it, or would with its story."""
        return self.comment.is_published and self.edition is not None

    @cached_property
    def edition(self):
        return getattr(self.comment.article, "edition", None)

    @property
    def body(self):
        return marked(self.comment, self.comment.held_reasons.all())

    @cached_property
    def reasons(self):
        """Why it was held, in plain words, each once."""
        words = {}
        for reason in self.comment.held_reasons.all():
            code = CODES.get(reason.code)
            words.setdefault(str(code.words if code else reason.code), []).append(reason.detail)
        return [(sentence, sorted({detail for detail in details if detail})) for sentence, details in words.items()]

    @cached_property
    def alarms(self):
        """What readers reported and nobody has answered: (reason in words, how often)."""
        counted = Counter(report.reason for report in self.comment.open_reports)
        return [(Report.Reason(reason).label, count) for reason, count in counted.most_common()]

    @cached_property
    def alarm_words(self):
        return [report.text for report in self.comment.open_reports if report.text]

    @property
    def is_blurred(self):
        """Whether readers call it hateful or violent: nobody has to see it who does not press."""
        return any(report.reason in HATEFUL for report in self.comment.open_reports)

    @cached_property
    def last_decision(self):
        return next((each for each in self.comment.decisions.all() if each.verb != "note"), None)

    @property
    def last_words(self):
        """What was decided last, in words: rejected, picked."""
        last = self.last_decision
        known = last.verb in moderation.TRANSITIONS or last.verb in moderation.MARKED
        return moderation.done_words(last.verb) if known else last.get_to_state_display()

    @cached_property
    def notes(self):
        """The decisions with words that only moderators read."""
        return [decision for decision in self.comment.decisions.all() if decision.private_note]

    @property
    def waits(self):
        return moderation.ago(self.comment.posted_at)

    @property
    def plain_buttons(self):
        """The verbs that ask nothing, as (verb, words)."""
        return [(verb, words) for verb, words in self._possible() if not moderation.needs_reason(verb)]

    @property
    def reasoned_buttons(self):
        """The verbs that ask for a reason, as (verb, words, a button for each reason)."""
        return [
            (verb, words, _reason_buttons(verb, get_language()))
            for verb, words in self._possible()
            if moderation.needs_reason(verb)
        ]

    @property
    def quiet_buttons(self):
        """What leaves the state as it is, as (verb, words)."""
        comment = self.comment
        pick = gettext_lazy("Take the pick back") if comment.picked_at else gettext_lazy("Pick")
        error = gettext_lazy("Reports no error") if comment.reports_error else gettext_lazy("Reports an error")
        return [("pick", pick), ("flag_error", error)] if comment.is_published else [("flag_error", error)]

    def _possible(self):
        state = self.comment.state
        return [
            (verb, words)
            for verb, words in BUTTONS.items()
            if (
                state in moderation.TRANSITIONS[verb].sources
                if verb in moderation.TRANSITIONS
                else self.comment.is_published and self.comment.open_reports
            )
        ]


@lru_cache(maxsize=64)
def _reason_buttons(verb, _language):
    """Return the buttons of all reasons, each with the letter that presses it: the same on every card."""
    return format_html_join(
        " ",
        '<button type="submit" name="do" value="{}:{}" data-letter="{}"><kbd aria-hidden="true">{}</kbd> {}</button>',
        (
            (verb, value, letter, letter, label)
            for letter, (value, label) in zip(ascii_lowercase, Decision.Reason.choices, strict=False)
        ),
    )


class Buttons:
    """The buttons under the cards of one page. Where the same ones stand they are written once; only numbers differ."""

    # What stands for a number until it is known: characters that no script has.
    PLACES = {"number": "\ue000", "version": "\ue001", "neighbour": "\ue002", "article": "\ue003"}

    def __init__(self, **shown):
        self.shown, self.written = shown, {}

    def of(self, card):
        """Return the HTML of the buttons of one card."""
        comment = card.comment
        numbers = {
            "number": card.number,
            "version": str(comment.version),
            "neighbour": str(card.neighbour or ""),
            "article": card.article,
        }
        if card.typed:  # it holds a person's words, and stands on one card only
            return self._write(card, numbers)
        kind = (
            comment.state,
            bool(comment.open_reports),
            bool(comment.picked_at),
            comment.reports_error,
            card.is_shown,
        )
        if kind not in self.written:
            self.written[kind] = self._write(card, self.PLACES)
        html = self.written[kind]
        for name, place in self.PLACES.items():
            html = html.replace(place, numbers[name])
        return mark_safe(html)

    def _write(self, card, numbers):
        return render_to_string("admin/comments/_acts.html", {"card": card} | numbers | self.shown)


def marked(comment, reasons):
    """Return a comment's text escaped, the characters that rules spoke of marked, each a link to black them out.

    Spans may overlap; links stay dead text.
    """
    text = comment.body
    spans = sorted((reason.start, reason.end) for reason in reasons if reason.field == "body" and reason.end)
    redact = reverse("admin:comments_redact", args=[comment.pk]) if spans else ""
    out, at = [], 0
    for start, end in spans:
        start = max(start, at)
        if start >= end:
            continue
        address = f"{redact}?start={start}&end={end}"
        link = format_html('<a href="{}" title="{}"><mark>{}</mark></a>', address, _("Remove"), text[start:end])
        out += [escape(text[at:start]), link]
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


def cards_of(comments, by, typed=None):
    """Return the Cards of a page of comments for one moderator, with what is known of their writers (2 queries)."""
    records, names = _records(comments), _names(comments)
    typed_for = typed.picks[0].partition(":")[0] if typed and not typed.is_bulk and typed.picks else ""
    return [
        Card(
            comment,
            records.get(comment.author_mark) if comment.author_mark else None,
            _others(comment, names),
            neighbour=following.pk if following else None,
            typed=typed if str(comment.pk) == typed_for else None,
            reader=moderation.reader_of(comment, besides=by),
        )
        for comment, following in zip(comments, [*comments[1:], *comments[-2:-1], None], strict=False)
    ]


def _records(comments):
    """Return the Record of each mark on a page, in one query."""
    marks = {comment.author_mark for comment in comments if comment.author_mark}
    if not marks:
        return {}
    each = {"partition_by": F("author_mark")}
    rows = Comment.objects.filter(author_mark__in=marks).annotate(
        place=Window(RowNumber(), order_by=F("pk").desc(), **each),
        first_at=Window(Min("posted_at"), **each),
        published=Window(Count("pk", filter=Q(state=Comment.State.PUBLISHED)), **each),
        refused=Window(Count("pk", filter=Q(state__in=TROUBLE)), **each),
    )
    found = {}
    for row in rows.filter(place__lte=LAST_OF_MARK).order_by("-pk"):
        record = found.setdefault(row.author_mark, Record(row.first_at, row.published, row.refused, []))
        record.last.append((row.get_state_display(), row.body[:80]))
    return found


def _names(comments):
    """Return the names used with the marks, networks and addresses of a page: {(why, value): names}, in one query."""
    since = timezone.now() - SAME_NETWORK
    asked = [
        ("mark", "author_mark", Q()),
        ("network", "network", Q(posted_at__gt=since)),
        ("email", "email", Q()),
    ]
    parts = []
    for why, column, also in asked:
        values = {getattr(comment, column) for comment in comments} - {""}
        if values:
            rows = Comment.objects.filter(also, **{f"{column}__in": values}).order_by()
            parts.append(rows.values_list(Value(why), column, "name"))
    found = {}
    if parts:
        for why, value, name in parts[0].union(*parts[1:])[:MOST_NAMES]:
            found.setdefault((why, value), set()).add(name)
    return found


def _others(comment, names):
    """Return the other names that may be the same person's, by why, five of each."""
    values = {"mark": comment.author_mark, "network": comment.network, "email": comment.email}
    others = {why: sorted(names.get((why, value), set()) - {comment.name})[:5] for why, value in values.items()}
    return [(SAME[why], found) for why, found in others.items() if found]
