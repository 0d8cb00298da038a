"""What is left of a budget, and the secret under which networks are marked."""

from django.db import models


class Bucket(models.Model):
    """What was taken from one budget, or one sum that was judged. Moments are in seconds since 1970."""

    key = models.CharField(max_length=120, primary_key=True)
    full_at = models.FloatField()  # when it will be full again
    until = models.FloatField(db_index=True)  # from then on it is full whatever was taken, and can be forgotten

    def __str__(self):
        return self.key


class NetworkKey(models.Model):
    """The secret under which networks are marked. There is one at a time; destroyed after 30 days with its marks."""

    slot = models.PositiveSmallIntegerField(primary_key=True, default=1)
    secret = models.BinaryField()
    made_at = models.DateTimeField()

    def __str__(self):
        return f"made {self.made_at:%Y-%m-%d}"
