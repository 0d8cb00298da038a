"""One photo of a story, large, with its words, its credit, and the way to the next."""

from django.db.models import OuterRef
from django.http import Http404

from articles import slugs
from articles.models.edition import Edition, EditionCaption
from articles.press import errors, keys
from articles.press.page import Page, has_page, moved, respond
from articles.render import StoryPage


def photo(request, language, year, month, slug, number):
    """Answer the n-th photo of a live story, counted as the page shows them. Raises Http404 beyond the last."""
    clean = slugs.normalise(slug)
    captions = EditionCaption.objects.filter(edition=OuterRef("pk")).order_by()
    editions = Edition.objects.filter(language=language, slug=clean).select_related("section")
    edition = editions.annotate(has_photo=has_page(captions, number, size=1)).first()
    if not edition:
        raise Http404
    if not edition.is_live:
        return errors.withdrawn(edition)
    if not edition.has_photo:
        raise Http404
    story = StoryPage.of(
        edition, bylines=[], captions=edition.captions.with_photos(), tags=[], path=edition.get_absolute_url()
    )
    if not 1 <= number <= len(story.photos):
        raise Http404
    path = address(edition, number)
    if (slug, f"{year}/{month}") != (clean, edition.month):
        return moved(path)
    caption = story.photos[number - 1]
    page = Page(
        language=language,
        title=story.headline,
        path=path,
        keys=keys.story(edition),
        description=caption.caption,
        indexable=False,
        section_id=edition.section_id,
    )
    return respond(
        "articles/photo.html",
        page,
        story=story,
        caption=caption,
        number=number,
        newer=address(edition, number - 1) if number > 1 else "",
        older=address(edition, number + 1) if number < len(story.photos) else "",
    )


def address(edition, number):
    """Return the path of the n-th photo of a story."""
    return f"{edition.get_absolute_url()}photo/{number}/"
