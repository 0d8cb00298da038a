"""The photos of a story in its form: a card for each use, with its words, its place and its focal point."""

import uuid

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from js_asset import Script

from articles import documents
from articles.admin.fields import ROW_NUMBER, KnownChoice
from articles.admin.form import take_whole, writing
from articles.admin.inlines import KeyField, StoryInline
from articles.admin.rows import RowForm, RowsFormSet
from articles.models import Caption
from articles.models.story import CAPTIONS_LIMIT
from photos.forms import knows_credits
from photos.models import Photo
from photos.picker import PhotoNumber

FOLLOWED = ("caption", "alt", "credit")  # null while they follow the photo
FOCAL = ("focal_x", "focal_y")


class CaptionForm(RowForm):
    """One use of a photo. Empty words are null: they follow the photo, whose own stand grey in the field."""

    # The body points at a row by it.
    row_key = KeyField(required=False, widget=forms.HiddenInput({"data-caption-key": ""}))

    class Meta:
        model = Caption
        fields = ("photo", "caption", "credit", "alt", "decorative", "role", "order", *FOCAL)
        labels = {
            "photo": _("Number of the photo"),
            "focal_x": _("Focal point: across, 0 to 1"),
            "focal_y": _("down, 0 to 1"),
        }
        widgets = {
            "photo": PhotoNumber,
            "caption": forms.Textarea(attrs={"rows": 2}),
            "alt": forms.Textarea(attrs={"rows": 2}),
        } | {name: forms.NumberInput(attrs={"min": 0, "max": 1, "step": 0.01}) for name in FOCAL}
        help_texts = {
            "photo": _("As the photo library shows it, such as 412."),
            "decorative": _("It shows nothing that the text does not say; readers who cannot see it miss nothing."),
            "focal_x": "",
            "focal_y": "",
        }
        error_messages = {"photo": {"invalid_choice": _("There is no photo with this number; choose another.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["row_key"].initial = self.instance.key
        take_whole(self)
        photo = self._photo()
        if "photo" in self.fields:
            self.fields["photo"].known = photo
        for name in {*FOLLOWED} & self.fields.keys():
            field = self.fields[name]
            field.empty_value = None
            field.widget.attrs["data-followed"] = name
            if photo:
                field.widget.attrs["placeholder"] = getattr(photo, name)
        if "role" in self.fields:
            self.fields["role"].choices = [
                (Caption.Role.INLINE, _("alone")),
                (Caption.Role.GALLERY, _("in a gallery with its neighbours")),
            ]
            self.fields["role"].label = _("Stands")
            self.fields["role"].required = False
        knows_credits(self.fields.get("caption"))

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

    def clean_photo(self):
        """A withdrawn photo stays where it is and is newly put nowhere."""
        photo = self.cleaned_data["photo"]
        if photo and photo.is_withdrawn and photo.pk != self.instance.photo_id:
            raise ValidationError(_("This photo was withdrawn; choose another."))
        return photo

    def clean_role(self):
        return self.cleaned_data["role"] or Caption.Role.INLINE

    def clean(self):
        cleaned = super().clean()
        for name in FOLLOWED:
            cleaned[name] = cleaned.get(name) or None
        if not self.errors.keys() & {*FOCAL} and (cleaned.get("focal_x") is None) != (cleaned.get("focal_y") is None):
            lacking = "focal_x" if cleaned.get("focal_x") is None else "focal_y"
            self.add_error(lacking, _("A focal point has two numbers; empty both to follow the photo."))
        return cleaned

    def save(self, commit=True):
        self.instance.key = self.cleaned_data["row_key"]
        return super().save(commit)


class CaptionFormSet(RowsFormSet):
    """The captions of the text and its galleries; those of the lead photo are another set."""

    roles = (Caption.Role.INLINE, Caption.Role.GALLERY)

    @classmethod
    def get_default_prefix(cls):
        return "lead" if Caption.Role.LEAD in cls.roles else "captions"

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
        if form.instance.role not in self.roles:
            form.instance.role = self.roles[0]
        return super().save_new(form, commit)


class LeadFormSet(CaptionFormSet):
    roles = (Caption.Role.LEAD,)


class _CaptionInline(StoryInline, admin.StackedInline):
    model = Caption
    form = CaptionForm
    readonly_fields = ("thumbnail", "as_read")

    class Media:
        js = [Script(f"photos/{name}.js", type="module") for name in ("focal", "words")]

    def get_queryset(self, request):
        photos = Prefetch("photo", Photo.objects.with_renditions())
        return super().get_queryset(request).filter(role__in=self.formset.roles).prefetch_related(photos)

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, **({"validate_max": self._may_write(request, obj)} | kwargs))

    def get_fields(self, request, obj=None):
        """Who can only read the story sees the words as readers get them, followed ones too."""
        return self.fields if self._may_write(request, obj) else ("thumbnail", "as_read")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A photo is chosen in the picker, from all that there are: a list of them would be the whole library."""
        if db_field.name == "photo":
            kwargs |= {"widget": PhotoNumber(), "form_class": KnownChoice}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and hasattr(field.widget, "can_add_related"):
            field.widget.can_add_related = False  # new photos are dropped on the picker
        return field

    @admin.display(description=_("Caption, credit and alt text"))
    def as_read(self, caption):
        shown = documents.shown_words(caption)
        credit = caption.photo.credit if caption.credit is None else caption.credit
        alt = _("decorative") if caption.decorative else shown["shown_alt"]
        return format_html("{} ({})<br>[{}]", shown["shown_caption"], credit or _("no credit"), alt)

    def address_of(self, photo):
        """Return the address of the picture that stands beside a row."""
        return photo.thumbnail_url

    @admin.display(description="")
    def thumbnail(self, caption):
        """Show the photo, with what the scripts need: its own focal point, and where the checklist leads."""
        if not caption.photo_id:
            return mark_safe('<span class="caption-frame"></span>')
        photo = caption.photo
        if photo.is_withdrawn:
            return format_html('<span class="caption-gone" id="caption-{}">{}</span>', caption.key, _("Withdrawn"))
        address = self.address_of(photo)
        return format_html(
            '<span class="caption-frame" id="caption-{}" data-focal-own="{} {}">{}</span>',
            caption.key,
            photo.focal_x,
            photo.focal_y,
            format_html('<img class="thumbnail" src="{}" alt="">', address) if address else "",
        )


class LeadInline(_CaptionInline):
    """The lead stands on the form as wide as the text, as readers will see it."""

    formset = LeadFormSet
    fields = ("thumbnail", "photo", "caption", "credit", "decorative", "alt", FOCAL, "row_key")
    verbose_name = verbose_name_plural = _("lead photo")
    extra = max_num = 1

    def address_of(self, photo):
        picture = photo.desk_picture
        return picture.img.url if picture else ""


class CaptionInline(_CaptionInline):
    formset = CaptionFormSet
    fields = ("thumbnail", "photo", "caption", "credit", "alt", "decorative", "role", "order", FOCAL, "row_key")
    verbose_name = _("photo in the text")
    verbose_name_plural = _("photos in the text")
    extra = 1  # for who writes without scripts; rows.js takes it away
    max_num = CAPTIONS_LIMIT - 1
    classes = ("collapse",)
