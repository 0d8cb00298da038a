"""The site's own words; and the records that people can only read."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from articles.models import (
    Approval,
    DeskLog,
    Publication,
    Revision,
    Schedule,
    SiteText,
)
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
class SiteTextAdmin(admin.ModelAdmin):
    form = SiteTextForm
    list_display = ("language", "name", "strapline")

    def get_readonly_fields(self, request, obj=None):
        return ("language",) if obj else ()


class ReadOnlyAdmin(admin.ModelAdmin):
    """A record that only the desk's verbs write. It can be read by who has the permission, and changed by nobody."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ("article", "number", "by", "at")
    list_select_related = ("article", "by")
    search_fields = ("article__headline",)


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    list_display = ("edition", "kind", "note", "at", "by", "by_clock")
    list_filter = ("kind", "by_clock")
    list_select_related = ("edition", "by")
    search_fields = ("edition__headline", "note")


@admin.register(DeskLog)
class DeskLogAdmin(ReadOnlyAdmin):
    list_display = ("at", "event", "article", "revision", "by")
    list_filter = ("event",)
    list_select_related = ("article", "revision", "by")
    search_fields = ("event", "article__headline")


@admin.register(Schedule)
class ScheduleAdmin(ReadOnlyAdmin):
    list_display = ("article", "revision", "moment", "wall_time", "zone", "by", "refused", "done_at", "cancelled_at")
    list_filter = ("refused",)
    list_select_related = ("article", "revision", "by")


@admin.register(Approval)
class ApprovalAdmin(ReadOnlyAdmin):
    list_display = ("article", "revision", "by", "at", "dropped_at")
    list_select_related = ("article", "revision", "by")
