"""Section, topic and author: the stories of one thing, newest first."""

from functools import partial

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from taggit.models import Tag

from articles import slugs
from articles.models.edition import Edition, EditionByline, TaggedEdition
from articles.models.section import Section
from articles.models.tagalias import TagAlias
from articles.press import front, places, structured
from articles.press.keys import of_stories
from articles.press.page import (
    PAGE_SIZE,
    Counterpart,
    Masthead,
    Page,
    Slice,
    address,
    feed_links,
    languages,
    moved,
    page_number,
    respond,
)
from authors.models import Author
from newsroom import pages

# The live stories of a list's row, by which it is asked whether there are any in a language.
_LISTED = {"listed_at__isnull": False}
OF_SECTION = Edition.objects.live().filter(
    section__in=Section.objects.filter(Q(pk=OuterRef(OuterRef("pk"))) | Q(parent=OuterRef(OuterRef("pk")))).values("pk")
)
OF_TOPIC = TaggedEdition.objects.filter(tag=OuterRef("pk"), **_LISTED)
OF_AUTHOR = EditionByline.objects.filter(author=OuterRef("pk"), **_LISTED)


def section(request, language, slug):
    """Answer a section's front: lead, slots, then its other stories and those of the sections below it."""
    row = _found(Section.objects.all(), slug, OF_SECTION)
    site, number = Masthead(language), page_number(request)
    within = [section.pk for section in site.sections if row.pk in (section.pk, section.parent_id)]
    newest = partial(Edition.objects.live().in_language(language).newest_in, within)
    context = {"title": row.name_in(language), "section": row, "site": site}
    begin = partial(_front_of, row, language, newest(PAGE_SIZE + 1))
    return _answer(
        request, "section", language, slug, row, newest(number * PAGE_SIZE + 1).values("pk"), begin=begin, **context
    )


def _front_of(row, language, stories, path):
    """Return the first page of a section: its Slice and the Layout of its head; the list goes on with the others."""
    chosen = places.chosen(language, row)
    pages.shows(*of_stories(chosen.values()))
    live = Edition.objects.live().in_language(language)
    wanted = Edition.objects.first_of_each([stories[: PAGE_SIZE + 1], live.filter(pk__in=chosen.values())])
    found = list(wanted.for_cards().newest())
    own = [story for story in found if row.pk in (story.section_id, story.section and story.section.parent_id)]
    newest, following = own[:PAGE_SIZE], next(iter(own[PAGE_SIZE:]), None)
    shown = [story for story in found if story in newest or story.pk in chosen.values()]
    layout, _rest = front.head([story for story in shown if story.retracted_at is None], chosen)
    first = [*layout.top, *layout.beside, *layout.slots]
    rows = [story for story in newest if story not in first]
    return Slice.known(rows, 1, path, has_older=bool(following), following=following), layout


def topic(request, language, slug):
    """Answer the stories with a tag."""
    row = _found(Tag.objects.all(), slug, OF_TOPIC, once=TagAlias.objects.all())
    keys = Edition.objects.with_tag(row.pk, language)
    return _answer(request, "topic", language, slug, _with_stories(row, language), keys, title=row.name)


def author(request, language, slug):
    """Answer the profile and stories of a person or an agency."""
    row = _found(Author.objects.select_related("portrait").prefetch_related("portrait__renditions"), slug, OF_AUTHOR)
    keys = Edition.objects.of_author(row.pk, language)
    return _answer(
        request,
        "author",
        language,
        slug,
        _with_stories(row, language),
        keys,
        title=row.name_in(language),
        author=row,
        bio=row.bio_in(language),
        portrait=row.portrait and row.portrait.picture(),
    )


def _found(rows, slug, belongs, *, once=None):
    """Return the row with this slug, in whatever spelling, and as `row.languages` where it has live stories.

    Where no row has it now, it is the one that had it according to `once`, the aliases. Raises Http404 where there is
    no such row.
    """
    has_stories = {f"in_{code}": Exists(belongs.filter(language=code).order_by()) for code in languages()}
    spellings = {slug, slugs.normalise(slug)}
    wanted = Q(slug__in=spellings)
    if once is not None:
        wanted |= Q(pk__in=once.filter(slug__in=spellings).values("tag"))
    found = {row.slug: row for row in rows.filter(wanted).annotate(**has_stories)}
    row = next((found[spelling] for spelling in (slug, slugs.normalise(slug)) if spelling in found), None)
    row = row or next(iter(found.values()), None)
    if not row:
        raise Http404
    row.languages = [code for code in languages() if getattr(row, f"in_{code}")]
    return row


def _with_stories(row, language):
    """Return the row. Raises Http404 without a live story in this language: only drafts may know that it exists."""
    if language not in row.languages:
        raise Http404
    return row


def _answer(request, name, language, slug, row, keys, *, title, begin=None, **context):
    """Answer a page of the list whose stories have the numbers `keys`, newest first; `begin` makes its first page."""
    path = address(name, language, slug=row.slug)
    number = page_number(request)
    if slug != row.slug or (number == 1 and "page" in request.GET):
        return moved(path)
    layout = None
    if begin and number == 1:
        part, layout = begin(path)
    else:
        part = Slice.of_numbers(keys, Edition.objects.for_cards().newest(), number, path)
    rows = [*layout.top, *layout.beside, *layout.slots, *part.rows] if layout else part.rows
    page = Page(
        language=language,
        title=title,
        path=path if number == 1 else f"{path}?page={number}",
        keys=[f"{name}:{row.pk}"],
        indexable=bool(rows),
        counterparts=[Counterpart(code, address(name, code, slug=row.slug)) for code in row.languages],
        feeds=feed_links(name, title, language, slug=row.slug),
        description=context.get("bio", ""),
        section_id=row.pk if name == "section" else None,
    )
    page.offer_text(request, page.path)
    if name == "author":
        page.structured = partial(structured.profile, page, row)
    else:
        page.structured = partial(structured.collection, page, rows)
    return respond(f"articles/{name}.html", page, title=title, part=part, rows=rows, layout=layout, **context)
