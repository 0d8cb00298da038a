"""What readers get: publish, withdraw, live options. The only writer of Edition and Publication."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import checklist, documents, search
from articles.desk import notices
from articles.desk.approvals import approved
from articles.desk.common import Refusal, begin, lock, log, same_revision
from articles.desk.gate import pass_gate
from articles.desk.photos import ask_for_crops
from articles.desk.schedules import PUBLISH, cancel_schedules
from articles.models import Article, Edition, Publication
from articles.press import keys
from newsroom import pages


@transaction.atomic
def publish(article, *, by, revision=None, override="", at=None):
    """Give readers the newest revision, which must be approved; returns the Publication.

    Who may approve as well may publish from writing or submitted: both acts, one transaction. Over a story that was
    live the kind of change is demanded; a withdrawn story that returns as it was is an update without a note.
    Cancels an open schedule; a withdrawal to come stays.
    """
    article, head = begin("publish", article, by, override=override)
    same_revision(head, revision)
    pass_gate(article, head, checklist.PUBLISH, moment=at)
    approved(article, head, by=by, override=override, at=at)
    cancel_schedules(article, by=by, actions=[PUBLISH])
    return go_live(article, head, by=by, at=at, override=override)


def go_live(article, revision, *, by, at=None, planned_at=None, by_clock=False, override=""):
    """Write the Edition from a revision's document and log the Publication. The gate was passed before."""
    moment = at or timezone.now()
    document = documents.read(revision)
    edition = article.edition_or_none
    kind, note = document["change"]["kind"], document["change"]["note"].strip()
    if edition is not None and edition.revision_id == revision.pk:
        kind, note = Publication.Kind.UPDATE, ""  # it returns: readers were told of its changes before
    if edition is None:
        kind, note = Publication.Kind.FIRST, ""
        host = settings.SITE_HOST
        uri = f"tag:{host},{moment:%Y-%m-%d}:story/{article.pk}"
        edition = Edition(article=article, uri=uri, published_at=moment)
    elif kind != Publication.Kind.TYPO:
        edition.updated_at = max(moment, edition.changed_at)
    if kind == Publication.Kind.RETRACTION:
        edition.retracted_at, edition.comments_open = moment, False
    edition.withdrawn_at = None
    edition.revision = revision
    stood = set() if edition._state.adding else keys.changed(article.pk)
    written = documents.write(document, edition)
    search.index(edition, written.bylines, written.tags)
    ask_for_crops(written.captions)
    publication = Publication.objects.create(
        edition=edition,
        revision=revision,
        kind=kind,
        note=note,
        at=moment,
        planned_at=planned_at,
        by=by,
        by_clock=by_clock,
        override_reason=override,
        words=documents.public_words(edition, written.bylines, written.captions),
    )
    _empty_change(article, revision)
    pages.purge(*stood, *keys.changed(article.pk))
    notices.tell("story.published", article, by=None if by_clock else by, at=moment)
    return publication


def _empty_change(article, revision):
    """Clear kind and note from the working copy once they were told to readers; a newer draft's own stay."""
    if any(documents.read(revision)["change"].values()) and documents.head(article).pk == revision.pk:
        Article.objects.filter(pk=article.pk).update(change_kind="", change_note="")


@transaction.atomic
def withdraw(article, *, by, reason, at=None):
    """Take a live story from readers; its addresses answer 410 with the public reason. Cancels its schedules."""
    article, _head = begin("withdraw", article, by)
    if not reason.strip():
        raise Refusal(_("Give the reason; readers see it in the place of the story."))
    cancel_schedules(article, by=by)
    return take_down(article, by=by, reason=reason.strip(), at=at)


def take_down(article, *, by, reason, at=None, planned_at=None, by_clock=False):
    """Take the Edition from readers and log the Publication. That it may be withdrawn was checked before."""
    moment = at or timezone.now()
    edition = Edition.objects.get(pk=article.pk)
    edition.withdrawn_at = moment
    edition.save(update_fields=["withdrawn_at"])
    edition.bylines.update(listed_at=None)
    edition.tagged.update(listed_at=None)
    search.forget(edition)
    pages.purge(*keys.changed(article.pk))
    notices.tell("story.withdrawn", article, by=None if by_clock else by, at=moment)
    return Publication.objects.create(
        edition=edition,
        revision=edition.revision,
        kind=Publication.Kind.WITHDRAWAL,
        note=reason,
        at=moment,
        planned_at=planned_at,
        by=by,
        by_clock=by_clock,
    )


@transaction.atomic
def set_live_options(article, *, by, comments_open, indexable):
    """Open or close the comments of a live story, and let search engines have it or not; readers have it at once."""
    article, _head = begin("set_live_options", article, by)
    edition = Edition.objects.select_related("revision").get(pk=article.pk)
    if comments_open and edition.retracted_at:
        raise Refusal(_("The comments of a retracted story stay closed."))
    wanted = {"comments_open": comments_open, "indexable": indexable}
    changed = {name: value for name, value in wanted.items() if getattr(edition, name) != value}
    if not changed:
        return None
    for name, value in changed.items():
        setattr(edition, name, value)
    edition.save(update_fields=list(changed))
    pages.purge(*keys.changed(article.pk))
    return log("story.live_options", article, edition.revision, by=by, data=changed)


@transaction.atomic
def photo_changed(photo, what, *, by):
    """Note in every live story that a fact of one of its photos changed for readers: credit, withdrawal, rights.

    The story's words stay as they were approved; the Publication tells that the page is no longer the same.
    """
    moment = timezone.now()
    shown = Edition.objects.live().filter(captions__photo=photo).order_by("pk").values_list("pk", flat=True).distinct()
    shown = list(shown)
    for number in shown:
        lock(Article(pk=number))  # a publication under way ends first, and its words are the ones to keep
        edition = Edition.objects.live().select_related("revision").filter(pk=number, captions__photo=photo).first()
        if edition is None:
            continue  # withdrawn, or without the photo, since it was looked for
        if what == "credit" and not edition.captions.filter(photo=photo, credit=None).exists():
            continue  # its own credit stays
        edition.updated_at = moment
        edition.save(update_fields=["updated_at"])
        Publication.objects.create(
            edition=edition,
            revision=edition.revision,
            kind=Publication.Kind.UPDATE,
            at=moment,
            by=by,
            words=documents.public_words(
                edition, edition.bylines.select_related("author"), edition.captions.select_related("photo")
            ),
        )
    pages.purge(*keys.changed(*shown))
