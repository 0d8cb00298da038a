"""What stories tell the photo library: which photos they use, which of those readers see, and what follows a change."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from articles import desk, state
from articles.models import Article, Caption, EditionCaption
from photos import uses
from photos.models import Photo


class StoryUses(uses.Provider):
    """Captions of working copies and of live stories."""

    def used(self):
        return Photo.objects.filter(
            Exists(Caption.objects.filter(photo=OuterRef("pk")))
            | Exists(EditionCaption.objects.filter(photo=OuterRef("pk")))
        ).values("pk")

    def public(self):
        return EditionCaption.objects.filter(edition__withdrawn_at=None).values("photo")

    def uses(self, photo_ids):
        public = {
            (row.photo_id, row.edition_id): row
            for row in EditionCaption.objects.filter(photo__in=photo_ids).select_related("edition")
        }
        drafts = {(row.photo_id, row.article_id): row for row in Caption.objects.filter(photo__in=photo_ids)}
        pairs = public | drafts  # where the working copy has the photo too, its row says how it is used
        articles = state.with_state(Article.objects.all()).in_bulk({article for _photo, article in pairs})
        for (photo, number), row in pairs.items():
            shown = public.get((photo, number))
            yield self._use(row, articles[number], is_public=shown is not None and shown.edition.is_live)

    def _use(self, row, article, *, is_public):
        return uses.Use(
            photo_id=row.photo_id,
            title=str(article),
            role=row.get_role_display(),
            state=state.of(article).words,
            is_public=is_public,
            url=reverse("admin:articles_article_change", args=[article.pk]),
            own_words=any(word is not None for word in (row.caption, row.alt, row.credit)),
            own_credit=row.credit is not None,
            focal=None if row.focal_x is None else (row.focal_x, row.focal_y),
        )

    def apply_words(self, photo, *, kind, note, by):
        return desk.apply_photo_words(photo, kind=kind, note=note, by=by)

    def hide_creator(self, photo, is_named, *, by):
        return desk.hide_photo_creator(photo, is_named, by=by)

    def changed(self, photo, what, *, by):
        desk.photo_changed(photo, what, by=by)
