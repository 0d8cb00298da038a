import os
import signal
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from newsroom.demo import build, serve

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Command(BaseCommand):
    help = (
        "Fills an empty database with an invented news agency and starts its site and worker. For trying out only: it "
        "refuses a database with other content, and any address that others could reach."
    )
    requires_system_checks = []  # the database may not exist yet; the site itself checks when it starts

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="a name of this machine for itself (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="the site's port (8000)")
        parser.add_argument("--no-serve", action="store_true", help="fill the database and stop")

    def handle(self, *, host, port, no_serve, **options):
        self.started = time.monotonic()
        self.refuse_what_is_no_demonstration(host, port, no_serve)
        try:
            accounts = self.prepare(no_serve)
        except KeyboardInterrupt:
            raise CommandError("Stopped before it was complete. The same command goes on from there.") from None
        if no_serve:
            self.introduce(accounts, serve.address(host, port))
        else:
            self.serve(accounts, host, port)

    def prepare(self, no_serve):
        """Bring database, static files and content into being; return [(User, password)]."""
        self.tell("The database")
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        if not no_serve:
            self.tell("The style sheets and scripts")
            call_command("collectstatic", interactive=False, verbosity=0)
        accounts = build.fill(tell=self.tell, **self.pace)
        self.tell("Ready")
        return accounts

    # Tests draw smaller pictures, in one process.
    pace = {"processes": min(4, os.cpu_count() or 1)}

    def refuse_what_is_no_demonstration(self, host, port, no_serve):
        """Raise CommandError before anything is touched."""
        if settings.PRODUCTION:
            raise CommandError(
                f"SITE_URL is {settings.SITE_URL}. The demonstration runs on this machine alone: unset SITE_URL."
            )
        if host not in LOOPBACK:
            raise CommandError(
                f"The demonstration serves this machine alone; --host is one of {', '.join(LOOPBACK)}, not {host}."
            )
        if not no_serve and not serve.is_free(host, port):
            raise CommandError(f"Something else listens at port {port}. Choose another: --port {port + 1}")
        try:
            build.check_database()
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {error}") from error
        except build.Occupied as answer:
            raise CommandError(
                f"{answer} Nothing was changed. Give the demonstration a place of its own: DATA_DIR=demo-data "
                "(and unset DATABASE_URL)."
            ) from answer

    def serve(self, accounts, host, port):
        def stop(*_signal):
            raise KeyboardInterrupt

        # A shell without a terminal ignores SIGINT for what it starts in the background.
        signal.signal(signal.SIGTERM, stop)
        try:
            with serve.House(host, port) as house:
                if not house.wait_until_it_answers():
                    raise CommandError(f"The site does not answer. {house.log} ends so:\n{house.last_words()}")
                self.introduce(accounts, house.url)
                self.stdout.write(f"What both do is written to {house.log}. Ctrl-C stops them.")
                self.stdout.flush()  # what is read through a pipe would otherwise not come before the end
                ended = house.wait_until_one_ends()
                raise CommandError(f"{ended.capitalize()} ended by itself. {house.log} ends so:\n{house.last_words()}")
        except KeyboardInterrupt:
            self.stdout.write("\nStopped. The same command starts it again with everything you did.")

    def introduce(self, accounts, url):
        """Print where everything is and who may log in."""
        self.stdout.write(f"\n  The site   {url}/")
        self.stdout.write(f"  The desk   {url}/admin/\n\n")
        for user, password in accounts:
            role = user.groups.first()
            self.stdout.write(f"  {user.username:<10} {password:<22} {role.name}: {user.get_full_name()}")
        self.stdout.write("\nEverything in it is invented. The passwords are new at each start.")

    def tell(self, line):
        self.stdout.write(f"{time.monotonic() - self.started:6.1f} s  {line}")
        self.stdout.flush()
