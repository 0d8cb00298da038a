"""What a person or agency is called above stories: rename, retire, merge. Documents name them by number."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import search, slugs
from articles.desk.addresses import leave
from articles.desk.common import NotAllowed, Refusal, log
from articles.models import Byline, Edition, EditionByline, PastAddress, ProtectedByline
from authors.models import Author
from newsroom import pages
from newsroom.text import tidy_line

TABLES = {"articles": (Byline, "article"), "editions": (EditionByline, "edition")}


@transaction.atomic
def rename_author(author, *, by, name, names=None, slug=""):
    """Change the name of an author, in any language, and with a slug the address; old addresses lead there.

    Every story shows the name of today at once; no revision is appended, readers are told of no update.
    """
    author = _begin([author], by)[0]
    name = tidy_line(name)
    if not name or len(name) > 120:
        raise Refusal(_("A name has between 1 and 120 characters."))
    wanted = slugs.slugify(tidy_line(slug), length=slugs.IMPORTED_LENGTH) or author.slug
    names = author.names if names is None else {code: tidy_line(word) for code, word in names.items() if word}
    if (name, names, wanted) == (author.name, author.names, author.slug):
        raise Refusal(_("That is the name already."))
    if Author.objects.filter(slug=wanted).exclude(pk=author.pk).exists():
        raise Refusal(_("The address “%s” is taken; type another slug.") % wanted)
    old = author.name, author.slug
    author.name, author.names, author.slug = name, names, wanted
    author.save(update_fields=["name", "names", "slug"])
    if wanted != old[1]:
        leave(_path(old[1]), _path(wanted), author=author)
    search.rename(Edition.objects.filter(bylines__author=author))
    pages.purge(pages.SITE)
    log("author.renamed", None, None, by=by, data={"from": old[0], "to": name})
    return author


@transaction.atomic
def retire_author(author, *, by, back=False):
    """Offer an author for no new byline any more, or again. Their page and their stories stay."""
    author = _begin([author], by)[0]
    if author.merged_into_id or bool(author.retired_at) != back:
        raise Refusal(_("“%s” cannot be retired or brought back now.") % author)
    author.retired_at = None if back else timezone.now()
    author.save(update_fields=["retired_at"])
    pages.purge(f"author:{author.pk}")
    log("author.returned" if back else "author.retired", None, None, by=by, data={"name": author.name})
    return author


@transaction.atomic
def merge_authors(authors, into, *, by):
    """Put authors together into one of them, or into another; their bylines move, their pages lead there.

    A document goes on naming the one that was merged and means the other. Returns on how many stories they stood.
    """
    found = {author.pk: author for author in _begin([*authors, into], by)}
    into = found.pop(into.pk)
    going = list(found.values())
    _check_merge(going, into)
    touched = list(EditionByline.objects.filter(author__in=going).values_list("edition", flat=True).distinct())
    counts = counts_of_authors(going)
    for table, owner in TABLES.values():
        _reassign(table, owner, going, into)
    for column in ("author", "public"):
        ProtectedByline.objects.filter(**{f"{column}__in": going}).update(**{column: into})
    PastAddress.objects.filter(author__in=going).update(author=into)
    Author.objects.filter(merged_into__in=going).update(merged_into=into)
    for author in going:
        user, author.user, author.merged_into = author.user, None, into
        author.save(update_fields=["user", "merged_into"])
        if user is not None:
            into.user = user
            into.save(update_fields=["user"])
        leave(_path(author.slug), _path(into.slug), author=into)
        log("author.merged", None, None, by=by, data={"from": author.name, "into": into.name} | counts)
    search.rename(Edition.objects.filter(pk__in=touched))
    pages.purge(pages.SITE)
    return counts


def counts_of_authors(authors):
    """Return on how many stories the authors stand, at the desk and live, each story counted once."""
    return {
        name: table.objects.filter(author__in=authors).values(owner).distinct().count()
        for name, (table, owner) in TABLES.items()
    }


def _begin(authors, by):
    """Lock the authors and return them as they are now. Raises NotAllowed; Refusal where one is gone."""
    if not by.has_perm("articles.merge_author"):
        raise NotAllowed(_("Only a chief editor renames, retires and merges authors."))
    wanted = {author.pk for author in authors}
    found = list(Author.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    if len(found) < len(wanted):
        raise Refusal(_("One of the authors is gone; look at the list again."))
    return found


def _check_merge(going, into):
    if not going:
        raise Refusal(_("Choose at least two authors to merge."))
    merged = [author for author in [*going, into] if author.merged_into_id]
    if merged:
        raise Refusal(_("“%s” was merged already.") % merged[0])
    if {author.kind for author in going} != {into.kind}:
        raise Refusal(_("A person and an agency are not one: only authors of the same kind can be merged."))
    if len([author for author in [*going, into] if author.user_id]) > 1:
        raise Refusal(_("More than one of them is linked to an account. Unlink all but one, then merge."))


def _reassign(table, owner, going, into):
    """Let the bylines of one table name `into`. Who then stood on a story twice in one role stands there once.

    A byline line counts its rows ({1}, {2}): a story that has one keeps them all.
    """
    rows = table.objects.filter(author__in=going)
    numbers = set(rows.values_list(owner, flat=True))
    rows.update(author=into)
    doubles, seen = [], set()
    stood = table.objects.filter(author=into, **{f"{owner}__in": numbers, f"{owner}__byline_line": ""})
    for pk, number, role in stood.order_by(owner, "order", "pk").values_list("pk", owner, "role"):
        if (number, role) in seen:
            doubles.append(pk)
        seen.add((number, role))
    table.objects.filter(pk__in=doubles).delete()


def _path(slug):
    return f"/author/{slug}/"
