"""What authors tell the photo library: whose portrait a photo is."""

from django.urls import reverse
from django.utils.translation import gettext as _

from authors.models import Author
from photos import uses


class PortraitUses(uses.Provider):
    """Portraits on the pages of authors."""

    def used(self):
        return Author.objects.exclude(portrait=None).values("portrait")

    def public(self):
        return Author.objects.exclude(portrait=None).filter(merged_into=None).values("portrait")

    def uses(self, photo_ids):
        for author in Author.objects.filter(portrait__in=photo_ids):
            yield uses.Use(
                photo_id=author.portrait_id,
                title=author.name,
                role=_("portrait"),
                state=_("merged") if author.merged_into_id else _("public"),
                is_public=author.merged_into_id is None,
                url=reverse("admin:authors_author_change", args=[author.pk]),
            )

    def changed(self, photo, what, *, by):
        """Nothing to write: an author's page reads the photo when it is served."""
