"""Taking a file into the library: one file, one photo. A refusal leaves nothing behind."""

import io
from contextlib import suppress

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from photos import intake, prefill, preparing, renditions
from photos.intake import Refusal
from photos.models import Photo, PhotoEvent, originals
from photos.verbs import demand, index, log, tidied


class NotStored(Refusal):
    """The storage did not take the photo. Nothing was saved; the next attempt may succeed."""


def add(file, *, by, name=None, **words):
    """Take a file into the library and return its Photo; `photo.notices` are sentences about what was done to it.

    `file` is bytes or a readable binary file, `name` its name as the person knows it, `words` any of WORDS. Raises
    Refusal: not allowed, a file we do not take, or one we have (then with `photo`). A refusal leaves nothing behind.
    """
    demand(by, "photos.add_photo", _("You may not add photos."))
    if isinstance(file, bytes):
        file = io.BytesIO(file)
    with intake.taken(file, name or getattr(file, "name", "")) as taken:
        refuse_known(taken, by)
        return _added(taken, by, tidied(words))


def _added(taken, by, words):
    photo = Photo(
        sha256=taken.sha256,
        format=taken.format,
        bytes=taken.bytes,
        width=taken.width,
        height=taken.height,
        is_transparent=taken.is_transparent,
        original_name=taken.name,
        language=_language(by),
        added_by=by,
    )
    photo.original.name = f"{taken.sha256[:2]}/{taken.sha256}"
    for field, value in words.items():
        setattr(photo, field, value)
    notices = prefill.fill(photo, taken.file)
    if taken.is_moving:
        notices.append(_("Moving pictures are not supported: the first frame was kept."))
    try:
        with transaction.atomic():
            index(photo)
            photo.save()
            store(photo, taken)
            log(photo, PhotoEvent.Kind.ADDED, by=by)
            preparing.ask(photo)
    except IntegrityError as error:
        # Somebody else's upload of the same file was quicker.
        refuse_known(taken, by, cause=error)
        raise
    photo.notices = notices
    return photo


def store(photo, taken):
    """Store the original and the tile, both or neither. The row is saved before: no other photo owns these files."""
    had = True
    try:
        had = originals().exists(photo.original.name)  # it was another photo's former file: the same bytes
        if not had:
            taken.file.seek(0)
            originals().save(photo.original.name, File(taken.file))
        renditions.make_tile(photo, taken.tile)
    except OSError as error:
        if not had:
            with suppress(OSError):  # a storage that is away; no row names what it may hold
                originals().delete(photo.original.name)
        raise NotStored(_("The photo could not be stored. Nothing was saved; try again.")) from error


def refuse_known(taken, by, cause=None):
    """Raise Refusal where the same file is in the library, or was deleted or replaced there."""
    photo = Photo.objects.filter(sha256=taken.sha256).select_related("withdrawn_by").first()
    name = intake.shown(taken.name)
    if photo and photo.protect_source:
        raise Refusal(_("%(name)s cannot be taken in. A photo editor knows why.") % {"name": name}) from cause
    if photo and photo.is_withdrawn:
        raise Refusal(
            _("%(name)s was withdrawn by %(who)s on %(when)s: %(why)s")
            % {
                "name": name,
                "who": photo.withdrawn_by or _("the house"),
                "when": photo.withdrawn_at.date().isoformat(),
                "why": photo.withdrawn_reason,
            },
            photo=photo,
        ) from cause
    if photo:
        raise Refusal(_("You already have this photo (%(name)s). Use it.") % {"name": name}, photo=photo) from cause
    event = (
        PhotoEvent.objects.filter(sha256=taken.sha256, kind__in=[PhotoEvent.Kind.DELETED, PhotoEvent.Kind.REPLACED])
        .select_related("by", "photo")
        .first()
    )
    if event and by is not None and not by.has_perm("photos.withdraw_photo"):
        if event.photo and event.photo.protect_source:
            raise Refusal(_("%(name)s cannot be taken in. A photo editor knows why.") % {"name": name}) from cause
        sentence = (
            _("%(name)s was deleted by %(who)s on %(when)s. A photo editor can add it again.")
            if event.kind == PhotoEvent.Kind.DELETED
            else _("%(name)s was replaced by %(who)s on %(when)s. A photo editor can add it again.")
        )
        raise Refusal(
            sentence % {"name": name, "who": event.by or _("the house"), "when": event.at.date().isoformat()}
        ) from cause


def _language(by):
    """Return the language a new photo's words are taken to be in: the person's, else that of the moment."""
    return getattr(by, "language", "") or translation.get_language() or "en"
