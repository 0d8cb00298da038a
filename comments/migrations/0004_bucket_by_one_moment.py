"""Budgets by the moment at which they are full again. What was counted until now is forgotten: an hour of it matters."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0003_search")]

    operations = [
        migrations.DeleteModel("Bucket"),
        migrations.CreateModel(
            name="Bucket",
            fields=[
                ("key", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("full_at", models.FloatField()),
                ("until", models.FloatField(db_index=True)),
            ],
        ),
    ]
