"""The page that gives a story another address: asks for the slug, shows the old address and the new one."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import desk, render, slugs
from articles.admin.acts import ACTS, Act
from articles.admin.asking import AskForm


class MoveForm(AskForm):
    slug = forms.CharField(label=gettext_lazy("New slug"), max_length=slugs.IMPORTED_LENGTH, strip=True)

    def __init__(self, *args, article, **kwargs):
        super().__init__(*args, article=article, **kwargs)
        self.fields.pop("override", None)
        self.article, self.edition = article, article.edition_or_none
        if self.edition:
            self.fields["slug"].initial = self.edition.slug
            self.fields["slug"].help_text = format_html(
                _("Now <bdi>{}</bdi>. Then <bdi>{}</bdi>, and the address of now leads there."),
                self._address(self.edition.slug),
                self._address("…"),
            )

    def _address(self, slug):
        path = desk.path_of(self.edition).rstrip("/").rpartition("/")[0]
        return f"{render.absolute(path)}/{slug}/"

    @property
    def offers(self):
        """Return the free slug for a button, where the typed one is another story's."""
        return [("slug", slug, self._address(slug)) for slug in self._free()]

    def _free(self):
        if not self.is_bound or not self.edition:
            return []
        wanted = slugs.slugify(self.data.get("slug", ""), length=slugs.IMPORTED_LENGTH)
        try:
            desk.refuse_if_taken(self.article, wanted)
        except desk.Taken as taken:
            return [taken.free]
        return []


def _move(article, *, by, slug):
    """Move, and return what was done in one sentence."""
    old, new = desk.move(article, by=by, slug=slug)
    return [_("Moved from %(old)s to %(new)s.") % {"old": render.absolute(old), "new": render.absolute(new)}]


ACTS["move"] = Act("move", _move, gettext_lazy("Moved."), gettext_lazy("Not moved:"), MoveForm, bound=False)
