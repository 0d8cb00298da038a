"""A story shown to somebody without an account, before readers have it."""

import secrets

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.urls import reverse

from articles.models.article import Article
from articles.models.revision import Revision

signer = Signer(salt="articles.share", sep=".")


def new_key():
    return secrets.token_urlsafe(12)


class ShareLink(models.Model):
    """One frozen revision for one named person, until a moment. Its address is signed: the database opens none."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="share_links")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=16, unique=True, default=new_key)
    recipient = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    openings = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"Share link {self.pk}"

    @property
    def path(self):
        """The address at which it opens, of our own site."""
        return reverse("shared", args=[signer.sign(self.key)])

    def state(self, now):
        """Return open, expired or revoked."""
        if self.revoked_at:
            return "revoked"
        return "open" if now < self.expires_at else "expired"
