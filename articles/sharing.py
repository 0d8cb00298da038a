"""/share/…: one frozen revision for a named person without an account. A page of the desk, outside the press's wall.

It is in no cache, index or referrer. Whatever is not open (expired, revoked, forged, killed, withdrawn since) gets the
same plain 410, so that a link tells nothing once it is over.
"""

from django.conf import settings
from django.core.signing import BadSignature
from django.db.models import F
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from articles import documents, embargo
from articles.models import ShareLink
from articles.models.share import signer
from articles.press.page import Page, respond
from articles.render import StoryPage
from photos import uses
from photos.models import Photo

# Sent by browsers and mail programs that fetch before anybody looks.
AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


@require_safe
def shared(request, token):
    """Show what a link leads to, and count that it was opened; a look ahead by a machine is none."""
    link = _open_link(token)
    if link is None:
        return _private(render(request, "share_gone.html", status=410))
    if request.method == "GET" and not any(name in request.headers for name in AHEAD):
        ShareLink.objects.filter(pk=link.pk).update(openings=F("openings") + 1, opened_at=timezone.now())
    article = link.article
    document = documents.shown(link.revision)
    language = document["story"]["language"]
    with translation.override(settings.LANGUAGE_CODE):
        held = embargo.words(article)
    edition = article.edition_or_none
    page = Page(language=language, title=document["story"]["headline"], indexable=False)
    context = {
        "story": page_of(article, document),
        "link": link,
        "held": held,
        "held_language": settings.LANGUAGE_CODE,
        "is_public": edition is not None and edition.is_live and edition.revision_id == link.revision_id,
    }
    return _private(respond("articles/shared.html", page, **context))


def page_of(article, document):
    """Return a document as readers would see it, of its photos only those that something public shows already."""
    edition, bylines, captions, tags = documents.unsaved(document, article)
    wanted = [row.photo_id for row in captions]
    photos = Photo.objects.with_renditions().filter(uses.is_public()).in_bulk(wanted) if wanted else {}
    shown = [row for row in captions if row.photo_id in photos]
    for row in shown:
        row.photo = photos[row.photo_id]
    return StoryPage.of(edition, bylines=bylines, captions=shown, tags=tags, is_public=False)


def _open_link(token):
    """Return the link of a token that opens now, or None."""
    try:
        key = signer.unsign(token)
    except BadSignature:
        return None
    links = ShareLink.objects.select_related("article__edition", "revision")
    link = links.defer("article__body", "article__edition__body").filter(key=key).first()
    if link is None or link.state(timezone.now()) != "open" or link.article.killed_at:
        return None
    edition = link.article.edition_or_none
    is_taken_back = edition is not None and edition.withdrawn_at is not None and edition.withdrawn_at > link.at
    return None if is_taken_back else link


def _private(response):
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response
