"""Rendering before anybody asks: the fronts, their sections, and the newest stories of every language."""

from io import BytesIO
from urllib.parse import unquote_to_bytes, urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings

from articles.models import Edition, Section
from articles.press.page import address, languages


def warm(front, stories):
    """Ask a StoredPages for these pages, `stories` newest stories of each language; return how many it answered."""
    paths = []
    for language in languages():
        paths += [address("front", language), address("corrections", language)]
        paths += [address("section", language, slug=section.slug) for section in Section.objects.all()]
        newest = Edition.objects.live().in_language(language).newest().defer("body", "insets")[:stories]
        paths += [edition.get_absolute_url() for edition in newest]
    return sum(_ask(front, path) for path in paths)


def _ask(front, path):
    """Ask for a page as a reader of the site's own address would; return whether it was there."""
    site = urlsplit(settings.SITE_URL)
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "HTTP_HOST": site.netloc,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
    }
    setup_testing_defaults(environ)
    said = []
    answer = front(environ, lambda status, headers, exc_info=None: said.append(status))
    b"".join(answer)
    return said[0].startswith("200")
