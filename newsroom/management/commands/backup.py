from django.core.management.base import BaseCommand, CommandError

from newsroom import backup


class Command(BaseCommand):
    help = (
        "Adds a backup of the database and all photos to a folder, while the newsroom works. What an earlier backup in "
        "the folder holds is not copied again. It holds drafts and sources: keep it as you keep the newsroom itself."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", help="the folder; better on another disk")
        parser.add_argument("--keep", type=int, default=0, metavar="N", help="delete all but the N newest (keep all)")
        parser.add_argument("--with-secret", action="store_true", help="the secret key too; keep such a backup safe")

    def handle(self, *, path, keep, with_secret, verbosity, **options):
        if keep < 0:
            raise CommandError("--keep is a number of backups, at least 1.")
        tell = self.stdout.write if verbosity else lambda line: None
        try:
            made, missing = backup.make(path, with_secret=with_secret, keep=keep, tell=tell)
        except backup.Refused as answer:
            raise CommandError(str(answer)) from answer
        except OSError as error:
            raise CommandError(f"No backup was made: {error}. What is there already stays as it was.") from error
        self.stdout.write(f"{made} is complete.")
        if missing:
            # The rows are safe; that these photos were gone before must be known.
            raise CommandError(f"{len(missing)} files are not where their photo says: {', '.join(missing[:5])} …")
