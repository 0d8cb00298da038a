"""One contribution of a reader, why it waits, what was decided of it, and who raised an alarm.

Only comments/moderation/ writes these records.
"""

import datetime
from functools import cache

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@cache
def _root():
    """Return the address under which all pages of comments lie."""
    return reverse("comments:post")


NARROWED = ("article", "language", "reports_error")  # filters of the queue


class CommentQuerySet(models.QuerySet):
    def published(self):
        """Return what readers may read. Twin of `Comment.is_published`."""
        return self.filter(state=Comment.State.PUBLISHED)

    def picked(self):
        """Return the editors' picks among what readers may read.

        Asked as a range: SQLite looks through all comments of a story for those where a column is not null.
        """
        return self.published().filter(picked_at__gt=datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC))

    def waiting(self):
        """Return what waits for a moderator, the riskiest first, then the oldest."""
        return self.filter(state=Comment.State.PENDING).order_by("-risk", "posted_at", "pk")


class Comment(models.Model):
    """One contribution under an article. It hangs on the article's identity; its pages go through the live story."""

    class State(models.TextChoices):
        PENDING = "pending", pgettext_lazy("comment", "waiting")
        PUBLISHED = "published", pgettext_lazy("comment", "published")
        REJECTED = "rejected", pgettext_lazy("comment", "rejected")
        SPAM = "spam", pgettext_lazy("comment", "spam")
        REMOVED = "removed", pgettext_lazy("comment", "removed")
        WITHDRAWN = "withdrawn", pgettext_lazy("comment", "withdrawn")

    LEVELS = 3
    NUMBER_WIDTH = 6  # digits a number takes in a path

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replies")
    number = models.PositiveIntegerField()  # counted up per article
    path = models.CharField(max_length=LEVELS * NUMBER_WIDTH)  # numbers of ancestors and self, for reading in order
    level = models.PositiveSmallIntegerField()

    state = models.CharField(max_length=9, choices=State)
    version = models.PositiveIntegerField(default=1)  # every change of the row counts it up
    risk = models.PositiveSmallIntegerField(default=0)

    name = models.CharField(_("name"), max_length=60)
    email = models.EmailField(_("e-mail"), blank=True)
    body = models.TextField(_("text"))
    words = models.TextField(blank=True)  # by which it is found: comments/finding.py
    language = models.CharField(max_length=10)
    by_staff = models.BooleanField(default=False)
    reports_error = models.BooleanField(_("reports an error"), default=False)
    picked_at = models.DateTimeField(null=True)  # by the editors, as worth reading
    erased_at = models.DateTimeField(null=True)  # its writer's data were blanked
    # Courtesy between moderators; the version is the law.
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    claimed_until = models.DateTimeField(null=True)

    token_id = models.CharField(max_length=24, unique=True, null=True)
    author_mark = models.CharField(max_length=32, blank=True)
    network = models.CharField(max_length=32, blank=True)  # a mark, never an address
    fingerprint = models.CharField(max_length=64, blank=True)

    posted_at = models.DateTimeField()
    first_published_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    published_below = models.PositiveIntegerField(default=0)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "path"], name="comment_path"),
            models.UniqueConstraint(fields=["article", "number"], name="comment_number"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=3), name="comment_level"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(first_published_at__isnull=False), name="comment_published_at"
            ),
        ]
        # None is partial: SQLite cannot tell that a bound parameter implies an index's condition. Reading order under
        # a story is served by the unique path.
        indexes = [
            # A story's feed.
            models.Index(fields=["article", "state", "-first_published_at"], name="comment_newest"),
            # The queue: what waits, and its other tabs; behind their order what they are narrowed to, so that no row
            # is read to be left out.
            models.Index(fields=["state", "-risk", "posted_at", "id", *NARROWED], name="comment_waiting"),
            models.Index(fields=["state", "-posted_at", "-id", *NARROWED], name="comment_by_state"),
            # The editors' picks under a story.
            models.Index(fields=["article", "state", "picked_at"], name="comment_picks"),
            # Names typed with the same address; what the forgetting of addresses looks for.
            models.Index(fields=["email", "posted_at"], name="comment_of_email"),
            # Doubles, and the record of a mark or a network.
            models.Index(fields=["fingerprint", "posted_at"], name="comment_double"),
            models.Index(fields=["author_mark", "posted_at"], name="comment_of_mark"),
            models.Index(fields=["network", "posted_at"], name="comment_of_network"),
        ]
        permissions = [
            ("moderate_comment", "Can moderate comments and answer readers"),
            ("erase_person", "Can export and erase what one reader wrote"),
        ]

    def __str__(self):
        return f"#{self.number} {self.name}"

    @property
    def is_published(self):
        """Whether readers may read it. Twin of `CommentQuerySet.published`."""
        return self.state == self.State.PUBLISHED

    # Its addresses, written rather than resolved: a page of fifty comments has two hundred of them.

    @property
    def page_address(self):
        return f"{_root()}{self.article_id}/c/{self.pk}/#comment-{self.pk}"

    @property
    def parent_address(self):
        return f"{_root()}{self.article_id}/c/{self.parent_id}/#comment-{self.parent_id}"

    @property
    def reply_address(self):
        return f"{_root()}{self.article_id}/new/?to={self.pk}"

    @property
    def report_address(self):
        return f"{_root()}{self.pk}/report/"

    @property
    def ancestor_paths(self):
        """The paths of the comments it stands below."""
        width = self.NUMBER_WIDTH
        return [self.path[:end] for end in range(width, len(self.path), width)]


class HeldReason(models.Model):
    """Why a rule spoke. The span counts code points of the stored text."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="held_reasons")
    code = models.CharField(max_length=20)
    rule = models.ForeignKey("comments.HoldRule", null=True, on_delete=models.SET_NULL, related_name="+")
    field = models.CharField(max_length=10, blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.code


class Decision(models.Model):
    """One move of one comment from state to state. Append-only: an undo is a row that names the row it undoes."""

    class Actor(models.TextChoices):
        RULE = "rule", _("rule")
        AUTHOR = "author", pgettext_lazy("comment", "its author")
        STAFF = "staff", _("staff")

    class Reason(models.TextChoices):
        SPAM = "spam", _("spam")
        ADVERTISING = "advertising", _("advertising")
        OFF_TOPIC = "off_topic", _("off topic")
        INSULT = "insult", _("insult")
        HARASSMENT = "harassment", _("harassment")
        HATE = "hate", _("hate or incitement")
        PERSONAL_DATA = "personal_data", _("personal data")
        DANGER = "danger", _("danger to a person")
        UNLAWFUL = "unlawful", _("unlawful")
        FALSE_CLAIM = "false_claim", _("false claim")
        IMPERSONATION = "impersonation", _("impersonation")
        DUPLICATE = "duplicate", _("duplicate")
        OTHER = "other", pgettext_lazy("reason", "other")

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="decisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor = models.CharField(max_length=6, choices=Actor)
    verb = models.CharField(max_length=12)
    from_state = models.CharField(max_length=9, choices=Comment.State, blank=True)  # empty: it was new
    to_state = models.CharField(max_length=9, choices=Comment.State)
    version = models.PositiveIntegerField()  # of the comment after it
    reason = models.CharField(max_length=13, choices=Reason, blank=True)
    note = models.TextField(max_length=500, blank=True)  # to the author; for "other" the reason itself
    private_note = models.TextField(max_length=500, blank=True)
    old_body = models.TextField(blank=True)  # what an edit replaced
    batch = models.UUIDField(null=True)  # one press of a bulk button
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            # Today's median in the queue; old versions to be forgotten.
            models.Index(fields=["at"], name="decision_at"),
            # The undo of a batch.
            models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="decision_batch"),
        ]

    def __str__(self):
        return f"{self.verb} {self.comment}"
