"""Append-only: what a story said at each save, who vouched for it, and what the desk did."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class PlainJSON(DjangoJSONEncoder):
    """JSON that keeps letters as letters: escaped, an Arabic story would take three times the room."""

    def __init__(self, **options):
        super().__init__(**(options | {"ensure_ascii": False}))


class Revision(models.Model):
    """One immutable document of a whole story. History, compare, restore, approval and publication use it."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    schema = models.PositiveSmallIntegerField()
    document = models.JSONField(encoder=PlainJSON)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revision_number")]

    def __str__(self):
        return f"Revision {self.number}"


class Approval(models.Model):
    """Somebody's word that one revision may be published: an editor's, or that it is safe in law.

    An edit drops it; the row stays, and goes on vouching for the revision it names, which may be scheduled.
    """

    class Kind(models.TextChoices):
        DESK = "desk", _("desk")
        LEGAL = "legal", _("law")

    kind = models.CharField(max_length=5, choices=Kind, default=Kind.DESK)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="approvals")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="approvals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    override_reason = models.TextField(blank=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "kind"], condition=Q(dropped_at=None), name="one_standing_approval"
            )
        ]

    def __str__(self):
        return f"Approval of {self.revision}"  # says no name: a protected one would show


class DeskLog(models.Model):
    """What the desk did that is no Publication: greppable dotted names, never changed."""

    event = models.CharField(max_length=40)
    article = models.ForeignKey(Article, null=True, on_delete=models.PROTECT, related_name="log")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("desk log entry")
        verbose_name_plural = _("desk log")
        indexes = [
            # Who set a front last; the log's filter by event.
            models.Index(fields=["event", "-id"], name="desklog_by_event"),
        ]

    def __str__(self):
        return self.event
