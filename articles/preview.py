"""The preview: the readers' own template given the saved working copy. A page of the desk, outside the press's wall."""

from django.db.models import Prefetch

from articles import documents
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


def answer(article):
    """Return the preview of an article: never stored, never indexed, under a bar that says what it is."""
    page = Page(language=article.language, title=str(article), indexable=False)
    response = respond(
        "admin/articles/article/preview.html", page, story=page_of(article), head=documents.head(article)
    )
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    response["X-Frame-Options"] = "SAMEORIGIN"  # the desk itself may show it beside the form
    return response
