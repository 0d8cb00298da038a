"""What colleagues say to each other about a story. No reader ever gets a note."""

from django.conf import settings
from django.db import models

from articles.models.article import Article
from articles.models.revision import Revision


class Note(models.Model):
    """A note, or an answer to one: threads have one level. Whoever wrote it edits or removes it; a trace stays."""

    LIMIT = 2_000

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="notes")
    thread = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="answers")  # the note answered
    revision = models.ForeignKey(Revision, null=True, on_delete=models.PROTECT, related_name="+")  # newest at the time
    text = models.TextField(max_length=LIMIT, blank=True)  # empty once removed
    is_reason = models.BooleanField(default=False)  # why the story was sent back
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    # Of a thread, on its first note.
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"Note {self.pk}"
