"""Protecting a source: who made a photo, who gave it and its file are for the few who may see sources.

Camera files carry positions, serial numbers and names. Every photo's original is private already; a protected one says
nowhere who is behind it, and each opening by those who may is logged.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.text import tidy_line
from photos import preparing, renditions, uses
from photos.intake import Refusal
from photos.models import Photo, PhotoEvent
from photos.verbs import REASON_LIMIT, demand, index, locked, log, names_creator, refresh

# Of the words an event keeps, those that tell who the source is.
_TELLING = {"creator", "source", "taken_on", "original_name", "sha256"}


@transaction.atomic
def protect_source(photo, *, by, credit=None):
    """Hide who made a photo, everywhere and at once; return sentences about words that still name them.

    `credit` takes the place of one that names the creator, here and in every story. Old addresses end, the copies are
    made anew without the name.
    """
    demand(by, "photos.change_photo", _("You may not change photos."))
    photo_now = locked(photo)
    if photo_now.protect_source:
        raise Refusal(_("The source of this photo is protected already."))
    before = photo_now.credit
    credit = before if credit is None else tidy_line(credit)
    if len(credit) > Photo._meta.get_field("credit").max_length:
        raise Refusal(_("A credit has at most 200 characters."))
    if not credit or names_creator(photo_now, credit):
        raise Refusal(_("Give a credit without the creator’s name: readers and colleagues see it."))
    photo_now.protect_source, photo_now.credit = True, credit
    photo_now.origins = {field: origin for field, origin in photo_now.origins.items() if field != "credit"}
    _save(photo_now)
    log(photo_now, PhotoEvent.Kind.PROTECTED, by=by, changes={"credit": [before, credit]} if before != credit else {})
    end_addresses(photo_now)
    preparing.ask(photo_now)
    named = []
    for provider in uses.providers():
        named += provider.hide_creator(photo_now, lambda text: names_creator(photo_now, text), by=by)
    uses.tell(photo_now, "protected", by=by)
    own = (("caption", _("The photo’s caption")), ("alt", _("The photo’s alt text")), ("title", _("The photo’s title")))
    named += [
        _("%s still names the creator.") % label
        for field, label in own
        if names_creator(photo_now, getattr(photo_now, field))
    ]
    refresh(photo, photo_now)
    return named


@transaction.atomic
def unprotect_source(photo, *, by, reason):
    """Lift the protection. For those who may see the source, with a reason."""
    demand(by, "photos.see_source", _("Only who may see sources lifts their protection."))
    reason = tidy_line(reason)[:REASON_LIMIT]
    if not reason:
        raise Refusal(_("Say why the protection is lifted."))
    photo_now = locked(photo)
    if not photo_now.protect_source:
        raise Refusal(_("The source of this photo is not protected."))
    photo_now.protect_source = False
    _save(photo_now)
    log(photo_now, PhotoEvent.Kind.UNPROTECTED, by=by, why=reason)
    preparing.ask(photo_now)
    refresh(photo, photo_now)


@transaction.atomic
def see_source(photo, *, by):
    """Log that somebody looked at who is behind a protected photo. Refuses who may not."""
    demand(by, "photos.see_source", _("You may not see where photos come from."))
    log(photo, PhotoEvent.Kind.SOURCE_SEEN, by=by, why=_("who made it"))


def end_addresses(photo):
    """End every address of a photo's copies at once, in the caller's transaction; they answer 410."""
    now = timezone.now()
    rows = list(photo.renditions.filter(gone_at=None))
    photo.renditions.filter(gone_at=None).update(gone_at=now)
    photo.__dict__.pop("current_renditions", None)

    def forget_files():
        for row in rows:
            renditions.renditions().delete(row.path)

    transaction.on_commit(forget_files)


def shown_events(photo, *, limit=50):
    """Return a photo's history as everybody may see it: nothing of a protected one that tells who the source is."""
    events = list(photo.events.select_related("by")[:limit])
    if photo.protect_source:
        for event in events:
            event.changes = {
                field: change
                for field, change in event.changes.items()
                if field not in _TELLING and not any(names_creator(photo, str(text)) for text in change)
            }
    return events


def _save(photo):
    photo.version += 1
    index(photo)
    photo.save(update_fields=["protect_source", "credit", "origins", "version", "agency", "search_text"])
