"""The public history of a story: append-only, the corrections log among it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition
from articles.models.revision import Revision

LATE_AFTER = timedelta(minutes=1)


class Publication(models.Model):
    """One change of a story that readers can notice, with the public words of that version."""

    class Kind(models.TextChoices):
        FIRST = "first", _("first published")
        TYPO = "typo", _("typo")
        UPDATE = "update", _("update")
        CLARIFICATION = "clarification", _("clarification")
        CORRECTION = "correction", _("correction")
        RETRACTION = "retraction", _("retraction")
        WITHDRAWAL = "withdrawal", _("withdrawal")

    # Kinds whose note stands on the page, in the corrections log and in structured data.
    NOTICED = (Kind.CLARIFICATION, Kind.CORRECTION, Kind.RETRACTION)

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="publications")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="publications")
    kind = models.CharField(max_length=13, choices=Kind)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    planned_at = models.DateTimeField(null=True)  # the moment a schedule named
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_clock = models.BooleanField(default=False)  # the clock, on behalf of `by`
    override_reason = models.TextField(blank=True)
    # The public words, as ordered blocks [kind, text]; a legal redaction empties them.
    words = models.JSONField(default=list)
    redacted_at = models.DateTimeField(null=True)
    redaction_note = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            # A story's history, and its latest notice.
            models.Index(fields=["edition", "-at"], name="publication_of_story"),
            # The board's “Live today”: what readers got since midnight.
            models.Index(fields=["-at"], name="publication_newest"),
            # The corrections log: the newest of each kind that it lists.
            models.Index(fields=["kind", "-at", "-id"], name="publication_of_kind"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.edition}"

    @property
    def late_by(self):
        """How long after its planned moment it happened, where that is a minute or more; else None."""
        late = self.at - self.planned_at if self.planned_at else None
        return late if late and late >= LATE_AFTER else None
