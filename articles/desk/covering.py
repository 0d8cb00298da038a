"""The bylines of a story's rows, with public names in the place of protected ones."""

from articles import protection
from articles.models import Byline


def cover_rows(article):
    """Replace protected names that somebody put back on the byline of the working copy, before it is recorded."""
    for row in protection.standing().filter(article=article.pk):
        swap(Byline.objects.filter(article=article), row)


def swap(rows, row):
    """Let bylines carry the public name; once only in each role. Returns whether there were any."""
    found = list(rows.filter(author=row.author))
    having = set(rows.filter(author=row.public).values_list("role", flat=True))
    for byline in found:
        if byline.role in having:
            byline.delete()
            continue
        having.add(byline.role)
        byline.author = row.public
        byline.save(update_fields=["author"])
    return bool(found)
