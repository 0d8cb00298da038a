"""Tags put on a story from outside its form."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles import tagnames
from articles.desk.common import Refusal, begin
from articles.desk.revisions import record
from articles.models.story import TAGS_LIMIT


@transaction.atomic
def tag(article, *, by, names):
    """Add tags to a story; return the revision that says so, or None where it had them all.

    It is an edit like any other: it drops a standing approval.
    """
    article, _head = begin("tag", article, by)
    names = tagnames.resolve(names)
    had = {name.casefold() for name in article.tags.names()}
    new = [name for name in names if name.casefold() not in had]
    if len(had) + len(new) > TAGS_LIMIT:
        raise Refusal(
            _("A story has at most %(limit)d tags; this one would have %(count)d.")
            % {"limit": TAGS_LIMIT, "count": len(had) + len(new)}
        )
    article.tags.add(*new)
    return record(article, by=by)
