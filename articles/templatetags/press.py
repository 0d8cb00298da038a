"""What public templates need beyond Django's own. Dates come from articles/dates.py alone."""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import dates, render
from articles.press import page as press

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


@register.filter
def absolute(path):
    return render.absolute(path)


@register.filter
def date_words(moment):
    return dates.date_words(moment, get_language())


@register.filter
def moment_words(moment):
    return dates.moment_words(moment, get_language())


@register.filter
def month_words(day):
    return f"{dates.month_name(day.month, get_language())} {dates.digits(day.year, get_language())}"


@register.filter
def iso(moment):
    return dates.iso(moment)


@register.simple_tag
def moment(moment, *, zone=False):
    """Return a `time` element: 22 November 2026, 14:05, with the zone in words where asked."""
    language = get_language()
    words = dates.moment_words(moment, language)
    if zone:
        words = _("{time} ({zone})").format(time=words, zone=dates.zone_words(moment, language))
    return format_html('<time datetime="{}">{}</time>', dates.iso(moment), words)


@register.filter
def name_in(section, language):
    return section.name_in(language)


@register.filter
def has_name_in(section, language):
    return bool(section.names.get(language))


@register.filter
def endonym(language):
    return press.ENDONYMS.get(language, language)


@register.filter
def srcset(images):
    """Return the addresses and widths of a picture's renditions as `srcset` wants them."""
    return ", ".join(f"{url} {width}w" for url, width in images)


@register.filter
def is_latin(text):
    """Whether a name or credit is written in Latin letters: it carries `lang` in an Arabic page."""
    return text[:1].isascii()


@register.filter
def genre_label(genre):
    return render.genre_label(genre)
