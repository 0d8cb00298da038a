import time

from django.core.handlers.wsgi import WSGIHandler
from django.core.management.base import BaseCommand, CommandError

from newsroom import pages
from newsroom.pagestore.front import StoredPages
from newsroom.pagestore.purges import Unknown
from newsroom.pagestore.store import Failing, open_store
from newsroom.pagestore.warming import warm


class Command(BaseCommand):
    help = (
        "The finished pages that this machine keeps before Django. status: how many there are; clear: drop them all, "
        "on every machine; warm: have the fronts and the newest stories rendered before readers ask."
    )

    def add_arguments(self, parser):
        parser.add_argument("act", choices=["status", "clear", "warm"])
        parser.add_argument("--stories", type=int, default=200, help="how many of the newest stories to warm (200)")

    def handle(self, *, act, stories, **options):
        try:
            getattr(self, act)(stories)
        except (Failing, Unknown) as error:
            raise CommandError(f"The page store does not work, Django answers: {error}") from error

    def status(self, _stories):
        count, size = self.store().facts()
        self.stdout.write(f"{count} pages, {size / 1024 / 1024:.1f} MB.")

    def clear(self, _stories):
        pages.purge(pages.SITE)
        self.stdout.write("Every page is dropped; each is rendered again when a reader asks for it.")

    def warm(self, stories):
        started = time.monotonic()
        made = warm(StoredPages(WSGIHandler(), self.store()), stories)
        self.stdout.write(f"{made} pages are ready after {time.monotonic() - started:.1f} s.")

    def store(self):
        store = open_store()
        if store is None:
            raise CommandError("There is no page store: PAGE_STORE is 0, or DEBUG is on.")
        return store
