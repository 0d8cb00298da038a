"""Old saves that nothing refers to: what they are, and their removal."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery

from articles.desk.common import log
from articles.models import Article, Revision

AT_ONCE = 500  # rows of one transaction


def plain_saves(before):
    """Return the revisions saved before a moment to which no row refers; each story keeps its first and its newest."""
    found = Revision.objects.filter(at__lt=before)
    for relation in (field for field in Revision._meta.get_fields(include_hidden=True) if field.one_to_many):
        rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
        found = found.exclude(Exists(rows))
    of_story = Revision.objects.filter(article=OuterRef("article"))
    newest = of_story.order_by("-number").values("number")[:1]
    return found.filter(number__lt=Subquery(newest), number__gt=1).order_by("pk")


def prune(before):
    """Remove the plain saves from before a moment, and log how many of each story; returns how many went."""
    gone = 0
    while numbers := list(plain_saves(before).values_list("pk", flat=True)[:AT_ONCE]):
        gone += _remove(numbers)
    return gone


@transaction.atomic
def _remove(numbers):
    rows = Revision.objects.filter(pk__in=numbers)
    stories: dict[int, int] = {}
    for story in rows.values_list("article", flat=True):
        stories[story] = stories.get(story, 0) + 1
    rows.delete()  # what came to refer to one meanwhile protects it, and the command can be given again
    for story, number in sorted(stories.items()):
        log("story.pruned", Article(pk=story), None, by=None, data={"saves": number})
    return len(numbers)
