"""What public templates need beyond Django's own. Dates come from articles/dates.py alone."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import dates, render
from articles.models.publication import Publication
from articles.press import page as press
from articles.press import photo as photo_page
from articles.press import share

register = template.Library()


@register.simple_tag(takes_context=True)
def frame(context):
    """Make sure that a page of any room has its `page` and `site`."""
    context.setdefault("page", press.Page(language=get_language(), indexable=False))
    context.setdefault("site", press.Masthead(context["page"].language))
    return ""


@register.simple_tag(takes_context=True)
def address(context, name, language=None, **parts):
    """Return the address of one of the press's pages, in the page's language unless told otherwise."""
    return press.address(name, language or context["page"].language, **parts)


@register.simple_tag(takes_context=True)
def archive_of(context, edition):
    """Return the address of the month in which a story was first published."""
    return press.address("month", context["page"].language, **edition.month_parts)


@register.filter
def absolute(path):
    return render.absolute(path)


@register.filter
def moment_words(moment):
    return dates.moment_words(moment, get_language())


@register.filter
def iso(moment):
    return dates.iso(moment)


@register.simple_tag
def language_marks(language, *, within):
    """Return the attributes that mark words in `language` among words in another; nothing among its own."""
    if language == within:
        return ""
    return format_html(' lang="{}" dir="{}"', language, "rtl" if language in press.RIGHT_TO_LEFT else "ltr")


@register.simple_tag
def moment(moment, *, zone=False, within=""):
    """Return a `time` element: 22 November 2026, 14:05, with the zone in words where asked.

    `within`: the language of the part it stands in, where that may not be the page's.
    """
    language = get_language()
    words = dates.moment_words(moment, language)
    if zone:
        words = _("{time} ({zone})").format(time=words, zone=dates.zone_words(moment, language))
    marks = language_marks(language, within=within or language)
    return format_html('<time datetime="{}"{}>{}</time>', dates.iso(moment), marks, words)


@register.filter
def name_in(section, language):
    return section.name_in(language)


@register.filter
def endonym(language):
    return press.ENDONYMS.get(language, language)


@register.filter
def is_latin(text):
    """Whether a name or credit is written in Latin letters: it carries `lang` in an Arabic page."""
    return text[:1].isascii()


@register.filter
def label(story):
    """Return the genre's word where readers must be told, unless the kicker says it already."""
    word = render.genre_label(story.genre)
    return "" if word.casefold() == story.kicker.casefold() else word


@register.filter
def name_marks(section, language):
    """Return the attribute that marks the name of a section among words in `language` where it has none in it."""
    return press.name_marks(section, language)


@register.filter
def kind_words(kind):
    """Return the public word for a kind of change."""
    return {
        Publication.Kind.FIRST: _("First published"),
        Publication.Kind.TYPO: _("Slip of the pen put right"),
        Publication.Kind.UPDATE: _("Update"),
        Publication.Kind.CLARIFICATION: _("Clarification"),
        Publication.Kind.CORRECTION: _("Correction"),
        Publication.Kind.RETRACTION: _("Retraction"),
        Publication.Kind.WITHDRAWAL: _("Withdrawal"),
    }.get(kind, "")


@register.filter
def lead_photo(edition):
    """Return the lead photo of a story in a list, or None."""
    return next((render.ShownCaption.of(row, edition.language) for row in edition.lead_captions), None)


@register.filter
def photo_path(story, caption):
    """Return the address of a photo's own page below its story; empty in a preview, which has none."""
    return photo_page.address(story.story, story.photos.index(caption) + 1) if story.is_public else ""


@register.filter
def sizes_words(slot):
    """Return the `sizes` of a slot. A dense screen is given two pixels a point and no more: three cannot be seen."""
    return SIZES[slot]


SIZES = {
    # The story's photos: as wide as the phone, 900 px at most.
    "story": "(min-width: 57rem) 56.25rem, (min-resolution: 2.5dppx) 67vw, 100vw",
    # The first story of a front: eight of twelve columns.
    "top": "(min-width: 75rem) 49rem, (min-width: 52rem) 64vw, (min-resolution: 2.5dppx) 67vw, 100vw",
    # A row of a list: beside its words at any width.
    "list": "(min-width: 52rem) 15rem, (min-resolution: 2.5dppx) 25vw, 36vw",
    # The first story of a section's block: three abreast.
    "block": "(min-width: 75rem) 24rem, (min-width: 52rem) 31vw, (min-resolution: 2.5dppx) 67vw, 100vw",
    # The first beside that one, on a wide screen; a third of a phone's width beside its words.
    "beside": "(min-width: 75rem) 23.5rem, (min-width: 52rem) 30vw, (min-resolution: 2.5dppx) 25vw, 36vw",
    "portrait": "8rem",
    # A card in a row of four; a third of a phone's width beside its words.
    "card": "(min-width: 75rem) 17.5rem, (min-width: 52rem) 22vw, (min-resolution: 2.5dppx) 25vw, 36vw",
}


@register.simple_tag
def share_links(story):
    return share.links(story)


@register.simple_tag(takes_context=True)
def structured_data(context):
    """Return the page's JSON-LD as an inert block of data."""
    page = context["page"]
    if not page.structured:
        return ""
    text = json.dumps(page.structured(context["site"]), ensure_ascii=False, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04X}")
    return mark_safe(f'<script type="application/ld+json">{text}</script>\n')
