"""The words by which a live story is found. One small row per Edition, gone when it is withdrawn."""

from django.db import models

from articles.models.edition import Edition
from articles.models.section import Section


class SearchDocument(models.Model):
    """A live story's words as search compares them (newsroom.text.normalise), and what it is filtered by.

    Written by articles/search.py alone. Each database keeps an index of its own over the four texts: see the migration.
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

    @staticmethod
    def place_of(edition):
        """Return the place of a story: the second of its first publication, which never changes, then its number."""
        return (int(edition.published_at.timestamp()) << 30) + edition.pk
