"""The index of picks by state, too: then both databases go straight to them, however many comments a story has."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0004_bucket_by_one_moment")]

    operations = [
        migrations.RemoveIndex(model_name="comment", name="comment_picks"),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["article", "state", "picked_at"], name="comment_picks"),
        ),
    ]
