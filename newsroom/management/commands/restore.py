from django.core.management.base import BaseCommand, CommandError

from newsroom import backup


class Command(BaseCommand):
    help = (
        "Puts a backup into this newsroom, which must be empty: its database and its photos, each verified before "
        "anything is touched. Stop the web server and the worker first."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", help="the folder that `backup` filled")
        parser.add_argument("--from", dest="name", default="", help="which of its backups, such as 2026-11-24T120000Z")
        parser.add_argument("--check", action="store_true", help="only verify it; nothing is touched")
        parser.add_argument("--replace", action="store_true", help="lose everything that is in this newsroom now")

    def handle(self, *, path, name, check, replace, verbosity, **options):
        tell = self.stdout.write if verbosity else lambda line: None
        try:
            if check:
                manifest = backup.verify(backup.chosen(path, name), tell=tell)
                self.stdout.write(f"The backup of {manifest['made_at']} is whole.")
                return
            manifest = backup.restore(path, name=name, replace=replace, tell=tell)
        except backup.Refused as answer:
            raise CommandError(str(answer)) from answer
        except OSError as error:
            raise CommandError(f"It is not restored: {error}. The same command goes on from there.") from error
        self.stdout.write(f"Restored as of {manifest['made_at']}. Start the worker and the web server.")
