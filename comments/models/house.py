"""What the house does with comments: under one article, in a section, on the site, and by which rules."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Discussion(models.Model):
    """One article's comments, made at the first comment or control. No row: open, and none yet."""

    class Mode(models.TextChoices):
        OPEN = "open", pgettext_lazy("comments", "open")
        SLOW = "slow", pgettext_lazy("comments", "slow")
        HOLD_ALL = "hold_all", pgettext_lazy("comments", "hold all")
        CLOSED = "closed", pgettext_lazy("comments", "closed")

    article = models.OneToOneField("articles.Article", primary_key=True, on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.OPEN)
    mode_since = models.DateTimeField(null=True)
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

    class Order(models.TextChoices):
        OLDEST = "oldest", _("oldest first")
        NEWEST = "newest", _("newest first")

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

    order = models.CharField(_("order"), max_length=6, choices=Order, default=Order.OLDEST)
    rules_text = models.TextField(
        _("rules of the house"), blank=True, help_text=_("Shown to readers beside the form, as plain text.")
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
        RECORD = "record", _("a bad record")
        FAST = "fast", _("written very quickly")
        SCRIPT = "script", _("another script than the story’s (off by default)")
        SHOUTING = "shouting", _("capitals and symbols (off by default)")

    code = models.CharField(_("rule"), max_length=20, choices=Code)
    on = models.BooleanField(_("on"), default=True)
    number = models.PositiveSmallIntegerField(
        _("number"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_(
            "Links of a known reader that hold (3); per cent of a record that was refused, or of capitals and symbols "
            "(30). Blank: as in brackets."
        ),
    )  # fmt: skip
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
