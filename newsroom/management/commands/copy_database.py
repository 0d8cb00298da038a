from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connections

from newsroom import rows

NEW = "new"


class Command(BaseCommand):
    help = (
        "Copies every row of the database to the empty one that NEW_DATABASE_URL names, SQLite to PostgreSQL or back, "
        "compares what it wrote, and leaves the old one as it is. Stop the web server and the worker first."
    )

    def handle(self, *, verbosity, **options):
        if NEW not in connections.settings:
            raise CommandError("Set NEW_DATABASE_URL to the address of the new database, which must be empty.")
        tell = self.stdout.write if verbosity else lambda line: None
        try:
            copy("default", NEW, tell=tell)
        except rows.Refused as answer:
            raise CommandError(str(answer)) from answer
        except Error as error:
            raise CommandError(f"A database does not answer: {error}. The old one is as it was.") from error
        self.stdout.write(
            "Every row is there and reads the same. Make NEW_DATABASE_URL the DATABASE_URL now, and start the newsroom."
        )


def copy(old, new, *, tell):
    """Put all rows of one database into another, which is empty. Raises Refused in words; the old one is only read."""
    if _place(old) == _place(new):
        raise rows.Refused("NEW_DATABASE_URL names the database that is in use.")
    if waiting := rows.unapplied(old):
        raise rows.Refused(f"Run `manage.py migrate` first: {', '.join(waiting)}.")
    if not rows.is_empty(apps, new):
        raise rows.Refused("The new database is not empty. Name one that holds nothing yet.")
    tell("The tables")
    call_command("migrate", database=new, verbosity=0, interactive=False)
    with rows.snapshot(old) as snapshot:

        def source(model):
            if model._meta.label_lower in rows.OF_ONE_DATABASE:
                return None
            names = rows.columns(model)
            return names, rows.lines(model, names, snapshot)

        rows.replace_all(apps, source, new, tell=tell)
    tell("Comparing both, as they are now")
    if changed := different(old, new):
        raise rows.Refused(
            f"Somebody wrote while it was copied ({', '.join(changed)}): the new database holds an earlier state. Stop "
            "the web server and the worker, empty the new database, and copy again."
        )


def different(old, new):
    """Return the names of the tables that do not hold the same rows in two databases."""
    return [
        model._meta.label
        for model in rows.tables(apps, rows.OF_ONE_DATABASE)
        if rows.tally(model, rows.columns(model), old) != rows.tally(model, rows.columns(model), new)
    ]


def _place(alias):
    settings = connections[alias].settings_dict
    return [str(settings[name]) for name in ("ENGINE", "HOST", "PORT", "NAME")]
