"""The records of what readers answer. Only comments/moderation/ writes the first four of them.

Comment       one contribution; never deleted, only blanked
HeldReason    why a rule spoke, with the characters it spoke of
Decision      append-only: who moved a comment from which state to which, and why
Discussion    one article's comments: whether they are open, and their counters
Policy        the house's rules for the site or a section
HoldRule      a rule that can be switched, and its words
Bucket        one budget, or one sum that was judged
NetworkKey    the current secret for network marks
"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CommentQuerySet(models.QuerySet):
    def published(self):
        """Return what readers may read. Twin of `Comment.is_published`."""
        return self.filter(state=Comment.State.PUBLISHED)

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
    language = models.CharField(max_length=10)
    by_staff = models.BooleanField(default=False)
    reports_error = models.BooleanField(_("reports an error"), default=False)

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
            # The queue: what waits, and its other tabs.
            models.Index(fields=["state", "-risk", "posted_at", "id"], name="comment_waiting"),
            models.Index(fields=["state", "-posted_at", "-id"], name="comment_by_state"),
            # Doubles, and the record of a mark or a network.
            models.Index(fields=["fingerprint", "posted_at"], name="comment_double"),
            models.Index(fields=["author_mark", "state"], name="comment_of_mark"),
            models.Index(fields=["network", "posted_at"], name="comment_of_network"),
        ]
        permissions = [("moderate_comment", "Can moderate comments and answer readers")]

    def __str__(self):
        return f"#{self.number} {self.name}"

    @property
    def is_published(self):
        """Whether readers may read it. Twin of `CommentQuerySet.published`."""
        return self.state == self.State.PUBLISHED

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
    verb = models.CharField(max_length=10)
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
            # The undo of a batch.
            models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="decision_batch"),
        ]

    def __str__(self):
        return f"{self.verb} {self.comment}"


class Discussion(models.Model):
    """One article's comments, made at the first comment or control. No row: open, and none yet."""

    class Mode(models.TextChoices):
        OPEN = "open", pgettext_lazy("comments", "open")
        HOLD_ALL = "hold_all", pgettext_lazy("comments", "hold all")
        CLOSED = "closed", pgettext_lazy("comments", "closed")

    article = models.OneToOneField("articles.Article", primary_key=True, on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.OPEN)
    mode_until = models.DateTimeField(null=True)
    published_count = models.PositiveIntegerField(default=0)
    waiting_count = models.PositiveIntegerField(default=0)
    next_number = models.PositiveIntegerField(default=1)

    def __str__(self):
        return f"Comments on {self.article_id}"


class Policy(models.Model):
    """What the house does with comments, for the site or for one section, which goes before the site."""

    class Publishing(models.TextChoices):
        HOLD_ALL = "hold_all", _("hold everything")
        HOLD_FIRST = "hold_first", _("hold a reader’s first comments, and newcomers’ links")
        PUBLISH = "publish", _("publish unless a rule holds")

    section = models.OneToOneField(
        "articles.Section", null=True, blank=True, on_delete=models.CASCADE, related_name="+",
        help_text=_("Blank: the whole site."),
    )  # fmt: skip
    enabled = models.BooleanField(_("comments are enabled"), default=True)
    publishing = models.CharField(_("publishing"), max_length=10, choices=Publishing, default=Publishing.HOLD_ALL)
    first_n = models.PositiveSmallIntegerField(
        _("first comments held"), default=2, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    close_after_days = models.PositiveSmallIntegerField(
        _("close after days"), default=30, help_text=_("Counted from the story’s first publication; 0: never.")
    )

    class Meta:
        verbose_name_plural = _("policies")
        constraints = [
            # Two empty sections are not equal to a unique index.
            models.UniqueConstraint(models.Value(1), condition=Q(section=None), name="one_policy_for_the_site")
        ]

    def __str__(self):
        return str(self.section or _("The whole site"))


class HoldRule(models.Model):
    """A switchable rule. Without a row, a rule is as comments/rules.py has it by default."""

    class Code(models.TextChoices):
        WORDS = "words", _("a listed word holds")
        SPAM_WORDS = "spam-words", _("a listed phrase is spam")
        WATCH = "watch", _("a word not to stand under this story")
        LINKS = "links", _("links")
        PERSONAL = "personal", _("personal data")
        DOUBLE = "double", _("the same text again")
        FAST = "fast", _("written very quickly")

    code = models.CharField(_("rule"), max_length=20, choices=Code)
    on = models.BooleanField(_("on"), default=True)
    words = models.TextField(_("words"), blank=True, help_text=_("One word or phrase in a line."))
    section = models.ForeignKey("articles.Section", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey("articles.Article", null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["code", "pk"]
        indexes = [
            # What applies to one post: the site's rules, its section's, its article's.
            models.Index(fields=["article", "section"], name="hold_rule_scope"),
        ]

    def __str__(self):
        return self.get_code_display()

    @property
    def phrases(self):
        return [line.strip() for line in self.words.splitlines() if line.strip()]


class Bucket(models.Model):
    """What is left of one budget at a moment; or one sum that was judged, of which nothing is left."""

    key = models.CharField(max_length=120, primary_key=True)
    left = models.FloatField()
    at = models.DateTimeField(db_index=True)  # forgetting asks by it

    def __str__(self):
        return self.key


class NetworkKey(models.Model):
    """The secret under which networks are marked. There is one at a time; destroyed after 30 days with its marks."""

    slot = models.PositiveSmallIntegerField(primary_key=True, default=1)
    secret = models.BinaryField()
    made_at = models.DateTimeField()

    def __str__(self):
        return f"made {self.made_at:%Y-%m-%d}"
