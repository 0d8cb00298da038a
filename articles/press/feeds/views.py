"""The lists that have feeds, each in three formats."""

from datetime import timedelta

from django.db.models import Case, Q, Subquery, When
from django.http import Http404
from django.utils import timezone, translation
from taggit.models import Tag

from articles.models.edition import Edition
from articles.models.publication import Publication
from articles.models.tagalias import TagAlias
from articles.models.unions import any_of, cut
from articles.press import corrections as log
from articles.press.feeds import atom, jsonfeed, rss
from articles.press.feeds.content import Deleted, Feed, of_correction, of_story
from articles.press.page import Masthead, NotThere, address, moved, page_number, site_words
from articles.templatetags.press import kind_words
from authors.models import Author
from newsroom import pages

ITEMS = 50
MOURNED = timedelta(days=30)  # how long a feed names what was withdrawn

# Name of the format, as in the addresses' names: what writes it.
FORMATS = {"feed": rss.write, "atom": atom.write, "json": jsonfeed.write}


def front(request, language, form):
    pages.keep(f"front:{language}")
    rows = Edition.objects.filter(retracted_at=None)
    return _stories(request, "front", form, language, rows, _newest(rows, language), title=None)


def section(request, language, form, slug):
    site = Masthead(language)
    chosen = next((section for section in site.sections if section.slug == slug), None)
    if chosen is None:
        raise Http404
    pages.keep(f"section:{chosen.pk}")
    within = [section.pk for section in site.sections if chosen.pk in (section.pk, section.parent_id)]
    _number, start = _page(request)
    keys = Edition.objects.live().in_language(language).newest_in(within, start + ITEMS + 1).values("pk")
    rows = Edition.objects.filter(section__in=within)
    return _stories(request, "section", form, language, rows, keys, chosen.name_in(language), site, slug=slug)


class _Renamed(Exception):
    """The list bears another name today."""


def topic(request, language, form, slug):
    rows = Edition.objects.filter(tagged__tag__slug=slug)
    named = Q(slug=slug) | Q(pk__in=TagAlias.objects.filter(slug=slug).values("tag"))
    own_first = Case(When(slug=slug, then=0), default=1)

    def title(story):
        if not story:
            raise Http404  # a tag of drafts must not show that it exists
        tags = {tag.slug: tag for tag in story.tags.all()}
        if slug not in tags:
            raise _Renamed
        pages.keep(f"topic:{tags[slug].pk}")
        return tags[slug].name

    try:
        keys = Edition.objects.with_tag(
            Subquery(Tag.objects.filter(named).order_by(own_first).values("pk")[:1]), language
        )
        return _stories(request, "topic", form, language, rows, keys, title, slug=slug)
    except _Renamed:
        today = TagAlias.objects.values_list("tag__slug", flat=True).get(slug=slug)
        return moved(address(f"topic_{form}", language, slug=today))


def author(request, language, form, slug):
    rows = Edition.objects.filter(bylines__author__slug=slug).distinct()
    keys = Edition.objects.of_author(Subquery(Author.objects.filter(slug=slug).values("pk")[:1]), language)

    def title(story):
        if not story:
            raise Http404
        row = next(row.author for row in story.bylines.all() if row.author.slug == slug)
        pages.keep(f"author:{row.pk}")
        return row.name_in(language)

    return _stories(request, "author", form, language, rows, keys, title, slug=slug)


def corrections(request, language, form):
    """Answer the corrections log, newest first."""
    pages.keep(pages.LISTS)
    number, start = _page(request)
    if number == 1 and "page" in request.GET:
        return moved(address(f"corrections_{form}", language))
    found = list(log.told(language, start + ITEMS + 1)[start : start + ITEMS + 1])
    if not found and number > 1:
        raise Http404
    with translation.override(language):
        page = address("corrections", language)
        items = [of_correction(row, str(kind_words(row.kind)), page) for row in found[:ITEMS]]
        title = translation.gettext("Corrections")
    return _answer("corrections", form, language, number, title, Masthead(language), items, len(found) > ITEMS)


def _page(request):
    """Return the number of the page asked for and where its items begin. Raises Http404 as the lists do."""
    number = page_number(request)
    return number, (number - 1) * ITEMS


def _newest(rows, language):
    return rows.live().in_language(language).newest().values("pk")


def _stories(request, name, form, language, rows, keys, title, site=None, **parts):
    """Answer a list of stories: `keys` are the numbers of those that are live, newest first, `rows` all it ever had.

    `title`: its words, or how to read them from its first story, None where none is; None: the name of the site. What
    was withdrawn, and the words of the site, come along with the stories.
    """
    number, start = _page(request)
    wanted = [keys[start : start + ITEMS + 1]]
    if form == "atom" and number == 1:
        wanted.append(_gone(rows.in_language(language))[:ITEMS].values("pk"))
    words = {} if site else {"site_words": site_words(language)}
    stories = list(
        Edition.objects.filter(any_of(*(cut(Edition, numbers) for numbers in wanted)))
        .annotate(**words)
        .for_pages()
        .newest()
    )
    found = [story for story in stories if story.is_live]
    if not found and number > 1:
        raise NotThere(site)
    if number == 1 and "page" in request.GET:
        return moved(address(f"{name}_{form}", language, **parts))
    shown = found[:ITEMS]
    # A version's number stands in one format only; elsewhere a story that was never updated has nothing to tell.
    published = _publications([story for story in shown if story.updated_at or form == "json"])
    with translation.override(language):
        items = [of_story(story, published.get(story.pk, [])) for story in shown]
    site = site or Masthead(language, words=(stories[0].site_words or {}) if stories else None)
    words = title(shown[0] if shown else None) if callable(title) else title or site.text.name
    deleted = [Deleted(story.uri, story.withdrawn_at) for story in stories if not story.is_live]
    deleted.sort(key=lambda entry: entry.at, reverse=True)
    pages.holds_until(*(entry.at + MOURNED for entry in deleted))
    return _answer(name, form, language, number, words, site, items, len(found) > ITEMS, deleted, **parts)


def _answer(name, form, language, number, title, site, items, has_more, deleted=(), **parts):
    path = address(f"{name}_{form}", language, **parts)
    with translation.override(language):
        feed = Feed(
            title=title if title == site.text.name else f"{title} – {site.text.name}",
            site=site.text.name,
            language=language,
            path=path if number == 1 else f"{path}?page={number}",
            page=address(name, language, **parts),
            description=site.text.strapline or title,
            items=items,
            deleted=list(deleted),
            next_path=f"{path}?page={number + 1}" if has_more else "",
        )
        return FORMATS[form](feed)


def _publications(stories):
    """Return the Publications of these stories by story, newest first, without their words (1 query, none for none)."""
    found = {}
    if not stories:
        return found
    rows = Publication.objects.filter(edition__in=[story.pk for story in stories]).defer("words")
    for row in rows.exclude(kind=Publication.Kind.WITHDRAWAL).order_by("-at", "-pk"):
        found.setdefault(row.edition_id, []).append(row)
    return found


def _gone(rows):
    """Return the stories of a list that were withdrawn lately."""
    lately = rows.filter(withdrawn_at__gt=timezone.now() - MOURNED).order_by()
    return Edition.objects.filter(pk__in=lately.values("pk")).order_by("-withdrawn_at")
