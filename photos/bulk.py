"""Many photos at once: fill one field for all that are selected, or withdraw them. Each goes through its verb."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from photos import library, tiles
from photos.forms import LOCAL_MOMENT, TEXT_AREAS, ReasonForm
from photos.models import Photo

LIMIT = 100  # photos at once; the library shows 48 a page
REFUSALS_SHOWN = 10
FIELDS = [
    "credit", "creator", "source", "copyright_notice", "rights_url", "usage_terms",
    "rights_from", "rights_until", "language", "digital_source_type", "title", "caption", "alt",
]  # fmt: skip


class FillForm(forms.ModelForm):
    """One field, chosen before, and whether it goes over what is there."""

    replace = forms.BooleanField(
        required=False,
        label=gettext_lazy("Also where the field is filled already"),
        help_text=gettext_lazy("Without it only empty fields are filled."),
    )
    rights_url = Photo._meta.get_field("rights_url").formfield(assume_scheme="https")

    class Meta:
        model = Photo
        fields = FIELDS
        widgets = TEXT_AREAS | LOCAL_MOMENT

    def __init__(self, *args, field, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {name: each for name, each in self.fields.items() if name in (field, "replace")}
        self.fields[field].required = True
        self.field = field

    def fill(self, photo, *, by):
        """Give the photo the word; return whether it was changed."""
        if getattr(photo, self.field) and not self.cleaned_data["replace"]:
            return False
        return bool(library.set_words(photo, by=by, **{self.field: self.cleaned_data[self.field]}))


class BulkMixin:
    """The address of what is done with selected photos, for the library's ModelAdmin."""

    def bulk_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("fill/", wrap(self.fill_view), name="photos_photo_fill"),
            path("withdraw/", wrap(self.withdraw_many_view), name="photos_photo_withdraw_many"),
        ]

    def fill_view(self, request):
        if not request.user.has_perm("photos.change_photo"):
            raise PermissionDenied
        photos, field = self._selected(request), request.GET.get("field", FIELDS[0])
        if field not in FIELDS:
            raise Http404
        form = FillForm(request.POST if request.method == "POST" else None, field=field)
        if form.is_bound and form.is_valid():
            return self._done_with_many(
                request,
                photos,
                lambda count: ngettext("%d photo was changed.", "%d photos were changed.", count),
                lambda photo: form.fill(photo, by=request.user),
            )
        choices = [(name, Photo._meta.get_field(name).verbose_name) for name in FIELDS]
        facts = {"form": form, "choices": choices, "field": field}
        return self._ask_of_many(request, photos, _("Fill one field"), "admin/photos/photo/fill.html", facts)

    def withdraw_many_view(self, request):
        if not request.user.has_perm("photos.withdraw_photo"):
            raise PermissionDenied
        photos = self._selected(request)
        form = ReasonForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():

            def withdraw(photo):
                library.withdraw(photo, by=request.user, reason=form.cleaned_data["reason"])
                return True

            return self._done_with_many(
                request,
                photos,
                lambda count: ngettext("%d photo was withdrawn.", "%d photos were withdrawn.", count),
                withdraw,
            )
        return self._ask_of_many(
            request, photos, _("Withdraw these photos"), "admin/photos/photo/withdraw_many.html", {"form": form}
        )

    def _selected(self, request):
        """Return the photos whose numbers the address names, in the library's order. 404 without any."""
        numbers = [part for part in request.GET.getlist("photo") if part.isdecimal() and len(part) < 18]
        photos = list(self.get_queryset(request).filter(pk__in=numbers[:LIMIT]).order_by("-added_at", "-pk"))
        if not photos:
            raise Http404(_("None of these photos is in the library."))
        return tiles.dress(photos)

    def _done_with_many(self, request, photos, sentence, verb):
        """Run a verb for each photo; say how many it changed, and which it refused and why."""
        changed, refused = 0, []
        for photo in photos:
            try:
                changed += verb(photo)
            except library.Refusal as refusal:
                refused.append(f"“{photo}”: {refusal.reasons[0]}")
        messages.success(request, sentence(changed) % changed)
        for words in refused[:REFUSALS_SHOWN]:
            messages.error(request, words)
        beyond = len(refused) - REFUSALS_SHOWN
        if beyond > 0:
            messages.error(request, ngettext("%d more was refused.", "%d more were refused.", beyond) % beyond)
        return HttpResponseRedirect(reverse("admin:photos_photo_changelist"))

    def _ask_of_many(self, request, photos, title, template, facts):
        live = sum(any(use.is_public for use in photo.uses) for photo in photos if photo.is_cleared())
        context = self.page_context(request, title) | {"photos": photos, "live": live, "media": self.media} | facts
        return TemplateResponse(request, template, context, status=422 if facts["form"].errors else 200)
