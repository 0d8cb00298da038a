"""What a newsroom makes of the desk's rules."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.section import Section


class RuleSetting(models.Model):
    """How severe one rule of the checklist is, in one section or in all, and its number where it has one.

    The rules and what they say without a setting stand in articles/checklist. A section's row goes before the row of
    all sections.
    """

    class Severity(models.TextChoices):
        BLOCK = "block", _("blocks")
        ADVISE = "advise", _("advises")
        OFF = "off", _("says nothing")

    section = models.ForeignKey(
        Section,
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Blank: all sections."),
    )
    rule = models.CharField(_("rule"), max_length=30)
    severity = models.CharField(_("severity"), max_length=6, choices=Severity)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)

    class Meta:
        verbose_name = _("checklist rule")
        verbose_name_plural = _("checklist rules")
        ordering = ["rule", "section"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "section"], name="rule_once_in_section"),
            models.UniqueConstraint(fields=["rule"], condition=Q(section=None), name="rule_once_for_all"),
        ]

    def __str__(self):
        return f"{self.rule} {self.get_severity_display()}"
