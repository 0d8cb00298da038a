"""The last part of an address, in the script of its headline."""

import re
import unicodedata

LENGTH = 80
IMPORTED_LENGTH = 200

# Latin letters that carry no combining mark to drop.
_LETTERS = str.maketrans(
    {"ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "ŧ": "t"}
)
_INVISIBLE = re.compile("[\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # tatweel, joiners, direction marks


def _folded(character):
    """Return a Latin letter without its marks; any other script's as it is, without vowel marks."""
    parts = unicodedata.normalize("NFD", character)
    if len(parts) > 1 and parts[0].isascii():
        return parts[0]
    return character


def normalise(text):
    """Return text as it may stand in an address: NFC, lower case, no marks that do not show, hyphens between words."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).lower().translate(_LETTERS)
    # The second pass drops vowel marks that no composed letter took up.
    text = "".join(_folded(character) for character in text)
    text = "".join(character for character in text if unicodedata.category(character) not in {"Mn", "Me"})
    return re.sub(r"[\W_]+", "-", text).strip("-")


def slugify(text, *, length=LENGTH):
    """Return the slug of a headline, cut at a word; an empty string where nothing in it can stand in an address.

    One or two digits alone would be read as a day, so "story-" goes in front.
    """
    slug = normalise(text)
    if len(slug) > length:
        cut = slug[: length + 1].rpartition("-")[0]
        slug = (cut or slug[:length]).strip("-")
    return f"story-{slug}" if re.fullmatch(r"\d{1,2}", slug) else slug


class SlugConverter:
    """A slug in any script. Views compare it with `normalise` and redirect where that changes it."""

    # Words may come decomposed, with vowel marks or with joiners; `\w` alone would not let those in.
    regex = "[-\\w\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u200d]+"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value
