"""The sheet: new photos in rows to give them their words, and one row whose words are the same for all."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from photos import library, uploads
from photos.forms import LOCAL_MOMENT, TEXT_AREAS, WordsForm
from photos.models import Photo, PhotoAgency


class SheetRow(WordsForm):
    """One photo on the sheet."""

    rights_url = None

    class Meta(WordsForm.Meta):
        fields = ["caption", "alt", "credit", "creator"]

    @property
    def instructions(self):
        """What the file asks of whoever publishes it ("embargo", "no use …"): shown, never applied."""
        said = (values.get("instructions") for values in self.instance.metadata.values() if isinstance(values, dict))
        return "" if self.instance.protect_source else next(filter(None, said), "")

    @transaction.atomic
    def try_save(self, *, by, same=None):
        """Save the row's words and, where it has none, the `same` for all; return whether anything was changed.

        What speaks against it is among its errors.
        """
        if not self.is_valid():
            return False
        same = {field: value for field, value in (same or {}).items() if not self._has(field)}
        if not (self.has_changed() or same):
            return False
        try:
            return bool(self.save_words(by=by, **same))
        except library.Refusal as refusal:
            self.add_error(None, refusal.reasons)
            return False

    def _has(self, field):
        """Whether the photo has the word already, in this row or in the library."""
        return bool(self.cleaned_data[field] if field in self.fields else getattr(self.instance, field))


class SameForm(forms.ModelForm):
    """What is the same for all photos of a sheet. It fills what is empty and changes nothing else."""

    agency = forms.ModelChoiceField(
        PhotoAgency.objects.all(),
        required=False,
        label=gettext_lazy("Agency"),
        help_text=gettext_lazy("Brings its name as credit, and its usual copyright notice and terms."),
    )

    class Meta:
        model = Photo
        fields = ["credit", "copyright_notice", "usage_terms", "rights_from", "rights_until"]
        widgets = {"usage_terms": TEXT_AREAS["usage_terms"]} | LOCAL_MOMENT

    field_order = ["credit", "agency"]

    def words(self):
        """Return the words to fill in, those of the agency after those that were typed."""
        words = {field: self.cleaned_data.get(field) for field in self.Meta.fields}
        if agency := self.cleaned_data.get("agency"):
            usual = {
                "credit": agency.name,
                "copyright_notice": agency.copyright_notice,
                "usage_terms": agency.usage_terms,
            }
            words |= {field: words[field] or value for field, value in usual.items()}
        return {field: value for field, value in words.items() if value}


class SheetMixin:
    """The address of the sheet, for the library's ModelAdmin."""

    def sheet_urls(self):
        return [path("sheet/", self.admin_site.admin_view(self.sheet_view), name="photos_photo_sheet")]

    def sheet_view(self, request):
        """Show the photos that may be changed; errors stay with their row, the other rows are saved."""
        numbers = [part for part in request.GET.get("photos", "").split(",") if part.isdecimal() and len(part) < 18]
        found = self.get_queryset(request).filter(pk__in=numbers[: uploads.MAX_FILES]).order_by("pk")
        photos = [photo for photo in found if self.has_change_permission(request, photo)]
        if not photos:
            return HttpResponseRedirect(reverse("admin:photos_photo_changelist"))
        data = request.POST if request.method == "POST" else None
        rows = [SheetRow(data, instance=photo, prefix=f"photo{photo.pk}") for photo in photos]
        same = SameForm(data, prefix="same")
        if data is not None and same.is_valid():
            words = same.words()
            saved = sum(row.try_save(by=request.user, same=words) for row in rows)
            messages.success(request, ngettext("%d photo was changed.", "%d photos were changed.", saved) % saved)
            if not any(row.errors for row in rows):
                return HttpResponseRedirect(reverse("admin:photos_photo_changelist"))
            # What was saved is saved; only the faulty rows come back, each with what was typed.
            rows = [row for row in rows if row.errors]
        elif data is not None:
            with transaction.atomic():
                for row in rows:
                    row.is_valid()  # so that its errors stand beside those of the row for all
        faulty = bool(same.errors) or any(row.errors for row in rows if row.is_bound)
        context = self.page_context(request, _("Words for the new photos")) | {
            "rows": rows,
            "same": same,
            "faulty": faulty,
            "media": self.media + same.media,
        }
        return TemplateResponse(request, "admin/photos/photo/sheet.html", context, status=422 if faulty else 200)
