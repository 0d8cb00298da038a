"""What the newsroom got wrong, newest first: the same Publication rows that stand on the stories."""

from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models.publication import Publication
from articles.press.page import Counterpart, Page, Slice, address, feed_links, languages, moved, page_number, respond

LISTED = [*Publication.NOTICED, Publication.Kind.WITHDRAWAL]


def corrections(request, language):
    """Answer corrections, clarifications, retractions and withdrawals; of a withdrawn story its notice alone."""
    path = address("corrections", language)
    number = page_number(request)
    if number == 1 and "page" in request.GET:
        return moved(path)
    page = Page(
        language=language,
        path=path,
        feeds=feed_links("corrections", _("Corrections"), language),
        counterparts=[Counterpart(code, address("corrections", code)) for code in languages()],
    )
    return respond("articles/corrections.html", page, part=Slice.of(told(language), number, path))


def told(language):
    """Return what readers were told, newest first, of a withdrawn story its notice of withdrawal alone."""
    return (
        Publication.objects.filter(edition__language=language, kind__in=LISTED)
        .exclude(~Q(kind=Publication.Kind.WITHDRAWAL), edition__withdrawn_at__isnull=False)
        .select_related("edition")
        .defer("words", "edition__body", "edition__insets")
        .order_by("-at", "-pk")
    )
