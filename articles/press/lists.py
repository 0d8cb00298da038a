"""Section, topic and author: the stories of one thing, newest first."""

from functools import partial

from django.db.models import Case, Exists, OuterRef, Q, When
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
    has_page,
    languages,
    moved,
    page_number,
    prepared,
    respond,
    sections_with_words,
)
from authors.models import Author
from newsroom import pages
from photos.models import copies_of

# The live stories of a list's row, by which it is asked whether there are any in a language.
_LISTED = {"listed_at__isnull": False}
OF_TOPIC = TaggedEdition.objects.filter(tag=OuterRef("pk"), **_LISTED)
OF_AUTHOR = EditionByline.objects.filter(author=OuterRef("pk"), **_LISTED).values("edition").distinct()


def section(request, language, slug):
    """Answer a section's front: lead, slots, then its other stories and those of the sections below it."""
    number, spellings = page_number(request), _spellings(slug)
    site = Masthead(language, rows=_sections(language, *spellings))
    row = _found((section for section in site.sections if section.slug in spellings), spellings)
    within = [section.pk for section in site.sections if row.pk in (section.pk, section.parent_id)]
    newest = partial(Edition.objects.live().in_language(language).newest_in, within)
    context = {"title": row.name_in(language), "section": row, "site": site}
    begin = partial(_front_of, row, language, newest(PAGE_SIZE + 1))
    keys = newest(number * PAGE_SIZE + 1).values("pk")
    return _answer(request, "section", language, slug, row, keys, begin=begin, **context)


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
    number, spellings = page_number(request), _spellings(slug)
    aliases = TagAlias.objects.filter(slug__in=spellings).values("tag")
    row = _found(_topics(language, number).filter(Q(slug__in=spellings) | Q(pk__in=aliases)), spellings)
    keys = Edition.objects.with_tag(row.pk, language)
    return _answer(request, "topic", language, slug, _with_stories(row, language), keys, title=row.name)


def author(request, language, slug):
    """Answer the profile and stories of a person or an agency."""
    number, spellings = page_number(request), _spellings(slug)
    row = _found(_authors(language, number).filter(slug__in=spellings), spellings)
    if row.portrait:
        row.portrait.came_with(row.copies)
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


@prepared
def _sections(language, *spellings):
    """Return all sections for the masthead; of those spelt so, in which languages they have live stories."""
    asked = {f"in_{code}": Exists(section_with_stories(language=code)) for code in languages()}
    mine = {name: Case(When(slug__in=spellings, then=has)) for name, has in asked.items()}
    return sections_with_words(language).annotate(**mine)


@prepared
def _topics(language, number):
    return Tag.objects.annotate(**_standing(OF_TOPIC, language, number))


@prepared
def _authors(language, number):
    along = _standing(OF_AUTHOR, language, number) | {"copies": copies_of(OuterRef("portrait"))}
    return Author.objects.select_related("portrait").annotate(**along)


def _spellings(slug):
    """Return the slugs that one in an address may mean, the likeliest first."""
    return list(dict.fromkeys([slug, slugs.normalise(slug)]))


def section_with_stories(**wanted):
    """Return the section OuterRef("pk") and those below it, as far as they have live stories of the kind wanted."""
    stories = Edition.objects.live().filter(section=OuterRef("pk"), **wanted).order_by()
    below = Section.objects.filter(Q(pk=OuterRef("pk")) | Q(parent=OuterRef("pk")))
    return below.filter(Exists(stories)).order_by()


def _standing(belongs, language, number):
    """Return columns of a list's row: in which languages it has live stories, and whether it has page `number`."""
    has_stories = {f"in_{code}": Exists(belongs.filter(language=code).order_by()) for code in languages()}
    return has_stories | {"has_page": has_page(belongs.filter(language=language).order_by(), number)}


def _found(rows, spellings):
    """Return the row of these that is meant, each of which has, or once had, one of these slugs.

    As `row.languages` it knows where it has live stories. Raises Http404 where there is none, or it has not the page
    that was asked for.
    """
    named = {row.slug: row for row in rows}
    row = next((named[spelling] for spelling in spellings if spelling in named), next(iter(named.values()), None))
    if row is None or not getattr(row, "has_page", True):
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
        rows = Edition.objects.for_cards().newest()
        part = Slice.of_numbers(keys, rows, number, path, site=context.get("site"))
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
