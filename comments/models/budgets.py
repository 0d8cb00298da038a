"""What is left of a budget, and the secret under which networks are marked."""

from django.db import models


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
