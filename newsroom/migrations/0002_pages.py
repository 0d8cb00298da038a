from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0001_cache_table")]
    operations = [
        migrations.CreateModel(
            name="Purge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100)),
                ("mark", models.BigIntegerField()),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={"indexes": [models.Index(fields=["mark"], name="purge_of_transaction")]},
        ),
    ]
