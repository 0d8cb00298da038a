"""What is not there: never was, or is no longer."""

from django.conf import settings

from articles.models.edition import Edition
from articles.models.publication import Publication
from articles.press.page import Page, languages, respond

LATEST = 6


def language_of(path):
    """Return the language that a path is in: its first part, else the site's own."""
    first = path.strip("/").split("/")[0]
    return first if first in languages() else settings.LANGUAGE_CODE


def latest(language):
    """Return the newest stories of a language, to go on reading."""
    rows = Edition.objects.live().filter(retracted_at=None).in_language(language).newest()
    return rows.defer("body", "insets").select_related("section")[:LATEST]


def not_found(request, exception=None):
    """Answer 404 in the path's language, the same for everything that is not there."""
    page = Page(language=language_of(request.path), indexable=False)
    return respond("404.html", page, status=404, latest=latest(page.language))


def withdrawn(edition):
    """Answer 410 at every address of a withdrawn story: its public notice, no word of the story itself."""
    page = Page(language=edition.language, indexable=False)
    notice = edition.publications.filter(kind=Publication.Kind.WITHDRAWAL).order_by("-at", "-pk").first()
    return respond("410.html", page, status=410, notice=notice, latest=latest(page.language))
