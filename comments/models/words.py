"""The words by which a comment is found in the queue."""

from django.db import models

from comments.models.comment import Comment


class CommentWords(models.Model):
    """A comment's name and text as search compares them (newsroom.text.normalise).

    Written by comments/finding.py alone. Each database keeps an index of its own over it: see the migration.
    """

    comment = models.OneToOneField(Comment, primary_key=True, on_delete=models.CASCADE, related_name="+")
    words = models.TextField()

    def __str__(self):
        return self.words[:60]
