"""RSS 2.0, with the extensions that carry full text, photos with their credits, and every name."""

from django.templatetags.static import static
from django.utils.feedgenerator import rfc2822_date

from articles.dates import iso
from articles.press.xml import Document
from articles.render import absolute

TYPE = "application/rss+xml"
MINUTES = 15  # how often a reader should look again
_SPACES = {
    "xmlns__atom": "http://www.w3.org/2005/Atom",
    "xmlns__content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns__dc": "http://purl.org/dc/elements/1.1/",
    "xmlns__dcterms": "http://purl.org/dc/terms/",
    "xmlns__media": "http://search.yahoo.com/mrss/",
}


def write(feed):
    """Return the answer that carries a Feed as RSS."""
    xml = Document()
    with xml.element("rss", version="2.0", **_SPACES), xml.element("channel"):
        xml.line("title", feed.title)
        xml.line("link", absolute(feed.page))
        xml.line("description", feed.description)
        xml.line("language", feed.language)
        xml.line("copyright", feed.rights)
        xml.line("atom:link", rel="self", type=TYPE, href=absolute(feed.path))
        if feed.next_path:
            xml.line("atom:link", rel="next", type=TYPE, href=absolute(feed.next_path))
        if feed.changed:
            xml.line("lastBuildDate", rfc2822_date(feed.changed))
        xml.line("ttl", MINUTES)
        with xml.element("image"):
            xml.line("url", absolute(static("articles/logo.png")))
            xml.line("title", feed.title)
            xml.line("link", absolute(feed.page))
        for item in feed.items:
            with xml.element("item"):
                _item(xml, item)
    return xml.response(TYPE)


def _item(xml, item):
    xml.line("title", item.title)
    xml.line("link", absolute(item.path))
    xml.line("guid", item.id, isPermaLink="false")
    xml.line("pubDate", rfc2822_date(item.published))
    if item.updated:
        xml.line("dcterms:modified", iso(item.updated))
    for byline in item.names:
        xml.line("dc:creator", byline.name)
    for category in item.categories:
        xml.line("category", category)
    xml.line("description", item.summary)
    xml.line("content:encoded", item.html)
    if item.comments:
        xml.line("comments", absolute(item.comments))
    if item.source and item.source_url:
        xml.line("source", item.source, url=item.source_url)
    for caption in item.photos:
        _photo(xml, caption)


def _photo(xml, caption):
    img = caption.picture.img
    small, _width = img.srcset[0]
    with xml.element("media:content", url=absolute(img.url), medium="image", width=img.width, height=img.height):
        xml.line("media:description", caption.labelled, type="plain")
        xml.line("media:credit", caption.credit)
        xml.line("media:text", caption.alt)
        xml.line("media:thumbnail", url=absolute(small))
