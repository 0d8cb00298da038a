"""What stands where on a front because the desk put it there. What it leaves open, the newest stories fill."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class PlacementQuerySet(models.QuerySet):
    def of_front(self, language, section):
        """Return the placements of one front; `section` None is the home's."""
        return self.filter(language=language, section=section)

    def standing(self, moment):
        """Return what is placed at a moment, first to last; of two in one slot the one that began later stands first.

        Whether readers may have the story is another question: one that waits for its publication is placed early.
        """
        return self.standing_or_to_come(moment).filter(Q(starts_at=None) | Q(starts_at__lte=moment))

    def standing_or_to_come(self, moment):
        """Return what is placed at a moment or later, in the order of `standing`."""
        rows = self.filter(Q(ends_at=None) | Q(ends_at__gt=moment))
        return rows.order_by("position", F("starts_at").desc(nulls_last=True), "-pk")


class Placement(models.Model):
    """One story in one slot of a front, perhaps for a time. Written by articles/desk/fronts.py alone."""

    language = models.CharField(max_length=10, choices=settings.ALL_LANGUAGES)
    section = models.ForeignKey(
        "articles.Section", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # null: the home
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="placements")
    position = models.PositiveSmallIntegerField()  # 0 is the lead
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("place on a front")
        verbose_name_plural = _("fronts")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="placement_ends_after_it_starts",
            ),
        ]
        indexes = [
            # Every front, each time it is shown: its places in order.
            models.Index(fields=["language", "section", "position"], name="placement_of_front"),
        ]

    def __str__(self):
        return f"{self.article} at {self.position} of {self.section or 'home'} ({self.language})"
