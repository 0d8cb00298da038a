"""Words that somebody typed and has not saved."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.article import Article
from articles.models.revision import PlainJSON


class Scratch(models.Model):
    """What a form held when its browser last told us: one row per person and story. No revision, and never a state.

    A story that was never saved has no number yet: it is known by the token of its form.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(Article, null=True, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=32)  # token of the form it was typed into
    base = models.PositiveIntegerField(null=True)  # number of the revision that form was opened on
    fields = models.JSONField(encoder=PlainJSON)  # {name: value}, the story's fields alone
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "article"], condition=Q(article__isnull=False), name="one_scratch"),
            models.UniqueConstraint(
                fields=["user", "form"], condition=Q(article__isnull=True), name="one_scratch_of_new_story"
            ),
        ]
        indexes = [
            # The sweep of what nobody came back for.
            models.Index(fields=["at"], name="scratch_old"),
        ]
        permissions = [("open_scratch", "Can open what others typed and did not save")]

    def __str__(self):
        return f"{self.user}: {self.article_id or self.form}"
