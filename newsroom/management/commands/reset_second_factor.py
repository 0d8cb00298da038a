from django.core.management.base import BaseCommand, CommandError

from authors import second_factor
from authors.models import User


class Command(BaseCommand):
    help = (
        "Takes the second factor from an account whose owner lost it and whom no administrator can help, at the desk: "
        "the password alone logs in then. Make sure that it is they who ask."
    )

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *, username, **options):
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Nobody logs in as {username}.")
        if not user.second_factor_at:
            raise CommandError(f"{username} has no second factor.")
        second_factor.reset(user, by=None)
        self.stdout.write(f"{username} logs in with the password alone now, and should set up another second factor.")
