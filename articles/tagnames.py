"""The names of tags: when two are the same, what may be one, and which tag a former name means."""

import unicodedata

from django.utils.translation import gettext as _

from articles.models import TagAlias

LIMIT = 100  # characters, the column's


def key(name):
    """Return a tag's name as names are compared: Kobanî and KOBANÎ are one."""
    return unicodedata.normalize("NFKC", name).casefold()


def faults(name):
    """Return the sentences that stand against a name."""
    if len(name) > LIMIT:
        sentence = _("A tag has at most %(limit)d characters; “%(start)s…” has %(count)d.")
        return [sentence % {"limit": LIMIT, "start": name[:30], "count": len(name)}]
    if not any(character.isalnum() for character in name):
        return [_("“%s” is no tag: it has neither letter nor figure.") % name]
    return []


def resolve(names):
    """Return names with every former one replaced by its tag's name of today, none twice (1 query)."""
    keys = {key(name) for name in names}
    found = TagAlias.objects.filter(key__in=keys).select_related("tag") if keys else ()
    today = {alias.key: alias.tag.name for alias in found}
    resolved = [today.get(key(name), name) for name in names]
    return list({key(name): name for name in resolved}.values())
