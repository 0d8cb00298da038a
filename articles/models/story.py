"""The columns that the working copy and the live story share, declared once.

documents.py loops over them: a column added here is serialised, restored and published without another line.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from photos.models import FRACTION

HEADLINE_LIMIT = 200
STANDFIRST_LIMIT = 600
CAPTION_LIMIT = 2_000
BODY_LIMIT = 300_000
CAPTIONS_LIMIT = 40
BYLINES_LIMIT = 20
TAGS_LIMIT = 30


class Story(models.Model):
    """What a story says. Article holds it as the desk works on it, Edition as readers get it."""

    class Genre(models.TextChoices):
        NEWS = "news", _("news")
        REPORTAGE = "reportage", _("reportage")
        OPINION = "opinion", _("opinion")
        ANALYSIS = "analysis", _("analysis")
        BACKGROUND = "background", _("background")
        REVIEW = "review", _("review")
        SPONSORED = "sponsored", _("sponsored")

    language = models.CharField(
        _("language"), max_length=10, choices=settings.ALL_LANGUAGES, default=settings.LANGUAGE_CODE
    )
    kicker = models.CharField(
        _("kicker"), max_length=80, blank=True, help_text=_("A word or two above the headline; else the section.")
    )
    headline = models.CharField(_("headline"), max_length=HEADLINE_LIMIT, blank=True)
    standfirst = models.TextField(_("standfirst"), max_length=STANDFIRST_LIMIT, blank=True)
    byline_line = models.CharField(
        _("byline line"),
        max_length=200,
        blank=True,
        help_text=_("Printed instead of “By …”; {1} and {2} stand for the bylines."),
    )
    dateline = models.CharField(
        _("dateline"), max_length=80, blank=True, help_text=_("The place, as printed: ISTANBUL")
    )
    body = models.TextField(_("body"), max_length=BODY_LIMIT, blank=True)
    insets = models.JSONField(_("quotes and embeds"), default=dict, blank=True)
    source = models.CharField(_("source"), max_length=120, blank=True, help_text=_("Such as the agency."))
    source_url = models.URLField(_("source’s address"), max_length=500, blank=True)
    section = models.ForeignKey(
        "articles.Section",
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    slug = models.CharField(
        _("slug"), max_length=200, blank=True, help_text=_("The last part of the address; blank: from the headline.")
    )
    genre = models.CharField(_("genre"), max_length=12, choices=Genre, default=Genre.NEWS)
    translation_of = models.ForeignKey(
        "articles.Article",
        verbose_name=_("translation of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The original story, where this is its translation."),
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.headline or f"Untitled #{self.pk}"


class StoryByline(models.Model):
    """One name on a story and what they did for it."""

    class Role(models.TextChoices):
        BY = "by", _("by")
        REPORTING = "reporting", _("reporting by")
        ADDITIONAL = "additional", _("additional reporting by")
        WRITING = "writing", _("writing by")
        EDITING = "editing", _("editing by")
        TRANSLATION = "translation", _("translation by")

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    author = models.ForeignKey("authors.Author", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Role, default=Role.BY)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{self.get_role_display()} {self.author}"


class StoryCaption(models.Model):
    """One use of a photo in a story: its words, credit, place. A null word follows the photo's own."""

    class Role(models.TextChoices):
        LEAD = "lead", _("lead")
        INLINE = "inline", _("in the text")
        GALLERY = "gallery", _("gallery")

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    photo = models.ForeignKey("photos.Photo", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=Role, default=Role.INLINE)
    order = models.PositiveSmallIntegerField(default=0)
    caption = models.TextField(_("caption"), max_length=CAPTION_LIMIT, null=True, blank=True)
    alt = models.CharField(_("alt text"), max_length=500, null=True, blank=True)
    credit = models.CharField(_("credit"), max_length=200, null=True, blank=True)
    decorative = models.BooleanField(_("decorative"), default=False)
    focal_x = models.FloatField(null=True, blank=True, validators=FRACTION)
    focal_y = models.FloatField(null=True, blank=True, validators=FRACTION)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{self.get_role_display()}: {self.photo}"

    @property
    def picture(self):
        """What readers get of the photo, a Picture round this use's own middle; None where it may not be shown."""
        return self.photo.picture(None if self.focal_x is None else (self.focal_x, self.focal_y))

    @classmethod
    def constraints_for(cls, owner):
        """Return the constraints of a concrete table whose story is the field `owner`."""
        return [
            models.UniqueConstraint(fields=[owner, "key"], name=f"{owner}_caption_key"),
            models.UniqueConstraint(fields=[owner], condition=Q(role="lead"), name=f"{owner}_one_lead"),
            models.CheckConstraint(
                condition=Q(focal_x=None, focal_y=None) | Q(focal_x__isnull=False, focal_y__isnull=False),
                name=f"{owner}_caption_focal_both",
            ),
        ]
