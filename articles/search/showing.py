"""What was found, as HTML: headline and snippet with the words asked for marked, in their original spelling."""

import re
from functools import lru_cache
from html import escape

from django.utils.safestring import mark_safe

from articles import insets
from newsroom.text import normalise

SNIPPET = 30  # words

_SPACE = re.compile(r"(\s+)")  # of any kind, kept as typed
_TOKEN = re.compile(r"[^\W_]+")


@lru_cache(maxsize=50_000)
def stems_of(word):
    """Return the stems in one word between spaces, which may hold several: Leyla’s, north-east."""
    return frozenset(stem(token) for token in _TOKEN.findall(normalise(word)))


def stem(word):
    """Return an English word without its commonest endings: enough to mark what the database's own stemmer found."""
    for ending in ("ings", "ing", "ies", "ed", "es", "s", "e", "y"):
        if word.isascii() and word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def marked(text, stems):
    """Return text as HTML with the words asked for in `mark`, in their original spelling."""
    shown, plain = [], []  # what is not marked is escaped in one piece
    for word in _SPACE.split(text):
        if stems_of(word).isdisjoint(stems):
            plain.append(word)
        else:
            inner = word.strip("".join(c for c in word if not c.isalnum()))
            before, _inner, after = word.partition(inner)
            shown += [escape("".join([*plain, before])), "<mark>", escape(inner), "</mark>"]
            plain = [after]
    return mark_safe("".join([*shown, escape("".join(plain))]))


def snippet(edition, stems):
    """Return some thirty words of a story round the first word asked for; its standfirst where none is in the body."""
    text = insets.words(edition.body, edition.insets)
    words = text.split()
    hit = next((place for place, word in enumerate(words) if not stems_of(word).isdisjoint(stems)), None)
    if hit is None:
        text, hit = edition.standfirst.strip() or text, 0
        words = text.split()
    start = max(0, min(hit - SNIPPET // 3, len(words) - SNIPPET))
    rest = text.split(None, start)[-1] if words else ""  # from that word on, with the spaces as typed
    shown = "".join(_SPACE.split(rest, maxsplit=SNIPPET)[: 2 * SNIPPET - 1]).rstrip()
    before, after = "… " if start else "", " …" if start + SNIPPET < len(words) else ""
    return mark_safe(before + marked(shown, stems) + after)
