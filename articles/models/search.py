"""The words by which a live story is found. One small row per Edition, gone when it is withdrawn."""

from django.db import models

from articles.models.edition import Edition
from articles.models.section import Section

_BITS = 30  # of a place, for the number of a story


class SearchDocument(models.Model):
    """A live story's words as search compares them (newsroom.text.normalise), and what it is filtered by.

    Written by articles/search alone. Each database keeps an index of its own over the four texts: see the migration.
    """

    # Orders like the first publication: what is newest comes straight from each database's index, without a sort.
    place = models.BigAutoField(primary_key=True)
    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10)
    section = models.ForeignKey(Section, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(db_index=True)
    headline = models.TextField()
    standfirst = models.TextField()
    names = models.TextField()  # of bylines and tags
    body = models.TextField()

    def __str__(self):
        return self.headline

    @classmethod
    def place_of(cls, edition):
        """Return the place of a story: the second of its first publication, which never changes, then its number."""
        return cls.place_at(edition.published_at) + edition.pk

    @staticmethod
    def place_at(moment):
        """Return the place below those of all stories first published in this second or later."""
        return int(moment.timestamp()) << _BITS

    @staticmethod
    def edition_at(place):
        """Return the number of the story at a place."""
        return place & (1 << _BITS) - 1
