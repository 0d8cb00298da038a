"""Authors and sections: what only verbs change of them, added to their forms."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import desk, slugs
from articles.admin.lists import BoundedPaginator
from articles.admin.naming import NameAct, NamesMixin
from articles.admin.tags import in_words
from articles.models import Section
from authors.admin import AuthorAdmin as PlainAuthorAdmin
from authors.forms import ByLanguageField, ByLanguageForm
from authors.models import Author
from newsroom import pages

_SLUG_HELP = gettext_lazy("The last part of the address. The old address leads to the new one.")


class RenameAuthorForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    names = ByLanguageField(
        label=gettext_lazy("Name by language"),
        required=False,
        help_text=gettext_lazy("Only where readers of that language know another."),
    )
    slug = forms.CharField(label=gettext_lazy("Slug"), max_length=slugs.IMPORTED_LENGTH, help_text=_SLUG_HELP)


class RenameSectionForm(forms.Form):
    names = ByLanguageField(label=gettext_lazy("Name"), max_length=80)
    slug = forms.CharField(label=gettext_lazy("Slug"), max_length=slugs.LENGTH, help_text=_SLUG_HELP)


class SureForm(forms.Form):
    """Nothing to type: the page says what will happen, the button does it."""


# What is done, and what is said of it -------------------------------------------------------------------------


def _kept(row, names):
    """Return typed names with those in languages that the form does not show."""
    return ByLanguageField().keep(names, row.names)


def _rename_author(author, *, by, name, names, slug):
    author = desk.rename_author(author, by=by, name=name, names=_kept(author, names), slug=slug)
    return _("The author is “%s” now.") % author


def _explain_author(author):
    stories = in_words(**desk.counts_of_authors([author]))
    return [
        _("“%(name)s” stands on %(stories)s.") % {"name": author, "stories": stories},
        _("Every page says the new name at once. No story is published again, readers are told of no update."),
    ]


def _retire(author, *, by):
    return _("“%s” is retired.") % desk.retire_author(author, by=by)


def _explain_retire(author):
    return [*_explain_author(author)[:1], _("Page and bylines stay; no new byline can name them.")]


def _return(author, *, by):
    return _("“%s” can stand on new bylines again.") % desk.retire_author(author, by=by, back=True)


def _rename_section(section, *, by, names, slug):
    section = desk.rename_section(section, by=by, names=_kept(section, names), slug=slug)
    return _("The section is “%s” now.") % section


def _explain_section(section):
    return [_("Every page says the new name at once, and the old address leads to the new one.")]


# The forms ----------------------------------------------------------------------------------------------------

admin.site.unregister(Author)


@admin.register(Author)
class AuthorAdmin(NamesMixin, PlainAuthorAdmin):
    actions = ("merge_selected",)
    paginator = BoundedPaginator
    merge_permission = "articles.merge_author"
    name_acts = (
        NameAct(
            "rename",
            gettext_lazy("Rename"),
            "articles.merge_author",
            RenameAuthorForm,
            _rename_author,
            _explain_author,
            lambda author: author.merged_into_id is None,
        ),
        NameAct(
            "retire",
            gettext_lazy("Retire"),
            "articles.merge_author",
            SureForm,
            _retire,
            _explain_retire,
            lambda author: author.merged_into_id is None and author.retired_at is None,
        ),
        NameAct(
            "return",
            gettext_lazy("Bring back"),
            "articles.merge_author",
            SureForm,
            _return,
            _explain_author,
            lambda author: author.merged_into_id is None and author.retired_at is not None,
        ),
    )

    def get_readonly_fields(self, request, obj=None):
        """Name and address of an author that exists are facts, which a verb changes."""
        fixed = super().get_readonly_fields(request, obj)
        return (*fixed, "name", "names", "names_as_read", "slug") if obj else fixed

    def get_fieldsets(self, request, obj=None):
        sets = super().get_fieldsets(request, obj)
        if obj is None:
            return sets
        (title, first), *others = sets
        fields = tuple("names_as_read" if name == "names" else name for name in first["fields"])
        return [(title, first | {"fields": fields}), *others]

    @admin.display(description=gettext_lazy("name by language"))
    def names_as_read(self, author):
        return names_in_words(author)

    def initial(self, row):
        return {"name": row.name, "names": row.names, "slug": row.slug}

    def describe(self, author):
        stories = in_words(**desk.counts_of_authors([author]))
        return f"{author.name} ({author.get_kind_display()}) – {stories}"

    def explain_merge(self, authors):
        return [
            _("Together: %s.") % in_words(**desk.counts_of_authors(authors)),
            _("All bylines name the one that stays, at once; the other pages lead to theirs."),
            _("This cannot be undone."),
        ]

    def merge(self, authors, into, *, by):
        desk.merge_authors(authors, into, by=by)
        return _("Merged into “%s”.") % into


class SectionForm(ByLanguageForm):
    names = ByLanguageField(label=gettext_lazy("Name"), max_length=80)

    class Meta:
        model = Section
        fields = ("names", "slug", "parent", "colour", "order", "editors", "four_eyes")


@admin.register(Section)
class SectionAdmin(NamesMixin, pages.PurgesPages, admin.ModelAdmin):
    form = SectionForm
    list_display = ("__str__", "slug", "parent", "colour", "order", "four_eyes")
    list_select_related = ("parent",)
    search_fields = ("names", "slug")
    filter_horizontal = ("editors",)
    show_full_result_count = False
    name_acts = (
        NameAct(
            "rename",
            gettext_lazy("Rename"),
            "articles.change_section",
            RenameSectionForm,
            _rename_section,
            _explain_section,
        ),
    )

    def get_readonly_fields(self, request, obj=None):
        """Names and address of a section that exists are facts, which a verb changes."""
        return ("names", "names_as_read", "slug") if obj else ()

    def get_fields(self, request, obj=None):
        named = "names_as_read" if obj else "names"
        return (named, "slug", "parent", "colour", "order", "editors", "four_eyes")

    @admin.display(description=gettext_lazy("name"))
    def names_as_read(self, section):
        return names_in_words(section)

    def initial(self, row):
        return {"names": row.names, "slug": row.slug}


def names_in_words(row):
    """Return the names of a row in the languages that have their own."""
    return " · ".join(f"{code}: {name}" for code, name in row.names.items()) or "–"
