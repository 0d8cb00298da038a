"""What a tag is called: rename, merge and delete. A former name goes on meaning the tag."""

from django.db import transaction
from django.utils.translation import gettext as _
from taggit.models import Tag

from articles import search, tagnames
from articles.desk.common import NotAllowed, Refusal, log
from articles.models import Edition, TagAlias, TaggedArticle, TaggedEdition
from newsroom import pages
from newsroom.text import tidy_line

TABLES = {"articles": TaggedArticle, "editions": TaggedEdition}


@transaction.atomic
def rename_tag(tag, *, by, name):
    """Give a tag another name and the address that comes from it; the old ones become an alias."""
    tag = _begin([tag], by)[0]
    name = tidy_line(name)
    if faults := tagnames.faults(name):
        raise Refusal(*faults)
    if name == tag.name:
        raise Refusal(_("That is its name already."))
    _refuse_if_taken(tag, name)
    old = tag.name, tag.slug
    tag.aliases.filter(key=tagnames.key(name)).delete()  # it takes a former name back
    tag.name, tag.slug = name, _free_slug(tag, name)
    tag.aliases.filter(slug=tag.slug).delete()
    tag.save(update_fields=["name", "slug"])
    _leave(tag, *old)
    search.rename(Edition.objects.filter(tagged__tag=tag))
    pages.purge(pages.SITE)
    log("tag.renamed", None, None, by=by, data={"from": old[0], "to": name})
    return tag


@transaction.atomic
def merge_tags(tags, into, *, by):
    """Put tags together into one of them, or into another. No story loses an assignment, none gets a tag twice.

    Names, addresses and former names of those that go become aliases of the one that stays. Returns its counts.
    """
    going = [tag for tag in _begin([*tags, into], by) if tag.pk != into.pk]
    if not going:
        raise Refusal(_("Choose at least two tags to merge."))
    into = Tag.objects.get(pk=into.pk)
    touched = list(TaggedEdition.objects.filter(tag__in=going).values_list("content_object", flat=True))
    counts = {name: _reassigned(table, going, into) for name, table in TABLES.items()}
    for tag in going:
        tag.aliases.update(tag=into)
        name, slug = tag.name, tag.slug
        tag.delete()
        _leave(into, name, slug)
        log("tag.merged", None, None, by=by, data={"from": name, "into": into.name} | counts)
    search.rename(Edition.objects.filter(pk__in=touched))
    pages.purge(pages.SITE)
    return counts


@transaction.atomic
def delete_tag(tag, *, by):
    """Delete a tag that no story has, at the desk or live, with its former names."""
    tag = _begin([tag], by)[0]
    if any(table.objects.filter(tag=tag).exists() for table in TABLES.values()):
        raise Refusal(_("“%s” is in use: merge it into another tag, or take it from its stories first.") % tag)
    name = tag.name
    tag.delete()
    log("tag.deleted", None, None, by=by, data={"name": name})


def counts_of(tags):
    """Return how many stories the tags have, at the desk and live, each story counted once."""
    return {
        name: table.objects.filter(tag__in=tags).values("content_object").distinct().count()
        for name, table in TABLES.items()
    }


def _begin(tags, by):
    """Lock the tags and return them as they are now. Raises NotAllowed; Refusal where one is gone."""
    if not by.has_perm("articles.merge_tag"):
        raise NotAllowed(_("Only an editor renames, merges and deletes tags."))
    wanted = {tag.pk for tag in tags}
    found = list(Tag.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    if len(found) < len(wanted):
        raise Refusal(_("One of the tags was merged or deleted in the meantime."))
    return found


def _refuse_if_taken(tag, name):
    """Refuse a name that another tag has, in any case of its letters, or had."""
    other = Tag.objects.filter(name__iexact=name).exclude(pk=tag.pk).first()
    if other is None:
        alias = TagAlias.objects.filter(key=tagnames.key(name)).exclude(tag=tag).select_related("tag").first()
        other = alias and alias.tag
    if other is not None:
        raise Refusal(
            _("“%(name)s” is or was a name of the tag “%(tag)s”: merge the two.") % {"name": name, "tag": other}
        )


def _free_slug(tag, name):
    """Return the address for a name, as taggit makes it, that no other tag has or had."""
    wanted, number = tag.slugify(name)[:90], 0
    slug = wanted
    while (
        Tag.objects.filter(slug=slug).exclude(pk=tag.pk).exists()
        or TagAlias.objects.filter(slug=slug).exclude(tag=tag).exists()
    ):
        number += 1
        slug = f"{wanted}_{number}"
    return slug


def _leave(tag, name, slug):
    """Let a former name and address mean the tag."""
    TagAlias.objects.update_or_create(key=tagnames.key(name), defaults={"name": name, "slug": slug, "tag": tag})


def _reassigned(table, going, into):
    """Let the stories of one table have the one tag in the place of the others; return how many had one of those."""
    rows = table.objects.filter(tag__in=going)
    found = {row.content_object_id: row for row in rows}
    having = set(table.objects.filter(tag=into).values_list("content_object", flat=True))
    rows.delete()
    moved = [found[story] for story in sorted(found.keys() - having)]
    for row in moved:
        row.pk, row.tag = None, into
    table.objects.bulk_create(moved, ignore_conflicts=True, batch_size=500)
    return len(found)
