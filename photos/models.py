"""Photo and its renditions: what is shown, who made it, what may be done with it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

FRACTION = [MinValueValidator(0.0), MaxValueValidator(1.0)]


class Photo(models.Model):
    """One picture in the library. Its words are followed by every use that does not override them."""

    original = models.FileField(max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    format = models.CharField(max_length=10)
    bytes = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    original_name = models.CharField(max_length=255)
    title = models.CharField(max_length=200, blank=True)

    caption = models.TextField(max_length=2000, blank=True)
    alt = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=10)
    credit = models.CharField(max_length=200, blank=True)

    focal_x = models.FloatField(default=0.5, validators=FRACTION)
    focal_y = models.FloatField(default=0.5, validators=FRACTION)

    withdrawn_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.title or self.caption[:80] or f"Photo {self.pk}"
