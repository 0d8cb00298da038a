"""Plain text, as every room treats it. A leaf: it imports none of our apps.

tidy       what is stored: what a person can see stays as typed
normalise  what is searched: spellings that readers hold to be the same word become the same
skeleton   what is compared with suspicion: disguises of a word fall away, and every find maps back to what was typed
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# C0 controls except tab and newline, C1 controls, lone surrogates: none of them draws, some break XML and databases.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def tidy(text):
    """Return text without control characters and with plain newlines; everything a person can see stays as typed."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def tidy_line(text):
    """Return tidied text on one line, without surrounding space."""
    return re.sub(r"[\n\t]+", " ", tidy(text)).strip()


_OVERRIDES = re.compile("[\u202a-\u202e]")
_ISOLATE_OPENERS = "\u2066\u2067\u2068"
_CLOSE = "\u2069"


def contained(text):
    """Return text whose direction marks reach no further than its own paragraphs: overrides out, isolates closed.

    Right-to-left marks and joiners, which writers of Arabic and Persian script need, stay.
    """
    return "\n".join(_close_isolates(line) for line in _OVERRIDES.sub("", text).split("\n"))


def _close_isolates(paragraph):
    """Return the paragraph with every isolate it opens closed, and none closed that it did not open."""
    if not any(mark in paragraph for mark in _ISOLATE_OPENERS + _CLOSE):
        return paragraph
    depth, kept = 0, []
    for letter in paragraph:
        if letter in _ISOLATE_OPENERS:
            depth += 1
        elif letter == _CLOSE:
            if not depth:
                continue
            depth -= 1
        kept.append(letter)
    return "".join(kept) + _CLOSE * depth


# Folding ------------------------------------------------------------------------------------------------------

ZWNJ = "\u200c"
TATWEEL = "\u0640"

# Letters that Arabic, Persian and Kurdish keyboards exchange. After NFKD, so أ إ آ ؤ ئ have already shed their hamza.
_ARABIC_SCRIPT = {"ي": "ی", "ى": "ی", "ێ": "ی", "ك": "ک", "ھ": "ه", "ە": "ه", "ة": "ه", "ۆ": "و", "ڕ": "ر", "ڵ": "ل"}
_PREFIXES = ("وال", "بال", "فال", "کال", "لل", "ال", "و")  # longest first; as written after folding
_WORD = re.compile(r"[^\W\d_]+")


def _folded(letter, letters):
    """Return one character folded: no case, marks, tatweel or format characters; digits 0–9; `letters` exchanged."""
    if letter == ZWNJ:
        return letter
    # Twice, because a compatibility form such as ℌ is a capital only once it is decomposed.
    plain = letter
    for _ in range(2):
        plain = unicodedata.normalize("NFKD", plain.casefold())
    kept = []
    for part in plain:
        if part == TATWEEL or unicodedata.category(part) in {"Mn", "Me", "Cf"}:
            continue
        digit = unicodedata.decimal(part, None)
        kept.append(str(digit) if digit is not None else letters.get(part, part))
    return "".join(kept)


class _Table(dict):
    """A table for str.translate that fills itself, so that folding costs one lookup a character."""

    def __init__(self, letters):
        self.letters = letters

    def __missing__(self, code):
        self[code] = folded = _folded(chr(code), self.letters)
        return folded


_FOLD = _Table(_ARABIC_SCRIPT | {"ı": "i"})


def _is_arabic_script(letter):
    return "\u0600" <= letter <= "\u06ff"


def _without_prefix(word):
    """Return a folded Arabic-script word without its longest article or conjunction, if three letters remain."""
    if _is_arabic_script(word[:1]):
        for prefix in _PREFIXES:
            if word.startswith(prefix):
                return word[len(prefix) :] if len(word) - len(prefix) >= 3 else word
    return word


def normalise(text):
    """Return text as search compares it, in every language: Kobanê is kobane, والعراق is عراق.

    No case, marks, tatweel or direction marks; one letter where keyboards offer several; digits 0–9. A ZWNJ after ه
    is an old spelling of ە and vanishes, elsewhere it parts words. Punctuation stays.
    """
    folded = text.translate(_FOLD).replace("ه" + ZWNJ, "ه").replace(ZWNJ, " ")
    return _WORD.sub(lambda word: _without_prefix(word[0]), folded)


# Skeletons ----------------------------------------------------------------------------------------------------

# Letters drawn like a Latin one, in either case. (Not a transcription: в is b because В looks like B.)
_LOOK_ALIKES = dict(
    zip(
        "авекмнорстухіјѕһԁԛԝӏ" + "αβεζηικμνορτυχϲ",
        "abekmhopctyxijshdqwl" + "abezhikmvoptyxc",
        strict=True,
    )
)
_UNMASK = _Table(_ARABIC_SCRIPT | _LOOK_ALIKES | {"ı": "i", "ہ": "ه"})
_FILLERS = ".*·•"  # what is put between the letters of a word to hide it
_BETWEEN = f"[{re.escape(_FILLERS)}]*"
_FILLED = re.compile(rf"(?<=[^\W\d_])[{re.escape(_FILLERS)}]+(?=[^\W\d_])")


@dataclass(frozen=True)
class Skeleton:
    """A text without its disguises, each character of which knows where it was typed."""

    typed: str
    bare: str  # folded, look-alikes exchanged; dots and stars still in place
    origins: tuple[int, ...]  # for each character of `bare`, its index in `typed`

    def __str__(self):
        """Return the words alone, for comparing one text with another."""
        words = _FILLED.sub("", self.bare)
        return " ".join(_WORD.sub(lambda word: _without_prefix(word[0]), words).split())

    def spans(self, phrase):
        """Return where `phrase` stands as whole words, as (start, end) in the text as typed.

        The marks, tatweel and joiners that hid the word are part of the span.
        """
        pattern = _phrase_pattern(phrase)
        if pattern is None:
            return []
        return [self._typed_span(found.start(), found.end()) for found in pattern.finditer(self.bare)]

    def _typed_span(self, start, end):
        last = self.origins[end - 1] + 1
        while last < len(self.typed) and not _unmasked(self.typed[last]):
            last += 1
        return self.origins[start], last


def _unmasked(letter):
    return "" if letter == ZWNJ else _UNMASK[ord(letter)]


@lru_cache(maxsize=2048)
def _phrase_pattern(phrase):
    """Return the expression that finds a listed phrase in `Skeleton.bare`; None for one without letters or digits."""
    words = str(skeleton(phrase)).split()
    if not any(letter.isalnum() for word in words for letter in word):
        return None
    patterns = [_BETWEEN.join(map(re.escape, word)) for word in words]
    prefix = f"(?:(?:{'|'.join(_PREFIXES)}){_BETWEEN})?" if _is_arabic_script(words[0][0]) else ""
    return re.compile(rf"(?<!\w){prefix}" + r"\s+".join(patterns) + r"(?!\w)")


def skeleton(text):
    """Return the Skeleton of a text: Еd.i.tor with a Cyrillic Е and dots is editor."""
    bare, origins = [], []
    for index, letter in enumerate(text):
        for part in _unmasked(letter):
            bare.append(part)
            origins.append(index)
    return Skeleton(text, "".join(bare), tuple(origins))
