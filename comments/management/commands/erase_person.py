from django.core.management.base import BaseCommand, CommandError

from authors.models import User
from comments import moderation


class Command(BaseCommand):
    help = (
        "Blanks name, address, marks, earlier versions and texts of one reader's comments, for good. "
        "Without --yes it only says what it would touch."
    )

    def add_arguments(self, parser):
        parser.add_argument("who", help="an e-mail address, the address of a receipt, or a device's mark")
        parser.add_argument("--by", required=True, help="the user name of the chief editor who orders it")
        parser.add_argument("--keep-text", action="store_true", help="leave the texts where they stand")
        parser.add_argument("--yes", action="store_true", help="do it")

    def handle(self, *, who, by, keep_text, yes, **options):
        person = User.objects.filter(username=by).first()
        if person is None:
            raise CommandError(f"There is no user {by!r}.")
        comments = moderation.of_person(who)
        if not comments.exists():
            raise CommandError("Nothing is kept of this person.")
        for comment in comments:
            self.stdout.write(f"#{comment.article_id}/{comment.number} {comment.get_state_display()}: {comment.name}")
        if not yes:
            self.stdout.write(f"{comments.count()} would be erased. Say --yes to do it.")
            return
        try:
            count = moderation.erase_person(comments, by=person, keep_text=keep_text)
        except moderation.NotAllowed as refusal:
            raise CommandError(" ".join(refusal.reasons)) from refusal
        self.stdout.write(f"{count} erased.")
