"""What readers type, made safe to store and to draw, and otherwise left as it is.

Plain text in, plain text out: escaping belongs to the output, not here.
"""

import re
import unicodedata

from newsroom.text import contained, tidy, tidy_line

BODY_LIMIT = 5_000  # code points
BODY_BYTES = 20_000
NAME_LIMIT = 60
MARKS_IN_A_ROW = 4  # vocalised Arabic needs two

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*\n")
# Neither space nor format characters, and yet nothing is drawn: Braille blank, Hangul fillers.
_DRAWN_BLANK = frozenset("\u2800\u3164\u115f\u1160\uffa0")
_JOINERS = "\u200c\u200d"  # ZWNJ, ZWJ: they shape letters in Persian, Kurdish, Indic names


def clean_body(text):
    """Return a comment as it is stored: no controls or overrides, isolates closed, at most one blank line in a row."""
    text = _BLANK_LINES.sub("\n\n", contained(tidy(text)))
    return _cap_marks(text).strip()


def clean_name(text):
    """Return a name as it is stored: one line, no format characters but joiners between letters."""
    line = contained(tidy_line(text))
    kept = [
        letter
        for index, letter in enumerate(line)
        if unicodedata.category(letter) != "Cf" or (letter in _JOINERS and _between_letters(line, index))
    ]
    return re.sub(r"\s+", " ", _cap_marks("".join(kept))).strip()


def draws(text):
    """Return whether at least one character of the text can be seen."""
    return any(
        letter not in _DRAWN_BLANK
        and not letter.isspace()
        and unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Mn", "Me"}
        for letter in text
    )


def garbled_share(text):
    """Return which share of the text are replacement characters, left by bytes that were no UTF-8."""
    return text.count("\ufffd") / len(text) if text else 0.0


def _between_letters(line, index):
    before, after = line[index - 1 : index], line[index + 1 : index + 2]
    return bool(before and after) and all(unicodedata.category(letter)[0] in "LM" for letter in (before, after))


def _cap_marks(text):
    if text.isascii():
        return text
    row, kept = 0, []
    for letter in text:
        row = row + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if row <= MARKS_IN_A_ROW:
            kept.append(letter)
    return "".join(kept)
