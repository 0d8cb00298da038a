"""The picker: one dialog over any form of the desk, in which a photo is found, or dropped, and taken.

`PhotoNumber` is the field, a plain number where no script runs; `PickerMixin` answers the dialog with pieces of HTML,
and takes files in one by one for static/photos/upload.js, which the library's own page uses too.
"""

import json

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST
from js_asset import Script

from photos import filters, intake, library, tiles, uploads
from photos.forms import UploadForm
from photos.models import Photo

SHOWN = 24  # photos the dialog shows at once, and adds with each "More"
FOUND = 12  # photos that a search by typing offers
PAGES = 200  # how far the dialog leafs; words and filters reach the others

SCRIPTS = [Script(f"photos/{name}.js", type="module") for name in ("upload", "grid", "picker")]
# What the dialog offers to filter by: the library's own tables.
CHOICES = [filters.AddedFilter, filters.UseFilter, filters.MissingFilter, filters.RightsFilter]


class PhotoNumber(forms.NumberInput):
    """A photo by its number. With scripts the number goes and a picture with a button that opens the picker comes."""

    def __init__(self, attrs=None):
        super().__init__({"min": 1, "class": "photo-number"} | (attrs or {}))

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-photo-picker"] = reverse("admin:photos_photo_picker")
        return context

    @property
    def media(self):
        return forms.Media(css={"all": ["photos/library.css", "photos/picker.css"]}, js=SCRIPTS)


def found(photo):
    """Return what the forms' scripts are told of a photo."""
    return {
        "id": str(photo.pk),
        "text": str(photo),
        "thumbnail": "" if photo.is_withdrawn else photo.thumbnail_url,
        "caption": photo.caption,
        "alt": photo.alt,
        "credit": photo.credit,
        "width": photo.width,
        "height": photo.height,
        "focal": [photo.focal_x, photo.focal_y],
        "prepared": photo.is_prepared,
    }


class PickerMixin:
    """The addresses of the dialog and of the files dropped on it, for the library's ModelAdmin."""

    def picker_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("find/", wrap(self.find_view), name="photos_photo_find"),
            path("picker/", wrap(self.picker_view), name="photos_photo_picker"),
            path("upload/", wrap(self.upload_view), name="photos_photo_upload"),
        ]

    def found(self, photo):
        """Return what a field that finds photos by typing shows beside the name."""
        return found(photo)

    def find_view(self, request):
        """Answer a search by typing with photos and their thumbnails, for whoever may see photos."""
        self._demand_view(request)
        asked, _distinct = self.get_search_results(request, self.get_queryset(request), request.GET.get("q", ""))
        return JsonResponse({"results": [found(photo) for photo in asked.filter(withdrawn_at=None)[:FOUND]]})

    @method_decorator(require_GET)
    def picker_view(self, request):
        """Answer with the dialog, or with its next photos alone where `page` is asked for: today's own first."""
        self._demand_view(request)
        page = request.GET.get("page", "")
        number = min(int(page), PAGES) if page.isdecimal() and len(page) < 6 else 0
        context = self._offered(request, number)
        if page:
            return TemplateResponse(request, "admin/photos/photo/_picker_photos.html", context)
        context |= {
            "filters": [(choice.parameter_name, choice.title, choice.table) for choice in CHOICES],
            "may_add": self.has_add_permission(request),
            "accept": UploadForm.accept,
        }
        return TemplateResponse(request, "admin/photos/photo/_picker.html", context)

    def _offered(self, request, number):
        """Return a page of the photos that may be taken. Asks no more for many than for one."""
        photos = self.get_queryset(request).filter(withdrawn_at=None)
        photos, _distinct = self.get_search_results(request, photos, request.GET.get("q", ""))
        asked = bool(request.GET.get("q", "").strip())
        for choice in CHOICES:
            if (value := request.GET.get(choice.parameter_name, "")) in choice.table:
                photos, asked = photos.filter(choice.table[value][1](request)), True
        photos = photos.order_by("-added_at", "-pk")
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        own = {"added_by": request.user, "added_at__gte": today}
        mine = [] if asked or number else list(photos.filter(**own)[: uploads.MAX_FILES])
        if not asked:
            photos = photos.exclude(**own)
        start = number * SHOWN
        others = list(photos[start : start + SHOWN + 1])
        shown = _told(tiles.dress([*mine, *others[:SHOWN]]))
        return {
            "mine": shown[: len(mine)],
            "photos": shown[len(mine) :],
            "more": number + 1 if len(others) > SHOWN and number < PAGES else None,
            "asked": asked,
            "words": request.GET.get("q", "").strip(),
            "is_first": not number,
        }

    # As for the page that takes files in: the upload handler must stand before anything reads the request's body.
    @method_decorator(csrf_exempt)
    @method_decorator(require_POST)
    def upload_view(self, request):
        """Take one file in and answer with its photo, or with the sentence that says why not."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        request.upload_handlers = [uploads.PhotoUploadHandler(request)]
        return self._take_one(request)

    @method_decorator(csrf_protect)
    def _take_one(self, request):
        file = request.FILES.get("file")
        if request.oversized:
            return _refused(intake.too_large(request.oversized[0]))
        if file is None:
            return _refused(library.Refusal(_("Choose one or more photos.")))
        try:
            photo = library.add(file, by=request.user, name=file.name)
        except library.Refusal as refusal:
            return _refused(refusal)
        return JsonResponse({"photo": told_new(photo), "notices": photo.notices}, status=201)

    def _demand_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied


def _told(photos):
    """Give each photo, as text for its tile, what the scripts are told of it."""
    for photo in photos:
        photo.told = json.dumps(found(photo))
    return photos


def told_new(photo):
    """Return what is told of a photo just taken in, or had before: its words and its tile for the grid."""
    [photo] = _told(tiles.dress([Photo.objects.with_renditions().get(pk=photo.pk)]))
    return found(photo) | {"tile": render_to_string("admin/photos/photo/_picker_tile.html", {"photo": photo})}


def _refused(refusal):
    """Answer with a refusal: of the file, not of the request. Where we have the photo already it comes along."""
    answer = {"error": refusal.reasons[0]}
    if refusal.photo and not refusal.photo.is_withdrawn:
        answer["photo"] = told_new(refusal.photo)
    return JsonResponse(answer, status=503 if isinstance(refusal, library.NotStored) else 200)
