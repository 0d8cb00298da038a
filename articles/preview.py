"""The preview: the readers' own template given the working copy, saved or just typed.

A page of the desk, outside the press's wall.
"""

from django.db.models import Prefetch
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import documents, embargo
from articles.press.page import Page, respond
from articles.render import StoryPage
from photos.models import Photo


def page_of(article):
    """Return the working copy as readers would see it, with no public address, comments or related stories."""
    edition = getattr(article, "edition", None)
    return StoryPage.of(
        article,
        bylines=article.bylines.select_related("author"),
        captions=article.captions.prefetch_related(Prefetch("photo", Photo.objects.with_renditions())),
        tags=article.tags.all(),
        published_at=edition.published_at if edition else None,
        updated_at=edition.updated_at if edition else None,
        is_public=False,
    )


def _bar(article, unsaved):
    """Return what the bar says, in the language of the desk: the page itself is in the story's."""
    head, edition = documents.head(article), getattr(article, "edition", None)
    if head is None:
        return _("Preview, not saved yet")
    if held := embargo.words(article):
        return _("Preview of revision %(number)d. %(embargo)s") % {"number": head.number, "embargo": held}
    if unsaved:
        return _("Preview of what is typed over revision %d, not saved") % head.number
    if edition and edition.revision_id == head.pk and edition.is_live:
        return _("Preview of revision %d, which readers have") % head.number
    return _("Preview of revision %d, not published") % head.number


def answer(article, *, unsaved=False):
    """Return the preview of an article: never stored, never indexed, under a bar that says what it is."""
    page = Page(language=article.language, title=str(article), indexable=False)
    context = {"story": page_of(article), "bar": _bar(article, unsaved), "desk_language": get_language()}
    return for_desk_only(respond("admin/articles/article/preview.html", page, **context))


def for_desk_only(response):
    """Return a response that nothing stores or indexes and that stands in no frame but the desk's."""
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    response["X-Frame-Options"] = "SAMEORIGIN"  # the desk itself may show it beside the form
    return response
