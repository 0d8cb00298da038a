"""JSON Feed 1.1. What it has no word for stands under `_newsroom`: caption, credit, correction, version."""

import json

from django.http import HttpResponse
from django.templatetags.static import static

from articles.dates import iso
from articles.render import absolute
from newsroom.text import tidy

TYPE = "application/feed+json"


def write(feed):
    """Return the answer that carries a Feed as JSON."""
    document = _filled(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": tidy(feed.title),
            "home_page_url": absolute(feed.page),
            "feed_url": absolute(feed.path),
            "next_url": absolute(feed.next_path) if feed.next_path else "",
            "description": tidy(feed.description),
            "icon": absolute(static("articles/logo.png")),
            "language": feed.language,
            "authors": [{"name": tidy(feed.site)}],
        }
    ) | {"items": [_item(item) for item in feed.items]}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text.encode(), content_type=TYPE)


def _item(item):
    photo = item.photos[0] if item.photos else None
    notice = item.notices[0] if item.notices else None
    own = {
        "caption": photo and tidy(photo.labelled),
        "credit": photo and tidy(photo.credit),
        "correction": notice and {"kind": notice.kind, "date": iso(notice.at), "note": tidy(notice.note)},
        "version": item.version,
    }
    return _filled(
        {
            "id": item.id,
            "url": absolute(item.path),
            "title": tidy(item.title),
            "content_html": tidy(item.html),
            "summary": tidy(item.summary),
            "image": photo and absolute(photo.picture.img.url),
            "date_published": iso(item.published),
            "date_modified": item.updated and iso(item.updated),
            "authors": [{"name": tidy(byline.name), "url": absolute(byline.url)} for byline in item.names],
            "tags": [tidy(category) for category in item.categories],
            "_newsroom": _filled(own),
        }
    )


def _filled(values):
    return {name: value for name, value in values.items() if value}
