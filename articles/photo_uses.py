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
        public, drafts = {}, {}
        for row in EditionCaption.objects.filter(photo__in=photo_ids).select_related("edition"):
            public.setdefault((row.photo_id, row.edition_id), []).append(row)
        for row in Caption.objects.filter(photo__in=photo_ids):
            drafts.setdefault((row.photo_id, row.article_id), []).append(row)
        pairs = public | drafts  # where the working copy has the photo too, its rows say how it is used
        articles = state.with_state(Article.objects.all()).in_bulk({article for _photo, article in pairs})
        for pair, rows in pairs.items():
            is_public = any(row.edition.is_live for row in public.get(pair, ()))
            yield self._use(rows, public.get(pair, []), articles[pair[1]], is_public=is_public)

    def _use(self, rows, shown, article, *, is_public):
        focal = [(row.focal_x, row.focal_y) for row in [*rows, *shown] if row.focal_x is not None]
        return uses.Use(
            photo_id=rows[0].photo_id,
            title=str(article),
            role=rows[0].get_role_display(),
            state=state.of(article).words,
            is_public=is_public,
            url=reverse("admin:articles_article_change", args=[article.pk]),
            own_words=any(word is not None for row in rows for word in (row.caption, row.alt, row.credit)),
            own_credit=all(row.credit is not None for row in rows),
            focal_points=tuple(dict.fromkeys(focal)),
        )

    def apply_words(self, photo, *, kind, note, by):
        return desk.apply_photo_words(photo, kind=kind, note=note, by=by)

    def hide_creator(self, photo, is_named, *, by):
        return desk.hide_photo_creator(photo, is_named, by=by)

    def changed(self, photo, what, *, by):
        desk.photo_changed(photo, what, by=by)
