"""What a member of staff is told: in the bell of the desk, and by e-mail."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.article import Article
from articles.models.note import Note


class NoticeQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)


class Notice(models.Model):
    """One thing that one person is told, written in the transaction of what happened. See articles/desk/notices.py."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)  # by which a person chooses: submitted, mention …
    event = models.CharField(max_length=40)  # the desk log's dotted name
    article = models.ForeignKey(Article, null=True, on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey(Note, null=True, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    moment = models.DateTimeField(null=True)  # of what is told once: the deadline, the clock's last sign
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    # When a mail is due, null where none is. With `mailed_at` too it is in a worker's hands until then.
    mail_due = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    mail_tries = models.PositiveSmallIntegerField(default=0)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            # What the clock finds is told once, by however many workers.
            models.UniqueConstraint(
                fields=["user", "event", "article", "moment"],
                condition=Q(moment__isnull=False, article__isnull=False),
                name="notice_of_story_once",
            ),
            models.UniqueConstraint(
                fields=["user", "event", "moment"],
                condition=Q(moment__isnull=False, article=None),
                name="notice_once",
            ),
        ]
        indexes = [
            # A person's notices, newest first.
            models.Index(fields=["user", "-id"], name="notice_of_user"),
            # The bell, on every page of the desk.
            models.Index(fields=["user"], condition=Q(read_at=None), name="notice_unread"),
            # Whether the clock's standing still was told.
            models.Index(
                fields=["moment"], condition=Q(moment__isnull=False, article=None), name="notice_of_the_clock"
            ),
            # The mails that are due.
            models.Index(fields=["mail_due"], condition=Q(mail_due__isnull=False), name="notice_mail_due"),
        ]

    def __str__(self):
        return f"{self.event} for {self.user}"
