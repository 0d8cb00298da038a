from django.core.management.base import BaseCommand
from django.db import transaction

from articles import search
from articles.models.edition import Edition
from articles.models.search import SearchDocument

BATCH = 200


class Command(BaseCommand):
    help = "Write the search documents of all live stories anew: after an import, or when the rules for words changed."

    def handle(self, *args, verbosity=1, **options):
        """Rewrite story by story, so that the search answers throughout; what is no longer live is forgotten first."""
        gone, _per_table = SearchDocument.objects.exclude(edition__in=Edition.objects.live()).delete()
        numbers = list(Edition.objects.live().values_list("pk", flat=True))
        for start in range(0, len(numbers), BATCH):
            with transaction.atomic():
                stories = Edition.objects.live().prefetch_related("bylines__author", "tagged__tag")
                for edition in stories.filter(pk__in=numbers[start : start + BATCH]):
                    search.index(edition, edition.bylines.all(), [row.tag.name for row in edition.tagged.all()])
        if verbosity:
            self.stdout.write(f"{len(numbers)} stories can be found; {gone} were forgotten.")
