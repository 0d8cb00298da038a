"""What the rules look at: a document, the moment it would go out, and the facts beside the document."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from articles import documents, html
from articles.models import Approval, Article, Edition, Note, Revision
from photos import credits
from photos.models import Photo, PhotoEvent


@dataclass
class Case:
    """One revision on its way to a stage. Facts are fetched when a rule first asks for them."""

    article: Article
    revision: Revision
    document: dict
    moment: datetime
    is_publishing: bool  # whether it would go out, so that what it replaces counts

    @property
    def story(self):
        return self.document["story"]

    @cached_property
    def photos(self):
        """Return {number: Photo} of those that still exist."""
        wanted = [row["photo"] for row in self.document["captions"]]
        return Photo.objects.with_renditions().in_bulk(wanted) if wanted else {}

    @cached_property
    def shown(self):
        """Return the captions whose photo still exists, as pairs (row, Photo)."""
        rows = self.document["captions"]
        return [(row, self.photos[row["photo"]]) for row in rows if row["photo"] in self.photos]

    def replaced_since(self, moment):
        """Return the numbers of the photos whose file was replaced after a moment."""
        if not self.photos:
            return set()
        replaced = PhotoEvent.objects.filter(photo__in=self.photos, kind=PhotoEvent.Kind.REPLACED, at__gt=moment)
        return set(replaced.values_list("photo", flat=True))

    @cached_property
    def agencies(self):
        """Return the photo agencies by their spellings, as photos.credits asks for them."""
        return credits.agencies()

    @cached_property
    def published(self):
        """Return the document that readers have or had, where this one would replace it; else None."""
        edition = self.article.edition_or_none
        replaced = edition is not None and edition.revision_id != self.revision.pk
        return documents.read(edition.revision) if replaced and self.is_publishing else None

    @cached_property
    def is_cleared_for_law(self):
        """Whether this very revision was cleared. A later edit drops that for what came later, not for this one."""
        return Approval.objects.filter(revision=self.revision, kind=Approval.Kind.LEGAL).exists()

    @cached_property
    def open_notes(self):
        """Return how many threads of notes nobody resolved."""
        return Note.objects.filter(article=self.article, thread=None, resolved_at=None).count()

    @cached_property
    def words(self):
        """Return how many words the text has."""
        return sum(len(paragraph.split()) for paragraph in html.text_blocks(self.story["body"]))

    def same_headline_since(self, moment):
        """Return another live story of the language with this headline, first published after a moment, or None."""
        return (
            Edition.objects.live()
            .filter(language=self.story["language"], published_at__gte=moment, headline=self.story["headline"])
            .exclude(pk=self.article.pk)
            .first()
        )
