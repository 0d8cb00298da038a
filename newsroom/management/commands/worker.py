import signal

from django.core.management.base import BaseCommand

from newsroom import worker


class Command(BaseCommand):
    help = (
        "Runs what must happen without a request: scheduled publishing, jobs, pruning. "
        "Run one or more beside the web server; stop with SIGTERM or Ctrl-C, which finishes what is at work."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do what is due now, then end.")

    def handle(self, *, once, **options):
        if once:
            done, jobs = worker.run_once()
            self.stdout.write(f"Sweeps did {done}, jobs run: {jobs}.")
            return
        clock = worker.Clock()

        def stop(signum, frame):
            # A second signal ends at once.
            signal.signal(signum, signal.SIG_DFL)
            clock.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        self.stdout.write(f"The worker {worker.NAME} runs.")
        clock.run()
        self.stdout.write("The worker has stopped.")
