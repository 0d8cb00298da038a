"""Atom 1.0 (RFC 4287), with tombstones of withdrawn stories (RFC 6721) and pages (RFC 5005)."""

from django.templatetags.static import static

from articles.dates import iso
from articles.press.xml import Document
from articles.render import absolute

TYPE = "application/atom+xml"
NEVER = "1970-01-01T00:00:00+00:00"  # a feed without entries must still say when it changed


def write(feed):
    """Return the answer that carries a Feed as Atom."""
    xml = Document()
    spaces = {"xmlns": "http://www.w3.org/2005/Atom", "xmlns__at": "http://purl.org/atompub/tombstones/1.0"}
    with xml.element("feed", xml__lang=feed.language, **spaces):
        xml.line("id", absolute(feed.page))
        xml.line("title", feed.title)
        xml.line("subtitle", feed.description)
        xml.line("updated", iso(feed.changed) if feed.changed else NEVER)
        xml.line("link", rel="self", type=TYPE, href=absolute(feed.path))
        xml.line("link", rel="alternate", type="text/html", href=absolute(feed.page))
        if feed.next_path:
            xml.line("link", rel="next", type=TYPE, href=absolute(feed.next_path))
        xml.line("rights", feed.rights)
        xml.line("logo", absolute(static("articles/logo.png")))
        with xml.element("author"):
            xml.line("name", feed.site)
        for entry in feed.deleted:
            xml.line("at:deleted-entry", ref=entry.id, when=iso(entry.at))
        for item in feed.items:
            with xml.element("entry"):
                _entry(xml, item)
    return xml.response(TYPE)


def _entry(xml, item):
    xml.line("id", item.id)
    xml.line("title", item.title)
    xml.line("link", rel="alternate", type="text/html", href=absolute(item.path))
    for caption in item.photos[:1]:
        xml.line("link", rel="enclosure", type=caption.picture.img.type, href=absolute(caption.picture.img.url))
    xml.line("published", iso(item.published))
    xml.line("updated", iso(item.changed))
    for byline in item.names:
        with xml.element("author"):
            xml.line("name", byline.name)
            xml.line("uri", absolute(byline.url))
    for category in item.categories:
        xml.line("category", term=category)
    xml.line("summary", item.summary)
    xml.line("content", item.html, type="html")
