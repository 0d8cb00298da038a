"""Replacing a photo's file: all its uses show the new one, the old addresses end, and for a while it can be undone."""

import io
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from photos import intake, prefill, preparing, uses
from photos.adding import refuse_known, store
from photos.intake import Refusal
from photos.models import FormerFile, Photo, PhotoEvent, originals
from photos.protecting import end_addresses
from photos.verbs import demand, index, locked, log, may_change, refresh

KEPT = timedelta(days=30)
SAME_SHAPE = 0.02  # by how much width to height may differ for the focal point to stay

_FILE = ("sha256", "format", "bytes", "width", "height", "is_transparent", "original_name", "metadata")


def replace_file(photo, file, *, by, name=None, version=None, destroy=False):
    """Give a photo another file; return sentences about what was done to it. The words stay, empty ones are filled.

    The former file is kept privately for 30 days, or destroyed at once. Raises Refusal, and nothing is left behind.
    """
    demand(by, "photos.change_photo", _("You may not change photos."))
    if isinstance(file, bytes):
        file = io.BytesIO(file)
    with intake.taken(file, name or getattr(file, "name", "")) as taken:
        try:
            return _replace(photo, taken, by=by, version=version, destroy=destroy)
        except IntegrityError as error:
            refuse_known(taken, by, cause=error)  # somebody else's upload of the same file was quicker
            raise


@transaction.atomic
def _replace(photo, taken, *, by, version, destroy):
    photo_now = _for_change(photo, by)
    if version is not None and version != photo_now.version:
        raise Refusal(_("Somebody changed this photo after you opened it; look at it again."))
    if taken.sha256 == photo_now.sha256:
        raise Refusal(_("This is the same file."))
    refuse_known(taken, by)
    former = _put_aside(photo_now, destroy=destroy)
    notices = _keep_focal_point(photo_now, taken)
    photo_now.sha256, photo_now.format, photo_now.bytes = taken.sha256, taken.format, taken.bytes
    photo_now.width, photo_now.height, photo_now.is_transparent = taken.width, taken.height, taken.is_transparent
    photo_now.original_name = taken.name
    photo_now.original.name = f"{taken.sha256[:2]}/{taken.sha256}"
    notices += _read_words(photo_now, taken)
    if taken.is_moving:
        notices.append(_("Moving pictures are not supported: the first frame was kept."))
    end_addresses(photo_now)
    _changed(photo_now, former, by=by)
    store(photo_now, taken)
    refresh(photo, photo_now)
    return notices


def _read_words(photo, taken):
    """Fill what is still empty from the new file. Of a protected photo nothing is read: it could name the source."""
    if photo.protect_source:
        photo.metadata = {}
        return []
    before, filled = photo.origins, {field: getattr(photo, field) for field in ("credit", "caption", "alt")}
    notices = prefill.fill(photo, taken.file)
    photo.origins = before | {field: origin for field, origin in photo.origins.items() if not filled.get(field)}
    return notices


@transaction.atomic
def put_back(photo, *, by):
    """Undo the latest replacement: the former file takes its place again, as long as it is kept."""
    photo_now = _for_change(photo, by)
    former = photo_now.former_files.filter(destroyed_at=None).first()
    if former is None:
        raise Refusal(_("The former file is no longer kept."))
    if Photo.objects.filter(sha256=former.sha256).exclude(pk=photo.pk).exists():
        raise Refusal(_("The former file is in the library as another photo now."))
    aside = _put_aside(photo_now, destroy=False)
    for field in (*_FILE, "focal_x", "focal_y"):
        setattr(photo_now, field, getattr(former, field))
    photo_now.original.name = former.original
    former.delete()
    end_addresses(photo_now)
    _changed(photo_now, aside, by=by)
    refresh(photo, photo_now)


def sweep():
    """Destroy the former files whose time is over; return how many."""
    due = FormerFile.objects.filter(destroyed_at=None, replaced_at__lte=timezone.now() - KEPT)
    done = 0
    for former in list(due[:100]):
        done += FormerFile.objects.filter(pk=former.pk, destroyed_at=None).update(destroyed_at=timezone.now())
        _destroy(former)
    return done


def _for_change(photo, by):
    photo_now = locked(photo)
    if not may_change(photo_now, by):
        raise Refusal(_("You may change only photos that you added, until readers see them."))
    return photo_now


def _put_aside(photo, *, destroy):
    facts = {field: getattr(photo, field) for field in (*_FILE, "focal_x", "focal_y")}
    former = FormerFile.objects.create(
        photo=photo, original=photo.original.name, destroyed_at=timezone.now() if destroy else None, **facts
    )
    if destroy:
        transaction.on_commit(lambda: _destroy(former))
    return former


def _destroy(former):
    """Delete a former file, unless it was taken in again as a photo of its own."""
    if not Photo.objects.filter(sha256=former.sha256).exists():
        originals().delete(former.original)


def _keep_focal_point(photo, taken):
    """Keep the focal point where the shape is the same; else centre it and say so."""
    old, new = photo.width / photo.height, taken.width / taken.height
    if abs(new / old - 1) <= SAME_SHAPE or (photo.focal_x, photo.focal_y) == (0.5, 0.5):
        return []
    photo.focal_x = photo.focal_y = 0.5
    return [_("The new file has another shape: the focal point is in its middle now. Set it again.")]


def _changed(photo, former, *, by):
    """Save the photo with its other file, log it under the former one's hash, and tell those who show it."""
    photo.version += 1
    index(photo)
    photo.save()
    log(
        photo,
        PhotoEvent.Kind.REPLACED,
        by=by,
        why=_("the former file was destroyed") if former.destroyed_at else "",
        changes={"sha256": [former.sha256, photo.sha256]},
        sha256=former.sha256,
    )
    preparing.ask(photo)
    uses.tell(photo, "replaced", by=by)
