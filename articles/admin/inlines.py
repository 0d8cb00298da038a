"""The rows of a story's form: what bylines (bylines.py) and photos (captions.py) have in common."""

from django import forms
from django.contrib import admin

from articles.admin.fields import FoundSelect, KnownChoice

FOLLOWED = ("caption", "alt", "credit")  # null while they follow the photo


class StoryInline(admin.options.InlineModelAdmin):
    """Rows of a story's form. Who may change the story may change its rows."""

    extra = 0
    template = "admin/articles/article/_rows.html"

    def has_add_permission(self, request, obj):
        return self._may_write(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._may_write(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._may_write(request, obj)

    def has_view_permission(self, request, obj=None):
        return True  # the story's own view permission was checked before

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs |= {"widget": FoundSelect(db_field, self.admin_site), "form_class": KnownChoice}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A photo or author can be made in passing; looking at and changing one is done in its own place."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and hasattr(field.widget, "can_view_related"):
            field.widget.can_view_related = field.widget.can_change_related = False
            field.widget.can_delete_related = False
        return field

    def _may_write(self, request, obj):
        owner = self.admin_site.get_model_admin(self.parent_model)
        return owner.has_change_permission(request, obj) if obj else owner.has_add_permission(request)


class KeyField(forms.UUIDField):
    """The key that a row keeps through restore and merge. Bringing one along is no change: the slot may be empty."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


def know(form, name):
    """Give a row's field the object that the row has fetched already."""
    if name in form.fields and getattr(form.instance, f"{name}_id"):
        wrapped = form.fields[name].widget
        getattr(wrapped, "widget", wrapped).known = form.fields[name].known = getattr(form.instance, name)
