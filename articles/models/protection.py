"""Whose name a story may not say: the only table that knows it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class ProtectedByline(models.Model):
    """A person of a story whose name only its named editors may open. Everything else carries the public name.

    Written by articles/desk/protection.py, read by articles/protection.py. A lifted one stays as a record.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="protections")
    author = models.ForeignKey("authors.Author", on_delete=models.PROTECT, related_name="+")
    public = models.ForeignKey("authors.Author", on_delete=models.PROTECT, related_name="+")
    editors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lift_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            # Also the index by which a story's protections are found.
            models.UniqueConstraint(
                fields=["article", "author"], condition=Q(lifted_at=None), name="protected_once_on_a_story"
            )
        ]

    def __str__(self):
        return str(_("a protected byline"))  # also where the admin lists what keeps a person from being deleted
