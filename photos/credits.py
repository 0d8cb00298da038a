"""Whose photo is it? Recognising agencies, and the credit in brackets at the end of a caption."""

import re
import unicodedata

from newsroom.text import tidy_line
from photos.models import PhotoAgency

_TAIL = re.compile(r"^(?P<caption>.*\S)\s*\((?P<credit>[^()]{2,200})\)\s*\.?\s*$", re.DOTALL)
_LABEL = re.compile(r"^(?:photo|photograph|image|picture)(?:\s+by\s+|\s*:\s*)", re.IGNORECASE)
_COURTESY = re.compile(r"^(?:photo\s+)?courtesy\s+of\s+\S", re.IGNORECASE)
# Arabic letters that are typed for one another.
_VARIANTS = str.maketrans("أإآٱىیکەة", "ااااييكهه")


def folded(name):
    """Return an agency's name without capitals, width, dots, spaces and the variants of Arabic letters."""
    text = unicodedata.normalize("NFKC", name).casefold().translate(_VARIANTS)
    return "".join(letter for letter in text if letter.isalnum())


def agencies():
    """Return {folded spelling: PhotoAgency} of all agencies."""
    return {
        folded(spelling): agency
        for agency in PhotoAgency.objects.all()
        for spelling in [*agency.spellings, agency.name]
        if folded(spelling)
    }


def agency_of(credit, known=None):
    """Return the PhotoAgency a credit names, alone or after a stroke ("Karam Youssef/AFP"), else None."""
    if not credit:
        return None
    known = agencies() if known is None else known
    parts = [credit, *reversed(re.split(r"\s*[/|]\s*|\s+via\s+", credit))]
    return next((known[folded(part)] for part in parts if folded(part) in known), None)


def split(caption, known=None):
    """Return caption and credit of a file's caption that ends in a credit in brackets; (caption, "") where it does not.

    For prefilling from files only: a person's text is never changed. Brackets that hold no agency, no "Name/Agency",
    "Photo: …" or "Courtesy of …" stay where they are: "(right)" is no credit. `known` are the agencies, once fetched.
    """
    found = _TAIL.match(caption)
    if not found:
        return caption, ""
    tail = tidy_line(found["credit"])
    labelled = _LABEL.match(tail)
    credit = tail[labelled.end() :].strip() if labelled else tail
    known = agencies() if known is None else known
    agency = agency_of(credit, known)
    if not (agency or labelled or _COURTESY.match(tail)):
        return caption, ""
    return found["caption"], printed(credit, known)


def same(credit, other, known=None):
    """Whether two credits say the same, or the longer one names the agency that the other is."""
    known = agencies() if known is None else known
    agency = agency_of(other, known)
    return folded(credit) == folded(other) or (agency is not None and agency == agency_of(credit, known))


def printed(credit, known=None):
    """Return a credit with a known agency alone written as its table says; any other exactly as read."""
    agency = (agencies() if known is None else known).get(folded(credit))
    return agency.name if agency else credit
