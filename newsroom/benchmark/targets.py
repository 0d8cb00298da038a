"""Which addresses of a newsroom are asked for, and what they answer."""

import base64
import json
import urllib.request
from urllib.parse import unquote

from articles.models import Edition, Section
from comments.models import Discussion

SPREAD = 500  # stories


def targets():
    """Return {what is measured: addresses} of what this newsroom holds, in its own language."""
    live = Edition.objects.live().in_language("en").newest()
    newest = live.prefetch_related("tags")[0]
    discussed = Discussion.objects.filter(article__in=Edition.objects.live().values("pk")).order_by("-published_count")
    most_discussed = list(discussed.values_list("article", flat=True)[:1])
    section = Section.objects.filter(pk=newest.section_id).first()
    tag = next(iter(newest.tags.all()), None)
    found = {
        "an article": [newest.get_absolute_url()],
        f"{SPREAD} articles": [
            story.get_absolute_url() for story in live.only("language", "slug", "published_at")[:SPREAD]
        ],
        "the front": ["/"],
        "a section": section and [f"/section/{section.slug}/"],
        "an archive month": [f"/{newest.month}/"],
        "a topic": tag and [f"/topic/{tag.slug}/"],
        "a feed": ["/feed/"],
        "search, a common word": ["/search/?q=bridge"],
        "search, a rare word": [f"/search/?q={100_000 + newest.pk % 10_000_000}"],
        "many comments": [story.get_absolute_url() for story in Edition.objects.filter(pk__in=most_discussed)],
    }
    return {name: addresses for name, addresses in found.items() if addresses}


def fetched(port, address, headers=()):
    """Return the headers, their names in lower case, and the body of an answer of the site."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{address}", headers=dict(headers))
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        return {name.lower(): value for name, value in answer.headers.items()}, answer.read()


def recorded(port, addresses):
    """Return what the site answers at these addresses, plain and in gzip, as bare.py reads it."""
    gone = {"connection", "transfer-encoding", "server", "date"}
    answers = {}
    for address in addresses:
        for coding in ("", "gzip"):
            headers, body = fetched(port, address, {"Accept-Encoding": coding or "identity"})
            kept = [[name, value] for name, value in headers.items() if name not in gone]
            # As WSGI names a path: its bytes, each as a letter.
            answers.setdefault(unquote(address, encoding="latin-1"), {})[coding] = [
                kept,
                base64.b64encode(body).decode(),
            ]
    return json.dumps(answers)
