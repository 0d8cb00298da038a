"""oEmbed (oembed.com): how another site may quote a story, as a link in a blockquote. Nothing is fetched, no script."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import slugs
from articles.models.edition import Edition
from articles.press.page import Masthead
from articles.render import absolute

WIDTH, HEIGHT = 600, 200  # pixels, of a quotation of two or three lines
LEAST_WIDTH = 200


def oembed(request):
    """Answer what `url` is, where it is a live story of ours; 404 else, 501 for any format but JSON."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse("JSON is the only format here.", status=501, content_type="text/plain; charset=utf-8")
    edition = _story(request.GET.get("url", ""))
    if edition is None:
        raise Http404
    with translation.override(edition.language):
        headline = f"{_('Retracted:')} {edition.headline}" if edition.retracted_at else edition.headline
    photo = next((row.picture for row in edition.lead_captions), None)
    site = Masthead(edition.language)
    found = {
        "version": "1.0",
        "type": "rich",
        "title": headline,
        "provider_name": site.text.name,
        "provider_url": absolute("/"),
        "cache_age": 60,
        "html": format_html(
            '<blockquote lang="{}"><p><a href="{}">{}</a></p><p>{}</p></blockquote>',
            edition.language,
            absolute(edition.get_absolute_url()),
            headline,
            edition.standfirst,
        ),
        "width": _width(request.GET.get("maxwidth", "")),
        "height": HEIGHT,
    }
    if photo and photo.share:
        found |= {
            "thumbnail_url": absolute(photo.share.url),
            "thumbnail_width": photo.share.width,
            "thumbnail_height": photo.share.height,
        }
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


def _story(url):
    """Return the live story at an address of ours, by our own router; None for any other."""
    try:
        parts = urlsplit(url)
        match = resolve(unquote(parts.path)) if url.startswith(settings.SITE_URL + "/") else None
    except (Resolver404, ValueError):
        return None
    if match is None or match.view_name != "articles:story":
        return None
    language, slug = match.kwargs["language"], slugs.normalise(match.kwargs["slug"])
    return Edition.objects.live().filter(language=language, slug=slug).for_cards().first()


def _width(asked):
    """Return the width of the quotation: ours, or `maxwidth` where that is narrower."""
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 6):
        return WIDTH
    return max(LEAST_WIDTH, min(int(asked), WIDTH))
