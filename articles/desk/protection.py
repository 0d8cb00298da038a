"""Protected bylines: protect, open, lift. The name is kept in one table and in no document, log, mail or index."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import documents, permissions, protection, search
from articles.desk.common import NotAllowed, Refusal, begin, lock, log
from articles.desk.covering import swap
from articles.models import Byline, Edition, EditionByline, ProtectedByline, Publication
from articles.press import keys
from authors.models import Author, User
from newsroom import pages
from newsroom.text import tidy

REASON_MINIMUM = 10  # characters of a reason to lift


@transaction.atomic
def protect_byline(article, *, by, author, public, editors):
    """Let a story carry `public` in the place of `author`, whom only the named editors may open.

    What readers have is changed in the same moment, without waiting for a publication, and so are the public words of
    its history; feeds are told of an update. No revision is appended: whoever reads an old one gets the public name.
    Returns sentences about where the name still stands.
    """
    article, head = begin("protect", article, by)
    author, public = (Author.objects.select_related("user").get(pk=row.pk) for row in (author, public))
    editors = list(User.objects.filter(pk__in=[editor.pk for editor in editors]))
    _check(article, author, public, editors)
    row = ProtectedByline.objects.create(
        article=article, author=author, public=public, set_by=by, set_at=timezone.now()
    )
    row.editors.set(editors)
    article.__dict__.pop("hidden_people", None)  # what was asked before this
    _replace(article, row, by=by)
    log("byline.protected", article, head, by=by, data={"protection": row.pk})
    return _left(article, row)


@transaction.atomic
def open_byline(row, *, by):
    """Return the protected author to an editor named on the story; each look is logged and told to the others."""
    row = _named(row, by)
    log("byline.opened", row.article, None, by=by, data={"protection": row.pk})
    return row.author


@transaction.atomic
def lift_protection(row, *, by, reason):
    """Let the story's desk pages say the name again. The byline stays the public one until somebody changes it."""
    row = _named(row, by)
    reason = tidy(reason).strip()
    if len(reason) < REASON_MINIMUM:
        raise Refusal(_("Give a reason of at least %d characters; it is kept in the desk log.") % REASON_MINIMUM)
    row.lifted_at, row.lifted_by, row.lift_reason = timezone.now(), by, reason
    row.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    log("byline.lifted", row.article, None, by=by, data={"protection": row.pk, "reason": reason})


def _check(article, author, public, editors):
    if ProtectedByline.objects.filter(article=article, author=author, lifted_at=None).exists():
        raise Refusal(_("That name is protected on this story already."))
    hidden = set(protection.of(article).public) | {author.pk}
    if public.pk in hidden or public.merged_into_id or author.merged_into_id:
        raise Refusal(_("Choose another public name, such as the agency’s."))
    without = [editor for editor in editors if not permissions.may(editor, "approve_article", article)]
    if without or not all(editor.is_active for editor in editors):
        raise Refusal(_("Name editors who work on this story’s section; others could not act on what they open."))
    if not any(editor.has_perm("articles.override_four_eyes") for editor in editors):
        raise Refusal(_("Name at least one chief editor among those who may open the name."))


def _named(row, by):
    """Return a standing protection, its story locked. Raises NotAllowed for who is not named on it."""
    lock(row.article)
    row = ProtectedByline.objects.select_related("article", "author", "public").get(pk=row.pk)
    if not row.editors.filter(pk=by.pk).exists():
        raise NotAllowed(_("Only the editors named on this story may open the name."))
    if row.lifted_at:
        raise Refusal(_("The protection was lifted."))
    return row


# Taking the name out ------------------------------------------------------------------------------------------


def _replace(article, row, *, by):
    article.byline_line = protection.without_names(article.byline_line, [row])
    article.save(update_fields=["byline_line"])
    swap(Byline.objects.filter(article=article), row)
    edition = Edition.objects.select_related("revision").filter(pk=article.pk).first()
    if edition is None:
        return
    stood = keys.changed(edition.pk)
    line = protection.without_names(edition.byline_line, [row])
    shown = swap(EditionByline.objects.filter(edition=edition), row) or line != edition.byline_line
    edition.byline_line = line
    edition.save(update_fields=["byline_line"])
    _hush(edition, row)
    search.rename(Edition.objects.filter(pk=edition.pk))
    pages.purge(*keys.changed(edition.pk), *stood)
    if shown and edition.is_live:
        _tell(edition, by=by)


def _hush(edition, row):
    """Take the name out of the public words of every version: readers compare them, and no public page knows why."""
    for publication in edition.publications.all():
        words = [
            [kind, protection.without_names(text, [row], edition.language) if kind in ("byline", "credit") else text]
            for kind, text in publication.words
        ]
        if words != publication.words:
            publication.words = words
            publication.save(update_fields=["words"])


def _tell(edition, *, by):
    """Log the change as readers can notice it, so that feeds and caches take the story anew."""
    moment = timezone.now()
    edition.updated_at = max(moment, edition.changed_at)
    edition.save(update_fields=["updated_at"])
    bylines = edition.bylines.select_related("author")
    captions = edition.captions.select_related("photo")
    Publication.objects.create(
        edition=edition,
        revision=edition.revision,
        kind=Publication.Kind.UPDATE,
        at=moment,
        by=by,
        words=documents.public_words(edition, bylines, captions),
    )


def _left(article, row):
    """Return a sentence for each place where the name still stands, for people to take it out."""
    document = documents.serialise(article)
    names = protection.names_of(row.author)
    places = [
        (_("the %s"), str(article._meta.get_field(column).verbose_name))
        for column in ("kicker", "headline", "standfirst", "dateline", "body", "source", "slug")
        if any(name in document["story"][column] for name in names)
    ]
    captions = " ".join(f"{caption['shown_caption']} {caption['credit'] or ''}" for caption in document["captions"])
    credits = " ".join(article.captions.values_list("photo__credit", flat=True))
    if any(name in f"{captions} {credits}" for name in names):
        places.append((_("%s"), _("a caption or the credit of a photo")))
    said = [_("The byline is protected.")]
    if places:
        where = ", ".join(sentence % place for sentence, place in places)
        said.append(_("The name still stands in %s: take it out, and publish the story again if it is live.") % where)
    return said
