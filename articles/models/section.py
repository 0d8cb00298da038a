"""Sections, and what the site says of itself in each language."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Section(models.Model):
    """What a story is filed under: Politics, Culture. May sit below one other section."""

    class Colour(models.TextChoices):
        INK = "ink", _("ink")
        RED = "red", _("red")
        RUST = "rust", _("rust")
        OCHRE = "ochre", _("ochre")
        GREEN = "green", _("green")
        TEAL = "teal", _("teal")
        BLUE = "blue", _("blue")
        VIOLET = "violet", _("violet")

    names = models.JSONField(_("name by language"), help_text=_('Such as {"en": "Politics", "ar": "سياسة"}.'))
    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    colour = models.CharField(max_length=10, choices=Colour, default=Colour.INK)
    order = models.PositiveSmallIntegerField(default=0)
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="sections",
        help_text=_("Whose section this is. Nobody named: every editor's."),
    )
    four_eyes = models.BooleanField(
        default=True, help_text=_("Nobody approves or publishes their own work in this section.")
    )

    class Meta:
        ordering = ["order", "slug"]

    def __str__(self):
        return self.name_in(settings.LANGUAGE_CODE)

    def name_in(self, language):
        """Return the section's name in `language`, else in the site's language, else any, else the slug."""
        return (
            self.names.get(language)
            or self.names.get(settings.LANGUAGE_CODE)
            or next(iter(self.names.values()), "")
            or self.slug
        )


class SiteText(models.Model):
    """The masthead and standing words of the site in one language; chief editors change them."""

    language = models.CharField(max_length=10, primary_key=True, choices=settings.ALL_LANGUAGES)
    name = models.CharField(_("name of the newsroom"), max_length=80)
    strapline = models.CharField(max_length=200, blank=True)
    follow_words = models.CharField(
        _("follow-us line"), max_length=200, blank=True, help_text=_("Stands at the foot of every story.")
    )
    profiles = models.JSONField(default=list, blank=True, help_text=_('Such as [{"name": "Mastodon", "url": "…"}].'))
    about = models.TextField(blank=True, help_text=_("Stands at the foot of every page."))

    class Meta:
        ordering = ["language"]

    def __str__(self):
        return f"{self.name} ({self.language})"
