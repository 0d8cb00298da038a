"""The working copy: what the admin edits, row by row. No public page reads it."""

from functools import cached_property

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, Tag

from articles.models.story import Story, StoryByline, StoryCaption

WORDS_LIMIT = 50_000  # of a commission: more than a body can hold is a slip of the finger


class ArticleQuerySet(models.QuerySet):
    def with_slugs(self, language, *slugs):
        """Return the stories of a language that have one of these slugs.

        An empty one is none. That has to be said: SQLite finds them by the index of slugs only where none is empty.
        """
        return self.filter(~Q(slug=""), language=language, slug__in=slugs)


class Article(Story):
    """A story as the desk works on it. It has no public address: readers get its Edition.

    Only the admin's form and articles/desk.py write it; every save that changed something appends a Revision.
    """

    class Stage(models.TextChoices):
        ASSIGNED = "assigned", _("assigned")
        WRITING = "writing", _("writing")
        SUBMITTED = "submitted", _("submitted")
        APPROVED = "approved", _("approved")

    class ChangeKind(models.TextChoices):
        TYPO = "typo", _("typo")
        UPDATE = "update", _("update")
        CLARIFICATION = "clarification", _("clarification")
        CORRECTION = "correction", _("correction")
        RETRACTION = "retraction", _("retraction")

    class Embargo(models.TextChoices):
        NONE = "none", _("none")
        UNTIL = "until", _("until a moment")
        HOLD = "hold", _("until released")

    stage = models.CharField(max_length=10, choices=Stage, default=Stage.WRITING, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,  # article_of_maker serves it
    )
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(null=True, editable=False)
    killed_at = models.DateTimeField(null=True, editable=False)  # readers never saw it and never will, unless revived

    # A gate that nothing public can pass. Set and lifted by a verb of the desk, never by the form.
    embargo = models.CharField(_("embargo"), max_length=5, choices=Embargo, default=Embargo.NONE, editable=False)
    embargo_until = models.DateTimeField(null=True, editable=False)
    embargo_reason = models.CharField(max_length=300, blank=True, editable=False)
    embargo_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    change_kind = models.CharField(_("kind of change"), max_length=13, choices=ChangeKind, blank=True)
    change_note = models.TextField(_("note to readers"), max_length=1000, blank=True)

    brief = models.CharField(_("brief"), max_length=200, blank=True, help_text=_("What the story is to be."))
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assignee"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,  # article_of_assignee serves it
    )
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    planned_for = models.DateField(
        _("planned for"), null=True, blank=True, help_text=_("The day it is meant to run. A plan publishes nothing.")
    )
    commissioned_words = models.PositiveIntegerField(
        _("words commissioned"), null=True, blank=True, validators=[MaxValueValidator(WORDS_LIMIT)]
    )
    needs_photo = models.BooleanField(_("needs a photo"), default=False)
    needs_legal = models.BooleanField(_("needs clearance for law"), default=False)

    tags = TaggableManager(through="articles.TaggedArticle", blank=True, related_name="articles")

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "slug"], condition=~Q(slug=""), name="article_slug_in_language"
            ),
            models.CheckConstraint(
                condition=Q(embargo="until", embargo_until__isnull=False)
                | (~Q(embargo="until") & Q(embargo_until=None)),
                name="article_embargo_has_its_moment",
            ),
        ]
        indexes = [
            # The list as it opens: what was saved last. Killed stories are in no list but their own.
            models.Index(fields=["-saved_at", "-id"], condition=Q(killed_at=None), name="article_newest_saved"),
            models.Index(fields=["-saved_at", "-id"], condition=Q(killed_at__isnull=False), name="article_killed"),
            # The list's search for part of a word: it reads this index alone, and not the table.
            models.Index(
                fields=["-saved_at", "-id", "killed_at", "headline", "brief", "slug"], name="article_searched"
            ),
            # The board's columns, the desk home's panels, the list's filters and its order by stage.
            models.Index(fields=["stage", "-saved_at", "-id"], condition=Q(killed_at=None), name="article_by_stage"),
            models.Index(
                fields=["section", "-saved_at", "-id"], condition=Q(killed_at=None), name="article_in_section"
            ),
            # A person's own stories: the desk home's “Mine”, the list's filter, the board of one person.
            models.Index(fields=["created_by", "-saved_at", "-id"], name="article_of_maker"),
            models.Index(fields=["assignee", "-saved_at", "-id"], name="article_of_assignee"),
            # The desk home's “Waiting for me”: what a lawyer has still to read.
            models.Index(fields=["stage", "-saved_at"], condition=Q(needs_legal=True), name="article_needs_legal"),
            # The desk home's “Late” and the week: what is due. Most stories of an archive have no deadline.
            models.Index(fields=["deadline"], condition=Q(deadline__isnull=False), name="article_deadline"),
            # The week: what is meant to run on its days.
            models.Index(fields=["planned_for"], condition=Q(planned_for__isnull=False), name="article_planned_for"),
        ]
        permissions = [
            ("assign_article", "Can assign stories"),
            ("submit_article", "Can submit stories"),
            ("approve_article", "Can approve stories and send them back"),
            ("publish_article", "Can publish, schedule and withdraw stories"),
            ("embargo_article", "Can put stories under embargo"),
            ("release_embargo", "Can release an embargo that another person set"),
            ("kill_article", "Can kill and revive stories that readers never saw"),
            ("clear_legal", "Can clear stories for law"),
            ("set_front", "Can set the fronts"),
            ("share_article", "Can share stories with people outside"),
            ("override_four_eyes", "Can approve own work with a reason"),
            ("protect_byline", "Can protect a byline"),
            ("merge_author", "Can rename, retire and merge authors"),
            ("merge_tag", "Can rename and merge tags"),
        ]

    def __str__(self):
        return self.headline or self.brief or f"Untitled #{self.pk}"

    @cached_property
    def edition_or_none(self):
        """What readers have of it, as it was when this was first asked; None where it was never published."""
        try:
            return self.edition
        except ObjectDoesNotExist:
            return None


class Byline(StoryByline):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")

    class Meta(StoryByline.Meta):
        constraints = [models.UniqueConstraint(fields=["article", "key"], name="article_byline_key")]


class Caption(StoryCaption):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="captions")

    class Meta(StoryCaption.Meta):
        constraints = StoryCaption.constraints_for("article")


class TaggedArticle(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="tagged_articles")
    content_object = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="tagged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="article_tag_once")]
