"""What the library's verbs share: the lock, the right, the log, and what follows from a photo's words."""

import re

from newsroom import pages
from newsroom.text import normalise, tidy, tidy_line
from photos import uses
from photos.credits import agency_of
from photos.intake import Refusal
from photos.models import Photo, PhotoEvent

PARAGRAPHS = ("caption", "usage_terms")
LINES = ("title", "alt", "language", "credit", "creator", "source", "copyright_notice", "rights_url")
FACTS = ("rights_from", "rights_until", "taken_on", "digital_source_type", "focal_x", "focal_y")
WORDS = PARAGRAPHS + LINES + FACTS
PRIVATE = ("creator", "source", "taken_on")  # what a protected photo hides of its words
REASON_LIMIT = 500

_WORD = re.compile(r"\w+")


def demand(by, permission, sentence):
    """Refuse whoever lacks a permission; `by=None` is the house itself."""
    if by is not None and not by.has_perm(permission):
        raise Refusal(sentence)


def may_change(photo, by):
    """Whether a person may change the photo's words: their own until readers see it; any with `change_live_photo`."""
    if by is None or by.has_perm("photos.change_live_photo"):
        return True
    own = photo.added_by_id == by.pk and by.has_perm("photos.change_photo")
    return own and not Photo.objects.filter(uses.is_public(), pk=photo.pk).exists()


def may_see_source(by):
    """Whether a person may see who is behind a protected photo."""
    return by is None or by.has_perm("photos.see_source")


def locked(photo):
    """Return the photo's row, locked until the transaction ends.

    The weaker lock lets a story refer to the photo meanwhile: whoever publishes holds the story and wants the photo,
    whoever changes a credit holds the photo and wants the story.
    """
    return Photo.objects.select_for_update(no_key=True).get(pk=photo.pk)


def log(photo, kind, *, by, why="", changes=None, sha256=""):
    """Note in the photo's history what was done, and purge its pages; `sha256` where it was another file's."""
    pages.purge(f"photo:{photo.pk}")
    PhotoEvent.objects.create(
        photo=photo, sha256=sha256 or photo.sha256, kind=kind, by=by, why=why, changes=changes or {}
    )


def plain(value):
    """Return a field's value as the log keeps it."""
    return value if value is None or isinstance(value, str | int | float) else value.isoformat()


def refresh(photo, now):
    """Let the caller's object say what the row says."""
    for field in Photo._meta.concrete_fields:
        setattr(photo, field.attname, getattr(now, field.attname))
    photo.__dict__.pop("current_renditions", None)


def tidied(words):
    """Return words as they are stored. Raises TypeError for a name that is none of WORDS."""
    if unknown := words.keys() - set(WORDS):
        raise TypeError(f"A photo has no words called {', '.join(sorted(unknown))}.")
    ways = dict.fromkeys(PARAGRAPHS, lambda text: tidy(text).strip()) | dict.fromkeys(LINES, tidy_line)
    return {field: ways[field](value or "") if field in ways else value for field, value in words.items()}


def index(photo, known=None):
    """Set what is derived from the words: the agency, and the text the library searches.

    Nobody finds a protected photo by its creator or by the name of its file.
    """
    photo.agency = agency_of(photo.credit, known)
    parts = [photo.caption, photo.alt, photo.title, photo.credit, photo.agency.name if photo.agency else ""]
    if not photo.protect_source:
        parts += [photo.creator, photo.original_name]
        parts += [values.get("keywords", "") for values in photo.metadata.values() if isinstance(values, dict)]
    photo.search_text = normalise(" ".join(part for part in parts if part))


def names_creator(photo, text):
    """Whether a text has a word of the creator's name. Initials and the words of a known agency give nobody away."""
    words = set(_WORD.findall(normalise(text or "")))
    return any(word in words for word in _names(photo.creator))


def _names(creator):
    if agency_of(creator):
        return []
    return [word for word in _WORD.findall(normalise(creator)) if len(word) > 1 and not word.isdigit()]
