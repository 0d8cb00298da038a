"""The library's verbs: everything that adds a photo or changes its words, its rights or whether it is seen.

Each is one transaction, checks permission at the moment of effect, writes its PhotoEvent, and tells those who use the
photo. `by` is the person; None is the house itself (a command, the clock). Refused: `Refusal`, whose `reasons` are
sentences for the person.
"""

import io

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from newsroom.jobs import task
from newsroom.text import normalise, tidy, tidy_line
from photos import intake, prefill, preparing, renditions, uses
from photos.credits import agencies, agency_of
from photos.intake import Refusal
from photos.models import Photo, PhotoEvent, originals

__all__ = ["Refusal", "add", "delete", "may_change", "reinstate", "set_words", "try_again", "withdraw"]

PARAGRAPHS = ("caption", "usage_terms")
LINES = ("title", "alt", "language", "credit", "creator", "source", "copyright_notice", "rights_url")
FACTS = ("rights_from", "rights_until", "taken_on", "digital_source_type", "focal_x", "focal_y")
WORDS = PARAGRAPHS + LINES + FACTS
# What lies in the copies themselves: their XMP and their crops.
IN_COPIES = {"credit", "creator", "copyright_notice", "rights_url", "alt", "digital_source_type", "focal_x", "focal_y"}
REASON_LIMIT = 500


def add(file, *, by, name=None, **words):
    """Take a file into the library and return its Photo; `photo.notices` are sentences about what was done to it.

    `file` is bytes or a readable binary file, `name` its name as the person knows it, `words` any of WORDS. Raises
    Refusal: not allowed, a file we do not take, or one we have (then with `photo`). A refusal leaves nothing behind.
    """
    _demand(by, "photos.add_photo", _("You may not add photos."))
    if isinstance(file, bytes):
        file = io.BytesIO(file)
    with intake.taken(file, name or getattr(file, "name", "")) as taken:
        _refuse_known(taken, by)
        return _added(taken, by, _tidied(words))


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
            _index(photo)
            photo.save()
            _store(photo, taken)
            _log(photo, PhotoEvent.Kind.ADDED, by=by)
            preparing.ask(photo)
    except IntegrityError as error:
        # Somebody else's upload of the same file was quicker.
        _refuse_known(taken, by, cause=error)
        raise
    photo.notices = notices
    return photo


def _store(photo, taken):
    """Store the original and the tile, both or neither. The row is saved before: no other photo owns these files."""
    try:
        taken.file.seek(0)
        originals().save(photo.original.name, File(taken.file))
        renditions.make_tile(photo, taken.tile)
    except OSError as error:
        originals().delete(photo.original.name)
        raise Refusal(_("The photo could not be stored. Nothing was saved; try again.")) from error


def _refuse_known(taken, by, cause=None):
    """Raise Refusal where the same file is in the library, or was deleted from it."""
    photo = Photo.objects.filter(sha256=taken.sha256).select_related("withdrawn_by").first()
    name = intake.shown(taken.name)
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
    event = PhotoEvent.objects.filter(sha256=taken.sha256, kind=PhotoEvent.Kind.DELETED).select_related("by").first()
    if event and by is not None and not by.has_perm("photos.withdraw_photo"):
        raise Refusal(
            _("%(name)s was deleted by %(who)s on %(when)s. A photo editor can add it again.")
            % {"name": name, "who": event.by or _("the house"), "when": event.at.date().isoformat()}
        ) from cause


def may_change(photo, by):
    """Whether a person may change the photo's words: their own until readers see it; any with `change_live_photo`."""
    if by is None or by.has_perm("photos.change_live_photo"):
        return True
    own = photo.added_by_id == by.pk and by.has_perm("photos.change_photo")
    return own and not Photo.objects.filter(uses.is_public(), pk=photo.pk).exists()


@transaction.atomic
def set_words(photo, *, by, version=None, **words):
    """Change words, rights or focal point of a photo (any of WORDS) and return the names of the changed fields.

    Stories that follow the photo show new caption and alt once they are published again, a new credit and new rights
    at once. `version` is the one the person saw: Refusal where somebody saved since.
    """
    photo_now = _locked(photo)
    if not may_change(photo_now, by):
        raise Refusal(_("You may change only photos that you added, until readers see them."))
    if version is not None and version != photo_now.version:
        raise Refusal(stale_sentence(photo_now))
    before, was_cleared = {field: getattr(photo_now, field) for field in WORDS}, photo_now.is_cleared()
    words = _tidied(words)
    changed = {field: value for field, value in words.items() if value != before[field]}
    if not changed:
        return []
    for field, value in changed.items():
        setattr(photo_now, field, value)
    photo_now.origins = {field: origin for field, origin in photo_now.origins.items() if field not in changed}
    photo_now.version += 1
    _index(photo_now)
    photo_now.save(update_fields=[*changed, "origins", "version", "agency", "search_text"])
    changes = {field: [_plain(before[field]), _plain(value)] for field, value in changed.items()}
    _log(photo_now, PhotoEvent.Kind.WORDS, by=by, changes=changes)
    if changed.keys() & IN_COPIES:
        preparing.ask(photo_now)
    if "credit" in changed:
        uses.tell(photo_now, "credit", by=by)
    if photo_now.is_cleared() != was_cleared:
        uses.tell(photo_now, "rights", by=by)
    _refresh(photo, photo_now)
    return list(changed)


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
    _demand(by, "photos.withdraw_photo", _("You may not withdraw photos."))
    reason = tidy_line(reason)[:REASON_LIMIT]
    if not reason:
        raise Refusal(_("Say why the photo is withdrawn."))
    photo_now = _locked(photo)
    if photo_now.is_withdrawn:
        raise Refusal(_("This photo is withdrawn already."))
    photo_now.withdrawn_at, photo_now.withdrawn_by, photo_now.withdrawn_reason = timezone.now(), by, reason
    _moved(photo_now, photo, PhotoEvent.Kind.WITHDRAWN, by=by, why=reason)


@transaction.atomic
def reinstate(photo, *, by, reason=""):
    """Let a withdrawn photo be seen again wherever it is used."""
    _demand(by, "photos.withdraw_photo", _("You may not reinstate photos."))
    photo_now = _locked(photo)
    if not photo_now.is_withdrawn:
        raise Refusal(_("This photo is not withdrawn."))
    photo_now.withdrawn_at, photo_now.withdrawn_by, photo_now.withdrawn_reason = None, None, ""
    _moved(photo_now, photo, PhotoEvent.Kind.REINSTATED, by=by, why=tidy_line(reason)[:REASON_LIMIT])


def _moved(photo_now, photo, kind, *, by, why):
    photo_now.version += 1
    photo_now.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason", "version"])
    _log(photo_now, kind, by=by, why=why)
    uses.tell(photo_now, str(kind), by=by)
    _refresh(photo, photo_now)


@transaction.atomic
def delete(photo, *, by):
    """Delete a photo that nothing uses, with its files. The log keeps its hash and knows it if it comes again."""
    _demand(by, "photos.delete_photo", _("You may not delete photos."))
    photo_now = Photo.objects.select_for_update().get(pk=photo.pk)
    if found := uses.of([photo_now])[photo_now.pk]:
        titles = ", ".join(f"“{use.title}”" for use in found[:5])
        raise Refusal(_("This photo is used and cannot be deleted: %(titles)s.") % {"titles": titles})
    original = photo_now.original.name
    copies = [copy.path for copy in photo_now.renditions.filter(gone_at=None)]
    _log(photo_now, PhotoEvent.Kind.DELETED, by=by, changes={"title": [str(photo_now), ""]})
    photo_now.delete()

    def forget_files():
        originals().delete(original)
        for path in copies:
            renditions.renditions().delete(path)

    transaction.on_commit(forget_files)


@transaction.atomic
def try_again(photo, *, by):
    """Ask once more for copies that could not be made."""
    _demand(by, "photos.view_photo", _("You may not see photos."))
    preparing.ask(photo)


@transaction.atomic
def open_original(photo, *, by):
    """Return the original file, opened, and log who opened it."""
    _demand(by, "photos.see_source", _("You may not open original files."))
    _log(photo, PhotoEvent.Kind.SOURCE_SEEN, by=by)
    return originals().open(photo.original.name)


@task()
def reindex():
    """Find every photo's agency and search text anew, after an agency's spellings or the normaliser changed."""
    known = agencies()
    for photo in Photo.objects.select_related("agency").iterator():
        before = photo.agency_id, photo.search_text
        _index(photo, known)
        if (photo.agency_id, photo.search_text) != before:
            now = Photo.objects.filter(pk=photo.pk, version=photo.version)  # newer words were indexed with them
            now.update(search_text=photo.search_text, agency=photo.agency)


def _index(photo, known=None):
    """Set what is derived from the words: the agency and the text the library searches."""
    photo.agency = agency_of(photo.credit, known)
    parts = [photo.caption, photo.alt, photo.title, photo.credit, photo.creator, photo.original_name]
    parts.append(photo.agency.name if photo.agency else "")
    photo.search_text = normalise(" ".join(part for part in parts if part))


def _tidied(words):
    """Return words as they are stored. Raises TypeError for a name that is none of WORDS."""
    if unknown := words.keys() - set(WORDS):
        raise TypeError(f"A photo has no words called {', '.join(sorted(unknown))}.")
    ways = dict.fromkeys(PARAGRAPHS, lambda text: tidy(text).strip()) | dict.fromkeys(LINES, tidy_line)
    return {field: ways[field](value or "") if field in ways else value for field, value in words.items()}


def _language(by):
    """Return the language a new photo's words are taken to be in: the person's, else that of the moment."""
    return getattr(by, "language", "") or translation.get_language() or "en"


def _locked(photo):
    """Return the photo's row, locked until the transaction ends.

    The weaker lock lets a story refer to the photo meanwhile: whoever publishes holds the story and wants the photo,
    whoever changes a credit holds the photo and wants the story.
    """
    return Photo.objects.select_for_update(no_key=True).get(pk=photo.pk)


def _demand(by, permission, sentence):
    if by is not None and not by.has_perm(permission):
        raise Refusal(sentence)


def _log(photo, kind, *, by, why="", changes=None):
    PhotoEvent.objects.create(photo=photo, sha256=photo.sha256, kind=kind, by=by, why=why, changes=changes or {})


def _plain(value):
    """Return a field's value as the log keeps it."""
    return value if value is None or isinstance(value, str | int | float) else value.isoformat()


def _refresh(photo, now):
    """Let the caller's object say what the row says."""
    for field in Photo._meta.concrete_fields:
        setattr(photo, field.attname, getattr(now, field.attname))
    photo.__dict__.pop("current_renditions", None)
