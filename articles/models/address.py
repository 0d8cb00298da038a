"""Addresses that once led to something of ours, or of the site an archive came from, and still do."""

from django.db import models
from django.db.models import Q

from articles.models.article import Article
from articles.models.section import Section

LENGTH = 600  # of a path with its query, unquoted


class PastAddress(models.Model):
    """A path, with the query that is part of it ("/?p=123"), and what readers find there today.

    It names what it leads to, not where that stands: however often a thing moves, every old address of it is one
    redirect away. Written by the desk's verbs and by importers; asked only where nothing else answers.
    """

    path = models.CharField(max_length=LENGTH, unique=True)
    # Not the edition: an archive's draft has its old address before readers get the story.
    article = models.ForeignKey(Article, null=True, on_delete=models.CASCADE, related_name="past_addresses")
    section = models.ForeignKey(Section, null=True, on_delete=models.CASCADE, related_name="past_addresses")
    author = models.ForeignKey("authors.Author", null=True, on_delete=models.CASCADE, related_name="past_addresses")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, section=None, author=None)
                | Q(article=None, section__isnull=False, author=None)
                | Q(article=None, section=None, author__isnull=False),
                name="past_address_of_one",
            )
        ]

    def __str__(self):
        return self.path
