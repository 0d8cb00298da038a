"""The site's own words; and the records that people can only read."""

import json

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import connection
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles import documents, protection
from articles.admin.filters import edited_by
from articles.admin.lists import BoundedList, BoundedPaginator, moment, numbers_of
from articles.models import (
    Approval,
    Article,
    DeskLog,
    Publication,
    Revision,
    Schedule,
    SiteText,
)
from newsroom import pages
from newsroom.text import tidy


class NamedAddressesField(forms.CharField):
    """Named addresses, one a line ("Mastodon https://…"), kept as a list of {"name", "url"}."""

    widget = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return "\n".join(f"{entry['name']} {entry['url']}" for entry in value)

    def to_python(self, value):
        entries = []
        for line in filter(None, (line.strip() for line in tidy(super().to_python(value)).splitlines())):
            name, _space, url = line.rpartition(" ")
            try:
                URLValidator(schemes=["http", "https", "mailto"])(url)
            except ValidationError as error:
                raise ValidationError(_("“%s” does not end in an address such as https://…") % line) from error
            if not name:
                raise ValidationError(_("Write a name before %s.") % url)
            entries.append({"name": name.strip(), "url": url})
        return entries

    def has_changed(self, initial, data):
        try:
            return (initial or []) != self.to_python(data)
        except ValidationError:
            return True


class SiteTextForm(forms.ModelForm):
    profiles = NamedAddressesField(
        label=_("Where to follow us"), required=False, help_text=_("A name and its address on each line.")
    )

    class Meta:
        model = SiteText
        fields = ("language", "name", "strapline", "follow_words", "profiles", "about")


@admin.register(SiteText)
class SiteTextAdmin(pages.PurgesPages, admin.ModelAdmin):
    form = SiteTextForm
    list_display = ("language", "name", "strapline")

    def get_readonly_fields(self, request, obj=None):
        return ("language",) if obj else ()


def _as_json(value, mask=str):
    return format_html("<pre>{}</pre>", mask(json.dumps(value, indent=1, ensure_ascii=False)))


PEOPLE = frozenset({"assignee", "mentions", "set_by", "of"})  # what in a log row's data are numbers of people


def _without_people(data):
    """Return a log row's data without the numbers of people in it, for a story that protects one."""
    if not isinstance(data, dict):
        return data
    return {
        name: str(protection.PROTECTED) if name in PEOPLE else _without_people(value) for name, value in data.items()
    }


class ReadOnlyAdmin(admin.ModelAdmin):
    """A record that only the desk's verbs write. It can be read by who has the permission, and changed by nobody."""

    ordering = ("-pk",)
    show_full_result_count = False
    list_per_page = 50
    paginator = BoundedPaginator
    search_fields = ("pk",)  # the story's words and names: get_search_results says how
    search_help_text = _("Of a story: headline, address, name, tag, or a number such as #412")

    story = "article"  # the column of the story, which may protect the name of who did it

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(hides_by=protection.hidden_here(self.story, "by"))

    def get_changelist(self, request, **kwargs):
        return BoundedList

    def get_search_results(self, request, queryset, search_term):
        """Find what was done to the stories that the story list would find by these words; without any, all."""
        if not search_term.strip():
            return queryset, False
        stories = Article.objects.order_by("-saved_at", "-pk")
        return queryset.filter(**{f"{self.story}__in": numbers_of(stories, search_term)}), False

    def get_fields(self, request, obj=None):
        """Say who did it as the story's other pages do; what the row holds, without protected names."""
        shown = {"by": "who", "document": "document_as_read", "data": "data_as_read"}
        return [shown.get(name, name) for name in super().get_fields(request, obj)]

    def get_readonly_fields(self, request, obj=None):
        return ("who", "document_as_read", "data_as_read")

    @admin.display(description=_("when"), ordering="at")
    def when(self, row):
        return moment(row.at)

    @admin.display(description=_("by"), ordering="by")
    def who(self, row):
        return protection.PROTECTED if row.hides_by else row.by or "–"

    @admin.display(description=_("document"))
    def document_as_read(self, row):
        return _as_json(documents.shown(row))

    @admin.display(description=_("data"))
    def data_as_read(self, row):
        hidden = protection.of(row.article) if row.article else None
        if not hidden:
            return _as_json(row.data)
        return _as_json(_without_people(row.data), lambda text: protection.masked(text, row.article, row.at))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ("article", "number", "who", "when")
    list_select_related = ("article", "by")


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    story = "edition"  # numbered as its story
    list_display = ("edition", "kind", "note", "when", "late", "who", "by_clock")
    list_filter = ("kind", "by_clock")
    list_select_related = ("edition", "by")

    @admin.display(description=_("late"))
    def late(self, publication):
        return str(publication.late_by).partition(".")[0] if publication.late_by else ""


class EventFilter(admin.SimpleListFilter):
    """By the dotted name. One step through the index finds each, however long the log: DISTINCT would read it all."""

    title = _("event")
    parameter_name = "event"
    names = """
        WITH RECURSIVE names(event) AS (
            SELECT MIN(event) FROM articles_desklog
            UNION ALL
            SELECT (SELECT MIN(event) FROM articles_desklog WHERE event > names.event) FROM names
            WHERE event IS NOT NULL
        )
        SELECT event FROM names WHERE event IS NOT NULL
    """

    def lookups(self, request, model_admin):
        with connection.cursor() as cursor:
            cursor.execute(self.names)
            return [(event, event) for (event,) in cursor.fetchall()]

    def queryset(self, request, queryset):
        return queryset.filter(event=self.value()) if self.value() else queryset


@admin.register(DeskLog)
class DeskLogAdmin(ReadOnlyAdmin):
    list_display = ("when", "who", "event", "article", "number")
    list_filter = (EventFilter,)
    list_select_related = ("article", "revision", "by")

    def get_queryset(self, request):
        """An editor reads what was done to the stories of their sections, and what they did themselves."""
        rows, user = super().get_queryset(request), request.user
        if user.has_perm("articles.override_four_eyes"):
            return rows
        return rows.filter(Q(by=user) | Q(article__isnull=False) & edited_by(user, "article__"))

    @admin.display(description=_("revision"))
    def number(self, row):
        return row.revision.number if row.revision else ""

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Desk log")} | (extra_context or {}))


@admin.register(Schedule)
class ScheduleAdmin(ReadOnlyAdmin):
    list_display = (
        "article",
        "action",
        "revision",
        "moment",
        "wall_time",
        "zone",
        "who",
        "refused",
        "done_at",
        "cancelled_at",
    )
    list_filter = ("action", "refused")
    list_select_related = ("article", "revision", "by")


@admin.register(Approval)
class ApprovalAdmin(ReadOnlyAdmin):
    list_display = ("article", "kind", "revision", "who", "when", "dropped_at")
    list_select_related = ("article", "revision", "by")
