"""The names that tags once had."""

from django.db import models
from taggit.models import Tag


class TagAlias(models.Model):
    """A tag's former name and address, or those of one merged into it.

    Whoever types the name gets the tag, an old document that says it means the tag, and its address leads there.
    """

    name = models.CharField(max_length=100)
    key = models.CharField(max_length=200, unique=True)  # the name as names are compared: articles.tagnames.key
    slug = models.CharField(max_length=100, unique=True)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "tag aliases"

    def __str__(self):
        return f"{self.name} → {self.tag}"
