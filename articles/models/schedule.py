"""What the clock will do at a moment, and the workers that watch it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.revision import Revision


class ScheduleQuerySet(models.QuerySet):
    def open(self):
        """Return what has still to happen: neither done nor cancelled."""
        return self.filter(done_at=None, cancelled_at=None)

    def publications(self):
        return self.open().filter(action=Schedule.Action.PUBLISH)

    def withdrawals(self):
        return self.open().filter(action=Schedule.Action.WITHDRAW)


class Schedule(models.Model):
    """What the clock does to a story at a moment to come: publish one frozen revision, or withdraw what is live."""

    class Action(models.TextChoices):
        PUBLISH = "publish", _("publish")
        WITHDRAW = "withdraw", _("withdraw")

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="schedules")
    action = models.CharField(max_length=8, choices=Action, default=Action.PUBLISH)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)  # of a withdrawal: what readers will read in the place of the story
    moment = models.DateTimeField()  # binding, in UTC
    wall_time = models.CharField(max_length=16)  # as typed: 2026-11-22 18:00
    zone = models.CharField(max_length=64)  # in which it was typed
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    override_reason = models.TextField(blank=True)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    refused = models.BooleanField(default=False)  # by the gate: waits for people, is not retried
    done_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["moment", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "action"], condition=Q(done_at=None, cancelled_at=None), name="one_open_schedule"
            )
        ]
        indexes = [
            # The sweep: what is due and not done.
            models.Index(
                fields=["moment"], condition=Q(done_at=None, cancelled_at=None, refused=False), name="schedule_due"
            ),
        ]

    def __str__(self):
        return f"{self.get_action_display()} {self.article} at {self.wall_time}"


class Heartbeat(models.Model):
    """When a worker was last seen running its sweeps."""

    worker = models.CharField(max_length=100, primary_key=True)
    at = models.DateTimeField()

    def __str__(self):
        return self.worker
