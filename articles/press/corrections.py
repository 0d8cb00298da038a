"""What the newsroom got wrong, newest first: the same Publication rows that stand on the stories."""

from django.utils.translation import gettext as _

from articles.models.publication import Publication
from articles.models.unions import any_of, cut
from articles.press.page import (
    PAGE_SIZE,
    Counterpart,
    Page,
    Slice,
    address,
    feed_links,
    languages,
    moved,
    page_number,
    respond,
)
from newsroom import pages

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
        keys=[pages.LISTS],
        feeds=feed_links("corrections", _("Corrections"), language),
        counterparts=[Counterpart(code, address("corrections", code)) for code in languages()],
    )
    return respond(
        "articles/corrections.html", page, part=Slice.of(told(language, number * PAGE_SIZE + 1), number, path)
    )


def told(language, number):
    """Return what readers were told, newest first and at least `number`; of a withdrawn story its notice alone."""
    of_language = Publication.objects.filter(edition__language=language)
    # Each kind is asked for by itself, as the index has them.
    of_kinds = [of_language.filter(kind=Publication.Kind.WITHDRAWAL)]
    of_kinds += [of_language.filter(kind=kind, edition__withdrawn_at=None) for kind in Publication.NOTICED]
    newest = [cut(Publication, rows.order_by("-at", "-pk").values("pk")[:number]) for rows in of_kinds]
    return (
        Publication.objects.filter(any_of(*newest))
        .select_related("edition")
        .defer("words", "edition__body", "edition__insets")
        .order_by("-at", "-pk")
    )
