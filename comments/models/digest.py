"""How often a moderator is written to. Without a row: daily."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Digest(models.Model):
    class Every(models.TextChoices):
        OFF = "off", pgettext_lazy("digest", "never")
        HOURLY = "hourly", _("every hour")
        DAILY = "daily", _("every day")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )  # fmt: skip
    every = models.CharField(max_length=6, choices=Every, default=Every.DAILY)
    sent_at = models.DateTimeField(null=True)  # of two workers, whoever moves it sends

    def __str__(self):
        return f"{self.user}: {self.every}"
