"""The one address of every photo file. What may be seen is decided here, at each request, from the rows."""

import logging
import re

from django.db.models import Exists, OuterRef
from django.http import FileResponse, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from photos import uses
from photos.models import Photo, Rendition, renditions
from photos.picture import MIME_TYPES

# A photo's bytes never change under its name; a shared cache still asks every five minutes, for a withdrawal.
PUBLIC = "public, max-age=31536000, s-maxage=300, immutable"
PRIVATE = "private, no-store"

_NAME = re.compile(r"[0-9a-f]{32}-[0-9a-z]{1,10}\.(?:jpg|png|webp|avif)")

logger = logging.getLogger(__name__)


@require_safe
def file(request, name):
    """Answer 200 to readers where something public shows the photo, else to staff; 410 where it was, 404 otherwise.

    The public case asks the database once and reads no session.
    """
    if not _NAME.fullmatch(name):
        return _plain(404, _("There is no photo at this address."))
    shown = Photo.objects.filter(uses.is_public(), pk=OuterRef("photo"))
    copy = Rendition.objects.filter(name=name).select_related("photo").annotate(is_public=Exists(shown)).first()
    if copy is None:
        return _plain(404, _("There is no photo at this address."))
    cleared = copy.photo.is_cleared() and copy.gone_at is None
    if cleared and copy.is_public:
        return _served(request, copy, PUBLIC)
    if copy.gone_at is None and _may_see(request.user, copy.photo):
        return _served(request, copy, PRIVATE)
    if not cleared:
        return _plain(410, _("This photo is no longer available."))
    return _plain(404, _("There is no photo at this address."))


def _may_see(user, photo):
    needed = "photos.withdraw_photo" if photo.is_withdrawn else "photos.view_photo"
    return user.is_active and user.is_staff and user.has_perm(needed)


def _served(request, copy, cache_control):
    """Return the file, 304 where the reader has it, or 503 where the storage does not give it."""
    etag = f'"{copy.name}"'
    if get_conditional_response(request, etag=etag) is not None:
        response = HttpResponseNotModified()
    else:
        try:
            response = FileResponse(renditions().open(copy.path), content_type=MIME_TYPES[copy.format])
        except OSError:
            logger.exception("The file of photo copy %s cannot be read.", copy.name)
            return _plain(503, _("The photo cannot be read just now. Try again in a minute."))
        response.headers["Content-Length"] = copy.bytes
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = cache_control
    return _locked(response)


def _plain(status, sentence):
    response = HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return _locked(response)


def _locked(response):
    """Let a browser take the answer for nothing but what its type says."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
