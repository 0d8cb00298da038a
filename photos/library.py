"""The library's verbs: everything that adds a photo or changes its words, its rights or whether it is seen.

Each is one transaction, checks permission at the moment of effect, writes its PhotoEvent, and tells those who use the
photo. `by` is the person; None is the house itself (a command, the clock). Refused: `Refusal`, whose `reasons` are
sentences for the person.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.jobs import task
from newsroom.text import tidy_line
from photos import preparing, renditions, uses
from photos.adding import NotStored, add
from photos.credits import agencies
from photos.intake import Refusal
from photos.models import Photo, PhotoEvent, originals
from photos.protecting import protect_source, see_source, unprotect_source
from photos.replacing import put_back, replace_file
from photos.verbs import (
    PRIVATE,
    REASON_LIMIT,
    WORDS,
    demand,
    index,
    locked,
    log,
    may_change,
    may_see_source,
    names_creator,
    plain,
    refresh,
    tidied,
)

__all__ = [
    "REASON_LIMIT",
    "WORDS",
    "NotStored",
    "Refusal",
    "add",
    "apply_words",
    "delete",
    "may_change",
    "open_original",
    "protect_source",
    "put_back",
    "reinstate",
    "replace_file",
    "see_source",
    "set_words",
    "try_again",
    "unprotect_source",
    "withdraw",
]

# What lies in the copies themselves: their XMP and their crops.
IN_COPIES = {"credit", "creator", "copyright_notice", "rights_url", "alt", "digital_source_type", "focal_x", "focal_y"}


@transaction.atomic
def set_words(photo, *, by, version=None, **words):
    """Change words, rights or focal point of a photo (any of WORDS) and return the names of the changed fields.

    Stories that follow the photo show new caption and alt once they are published again, a new credit and new rights
    at once. `version` is the one the person saw: Refusal where somebody saved since.
    """
    photo_now = locked(photo)
    if not may_change(photo_now, by):
        raise Refusal(_("You may change only photos that you added, until readers see them."))
    if version is not None and version != photo_now.version:
        raise Refusal(stale_sentence(photo_now))
    before, was_cleared = {field: getattr(photo_now, field) for field in WORDS}, photo_now.is_cleared()
    words = tidied(words)
    _refuse_if_protected(photo_now, words, by)
    changed = {field: value for field, value in words.items() if value != before[field]}
    if not changed:
        return []
    for field, value in changed.items():
        setattr(photo_now, field, value)
    photo_now.origins = {field: origin for field, origin in photo_now.origins.items() if field not in changed}
    photo_now.version += 1
    index(photo_now)
    photo_now.save(update_fields=[*changed, "origins", "version", "agency", "search_text"])
    changes = {field: [plain(before[field]), plain(value)] for field, value in changed.items()}
    log(photo_now, PhotoEvent.Kind.WORDS, by=by, changes=changes)
    if changed.keys() & IN_COPIES:
        preparing.ask(photo_now)
    if "credit" in changed:
        uses.tell(photo_now, "credit", by=by)
    if photo_now.is_cleared() != was_cleared:
        uses.tell(photo_now, "rights", by=by)
        if photo_now.rights_until and photo_now.rights_until <= timezone.now():
            log(photo_now, PhotoEvent.Kind.RIGHTS_ENDED, by=by)  # so that the sweep does not tell it once more
    refresh(photo, photo_now)
    return list(changed)


def _refuse_if_protected(photo, words, by):
    """Who is behind a protected photo is changed by those alone who may see it, and its credit names nobody."""
    if not photo.protect_source:
        return
    if words.keys() & set(PRIVATE) and not may_see_source(by):
        raise Refusal(_("The source of this photo is protected: you may not change who made it."))
    proposed = words.get("creator", photo.creator)
    if names_creator(Photo(creator=proposed), words.get("credit", photo.credit)):
        raise Refusal(_("The source of this photo is protected: its credit may not name who made it."))


@transaction.atomic
def apply_words(photo, *, by, kind, note=""):
    """Give readers the photo's caption and alt in every live story that follows them; return uses.Applied.

    `kind` is typo, update or correction, as for a change of the story itself, and `note` what readers are told. Stories
    with words of their own keep them and are listed.
    """
    demand(by, "photos.change_live_photo", _("You may not change photos that readers see."))
    photo_now = locked(photo)
    applied = uses.Applied()
    for provider in uses.providers():
        try:
            found = provider.apply_words(photo_now, kind=kind, note=note.strip(), by=by)
        except ValueError as error:
            raise Refusal(str(error)) from error
        applied.changed += found.changed
        applied.kept += found.kept
    if applied.changed:
        log(photo_now, PhotoEvent.Kind.APPLIED, by=by, why=tidy_line(note)[:REASON_LIMIT], changes={"kind": ["", kind]})
    return applied


def stale_sentence(photo):
    """Return who saved the photo last, and when, for a form that was opened before."""
    event = photo.events.select_related("by").first()
    return _(
        "%(who)s saved this photo at %(when)s, after you opened it. Your words are kept below; compare and save."
    ) % {
        "who": (event and event.by) or _("The house"),
        "when": f"{timezone.localtime(event.at):%H:%M}" if event else "",
    }


@transaction.atomic
def withdraw(photo, *, by, reason):
    """Take a photo from every page, feed and address at once; stories keep it and show the desk why. Needs a reason."""
    demand(by, "photos.withdraw_photo", _("You may not withdraw photos."))
    reason = tidy_line(reason)[:REASON_LIMIT]
    if not reason:
        raise Refusal(_("Say why the photo is withdrawn."))
    photo_now = locked(photo)
    if photo_now.is_withdrawn:
        raise Refusal(_("This photo is withdrawn already."))
    photo_now.withdrawn_at, photo_now.withdrawn_by, photo_now.withdrawn_reason = timezone.now(), by, reason
    _moved(photo_now, photo, PhotoEvent.Kind.WITHDRAWN, by=by, why=reason)


@transaction.atomic
def reinstate(photo, *, by, reason=""):
    """Let a withdrawn photo be seen again wherever it is used."""
    demand(by, "photos.withdraw_photo", _("You may not reinstate photos."))
    photo_now = locked(photo)
    if not photo_now.is_withdrawn:
        raise Refusal(_("This photo is not withdrawn."))
    photo_now.withdrawn_at, photo_now.withdrawn_by, photo_now.withdrawn_reason = None, None, ""
    _moved(photo_now, photo, PhotoEvent.Kind.REINSTATED, by=by, why=tidy_line(reason)[:REASON_LIMIT])


def _moved(photo_now, photo, kind, *, by, why):
    photo_now.version += 1
    photo_now.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason", "version"])
    log(photo_now, kind, by=by, why=why)
    uses.tell(photo_now, str(kind), by=by)
    refresh(photo, photo_now)


@transaction.atomic
def delete(photo, *, by):
    """Delete a photo that nothing uses, with its files. The log keeps its hash and knows it if it comes again."""
    demand(by, "photos.delete_photo", _("You may not delete photos."))
    photo_now = Photo.objects.select_for_update().get(pk=photo.pk)
    if found := uses.of([photo_now])[photo_now.pk]:
        titles = ", ".join(f"“{use.title}”" for use in found[:5])
        raise Refusal(_("This photo is used and cannot be deleted: %(titles)s.") % {"titles": titles})
    files = [
        photo_now.original.name,
        *photo_now.former_files.filter(destroyed_at=None).values_list("original", flat=True),
    ]
    copies = [copy.path for copy in photo_now.renditions.filter(gone_at=None)]
    log(photo_now, PhotoEvent.Kind.DELETED, by=by, changes={"title": [str(photo_now), ""]})
    photo_now.delete()

    def forget_files():
        for name in files:
            originals().delete(name)
        for path in copies:
            renditions.renditions().delete(path)

    transaction.on_commit(forget_files)


@transaction.atomic
def try_again(photo, *, by):
    """Ask once more for copies that could not be made."""
    demand(by, "photos.view_photo", _("You may not see photos."))
    preparing.ask(photo)


@transaction.atomic
def open_original(photo, *, by):
    """Return the original file, opened, and log who opened it."""
    demand(by, "photos.see_source", _("You may not open original files."))
    log(photo, PhotoEvent.Kind.SOURCE_SEEN, by=by, why=_("the original file"))
    return originals().open(photo.original.name)


@task()
def reindex():
    """Find every photo's agency and search text anew, after an agency's spellings or the normaliser changed."""
    known = agencies()
    for photo in Photo.objects.select_related("agency").iterator():
        before = photo.agency_id, photo.search_text
        index(photo, known)
        if (photo.agency_id, photo.search_text) != before:
            now = Photo.objects.filter(pk=photo.pk, version=photo.version)  # newer words were indexed with them
            now.update(search_text=photo.search_text, agency=photo.agency)


def rights_sweep():
    """Log every rights window that has ended, and have the pages that showed the photo drop it; return how many.

    The end itself needs no sweep: it is looked at whenever a photo is served.
    """
    now = timezone.now()
    logged = PhotoEvent.objects.filter(
        photo=OuterRef("pk"), kind=PhotoEvent.Kind.RIGHTS_ENDED, at__gte=OuterRef("rights_until")
    )
    ended = Photo.objects.filter(rights_until__lte=now).exclude(Exists(logged))
    done = 0
    for pk in list(ended.order_by("rights_until").values_list("pk", flat=True)[:50]):
        done += _end_rights(pk, now)
    return done


@transaction.atomic
def _end_rights(pk, now):
    photo = Photo.objects.select_for_update(no_key=True).filter(pk=pk, rights_until__lte=now).first()
    ended = PhotoEvent.objects.filter(photo=pk, kind=PhotoEvent.Kind.RIGHTS_ENDED)
    if photo is None or ended.filter(at__gte=photo.rights_until).exists():
        return 0  # corrected or logged by another worker meanwhile
    log(photo, PhotoEvent.Kind.RIGHTS_ENDED, by=None)
    if not photo.is_withdrawn:
        uses.tell(photo, "rights", by=None)
    return 1
