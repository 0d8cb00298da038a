import json

from django.core.management.base import BaseCommand, CommandError

from comments import moderation
from comments.persons import export


class Command(BaseCommand):
    help = "Writes what is kept of one reader as JSON: comments, and what was decided of them."

    def add_arguments(self, parser):
        parser.add_argument("who", help="an e-mail address, the address of a receipt, or a device's mark")

    def handle(self, *, who, **options):
        comments = moderation.of_person(who)
        if not comments.exists():
            raise CommandError("Nothing is kept of this person.")
        self.stdout.write(json.dumps(export(comments), ensure_ascii=False, indent=1))
