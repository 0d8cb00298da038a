"""The words by which a live story is found. Called by the desk's verbs, in their transaction."""

from articles import insets
from articles.models.edition import Edition
from articles.models.search import SearchDocument
from newsroom.text import normalise, tidy_line

BATCH = 200  # stories whose names are written at once


def index(edition, bylines, tags):
    """Make a live story findable by the words it has now. Called by the desk's verbs, in their transaction.

    `bylines` are its rows with their authors, `tags` the names of its tags.
    """
    texts = {
        "headline": f"{edition.kicker} {edition.headline}",
        "standfirst": edition.standfirst,
        "names": _names(edition, bylines, tags),
        "body": "\n".join([edition.dateline, *insets.paragraphs(edition.body, edition.insets)]),
    }
    columns = {
        "language": edition.language,
        "section_id": edition.section_id,
        "published_at": edition.published_at,
    } | {name: normalise(tidy_line(text)) for name, text in texts.items()}
    # The verb holds the story's lock: nobody else inserts in between.
    if not SearchDocument.objects.filter(edition=edition).update(**columns):
        SearchDocument.objects.create(place=SearchDocument.place_of(edition), edition=edition, **columns)


def _names(edition, bylines, tags):
    return " ".join([*(row.author.name_in(edition.language) for row in bylines), *tags])


def rename(editions):
    """Make live stories findable by the names their authors and tags have now. Called by the desk's verbs.

    Nothing else of a story is read or written, however many they are.
    """
    documents = SearchDocument.objects.filter(edition__in=editions.order_by())
    places = dict(documents.values_list("edition_id", "place"))
    numbers = list(places)
    for start in range(0, len(numbers), BATCH):
        found = Edition.objects.filter(pk__in=numbers[start : start + BATCH]).order_by().only("language")
        rows = [
            SearchDocument(
                place=places[edition.pk],
                names=normalise(tidy_line(_names(edition, edition.bylines.all(), tags))),
            )
            for edition in found.prefetch_related("bylines__author", "tags")
            for tags in [[tag.name for tag in edition.tags.all()]]
        ]
        SearchDocument.objects.bulk_update(rows, ["names"])


def forget(edition):
    """Take a withdrawn story out of the search. Called by the desk's verbs, in their transaction."""
    SearchDocument.objects.filter(edition=edition).delete()
