"""What the clock will do at a moment, and the workers that watch it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.article import Article
from articles.models.revision import Revision


class ScheduleQuerySet(models.QuerySet):
    def open(self):
        """Return what has still to happen: neither done nor cancelled."""
        return self.filter(done_at=None, cancelled_at=None)


class Schedule(models.Model):
    """A publication at a moment to come, of one frozen revision."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="schedules")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
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
                fields=["article"], condition=Q(done_at=None, cancelled_at=None), name="one_open_schedule"
            )
        ]
        indexes = [
            # The sweep: what is due and not done.
            models.Index(
                fields=["moment"], condition=Q(done_at=None, cancelled_at=None, refused=False), name="schedule_due"
            ),
        ]

    def __str__(self):
        return f"{self.article} at {self.wall_time}"


class Heartbeat(models.Model):
    """When a worker was last seen running its sweeps."""

    worker = models.CharField(max_length=100, primary_key=True)
    at = models.DateTimeField()

    def __str__(self):
        return self.worker
