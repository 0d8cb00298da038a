"""The keywords that photographers wrote into the files of a story's photos, offered as its tags."""

from articles.admin.fields import COMMA
from newsroom.text import tidy_line

MOST = 20
STANDARDS = ("XMP", "IIM")  # that have keywords, the fuller spelling first


def offered(formsets, tags):
    """Return the keywords of the photos on the form that are not among `tags` yet, as they are written in the files.

    A photo whose source is protected offers none: a keyword may name a person or a place.
    """
    taken, found = {tag.casefold() for tag in tags}, {}
    for photo in _photos(formsets):
        for standard in STANDARDS:
            written = photo.metadata.get(standard, {}).get("keywords", "")
            for word in filter(None, map(tidy_line, COMMA.split(written))):
                found.setdefault(word.casefold(), word)
    return [word for key, word in found.items() if key not in taken][:MOST]


def _photos(formsets):
    fields = [form.fields["photo"] for formset in formsets for form in formset.forms if "photo" in form.fields]
    photos = [getattr(field, "known", None) for field in fields]
    return [photo for photo in photos if photo and not photo.protect_source]
