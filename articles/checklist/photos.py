"""Rules about the photos a story shows. Each yields (field, sentence, where) and gets its number, if any."""

import re
from dataclasses import dataclass
from datetime import timedelta
from textwrap import shorten

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Caption
from photos import credits

_FILE_NAME = re.compile(r"^[\w-]+\.(jpe?g|png|webp|gif|avif|heic|tiff?)$", re.IGNORECASE)


@dataclass(frozen=True)
class Where:
    """Which photo of the story a line speaks of: its caption's key, the field to jump to, and a thumbnail."""

    key: str
    part: str = "caption"
    thumbnail: str = ""


def _at(row, photo, part="photo"):
    return Where(row["key"], part, "" if photo.is_withdrawn else photo.thumbnail_url)


def _once(case):
    """Return each photo once, with the caption that shows it first."""
    return {photo.pk: (row, photo) for row, photo in reversed(case.shown)}.values()


def exist(case, _number):
    for row in case.document["captions"]:
        if row["photo"] not in case.photos:
            yield "captions", _("Photo %s no longer exists; choose another.") % row["photo"], Where(row["key"], "photo")


def have_credit(case, _number):
    for row, photo in case.shown:
        if not _credit(row, photo):
            yield (
                "captions",
                _no_credit(row["shown_caption"], _name(row, photo), case.agencies),
                _at(row, photo, "credit"),
            )


def have_alt_text(case, _number):
    for row, photo in case.shown:
        if not row["decorative"] and not row["shown_alt"].strip():
            yield "captions", _("The photo “%s” has no alt text.") % _name(row, photo), _at(row, photo, "alt")
        elif _FILE_NAME.match(row["shown_alt"]):
            yield "captions", _("The alt text of “%s” is a file name.") % _name(row, photo), _at(row, photo, "alt")


def are_not_withdrawn(case, _number):
    for row, photo in _once(case):
        if photo.is_withdrawn:
            yield "captions", _("The photo “%s” was withdrawn; choose another or remove it.") % photo, _at(row, photo)


def may_be_shown(case, _number):
    for row, photo in _once(case):
        if not photo.is_withdrawn and not photo.is_cleared(case.moment):
            sentence = _("The photo “%s” may not be shown at that time: its rights do not cover it.")
            yield "captions", sentence % photo, _at(row, photo)


def are_prepared(case, _number):
    """What goes out later may wait for its copies; the clock asks again."""
    if case.moment > timezone.now():
        return
    for row, photo in _once(case):
        if not photo.is_withdrawn and photo.is_cleared(case.moment) and not photo.is_prepared:
            yield (
                "captions",
                _("The photo “%s” is still being prepared; try again in a minute.") % photo,
                _at(row, photo),
            )


def one_if_needed(case, _number):
    if case.article.needs_photo and not case.document["captions"]:
        yield "captions", _("The story was commissioned with a photo and has none.")


def are_used_once(case, _number):
    wanted = [row["photo"] for row in case.document["captions"]]
    if len(wanted) > len(set(wanted)):
        yield "captions", _("One photo is used twice.")


def have_a_caption(case, _number):
    for row, photo in case.shown:
        if not row["decorative"] and not row["shown_caption"].strip():
            yield "captions", _("The photo “%s” has no caption.") % _name(row, photo), _at(row, photo, "caption")


def captions_agree_with_credit(case, _number):
    """A caption that ends in another name than the credit tells readers two things."""
    for row, photo in case.shown:
        if "(" not in row["shown_caption"]:
            continue
        _words, tail = credits.split(row["shown_caption"], case.agencies)
        credit = _credit(row, photo)
        if tail and credit and not credits.same(credit, tail, case.agencies):
            sentence = _("The caption of “%(photo)s” ends in “(%(tail)s)”, and its credit is “%(credit)s”.")
            words = sentence % {"photo": _name(row, photo), "tail": tail, "credit": credit}
            yield "captions", words, _at(row, photo, "credit")


def alt_is_no_caption(case, _number):
    for row, photo in case.shown:
        if row["shown_alt"].strip() and row["shown_alt"].strip() == row["shown_caption"].strip():
            yield (
                "captions",
                _("Alt text and caption of “%s” are the same words.") % _name(row, photo),
                _at(row, photo, "alt"),
            )


def speak_the_language(case, _number):
    """Words that follow the photo are in the photo's language."""
    for row, photo in case.shown:
        follows = row["caption"] is None or (row["alt"] is None and not row["decorative"])
        if follows and photo.language != case.story["language"]:
            sentence = _("The words of “%s” are in another language than the story.")
            yield "captions", sentence % _name(row, photo), _at(row, photo, "caption")


def keep_their_rights(case, number):
    for row, photo in _once(case):
        until = photo.rights_until
        if until and photo.is_cleared(case.moment) and until <= case.moment + timedelta(days=number):
            sentence = _("The rights to “%(photo)s” end on %(day)s.") % {"photo": photo, "day": f"{until:%d.%m.%Y}"}
            yield "captions", sentence, _at(row, photo)


def lead_is_wide(case, number):
    for row, photo in case.shown:
        if row["role"] == Caption.Role.LEAD and photo.width < number:
            sentence = _("The lead photo is %(width)d pixels wide; %(least)d look good.")
            yield "captions", sentence % {"width": photo.width, "least": number}, _at(row, photo)


def say_what_was_saved(case, _number):
    """Readers get the words of the revision; what the photo's own page says since is another matter."""
    for row, photo in case.shown:
        followed = [("shown_caption", row["caption"], photo.caption)]
        if not row["decorative"]:
            followed.append(("shown_alt", row["alt"], photo.alt))
        if any(own is None and row[shown] != now for shown, own, now in followed):
            sentence = _("The words of “%s” were changed in the library since this was saved; save to take them.")
            yield "captions", sentence % _name(row, photo), _at(row, photo, "caption")


def show_the_file_that_was_saved(case, _number):
    """A file replaced since was in nobody's eyes when the story was saved or approved."""
    replaced = case.replaced_since(case.revision.at)
    for row, photo in _once(case):
        if photo.pk in replaced:
            yield "captions", _("The file of “%s” was replaced since this was saved.") % photo, _at(row, photo)


def _credit(row, photo):
    return photo.credit if row["credit"] is None else row["credit"]


def _name(row, photo):
    return shorten(row["shown_caption"], 60, placeholder="…") or str(photo)


def _no_credit(caption, name, agencies):
    """Say that a photo has no credit, and where it stands instead: agencies write it at the end of the caption."""
    words, credit = credits.split(caption, agencies)
    if not credit:
        return _("The photo “%s” has no credit.") % name
    sentence = _("The photo “%(photo)s” has no credit: move “%(tail)s” from its caption to the credit.")
    return sentence % {"photo": shorten(words, 60, placeholder="…"), "tail": caption.removeprefix(words).strip()}
