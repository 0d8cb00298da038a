"""Who has a story's form open. It informs, and locks nothing."""

from django.conf import settings
from django.db import models

from articles.models.article import Article


class Presence(models.Model):
    """One open form of a story: a person has as many as tabs. Whoever sends no pulse for a minute is gone."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    tab = models.CharField(max_length=36)  # made up by the browser
    unsaved = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "user", "tab"], name="presence_tab")]
        indexes = [
            # Who is here, on the form and in lists; and the sweep of those long gone.
            models.Index(fields=["article", "at"], name="presence_here"),
            models.Index(fields=["at"], name="presence_gone"),
        ]

    def __str__(self):
        return f"{self.user} at {self.article_id}"
