"""Saving and restoring the working copy: the only writer of Revision."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import documents, slugs
from articles.desk.common import Refusal, Stale, begin, drop, lock, log, move
from articles.models import Approval, Article, Publication, Revision

Stage = Article.Stage


@transaction.atomic
def record(article, *, by, base=None, at=None):
    """Append a revision of the working copy as its rows stand now, or return None where nothing had changed.

    Called after the rows and tags were saved. `base` is the revision number the person's form was opened on; raises
    Stale where another came since. An edit drops a standing approval. `at` is the moment, for imports.
    """
    article = lock(article)
    head = documents.head(article)
    if base is not None and head is not None and head.number != base:
        raise Stale(head)
    _tidied(article, head)
    document = documents.serialise(article)
    if head is not None and document == _continued(head):
        return None
    moment = at or timezone.now()
    revision = Revision.objects.create(
        article=article,
        number=head.number + 1 if head else 1,
        schema=documents.SCHEMA,
        document=document,
        by=by,
        at=moment,
    )
    stage = _stage_after_edit(article, document, by=by, at=moment)
    Article.objects.filter(pk=article.pk).update(stage=stage, saved_at=moment)
    return revision


def _tidied(article, head):
    """Clean the stored text, and let the slug follow the headline until it is typed or published."""
    changed = documents.clean(article)
    edition = article.edition_or_none
    if edition is not None:
        slug = edition.slug
    else:
        followed = head is not None and article.slug == head.document["story"]["slug"] == _free_slug(
            article, head.document["story"]["headline"]
        )
        typed = slugs.slugify(article.slug, length=slugs.IMPORTED_LENGTH)
        slug = _free_slug(article, article.headline) if followed or not typed else typed
    if slug != article.slug:
        article.slug = slug
        changed.append("slug")
    if changed:
        article.save(update_fields=changed)


def _free_slug(article, headline):
    """Return the headline's slug, with -2, -3 … where another story of the language has it."""
    if not headline:
        return ""
    wanted = slugs.slugify(headline) or f"story-{article.pk}"
    taken = set(
        Article.objects.filter(language=article.language, slug__startswith=wanted)
        .exclude(pk=article.pk)
        .values_list("slug", flat=True)
    )
    free, suffix = wanted, 1
    while free in taken:
        suffix += 1
        free = f"{wanted}-{suffix}"
    return free


def _continued(head):
    """Return the document a save is compared with: after its publication the kind of change is empty again."""
    document = documents.read(head)
    if Publication.objects.filter(revision=head).exists():
        return document | {"change": documents.NO_CHANGE}
    return document


def _stage_after_edit(article, document, *, by, at):
    """Return the stage an edit leads to; drop the approval it outdates."""
    if article.stage in (Stage.ASSIGNED, Stage.WRITING):
        return Stage.WRITING if document["story"]["headline"] or document["story"]["body"] else Stage.ASSIGNED
    if article.stage != Stage.APPROVED:
        return article.stage
    approval = Approval.objects.filter(article=article, dropped_at=None).select_related("revision").first()
    if approval is None:
        return Stage.WRITING
    drop(approval, at)
    if Publication.objects.filter(revision=approval.revision).exists():
        return Stage.WRITING
    log("story.approval_dropped", article, approval.revision, by=by, at=at)
    return Stage.SUBMITTED


@transaction.atomic
def restore(article, revision, *, by, base=None):
    """Make the working copy say again what a revision said; return sentences about what could not come back.

    Appends a revision equal to the old one, its kind of change empty; readers notice nothing.
    """
    article, head = begin("restore", article, by)
    if base is not None and head.number != base:
        raise Stale(head)
    if revision.article_id != article.pk:
        raise Refusal(_("That revision belongs to another story."))
    article.change_kind = article.change_note = ""
    missing = documents.write(documents.read(revision), article)
    new = record(article, by=by)
    if new is None:
        return missing or [_("Nothing had changed.")]
    if Article.objects.filter(pk=article.pk, stage=Stage.SUBMITTED).exists():
        move(article, Stage.WRITING)
    log("story.restored", article, new, by=by, data={"from": revision.number})
    return missing
