"""A reader's alarm about a published comment. It hides nothing by itself, so that nobody is silenced by numbers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comments.models.comment import Comment, Decision


class ReportQuerySet(models.QuerySet):
    def open(self):
        """Return what no moderator has answered by a decision."""
        return self.filter(answered_by=None)


class Report(models.Model):
    class Reason(models.TextChoices):
        SPAM = "spam", _("spam")
        INSULT = "insult", _("insult or hate")
        PERSONAL_DATA = "personal_data", _("personal data")
        DANGER = "danger", _("danger to a person")
        FALSE_CLAIM = "false_claim", _("false claim")
        OTHER = "other", pgettext_lazy("reason", "other")

    TEXT_LIMIT = 500

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="reports")
    reason = models.CharField(max_length=13, choices=Reason)
    text = models.TextField(max_length=TEXT_LIMIT, blank=True)
    network = models.CharField(max_length=32, blank=True)  # a mark, never an address
    at = models.DateTimeField()
    # The decision that answered it; taken away again when that is undone.
    answered_by = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="answers")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "network"], condition=~Q(network=""), name="one_report_of_a_network"
            )
        ]
        # The tab of reported comments asks for the open ones by answered_by, which a foreign key indexes.

    def __str__(self):
        return f"{self.reason} {self.comment_id}"
