"""The table of the cache, so that `migrate` alone makes a database complete.

Made also where CACHE_URL names another cache: an empty table costs nothing, and the setting may go again.
"""

from django.core.management.commands.createcachetable import Command
from django.db import migrations


def make_table(apps, schema_editor):
    command = Command()
    command.verbosity = 0
    command.create_table(schema_editor.connection.alias, "newsroom_cache", dry_run=False)


def drop_table(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name('newsroom_cache')}")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(make_table, drop_table)]
