"""What a change of a photo does to the stories that show it: the part of the library's verbs that is the desk's."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import documents
from articles.checklist import NEED_NOTE, NOTE_LIMIT, NOTE_MINIMUM
from articles.desk.common import lock, log
from articles.desk.revisions import record
from articles.models import Article, Byline, Caption, Edition, EditionCaption, Publication
from articles.press import keys
from newsroom import pages
from photos import preparing
from photos.picture import crop_key
from photos.uses import Applied

Kind = Publication.Kind
APPLIED_KINDS = (Kind.TYPO, Kind.UPDATE, Kind.CORRECTION)


@transaction.atomic
def apply_photo_words(photo, *, kind, note, by):
    """Give readers a photo's caption and alt in every live story that follows them; return Applied.

    A story with words of its own keeps them. Each changed one gets a Publication of this kind with this note. Its
    working copy is recorded with the new words, so that the next publication does not bring the old ones back. Raises
    ValueError, a sentence, where kind and note do not go together.
    """
    _check_kind(kind, note)
    applied, moment = Applied(), timezone.now()
    shown = Edition.objects.live().filter(captions__photo=photo).order_by("pk").values_list("pk", flat=True).distinct()
    shown = list(shown)
    for number in shown:
        article = lock(Article(pk=number))  # a publication under way ends first
        edition = Edition.objects.live().select_related("revision").filter(pk=number, captions__photo=photo).first()
        if edition is None:
            continue  # withdrawn, or without the photo, since it was looked for
        rows = list(edition.captions.filter(photo=photo))
        if any(row.caption is not None or (row.alt is not None and not row.decorative) for row in rows):
            applied.kept.append(str(edition))
        if not _follow(rows, photo):
            continue
        applied.changed.append(str(edition))
        _say_new_words(article, edition, kind=kind, note=note, by=by, at=moment)
    pages.purge(*keys.changed(*shown))
    return applied


def _check_kind(kind, note):
    if kind not in APPLIED_KINDS:
        raise ValueError(_("Choose what kind of change this is; readers are told by it."))
    if kind == Kind.TYPO and note:
        raise ValueError(_("A typo fix has no note to readers; clear it or choose another kind."))
    if kind in NEED_NOTE and not NOTE_MINIMUM <= len(note) <= NOTE_LIMIT:
        raise ValueError(
            _("Tell readers what was changed and why, in %(least)d to %(most)d characters.")
            % {"least": NOTE_MINIMUM, "most": NOTE_LIMIT}
        )
    if len(note) > NOTE_LIMIT:
        raise ValueError(_("A note has at most %d characters.") % NOTE_LIMIT)


def _follow(rows, photo):
    """Let the captions that follow the photo show its words; return whether any changed."""
    changed = []
    for row in rows:
        words = documents.shown_words(row, photo)
        now = {"shown_caption": row.shown_caption, "shown_alt": row.shown_alt}
        # A word of its own was frozen with its publication and stays, whatever the photo says.
        words = {name: now[name] if _own(row, name) else text for name, text in words.items()}
        if words != now:
            row.shown_caption, row.shown_alt = words["shown_caption"], words["shown_alt"]
            changed.append(row)
    EditionCaption.objects.bulk_update(changed, ["shown_caption", "shown_alt"])
    return bool(changed)


def _own(row, shown):
    return (row.caption if shown == "shown_caption" else row.alt) is not None


def _say_new_words(article, edition, *, kind, note, by, at):
    """Log the change for readers, and let the working copy's newest revision say the same words."""
    was_newest = documents.head(article).pk == edition.revision_id
    recorded = record(article, by=by)
    if recorded is not None and was_newest:
        edition.revision = recorded  # readers have what the desk has: there is no newer draft
    if kind != Kind.TYPO:
        edition.updated_at = at
    edition.save(update_fields=["revision", "updated_at"])
    _publication(edition, kind=kind, note=note, by=by, at=at)


def _publication(edition, *, kind, by, at, note=""):
    words = documents.public_words(
        edition, edition.bylines.select_related("author"), edition.captions.select_related("photo")
    )
    return Publication.objects.create(
        edition=edition, revision=edition.revision, kind=kind, note=note, at=at, by=by, words=words
    )


def ask_for_crops(captions):
    """Have the crops made that live captions with a focal point of their own still lack."""
    for row in captions:
        if row.focal_x is None:
            continue
        made = set(row.photo.renditions.current().filter(crop__startswith="share").values_list("crop", flat=True))
        if made and crop_key("share", (row.focal_x, row.focal_y)) not in made:
            preparing.ask(row.photo)  # a photo without any is too small for one


# Protecting a source ------------------------------------------------------------------------------------------


@transaction.atomic
def hide_photo_creator(photo, is_named, *, by):
    """Let no credit that readers or colleagues see name the creator of a photo; return what still does, in sentences.

    A credit of a story's own that names them follows the photo's from now on. The credits in the public history change
    with it: what readers could read there is what is to be hidden.
    """
    numbers = set(Caption.objects.filter(photo=photo).values_list("article", flat=True))
    numbers |= set(EditionCaption.objects.filter(photo=photo).values_list("edition", flat=True))
    sentences = []
    for number in sorted(numbers):
        article = lock(Article(pk=number))
        for row in EditionCaption.objects.filter(edition=number, photo=photo):
            if is_named(row.credit):
                EditionCaption.objects.filter(pk=row.pk).update(credit=None)
        for row in Caption.objects.filter(article=number, photo=photo):
            if is_named(row.credit):
                Caption.objects.filter(pk=row.pk).update(credit=None)
        if record(article, by=by) is not None:
            log("photo.credit_hidden", article, documents.head(article), by=by, data={"photo": photo.pk})
        for publication in Publication.objects.filter(edition=number):
            words = [_without_name(block, is_named, photo.credit) for block in publication.words]
            if words != publication.words:
                Publication.objects.filter(pk=publication.pk).update(words=words)
        sentences += _still_named(article, photo, is_named)
    pages.purge(*keys.changed(*numbers))
    return sentences


def _without_name(block, is_named, credit):
    """Return a block of public words whose credit in brackets, at the end of a caption, names nobody."""
    kind, text = block
    start = text.rfind("(")
    if kind != "caption" or start < 0 or not text.endswith(")") or not is_named(text[start:]):
        return block
    return [kind, f"{text[:start]}({credit})"]


def _still_named(article, photo, is_named):
    """Return sentences about the captions and bylines of a story that have the creator's name."""
    places = []
    shown = [
        *Caption.objects.filter(article=article, photo=photo).values_list("caption", "alt"),
        *EditionCaption.objects.filter(edition=article.pk, photo=photo).values_list("shown_caption", "shown_alt"),
    ]
    if any(is_named(text) for texts in shown for text in texts if text):
        places.append(_("A caption of “%s” still names the creator."))
    names = Byline.objects.filter(article=article).values_list("author__name", flat=True)
    if any(is_named(name) for name in names):
        places.append(_("A byline of “%s” still names the creator."))
    return [sentence % article for sentence in places]
