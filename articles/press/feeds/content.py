"""What a feed and its items say, whatever the format."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.template.loader import render_to_string
from django.utils.html import format_html

from articles.press.story import from_edition
from articles.render import absolute

_OWN_ADDRESS = re.compile(r'(<a [^>]*?href=")(/[^"]*)')


@dataclass(frozen=True)
class Item:
    """One entry. `updated` is None until readers were told of a change; `html` stands on its own, addresses in full."""

    id: str
    path: str
    title: str
    html: str
    published: datetime
    updated: datetime | None = None
    summary: str = ""
    names: list = field(default_factory=list)  # render.ShownByline
    categories: list[str] = field(default_factory=list)
    photos: list = field(default_factory=list)  # render.ShownCaption
    comments: str = ""  # the address of the discussion
    source: str = ""
    source_url: str = ""
    notices: list = field(default_factory=list)  # Publication, newest first
    version: int = 0  # how often its words were published; 0 where unknown

    @property
    def changed(self):
        return self.updated or self.published


@dataclass(frozen=True)
class Deleted:
    """A story that was withdrawn: feed readers are asked to forget it."""

    id: str
    at: datetime


@dataclass(frozen=True)
class Feed:
    """One list for machines: `path` is its own address, `page` that of the list for people."""

    title: str
    site: str  # the newsroom's name
    language: str
    path: str
    page: str
    description: str
    items: list[Item]
    deleted: list[Deleted] = field(default_factory=list)
    next_path: str = ""

    @property
    def changed(self):
        """The newest change among its items and what was withdrawn; None where there is nothing."""
        moments = [item.changed for item in self.items] + [entry.at for entry in self.deleted]
        return max(moments, default=None)

    @property
    def rights(self):
        return f"© {self.changed.year} {self.site}" if self.changed else ""


def of_story(edition, publications):
    """Return the Item of an Edition whose rows are prefetched. `publications` are its own, newest first."""
    shown = from_edition(edition, notices=[row for row in publications if row.kind in row.NOTICED])
    section = [shown.section.name_in(shown.language)] if shown.section else []
    return Item(
        id=edition.uri,
        path=shown.path,
        title=shown.headline,
        html=_full_text(shown),
        published=shown.published_at,
        updated=shown.updated_at,
        summary=edition.standfirst,
        names=shown.names,
        categories=section + [tag.name for tag in shown.tags],
        photos=shown.photos,
        comments=f"{shown.path}#comments" if edition.comments_open else "",
        source=edition.source,
        source_url=edition.source_url,
        notices=shown.notices,
        version=len(publications),
    )


def of_correction(publication, kind, page):
    """Return the Item of a correction, by the words for its kind.

    Of a withdrawn story no word is repeated, not even that of its address: the item leads to `page`, the whole log.
    """
    edition = publication.edition
    live = edition.is_live
    return Item(
        id=f"{edition.uri}/{publication.kind}/{publication.pk}",
        path=f"{edition.get_absolute_url()}#corrections" if live else page,
        title=f"{kind}: {edition.headline}" if live else kind,
        html=format_html("<p>{}</p>", publication.note),
        summary=publication.note,
        published=publication.at,
        categories=[kind],
    )


def _full_text(story):
    """Return notices, body and gallery as HTML that stands on its own: addresses in full, one plain image a photo."""
    notices = render_to_string("articles/_feed_notices.html", {"story": story}) if story.notices else ""
    figure = "articles/_feed_figure.html"
    body = _OWN_ADDRESS.sub(lambda found: found[1] + absolute(found[2]), story.body_with(figure))
    alone = [render_to_string(figure, {"caption": caption}) for caption in story.gallery]
    return notices + body + "".join(alone)
