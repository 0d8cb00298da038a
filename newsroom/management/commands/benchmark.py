import contextlib
import statistics
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from articles import desk
from articles.models import Article, Edition
from authors.models import User
from comments.models import Comment
from newsroom.benchmark.posts import posts
from newsroom.benchmark.servers import asked, asking, memory, serving, worked
from newsroom.benchmark.targets import fetched, recorded, targets

GZIP = {"Accept-Encoding": "gzip"}
MANY = 20_000  # comments; more than are taken in the time


class Command(BaseCommand):
    help = (
        "Serves this newsroom and, beside it, a bare WSGI function with the same bytes, and prints how fast each is. "
        "It publishes a few changes: for a newsroom that sample_archive or demo made, on a quiet machine."
    )

    def add_arguments(self, parser):
        parser.add_argument("--server", choices=["granian", "gunicorn", "both"], default="both")
        parser.add_argument("--seconds", type=float, default=1.0, help="of each round (1)")
        parser.add_argument("--rounds", type=int, default=5, help="of which the median counts (5)")
        parser.add_argument("--connections", type=int, default=8, help="open at once (8)")

    def handle(self, *, server, **options):
        if settings.PRODUCTION or not User.objects.filter(is_demo=True).exists():
            raise CommandError("It publishes changes: run it on a newsroom that sample_archive or demo made.")
        if not Edition.objects.live().in_language("en").exists():
            raise CommandError("There is no story to ask for: run sample_archive first.")
        call_command("collectstatic", interactive=False, verbosity=0)
        self.options, self.log = options, settings.DATA_DIR / "benchmark.log"
        for name in ["granian", "gunicorn"] if server == "both" else [server]:
            self.stdout.write(f"\nUnder {name}, one worker, {options['connections']} connections; requests a second\n")
            self.compare(name)
            self.publish(name)
            self.post(name)
            self.weigh(name)

    # The site beside the bare function ------------------------------------------------------------------------

    def compare(self, server):
        wanted = targets()
        with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
            site, _process = stack.enter_context(serving(server, "newsroom.wsgi:application", log=self.log))
            answers = Path(folder) / "answers.json"
            answers.write_text(recorded(site, {address for group in wanted.values() for address in group}))
            served = serving(server, "newsroom.benchmark.bare:application", log=self.log, BARE_ANSWERS=str(answers))
            bare, _process = stack.enter_context(served)
            for name, addresses in wanted.items():
                self.measure(name, site, bare, [[address, {}] for address in addresses])
            article = wanted["an article"][0]
            self.measure("an article, in gzip", site, bare, [[article, GZIP]])
            etag = fetched(site, article)[0]["etag"]
            self.measure("an article, 304", site, bare, [[article, {"If-None-Match": etag}]])

    def measure(self, name, site, bare, requests):
        """Print the rate of both and their ratio: the median of the rounds, the lowest and the highest."""
        how = {"seconds": self.options["seconds"], "connections": self.options["connections"]}
        rounds = [(asked(site, requests, **how), asked(bare, requests, **how)) for _ in range(self.options["rounds"])]
        ratios = [ours["rate"] / theirs["rate"] for ours, theirs in rounds]
        ours, theirs = (statistics.median(pair[place]["rate"] for pair in rounds) for place in (0, 1))
        limit = "; the asking was the limit" if max(theirs["asking"] for _ours, theirs in rounds) > 0.9 else ""
        wrong = {status for pair in rounds for one in pair for status in one["statuses"]} - {"200", "304"}
        failed = f"; answers {', '.join(sorted(wrong))}" if wrong else ""
        self.stdout.write(
            f"  {name:24} {ours:9,.0f} of {theirs:9,.0f}   {statistics.median(ratios):5.2f} "
            f"({min(ratios):.2f} to {max(ratios):.2f}{limit}{failed})"
        )
        self.stdout.flush()

    # Publishing -----------------------------------------------------------------------------------------------

    def publish(self, server):
        """Print how soon a change is served, alone and while 32 ask for the story."""
        edition = Edition.objects.live().in_language("en").newest().first()
        address = edition.get_absolute_url()
        with serving(server, "newsroom.wsgi:application", workers=2, log=self.log) as (port, _process):
            fetched(port, address)
            alone = [self.change(edition, port, address) for _ in range(self.options["rounds"])]
            self.stdout.write(f"  from a change to its page  {statistics.median(alone):6.1f} ms (to {max(alone):.1f})")
            before = self.rendered()
            with asking(port, [[address, {}]], seconds=4, connections=32) as found:
                time.sleep(1.5)
                during = self.change(edition, port, address)
                result = found()
            self.stdout.write(
                f"  the same while 32 ask      {during:6.1f} ms, rendered {self.rendered() - before} time(s); "
                f"of theirs 99 of 100 within {result['p99']:.1f} ms, the longest {result['longest']:.1f} ms; "
                f"{result['failed']} failed, answers {result['statuses']}"
            )

    def rendered(self):
        """Return how many story pages Django has answered: it logs its requests, the store does not trouble it."""
        return self.log.read_text().count("GET story 200")

    def change(self, edition, port, address):
        """Publish another headline and return the milliseconds of the next request, which must have it."""
        article = Article.objects.get(pk=edition.pk)
        words = f"Measured at {time.time_ns()}"
        article.headline, article.change_kind = words, Article.ChangeKind.UPDATE
        article.save()
        writer, publisher = (User.objects.get(username=name, is_demo=True) for name in ("reporter", "editor"))
        desk.record(article, by=writer)
        desk.submit(article, by=writer)
        desk.publish(article, by=publisher)
        started = time.perf_counter()
        _headers, body = fetched(port, address)
        took = 1000 * (time.perf_counter() - started)
        if words.encode() not in body:
            raise CommandError("The next request after a publication got the former page.")
        return took

    # Posting --------------------------------------------------------------------------------------------------

    def post(self, server):
        """Print how fast comments are taken, all checks made and each of them stored."""
        before = Comment.objects.count()
        application = serving(server, "newsroom.wsgi:application", log=self.log, TRUSTED_PROXY_HOPS="1")
        with application as (port, process):
            fetched(port, "/")
            started = worked(process)
            result = asked(port, posts(MANY), seconds=self.options["seconds"] * 3, connections=8)
            took = worked(process) - started
        answered = sum(result["statuses"].values())
        stored = Comment.objects.count() - before
        self.stdout.write(
            f"  a comment posted           {result['rate']:6.0f} a second, each {1000 * took / answered:.1f} ms of the "
            f"processor; half within {result['median']:.1f} ms, 99 of 100 within {result['p99']:.1f} ms; "
            f"answers {result['statuses']}, {stored} stored"
        )

    # Memory ---------------------------------------------------------------------------------------------------

    def weigh(self, server):
        """Print the memory of two workers after they have served everything."""
        with serving(server, "newsroom.wsgi:application", workers=2, log=self.log) as (port, process):
            for addresses in targets().values():
                asked(port, [[address, {}] for address in addresses], seconds=0.5, connections=8)
            self.stdout.write(f"  memory of two workers      {memory(process):6.0f} MB")
