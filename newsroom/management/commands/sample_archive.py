import time
from datetime import date

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from newsroom.demo import build
from newsroom.sample import archive


class Command(BaseCommand):
    help = (
        "Fills a database with an invented archive, to measure a large newsroom or to try an upgrade: as many stories "
        "and comments as you name, in four languages, the same for the same seed. Interrupted, the next run goes on."
    )
    requires_system_checks = []  # the database may not exist yet

    def add_arguments(self, parser):
        parser.add_argument("--stories", type=_number, default=10_000, help="how many stories (10000)")
        parser.add_argument("--comments", type=_number, default=0, help="how many comments (0)")
        parser.add_argument("--seed", type=int, default=1, help="another number, another archive (1)")
        parser.add_argument(
            "--until", type=date.fromisoformat, default=None, help="the day before which it ends (2026-11-22; today)"
        )
        parser.add_argument(
            "--among-others", action="store_true", help="also where there are stories of your own, or in production"
        )

    def handle(self, *, stories, comments, seed, until, among_others, **options):
        self.started = time.monotonic()
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        if not among_others:
            self.refuse_a_real_newsroom()
        until = until or timezone.localdate()
        if until > timezone.localdate():
            raise CommandError("--until is a day to come; an archive is of the past.")
        try:
            cast = archive.cast(self.tell, **self.drawing)
            archive.fill(cast, seed=seed, number=stories, comments=comments, until=until, tell=self.tell, **self.making)
        except archive.Mismatch as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            raise CommandError("Stopped before it was complete. The same command goes on from there.") from None
        self.tell("The statistics of the database")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.tell("Ready")

    # Tests draw smaller pictures, and do everything in one process.
    drawing = {"processes": 2}
    making = {"processes": 1}

    def refuse_a_real_newsroom(self):
        """Raise CommandError where invented stories would stand among true ones."""
        unless = "Nothing was changed; --among-others does it all the same."
        if settings.PRODUCTION:
            raise CommandError(f"SITE_URL is {settings.SITE_URL}: readers would get the invented stories. {unless}")
        try:
            build.check_database()
        except build.Occupied as answer:
            raise CommandError(f"{answer} {unless}") from answer

    def tell(self, line):
        self.stdout.write(f"{time.monotonic() - self.started:6.1f} s  {line}")
        self.stdout.flush()


def _number(text):
    """Return a number of rows: 100000 or 100,000."""
    number = int(text.replace(",", "").replace("_", ""))
    if not 0 <= number <= 10_000_000:
        raise ValueError
    return number
