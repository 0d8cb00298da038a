"""Filling a new photo's empty fields from what its file says. What a person typed always wins."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.text import tidy_line
from photos import credits, metadata
from photos.models import Photo

STANDARDS = ("XMP", "IIM", "Exif")  # in this order
FILLED = {field.name for field in Photo._meta.get_fields()} & metadata.XMP.keys()  # the rest is only shown
LONG = {"caption", "usage_terms"}
# What cameras write into the caption by themselves.
BOILERPLATE = {
    "olympus digital camera", "sony dsc", "minolta digital camera", "kodak digital still camera",
    "samsung camera pictures", "digital camera", "dcim", "default", "untitled", "exif_jpeg_picture",
}  # fmt: skip


def fill(photo, file):
    """Fill the photo's empty fields from its file, note where the words came from; return sentences for the person.

    Alt text is taken from the alt field alone; a caption's "(AFP)" becomes the credit.
    """
    found = metadata.read(file, photo.language)
    photo.metadata, photo.origins = found.values, {}
    for standard in STANDARDS:
        for field, text in found.values.get(standard, {}).items():
            if field not in FILLED:
                continue
            value = _usable(field, text)
            if value and not getattr(photo, field):
                setattr(photo, field, value)
                photo.origins[field] = standard
    return [*_move_credit(photo), *_report(photo, found)]


def _usable(field, text):
    """Return a text as the field keeps it; None where it is no value for it."""
    if field == "taken_on":
        day = metadata.day(text)
        return day if day and day <= timezone.localdate() else None
    if field == "digital_source_type":
        name = text.rstrip("/").rsplit("/", 1)[-1]
        return name if name in Photo.SourceType.values else None
    text = text if field in LONG else tidy_line(text)
    if field == "caption" and text.casefold() in BOILERPLATE:
        return None
    if field == "rights_url":
        try:
            URLValidator(schemes=["http", "https"])(text)
        except ValidationError:
            return None
    limit = Photo._meta.get_field(field).max_length
    if field == "credit" and text:
        text = credits.printed(text)
    # An address cut short leads nowhere; a sentence cut short can be mended.
    return text[:limit] if field != "rights_url" or len(text) <= limit else None


def _move_credit(photo):
    """Take the credit in brackets off a caption that came from the file, where it is the credit or there is none."""
    if "caption" not in photo.origins:
        return
    caption, tail = credits.split(photo.caption)
    if not tail:
        return
    if not photo.credit:
        photo.credit, photo.origins["credit"] = tail, _("the caption")
    if credits.same(photo.credit, tail):
        photo.caption = caption
    else:
        yield _("The caption names another credit (%(tail)s) than the file (%(credit)s).") % {
            "tail": tail,
            "credit": photo.credit,
        }


def _report(photo, found):
    if found.unreadable:
        yield _("Its metadata could not be read (%s).") % ", ".join(found.unreadable)
    if found.credit_may_be_cut and photo.origins.get("credit") == "IIM":
        yield _("The credit may be cut off: “%s”.") % photo.credit
    if found.telltales:
        names = {
            "GPS position": _("GPS position"),
            "serial number": _("serial number"),
            "owner name": _("owner name"),
            "maker note": _("maker note"),
        }
        yield _("Removed from public copies: %s.") % ", ".join(names[name] for name in found.telltales)
        kept = [("credit", _("credit")), ("copyright_notice", _("copyright")), ("alt", _("alt text"))]
        if kept := [name for field, name in kept if getattr(photo, field)]:
            yield _("Kept: %s.") % ", ".join(kept)
