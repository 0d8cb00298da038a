"""Tags: found, made, renamed, merged, and deleted when nothing uses them.

taggit's own tag admin merges into a selected tag by deleting every assignment, knows only its own table, and lets
whoever may view do it. Here name and address of a tag are facts that verbs change.
"""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from taggit.models import Tag

from articles import desk, tagnames
from articles.admin.lists import BoundedPaginator
from articles.admin.naming import NameAct, NamesMixin
from articles.models import TaggedArticle, TaggedEdition
from newsroom.text import tidy_line


def _counted(model):
    """Return the number of a tag's rows in one of the two tables of tagged stories, as a subquery."""
    rows = model.objects.filter(tag=OuterRef("pk")).order_by().values("tag")
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)


def in_words(articles, editions):
    """Return on how many stories something stands."""
    stories = ngettext("%d story", "%d stories", articles) % articles
    return _("%(stories)s, %(published)d of them published") % {"stories": stories, "published": editions}


class NewTagForm(forms.ModelForm):
    class Meta:
        model = Tag
        fields = ("name",)

    def clean_name(self):
        """Return the name tidied. One that a tag has or had is refused: it means that tag."""
        name = tidy_line(self.cleaned_data["name"])
        if faults := tagnames.faults(name):
            raise ValidationError(faults)
        [today] = tagnames.resolve([name])
        if found := Tag.objects.filter(name__iexact=today).first():
            raise ValidationError(_("“%(name)s” is or was a name of the tag “%(tag)s”.") % {"name": name, "tag": found})
        return name


class RenameForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("New name"), max_length=1000)


def _rename(tag, *, by, name):
    tag = desk.rename_tag(tag, by=by, name=name)
    return _("The tag is “%s” now; the former name means it too.") % tag.name


def _explain_rename(tag):
    counts = desk.counts_of([tag])
    return [
        _("“%(tag)s” stands on %(stories)s.") % {"tag": tag, "stories": in_words(**counts)},
        _("Name and address change everywhere at once. Whoever types the former name gets this tag."),
    ]


admin.site.unregister(Tag)


@admin.register(Tag)
class TagAdmin(NamesMixin, admin.ModelAdmin):
    fields = ("name", "slug", "former_names")
    list_display = ("name", "slug", "at_the_desk", "with_readers")
    search_fields = ("name", "slug", "aliases__name")
    ordering = ("name",)
    prepopulated_fields = {}
    show_full_result_count = False
    paginator = BoundedPaginator
    actions = ("merge_selected",)
    name_acts = (NameAct("rename", gettext_lazy("Rename"), "articles.merge_tag", RenameForm, _rename, _explain_rename),)
    merge_permission = "articles.merge_tag"

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .annotate(articles_count=_counted(TaggedArticle), editions_count=_counted(TaggedEdition))
        )

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, **({"form": NewTagForm} | kwargs if obj is None else kwargs))

    def get_fields(self, request, obj=None):
        """A new tag gets its address from its name, as one typed into a story does."""
        return self.fields if obj else ("name",)

    def get_readonly_fields(self, request, obj=None):
        return self.fields if obj else ()

    def has_delete_permission(self, request, obj=None):
        """Only what no story has is deleted, by who may merge."""
        if not request.user.has_perm("articles.merge_tag"):
            return False
        return obj is None or not any(desk.counts_of([obj]).values())

    def delete_model(self, request, obj):
        desk.delete_tag(obj, by=request.user)

    @admin.display(description=gettext_lazy("stories"))
    def at_the_desk(self, tag):
        return tag.articles_count

    @admin.display(description=gettext_lazy("published"))
    def with_readers(self, tag):
        return tag.editions_count

    @admin.display(description=gettext_lazy("former names"))
    def former_names(self, tag):
        return ", ".join(tag.aliases.values_list("name", flat=True)) or "–"

    def describe(self, tag):
        return f"{tag.name} – {in_words(tag.articles_count, tag.editions_count)}"

    def explain_merge(self, tags):
        return [
            _("Together: %s.") % in_words(**desk.counts_of(tags)),
            _("No story loses its tag or gets one twice. The other names and addresses lead to the one that stays."),
            _("This cannot be undone."),
        ]

    def merge(self, tags, into, *, by):
        desk.merge_tags(tags, into, by=by)
        return _("Merged into “%s”.") % into.name
