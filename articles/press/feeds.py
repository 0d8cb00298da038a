"""Feeds: a list of stories for feed readers and other newsrooms, with full text."""

import re
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.feedgenerator import rfc2822_date

from articles.dates import iso
from articles.models.edition import Edition
from articles.models.publication import Publication
from articles.models.section import Section
from articles.press.page import Masthead, address
from articles.press.story import from_edition
from articles.press.xml import Document
from articles.render import absolute

ITEMS = 50
MINUTES = 15  # how often a reader should look again
_OWN_ADDRESS = re.compile(r'(<a [^>]*?href=")(/[^"]*)')


@dataclass(frozen=True)
class Feed:
    """One list for machines: `path` is its own address, `page` that of the list for people."""

    title: str
    language: str
    path: str
    page: str
    description: str
    stories: list


def front(request, language):
    site = Masthead(language)
    stories = _newest(Edition.objects.filter(retracted_at=None), language)
    return _rss(_feed("front", language, site, site.text.name, stories))


def section(request, language, slug):
    belongs = Q(section__slug=slug) | Q(section__parent__slug=slug)
    stories = _newest(Edition.objects.filter(belongs).select_related("section__parent"), language)
    if stories:
        first = stories[0].section
        row = first if first.slug == slug else first.parent
    else:
        row = get_object_or_404(Section, slug=slug)
    return _listed("section", language, slug, row.name_in(language), stories)


def topic(request, language, slug):
    stories = _required(_newest(Edition.objects.filter(tagged__tag__slug=slug), language))
    name = next(tag.name for tag in stories[0].tags.all() if tag.slug == slug)
    return _listed("topic", language, slug, name, stories)


def author(request, language, slug):
    stories = _required(_newest(Edition.objects.filter(bylines__author__slug=slug).distinct(), language))
    row = next(row.author for row in stories[0].bylines.all() if row.author.slug == slug)
    return _listed("author", language, slug, row.name_in(language), stories)


def _newest(rows, language):
    return list(rows.live().in_language(language).for_pages().newest()[:ITEMS])


def _required(stories):
    if not stories:
        raise Http404
    return stories


def _listed(name, language, slug, title, stories):
    site = Masthead(language)
    return _rss(_feed(name, language, site, f"{title} – {site.text.name}", stories, slug=slug))


def _feed(name, language, site, title, stories, **parts):
    return Feed(
        title=title,
        language=language,
        path=address("front_feed" if name == "front" else f"{name}_feed", language, **parts),
        page=address(name, language, **parts),
        description=site.text.strapline or title,
        stories=stories,
    )


def _rss(feed):
    notices = _notices(feed.stories)
    xml = Document()
    spaces = {
        "xmlns__atom": "http://www.w3.org/2005/Atom",
        "xmlns__content": "http://purl.org/rss/1.0/modules/content/",
        "xmlns__dc": "http://purl.org/dc/elements/1.1/",
        "xmlns__dcterms": "http://purl.org/dc/terms/",
        "xmlns__media": "http://search.yahoo.com/mrss/",
    }
    with translation.override(feed.language), xml.element("rss", version="2.0", **spaces), xml.element("channel"):
        xml.line("title", feed.title)
        xml.line("link", absolute(feed.page))
        xml.line("description", feed.description)
        xml.line("language", feed.language)
        xml.line("atom:link", rel="self", type="application/rss+xml", href=absolute(feed.path))
        if feed.stories:
            xml.line("lastBuildDate", rfc2822_date(max(story.changed_at for story in feed.stories)))
        xml.line("ttl", MINUTES)
        for edition in feed.stories:
            _item(xml, from_edition(edition, notices=notices.get(edition.pk, [])))
    return xml.response("application/rss+xml")


def _notices(stories):
    """Return the corrections of these stories by story, newest first; no query where none was ever updated."""
    updated = [story.pk for story in stories if story.updated_at]
    found = {}
    if updated:
        rows = Publication.objects.filter(edition__in=updated, kind__in=Publication.NOTICED).defer("words")
        for row in rows.order_by("-at", "-pk"):
            found.setdefault(row.edition_id, []).append(row)
    return found


def _item(xml, story):
    edition = story.story
    with xml.element("item"):
        xml.line("title", story.headline)
        xml.line("link", absolute(story.path))
        xml.line("guid", edition.uri, isPermaLink="false")
        xml.line("pubDate", rfc2822_date(story.published_at))
        if story.updated_at:
            xml.line("dcterms:modified", iso(story.updated_at))
        for byline in story.names:
            xml.line("dc:creator", byline.name)
        if story.section:
            xml.line("category", story.section.name_in(story.language))
        for tag in story.tags:
            xml.line("category", tag.name)
        xml.line("description", edition.standfirst)
        xml.line("content:encoded", _full_text(story))
        if edition.comments_open:
            xml.line("comments", absolute(f"{story.path}#comments"))
        for caption in story.captions:
            _photo(xml, caption)


def _full_text(story):
    """Return notices and body as HTML that stands on its own: addresses in full, one plain image per photo."""
    notices = render_to_string("articles/_feed_notices.html", {"story": story}) if story.notices else ""
    body = _OWN_ADDRESS.sub(lambda found: found[1] + absolute(found[2]), story.body_with("articles/_feed_figure.html"))
    return notices + body


def _photo(xml, caption):
    img = caption.picture.img
    with xml.element("media:content", url=absolute(img.url), medium="image", width=img.width, height=img.height):
        xml.line("media:description", caption.caption, type="plain")
        xml.line("media:credit", caption.credit)
        xml.line("media:text", caption.alt)
