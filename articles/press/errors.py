"""What is not there: never was, or is no longer."""

from django.conf import settings

from articles.models.edition import Edition
from articles.models.publication import Publication
from articles.press import keys, past
from articles.press.page import Masthead, Page, languages, moved, respond, sections_with_words

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
    """Lead on from a past address; answer 404 in the path's language, the same for all else that is not there.

    A past address is looked for along with the masthead, which asks the database no more often; not below an address
    that is somebody's today.
    """
    page = Page(language=language_of(request.path), indexable=False)
    site = getattr(exception, "site", None)
    if site is None:
        asked = past.Asked(request)
        site = Masthead(page.language, rows=sections_with_words(page.language).annotate(past_address=asked.number))
        if (not site.sections or site.sections[0].past_address) and (answer := led_on(asked)):
            return answer
    return respond("404.html", page, status=404, site=site, latest=latest(page.language))


def past_address(request):
    """Answer a past address of ours, or return None: asked where something else only nearly matched."""
    return led_on(past.Asked(request))


def led_on(asked):
    """Return the redirect to where a past address leads today, the notice of a withdrawn story, or None."""
    found = asked.leads_to()
    if isinstance(found, Edition) and not found.is_live:
        return withdrawn(found)
    path = found.get_absolute_url() if isinstance(found, Edition) else found
    if not path or path + asked.below == asked.path:
        return None
    return moved(path + asked.below)


def withdrawn(edition):
    """Answer 410 at every address of a withdrawn story: its public notice, no word of the story itself."""
    page = Page(language=edition.language, indexable=False, keys=[*keys.story(edition), keys.front(edition.language)])
    notice = edition.publications.filter(kind=Publication.Kind.WITHDRAWAL).order_by("-at", "-pk").first()
    return respond("410.html", page, status=410, notice=notice, latest=latest(page.language))
