"""The hold rules: text and facts in, reasons out. Pure: no database, no request.

A rule that fails holds: a comment is never published because something of ours broke.
"""

import hashlib
import logging
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from comments.cleaning import garbled_share
from comments.links import count_notations, find_links
from newsroom.text import skeleton

logger = logging.getLogger(__name__)

HOLD, SPAM = "hold", "spam"
ARABIC_SCRIPT = frozenset({"ar", "ckb", "fa"})  # languages written in it; the others of the site in Latin letters
FAST_SECONDS = 6
SPAM_LINKS = 10
KNOWN_LINKS = 3
REFUSED_SHARE = 30  # per cent of a record
REFUSED_OF = 4  # decisions below which a record says nothing
SHOUTING_SHARE = 30  # per cent of capitals and symbols
SHOUTING_LENGTH = 20  # characters below which nobody shouts
DOUBLE_LENGTH = 40  # characters below which two people may well write the same

# Names nobody but the desk may use, beside bylines, staff and the newsroom's own name.
RESERVED_NAMES = (
    *("editor", "editors", "the editor", "the editors", "admin", "administrator", "moderator", "newsroom", "staff"),
    *("المحرر", "رئيس التحرير", "المشرف", "الإدارة", "edîtor", "rêveber", "سەرنووسەر", "بەڕێوەبەر"),
)


@dataclass(frozen=True)
class Code:
    """What a reason does, how high its comment stands in the queue, and what moderators read."""

    effect: str
    risk: int
    words: str


CODES = {
    "watch": Code(HOLD, 4, _("A word that must not stand under this story")),
    "personal": Code(HOLD, 2, _("Personal data: a phone number, an e-mail address or an account")),
    "words": Code(HOLD, 2, _("A listed word")),
    "odd-link": Code(HOLD, 2, _("An address that hides where it leads")),
    "links": Code(HOLD, 1, _("Links")),
    "double": Code(HOLD, 1, _("The same text was sent before")),
    "record": Code(HOLD, 1, _("Many comments from there were refused lately")),
    "script": Code(HOLD, 0, _("Another script than the story’s")),
    "shouting": Code(HOLD, 0, _("Many capitals or symbols")),
    "fast": Code(HOLD, 1, _("Written very quickly")),
    "fast-again": Code(HOLD, 1, _("Sent too quickly, twice")),
    "budget": Code(HOLD, 1, _("Many posts or wrong answers from one network")),
    "unanswered": Code(HOLD, 0, _("The reader could not answer the sum")),
    "garbled": Code(HOLD, 0, _("Parts of the text could not be read")),
    "mode": Code(HOLD, 0, _("Comments on this story are held")),
    "limiter": Code(HOLD, 0, _("A rule or budget failed, so the comment waits")),
    "edited": Code(HOLD, 0, _("Changed by its author after it was published")),
    "spam-words": Code(SPAM, 0, _("A listed spam phrase")),
    "many-links": Code(SPAM, 0, _("Ten links or more")),
    "trap": Code(SPAM, 0, _("The field that people leave empty was filled")),
}
# How high a reader's alarm puts a comment: above what any rule holds but the words watched under a story.
REPORT_RISK = 3
DANGER_RISK = 4
# Rules that speak only where a HoldRule row switches them on.
OFF_BY_DEFAULT = frozenset({"script", "shouting"})
# What the request can say by itself; the text decides the rest.
SIGNALS = frozenset({"trap", "unanswered", "budget", "fast", "fast-again", "limiter", "mode"})


@dataclass(frozen=True)
class Reason:
    """Why a rule spoke; the span counts code points of the field's text."""

    code: str
    field: str = ""
    start: int | None = None
    end: int | None = None
    detail: str = ""
    rule: int | None = None  # the HoldRule row


@dataclass(frozen=True)
class Listed:
    """The phrases of one HoldRule row."""

    code: str
    phrases: tuple[str, ...]
    rule: int | None = None


@dataclass(frozen=True)
class Facts:
    """What is known beside the text when the rules are asked."""

    language: str = "en"  # of the story
    known: bool = False  # a reader whose comments were published before
    doubled: bool = False  # the same fingerprint within seven days
    refused: int = 0  # comments of this mark or network that were refused within seven days …
    decided: int = 0  # … of how many
    signals: frozenset[str] = frozenset()
    listed: tuple[Listed, ...] = ()
    off: frozenset[str] = OFF_BY_DEFAULT  # rules that are switched off
    numbers: dict[str, int] = field(default_factory=dict)  # by rule, where the house chose one


def judge(body, name, facts):
    """Return the Reasons why this text must be held or is spam; none where nothing speaks against it."""
    reasons = [Reason(code) for code in sorted(facts.signals)]
    for code, rule in RULES.items():
        if code in facts.off:
            continue
        try:
            reasons += rule(body, name, facts)
        except Exception:
            logger.exception("The rule %s failed; the comment is held.", code)
            reasons.append(Reason("limiter", detail=code))
    return reasons


def effect_of(reasons):
    """Return SPAM, HOLD or an empty string: spam beats hold."""
    effects = {CODES[reason.code].effect for reason in reasons}
    return SPAM if SPAM in effects else HOLD if effects else ""


def risk_of(reasons):
    """Return how high a comment with these reasons stands in the queue."""
    return max((CODES[reason.code].risk for reason in reasons), default=0)


def fingerprint(body):
    """Return what two texts share when only links, digits and space differ; empty for a text too short to tell."""
    text = body
    for link in reversed(find_links(body)):
        text = text[: link.start] + text[link.end :]
    bare = re.sub(r"[\d\s]+", "", str(skeleton(text)))
    return hashlib.sha256(bare.encode()).hexdigest() if len(bare) >= DOUBLE_LENGTH else ""


# The rules ----------------------------------------------------------------------------------------------------


def _links(body, _name, facts):
    links = find_links(body)
    if count_notations(body) >= SPAM_LINKS:
        return [Reason("many-links")]
    if links and (not facts.known or len(links) >= facts.numbers.get("links", KNOWN_LINKS)):
        return [Reason("links", "body", link.start, link.end) for link in links]
    return []


def _odd_links(body, _name, _facts):
    return [Reason("odd-link", "body", link.start, link.end, link.odd) for link in find_links(body) if link.odd]


def _listed(code):
    def rule(body, name, facts):
        listed = [each for each in facts.listed if each.code == code and each.phrases]
        if not listed:
            return []  # most houses list little, and a skeleton is the dearest thing here
        texts = [("body", skeleton(body)), ("name", skeleton(name))]
        return [
            Reason(code, field_name, start, end, phrase[:200], each.rule)
            for each in listed
            for phrase in each.phrases
            for field_name, text in texts
            for start, end in text.spans(phrase)
        ]

    return rule


_PERSONAL = (
    (re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}"), _("e-mail address")),
    (re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b"), _("account number")),
    (re.compile(r"\b(?:0x[0-9a-fA-F]{40}|bc1[a-z0-9]{25,60}|[13][1-9A-HJ-NP-Za-km-z]{25,34})\b"), _("wallet address")),
    (re.compile(r"(?<![\w.])(?:\+|00)?\d(?:[ ()./-]{0,2}\d){7,14}(?![\w])"), _("phone number")),
)

# What looks like a telephone number and is none: dates, spans of years, counts in groups of three, numbers of books.
_HARMLESS = re.compile(
    r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})(?!\d)"
    r"|(?<![\w+./-])[12]\d{3} ?[/-] ?[12]\d{3}(?![ ()./-]{0,2}\d|\w)"
    r"|(?<![\w+.])(?<![\d)+][ .])[1-9]\d?(?:[ .]\d{3}){2}(?![ ()./-]{0,2}\d|\w)"
    r"|(?<![\w+])97[89](?:[ -]?\d){10}(?!\w)"
    r"|(?<=ISBN )\d(?:[ -]?\d){8}[ -]?[\dX](?!\w)"
)


def _personal(body, _name, _facts):
    # What is no personal data, or was found already, is blanked, so that no later pattern sees a number in it.
    for link in find_links(body):
        body = _blanked(body, link.start, link.end)
    text, places = _plainly(body)
    text = _HARMLESS.sub(lambda found: " " * len(found[0]), text)
    reasons = []
    for pattern, what in _PERSONAL:
        for found in pattern.finditer(text):
            start, end = places[found.start()], places[found.end() - 1] + 1
            reasons.append(Reason("personal", "body", start, end, str(what)))
            text = _blanked(text, found.start(), found.end())
    return sorted(reasons, key=lambda reason: reason.start)


def _plainly(text):
    """Return the text with one space, one hyphen and the digits of ASCII, nothing invisible, and the place of each.

    A telephone number copied from elsewhere has no-break spaces, dashes and marks of direction in it.
    """
    if text.isascii():
        return text, range(len(text))
    kept = [(_plain(letter), place) for place, letter in enumerate(text) if unicodedata.category(letter) != "Cf"]
    return "".join(letter for letter, _place in kept), [place for _letter, place in kept]


def _plain(letter):
    """Return the letter as ASCII writes it where it is a space, a hyphen, a digit or a wide form; else itself."""
    if letter.isascii():
        return letter
    category = unicodedata.category(letter)
    if category in {"Zs", "Pd"} or letter == "\u2212":  # the minus sign
        return " " if category == "Zs" else "-"
    if category == "Nd":
        return str(unicodedata.digit(letter))
    wide = unicodedata.normalize("NFKC", letter)
    return wide if len(wide) == 1 else letter


def _blanked(text, start, end):
    return text[:start] + " " * (end - start) + text[end:]


def _double(_body, _name, facts):
    return [Reason("double")] if facts.doubled else []


def _garbled(body, _name, _facts):
    return [Reason("garbled")] if garbled_share(body) > 0.05 else []


def _record(_body, _name, facts):
    bad = facts.decided >= REFUSED_OF and facts.refused * 100 >= facts.decided * facts.numbers.get(
        "record", REFUSED_SHARE
    )
    return [Reason("record", detail=f"{facts.refused} / {facts.decided}")] if bad else []


def _script(body, _name, facts):
    letters = [letter for letter in body if letter.isalpha()]
    arabic = sum("\u0600" <= letter <= "\u08ff" or "\ufb50" <= letter <= "\ufefc" for letter in letters)
    theirs = arabic if facts.language in ARABIC_SCRIPT else sum(letter < "\u0250" for letter in letters)
    return [Reason("script")] if letters and theirs * 2 < len(letters) else []


def _shouting(body, _name, facts):
    plain = [letter for letter in body if not letter.isspace()]
    loud = sum(letter.isupper() or unicodedata.category(letter)[0] == "S" for letter in plain)
    limit = facts.numbers.get("shouting", SHOUTING_SHARE)
    return [Reason("shouting")] if len(plain) >= SHOUTING_LENGTH and loud * 100 > len(plain) * limit else []


RULES: dict[str, Callable] = {
    "watch": _listed("watch"),
    "words": _listed("words"),
    "spam-words": _listed("spam-words"),
    "links": _links,
    "odd-link": _odd_links,
    "personal": _personal,
    "double": _double,
    "record": _record,
    "script": _script,
    "shouting": _shouting,
    "garbled": _garbled,
}
