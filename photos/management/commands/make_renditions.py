"""Makes the public copies that photos lack: after a lost job, a new recipe or a lost storage."""

from django.core.management.base import BaseCommand

from photos import preparing
from photos.models import Photo


class Command(BaseCommand):
    help = "Make the public copies that photos lack. Running it twice makes nothing twice."

    def add_arguments(self, parser):
        parser.add_argument("photos", nargs="*", type=int, help="numbers of photos; all without")

    def handle(self, *args, photos, verbosity, **options):
        queryset = Photo.objects.filter(pk__in=photos) if photos else Photo.objects.all()
        failed = [pk for pk in queryset.values_list("pk", flat=True) if not preparing.attempt(pk)]
        for photo in Photo.objects.filter(pk__in=failed):
            self.stderr.write(f"Photo {photo.pk}: {photo.failure}")
        if verbosity:
            self.stdout.write(f"{queryset.count() - len(failed)} photos are complete; {len(failed)} failed.")
