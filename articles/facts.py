"""Names and addresses are facts. A document says what they were when it was written; the records say what they are."""

from articles import tagnames
from authors.models import Author


def today(document, article):
    """Return a document as it would be written today: address, authors' names and tags as they now are (2 queries).

    A rename, merge or move changes what the working copy's rows say, but nobody edited the story.
    """
    authors = Author.objects.select_related("merged_into").in_bulk([row["author"] for row in document["bylines"]])
    bylines = [row | _author(authors.get(row["author"])) for row in document["bylines"]]
    story = document["story"]
    if article.edition_or_none is not None:
        story = story | {"slug": article.slug}
    return document | {"story": story, "bylines": bylines, "tags": sorted(tagnames.resolve(document["tags"]))}


def _author(author):
    if author is None:
        return {}
    author = author.merged_into or author
    return {"author": author.pk, "name": author.name}
