"""Saving and restoring the working copy: the only writer of Revision."""

from itertools import chain, count, islice

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import documents, facts, slugs
from articles.desk.common import Refusal, Stale, begin, drop, lock, log, move
from articles.desk.covering import cover_rows
from articles.models import Approval, Article, Publication, Revision

Stage = Article.Stage
SLUG_ATTEMPTS = 5
SLUGS_AT_ONCE = 20  # asked for in one query
ROOM = slugs.IMPORTED_LENGTH - 5  # leaves the column space for a number


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
    cover_rows(article)
    _tidied(article, head)
    document = documents.serialise(article)
    if head is not None and _says_the_same(document, _continued(head), article):
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
    _drop_clearance(article, by=by, at=moment)
    stage = _stage_after_edit(article, document, by=by, at=moment)
    Article.objects.filter(pk=article.pk).update(stage=stage, saved_at=moment)
    return revision


def _tidied(article, head):
    """Clean the stored text, and let the slug follow the headline until it is typed or published."""
    changed = documents.clean(article)
    wanted = _wanted_slug(article, head)
    for _attempt in range(SLUG_ATTEMPTS):
        free = free_slug(article, wanted)
        if free != article.slug:
            article.slug = free
            changed.append("slug")
        try:
            if changed:
                with transaction.atomic():
                    article.save(update_fields=changed)
            return
        except IntegrityError:
            continue  # another story took the slug in the meantime: ask again what is free
    raise Refusal(_("The address “%s” is taken; type another slug.") % wanted)


def _wanted_slug(article, head):
    """Return the slug a story should have: that of its edition, else the typed one, else its headline's."""
    if article.edition_or_none is not None:
        return article.edition_or_none.slug
    before = head.document["story"] if head else {"slug": "", "headline": ""}
    followed = article.slug == before["slug"] == free_slug(article, _from_headline(article, before["headline"]))
    typed = slugs.slugify(article.slug, length=slugs.IMPORTED_LENGTH)
    return typed if typed and not followed else _from_headline(article, article.headline)


def _from_headline(article, headline):
    return (slugs.slugify(headline) or f"story-{article.pk}") if headline else ""


def free_slug(article, wanted):
    """Return a slug that no other story of the language has: as wanted, else with -2, -3 …"""
    numbered = (f"{wanted[:ROOM]}-{number}" for number in count(2))
    candidates = chain([wanted], numbered)
    others = Article.objects.exclude(pk=article.pk)
    while True:
        some = list(islice(candidates, SLUGS_AT_ONCE))
        taken = set(others.with_slugs(article.language, *some).values_list("slug", flat=True))
        for free in some:
            if free not in taken:
                return free


def _says_the_same(document, before, article):
    """Whether nobody edited the story. That a name, tag or address was changed by its own verb is no edit."""
    return document == before or document == facts.today(before, article)


def _continued(head):
    """Return the document a save is compared with: after its publication the kind of change is empty again."""
    document = documents.read(head)
    if Publication.objects.filter(revision=head).exists():
        return document | {"change": documents.NO_CHANGE}
    return document


def _drop_clearance(article, *, by, at):
    """Take back the clearance for law of what was edited."""
    standing = Approval.objects.filter(article=article, kind=Approval.Kind.LEGAL, dropped_at=None)
    for clearance in standing.select_related("revision"):
        drop(clearance, at)
        log("story.clearance_dropped", article, clearance.revision, by=by, at=at)


def _stage_after_edit(article, document, *, by, at):
    """Return the stage an edit leads to; drop the approval it outdates."""
    if article.stage in (Stage.ASSIGNED, Stage.WRITING):
        return Stage.WRITING if document["story"]["headline"] or document["story"]["body"] else Stage.ASSIGNED
    if article.stage != Stage.APPROVED:
        return article.stage
    standing = Approval.objects.filter(article=article, kind=Approval.Kind.DESK, dropped_at=None)
    approval = standing.select_related("revision").first()
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
    missing = documents.write(documents.read(revision), article).missing
    new = record(article, by=by)
    if new is None:
        return missing or [_("Nothing had changed.")]
    if Article.objects.filter(pk=article.pk, stage=Stage.SUBMITTED).exists():
        move(article, Stage.WRITING)
    log("story.restored", article, new, by=by, data={"from": revision.number})
    return missing
