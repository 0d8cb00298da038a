"""The queue's indexes with what it is narrowed to behind their order, so that no row is read to be left out."""

from django.db import migrations, models

NARROWED = ["article", "language", "reports_error"]


class Migration(migrations.Migration):
    dependencies = [("comments", "0005_index_of_picks")]

    operations = [
        migrations.RemoveIndex(model_name="comment", name="comment_waiting"),
        migrations.RemoveIndex(model_name="comment", name="comment_by_state"),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["state", "-risk", "posted_at", "id", *NARROWED], name="comment_waiting"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["state", "-posted_at", "-id", *NARROWED], name="comment_by_state"),
        ),
    ]
