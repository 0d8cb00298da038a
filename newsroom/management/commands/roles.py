from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from newsroom import roles


class Command(BaseCommand):
    help = (
        "Makes the groups Reporter, Editor, Chief editor, Photo editor and Moderator, and adds the permissions they "
        "lack. Removes nothing a newsroom added; may be run at any time."
    )

    @transaction.atomic
    def handle(self, **options):
        try:
            added = roles.grant()
        except LookupError as error:
            raise CommandError(str(error)) from error
        for name, count in added.items():
            self.stdout.write(f"{name}: {f'{count} permissions added' if count else 'nothing was missing'}.")
