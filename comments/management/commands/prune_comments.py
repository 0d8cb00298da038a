from django.core.management.base import BaseCommand

from comments.forgetting import prune_each
from comments.network import forget_networks


class Command(BaseCommand):
    help = (
        "Forgets what readers were promised: texts of spam and of withdrawn comments, old versions, addresses, marks. "
        "A worker does it daily by itself."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say what would be forgotten, and change nothing.")

    def handle(self, *, dry_run, **options):
        for what, count in prune_each(dry_run=dry_run).items():
            self.stdout.write(f"{what}: {count}")
        if not dry_run:
            self.stdout.write(f"network keys with all their marks: {forget_networks()}")
