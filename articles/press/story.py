"""The story page, its notice once withdrawn, and the short link."""

from functools import partial

from django.db.models import Count, Q, prefetch_related_objects
from django.http import Http404

from articles import shortcode, slugs
from articles.models.edition import Edition, shown_rows
from articles.models.publication import Publication
from articles.models.unions import any_of, cut
from articles.press import errors, keys, structured, text
from articles.press.page import Counterpart, Page, languages, moved, respond
from articles.render import StoryPage, absolute

RELATED = 4
LOOKED_AT = 200


def story(request, language, year, month, slug):
    """Answer a story's own address; any other spelling, month or language of it leads there."""
    clean = slugs.normalise(slug)
    found = list(Edition.objects.family(language, clean))
    edition = next((e for e in found if (e.language, e.slug) == (language, clean)), None)
    if not edition:
        return _elsewhere(request, found)
    family = [e for e in found if e.original_id == edition.original_id]
    if f"{year}/{month}" != edition.month and (answer := errors.past_address(request)):
        return answer  # the slug was another story's before
    if not edition.is_live:
        return errors.withdrawn(edition)
    path = edition.get_absolute_url()
    if slug != clean or f"{year}/{month}" != edition.month:
        return moved(path)
    page, shown = _page(request, edition, family)
    response = respond("articles/story.html", page, story=shown)
    response["Link"] = f'<{absolute(shown.short_path)}>; rel="shortlink"'
    return response


def _elsewhere(request, editions):
    """Lead to the story that has this slug in another language, unless the address is a past one of ours.

    Raises Http404 where there is none.
    """
    found = min(editions, key=lambda edition: languages().index(edition.language), default=None)
    if not found:
        raise Http404
    return errors.past_address(request) or moved(found.get_absolute_url())


def short(request, code):
    """Lead from a short link to the story's address of today."""
    number = shortcode.decode(code)
    edition = number and Edition.objects.filter(pk=number).first()
    if not edition:
        raise Http404
    return moved(edition.get_absolute_url()) if edition.is_live else errors.withdrawn(edition)


def from_edition(edition, *, family=(), notices=(), related=(), version=0):
    """Return what readers see of an Edition whose rows are prefetched (`shown_rows`)."""
    return StoryPage.of(
        edition,
        bylines=edition.bylines.all(),
        captions=edition.captions.all(),
        tags=sorted(edition.tags.all(), key=lambda tag: tag.pk),  # PostgreSQL gives them in any order
        path=edition.get_absolute_url(),
        short_path=edition.short_url,
        published_at=edition.published_at,
        updated_at=edition.updated_at,
        retracted=edition.retracted_at is not None,
        translations=_translations(edition, family),
        notices=list(notices),
        related=list(related),
        version=version,
    )


def _translations(edition, family):
    """Return the live stories of a family but this one, in the order of the site's languages."""
    order = languages()
    others = [other for other in family if other.is_live and other.language in order and other.pk != edition.pk]
    return sorted(others, key=lambda other: (order.index(other.language), other.pk))


def _page(request, edition, family):
    """Return the head of a live story's page and what stands in it; in text alone where that is asked for."""
    plain = text.is_asked(request)
    prefetch_related_objects([edition], *shown_rows(portraits=not plain))
    published = [] if plain and not edition.updated_at else _published(edition)
    shown = from_edition(
        edition,
        family=family,
        notices=[row for row in published if row.kind in Publication.NOTICED],
        related=_related(edition),
        version=len(published),
    )
    counterparts = [Counterpart(e.language, e.get_absolute_url()) for e in [edition, *shown.translations]]
    original = next((e for e in family if e.is_live and e.translation_of_id is None), edition)
    page = Page(
        language=edition.language,
        title=shown.headline,
        path=shown.path,
        keys=keys.around(edition, edition.tags.all(), edition.bylines.all()),
        description=edition.standfirst,
        indexable=edition.indexable,
        counterparts=sorted(counterparts, key=lambda c: languages().index(c.language)),
        original=original.language,
    )
    page.structured = partial(structured.story, shown)
    page.offer_text(request, shown.path)
    if plain:
        shown.figure = "articles/_figure_text.html"
    return page, shown


def _published(edition):
    """Return the published versions of a story, newest first, without their words."""
    rows = edition.publications.exclude(kind=Publication.Kind.WITHDRAWAL)
    return list(rows.defer("words").order_by("-at", "-pk"))


def _related(edition):
    """Return four live stories: those that share most tags, then the newest; filled from the section. One query.

    Of a tag used by thousands only the latest stories are looked at: sorting them all would cost more than the page.
    """
    others = Edition.objects.live().in_language(edition.language).filter(retracted_at=None).exclude(pk=edition.pk)
    tags = [tag.pk for tag in edition.tags.all()]
    looked_at = LOOKED_AT // max(len(tags), 1)
    of_section = others.filter(section=edition.section_id).newest().values("pk")[:RELATED]
    of_tags = (Edition.objects.with_tag(tag, edition.language)[:looked_at] for tag in tags)
    return (
        others.filter(any_of(*(cut(Edition, numbers) for numbers in (of_section, *of_tags))))
        .annotate(shared=Count("tagged", filter=Q(tagged__tag__in=tags)))
        .defer("body", "insets")
        .select_related("section")
        .order_by("-shared", "-published_at", "-pk")[:RELATED]
    )
