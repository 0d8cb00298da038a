"""The rows of a story's form: what they have in common, and its photos with their words."""

import uuid

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles import documents
from articles.admin.fields import ROW_NUMBER, FoundSelect
from articles.admin.form import take_whole, writing
from articles.admin.rows import RowsFormSet
from articles.models import Caption
from articles.models.story import CAPTIONS_LIMIT
from photos.models import Photo

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
            kwargs["widget"] = FoundSelect(db_field, self.admin_site)
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
        getattr(wrapped, "widget", wrapped).known = getattr(form.instance, name)


class CaptionForm(forms.ModelForm):
    """One use of a photo. Empty words are null: they follow the photo, whose own stand grey in the field."""

    photo_number = forms.IntegerField(
        required=False,
        min_value=1,
        label=_("The photo’s number"),
        help_text=_("As the photo library shows it, such as 412. It takes the place of the photo chosen above."),
    )
    # The body points at a row by it.
    row_key = KeyField(required=False, widget=forms.HiddenInput({"data-caption-key": ""}))

    class Meta:
        model = Caption
        fields = ("photo", "caption", "credit", "alt", "decorative", "order")
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 2}),
            "alt": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["row_key"].initial = self.instance.key
        if "photo" in self.fields:
            self.fields["photo"].required = False  # its number will do
        take_whole(self)
        know(self, "photo")
        photo = self._photo()
        for name in {*FOLLOWED} & self.fields.keys():
            field = self.fields[name]
            field.empty_value = None
            field.widget.attrs["data-followed"] = name
            if photo:
                field.widget.attrs["placeholder"] = getattr(photo, name)

    def _photo(self):
        """Return the photo whose words stand grey: of a refused form, the one just chosen."""
        chosen = str(self["photo"].value() or "") if self.is_bound and "photo" in self.fields else ""
        if chosen in ("", str(self.instance.photo_id)) or not ROW_NUMBER.fullmatch(chosen):
            return self.instance.photo if self.instance.photo_id else None
        return Photo.objects.filter(pk=chosen).first()

    def clean_row_key(self):
        """Return the row's own key; a new row brings the one that the body already points at."""
        if self.instance.pk:
            return self.instance.key
        return self.cleaned_data.get("row_key") or uuid.uuid4()

    def clean(self):
        cleaned = super().clean()
        for name in FOLLOWED:
            cleaned[name] = cleaned.get(name) or None
        if number := cleaned.get("photo_number"):
            cleaned["photo"] = self._numbered(number)
        if not cleaned.get("photo") and not self.errors.keys() & {"photo", "photo_number"}:
            self.add_error("photo", _("Choose a photo, or type its number."))
        return cleaned

    def _numbered(self, number):
        """Return the photo that was named by its number; an error where there is none to show."""
        found = Photo.objects.filter(pk=number).first() if number < 10**18 else None
        if found is None or found.is_withdrawn:
            self.add_error("photo_number", _("There is no photo %d in the library that can be shown.") % number)
        return found

    def save(self, commit=True):
        self.instance.key = self.cleaned_data["row_key"]
        return super().save(commit)


class CaptionFormSet(RowsFormSet):
    """The captions of one role; `role` and `prefix` are set by the inline."""

    role = Caption.Role.INLINE

    @classmethod
    def get_default_prefix(cls):
        return "lead" if cls.role == Caption.Role.LEAD else "captions"

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for name in ("caption", "alt", "credit"):
            if name in form.fields:
                form.fields[name].widget.attrs |= writing(self.instance.language)

    def clean(self):
        super().clean()
        seen = set(Caption.objects.filter(article_id=self.instance.pk).values_list("key", flat=True))
        for form in self.extra_forms:
            key = form.cleaned_data.get("row_key") if form.is_valid() and form.has_changed() else None
            if key in seen:
                raise ValidationError(_("Two photos came with one key. Remove the last one and add it again."))
            seen.add(key)

    def save_new(self, form, commit=True):
        form.instance.role = self.role
        return super().save_new(form, commit)


class LeadFormSet(CaptionFormSet):
    role = Caption.Role.LEAD


class _CaptionInline(StoryInline, admin.StackedInline):
    model = Caption
    form = CaptionForm
    autocomplete_fields = ("photo",)
    readonly_fields = ("thumbnail", "as_read")

    def get_queryset(self, request):
        photos = Prefetch("photo", Photo.objects.with_renditions())
        return super().get_queryset(request).filter(role=self.formset.role).prefetch_related(photos)

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, **({"validate_max": self._may_write(request, obj)} | kwargs))

    def get_fields(self, request, obj=None):
        """Who can only read the story sees the words as readers get them, followed ones too."""
        return self.fields if self._may_write(request, obj) else ("thumbnail", "as_read")

    @admin.display(description=_("Caption, credit and alt text"))
    def as_read(self, caption):
        shown = documents.shown_words(caption)
        credit = caption.photo.credit if caption.credit is None else caption.credit
        alt = _("decorative") if caption.decorative else shown["shown_alt"]
        return format_html("{} ({})<br>[{}]", shown["shown_caption"], credit or _("no credit"), alt)

    @admin.display(description="")
    def thumbnail(self, caption):
        if caption.photo_id and caption.photo.is_withdrawn:
            return _("Withdrawn")
        address = caption.photo.thumbnail_url if caption.photo_id else ""
        return format_html('<img class="thumbnail" src="{}" alt="">', address) if address else ""


class LeadInline(_CaptionInline):
    formset = LeadFormSet
    fields = ("thumbnail", "photo", "photo_number", "caption", "credit", "alt", "decorative", "row_key")
    verbose_name = verbose_name_plural = _("lead photo")
    extra = max_num = 1


class CaptionInline(_CaptionInline):
    formset = CaptionFormSet
    fields = ("thumbnail", "photo", "photo_number", "caption", "credit", "alt", "decorative", "order", "row_key")
    verbose_name = _("photo in the text")
    verbose_name_plural = _("photos in the text")
    extra = 1  # for who writes without scripts; rows.js takes it away
    max_num = CAPTIONS_LIMIT - 1
    classes = ("collapse",)
