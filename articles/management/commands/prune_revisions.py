from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.desk import pruning


class Command(BaseCommand):
    help = (
        "Removes plain saves over 180 days old to which nothing refers: no approval, publication, schedule, "
        "share link, note or entry of the desk log. The first and the newest save of each story stay. "
        "Says what it would remove; removes it with --really."
    )

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=180, help="how old a save must be (180, at least 1)")
        parser.add_argument("--really", action="store_true", help="remove them")

    def handle(self, *, days, really, **options):
        before = timezone.now() - timedelta(days=max(days, 1))
        if not really:
            number = pruning.plain_saves(before).count()
            self.stdout.write(f"{number} plain saves over {max(days, 1)} days old would go. Nothing was removed.")
            return
        self.stdout.write(f"{pruning.prune(before)} plain saves over {max(days, 1)} days old were removed.")
