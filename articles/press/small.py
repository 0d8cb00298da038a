"""The small files that machines ask for by fixed names: robots.txt, security.txt, favicon.ico."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from articles.press.crawlers import AI_CRAWLERS
from articles.press.page import address, languages, moved
from articles.render import absolute
from newsroom import pages

TEXT = "text/plain; charset=utf-8"
CONTACT_HOLDS = timedelta(days=180)


def robots(request):
    """Answer what robots may fetch: all stories; no search, no comment posting, nothing of the desk."""
    pages.keep(pages.SITE)
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /comments/"]
    lines += [f"Disallow: {address('search', language)}" for language in languages()]
    if settings.ROBOTS_AI == "refuse":
        lines += ["", *(f"User-agent: {name}" for name in AI_CRAWLERS), "Disallow: /"]
    lines += ["", f"Sitemap: {absolute(reverse('articles:sitemap'))}"]
    lines += [f"Sitemap: {absolute(reverse('articles:sitemap_news'))}", ""]
    return HttpResponse("\n".join(lines), content_type=TEXT)


def security(request):
    """Answer whom to tell of a hole (RFC 9116); not found until the newsroom names a contact.

    It expires half a year after the first of the month, so that the bytes hold for a month.
    """
    if not settings.SECURITY_CONTACT:
        raise Http404
    first = timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {(first + CONTACT_HOLDS).isoformat(timespec='seconds')}",
        f"Preferred-Languages: {', '.join(languages())}",
        f"Canonical: {absolute(reverse('articles:security'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=TEXT)


def favicon(request):
    """Lead browsers that ask for the icon by its old name to the one we have."""
    return moved(static("articles/favicon.ico"))
