"""The library on the desk: the grid, and taking photos in. Every change goes through library.py.

The other pages are mixins: the picker (picker.py), the sheet (sheet.py), many photos at once (bulk.py), the page of one
photo with its verbs (page.py).
"""

import re

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from js_asset import Script

from newsroom.text import normalise
from photos import filters, intake, library, tiles, uploads, uses, verbs
from photos.bulk import BulkMixin
from photos.forms import AgencyForm, UploadForm, WordsForm
from photos.models import Photo, PhotoAgency
from photos.page import PhotoPageMixin
from photos.picker import PickerMixin
from photos.sheet import SheetMixin

_NUMBER = re.compile(r"#(\d{1,12})")


class Grid(ChangeList):
    """The list of photos, each dressed with its uses and badges."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = tiles.dress(list(self.result_list))


@admin.register(Photo)
class PhotoAdmin(PickerMixin, SheetMixin, BulkMixin, PhotoPageMixin, admin.ModelAdmin):
    form = WordsForm
    list_per_page = 48
    show_full_result_count = False
    search_fields = ["search_text"]  # get_search_results says how
    search_help_text = gettext_lazy("Caption, alt text, title, credit, creator, agency or file name.")
    list_filter = [
        filters.UseFilter,
        filters.MissingFilter,
        ("agency", filters.AgencyFilter),
        filters.AddedFilter,
        filters.RightsFilter,
        filters.StateFilter,
    ]
    actions = None
    fieldsets = [
        (None, {"fields": ["caption", "alt", "credit", "creator", "title", "language", "seen_version"]}),
        (
            gettext_lazy("Rights"),
            {"fields": ["source", "copyright_notice", "rights_url", "usage_terms", "rights_from", "rights_until"]},
        ),
        (
            gettext_lazy("Facts"),
            {"fields": ["taken_on", "digital_source_type", ("focal_x", "focal_y")]},
        ),
    ]

    class Media:
        css = {"all": ["photos/library.css", "photos/picker.css"]}
        js = [Script(f"photos/{name}.js", type="module") for name in ("upload", "grid", "words", "focal")]

    # What is shown -----------------------------------------------------------------------------------------------

    def get_queryset(self, request):
        return super().get_queryset(request).with_renditions().select_related("agency", "added_by", "withdrawn_by")

    def get_changelist(self, request, **kwargs):
        return Grid

    def get_search_results(self, request, queryset, search_term):
        """Find photos in which every word occurs, or the one of a number such as #12.

        Where one is chosen for a story, withdrawn ones are not offered.
        """
        if number := _NUMBER.fullmatch(search_term.strip()):
            queryset, search_term = queryset.filter(pk=int(number[1])), ""
        for word in normalise(search_term).split():
            queryset = queryset.filter(search_text__contains=word)
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            queryset = queryset.filter(withdrawn_at=None)
        return queryset, False

    def changelist_view(self, request, extra_context=None):
        facts = {
            "title": _("Photos"),
            "accept": UploadForm.accept,
            "may_change": super().has_change_permission(request),
            "may_withdraw": request.user.has_perm("photos.withdraw_photo"),
        }
        return super().changelist_view(request, facts | (extra_context or {}))

    def get_fieldsets(self, request, obj=None):
        """Who is behind a protected photo has a page of its own, whose opening is logged."""
        if obj is None or not obj.protect_source:
            return self.fieldsets
        return [
            (title, {"fields": [name for name in options["fields"] if name not in verbs.PRIVATE]})
            for title, options in self.fieldsets
        ]

    # Who may -----------------------------------------------------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request) and (obj is None or library.may_change(obj, request.user))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request) and (obj is None or not uses.of([obj])[obj.pk])

    # What is done ------------------------------------------------------------------------------------------------

    def save_model(self, request, obj, form, change):
        form.save_words(by=request.user)

    def delete_model(self, request, obj):
        library.delete(obj, by=request.user)

    def get_urls(self):
        routes = {
            "credit/": ("credit", self.credit_view),
            "<path:object_id>/withdraw/": ("withdraw", self.withdraw_view),
            "<path:object_id>/reinstate/": ("reinstate", self.reinstate_view),
            "<path:object_id>/again/": ("again", self.again_view),
            "<path:object_id>/original/": ("original", self.original_view),
            "<path:object_id>/replace/": ("replace", self.replace_view),
            "<path:object_id>/put-back/": ("put_back", self.put_back_view),
            "<path:object_id>/apply/": ("apply", self.apply_view),
            "<path:object_id>/protect/": ("protect", self.protect_view),
            "<path:object_id>/unprotect/": ("unprotect", self.unprotect_view),
            "<path:object_id>/source/": ("source", self.source_view),
        }
        wrap = self.admin_site.admin_view
        own = [path(route, wrap(view), name=f"photos_photo_{name}") for route, (name, view) in routes.items()]
        return [*own, *self.picker_urls(), *self.sheet_urls(), *self.bulk_urls(), *super().get_urls()]

    # The upload handler must stand before anything reads the request's body, and checking the token reads it.
    # Whoever may not add is turned away before; `_take` then checks the token.
    @method_decorator(csrf_exempt)
    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        request.upload_handlers = [uploads.PhotoUploadHandler(request)]
        return self._take(request)

    @method_decorator(csrf_protect)
    def _take(self, request):
        is_popup = IS_POPUP_VAR in request.POST or IS_POPUP_VAR in request.GET
        form = UploadForm(request, request.POST if request.method == "POST" else None, one=is_popup)
        photos = form.take() if form.is_bound and form.is_valid() else []
        for photo in photos:
            for notice in photo.notices:
                messages.info(request, f"{intake.shown(photo.original_name)}: {notice}")
        if photos and not is_popup:
            count = len(photos)
            messages.success(request, ngettext("%d photo was added.", "%d photos were added.", count) % count)
        if photos and not form.errors:
            if len(photos) == 1:
                return self.response_add(request, photos[0], post_url_continue=None)
            return HttpResponseRedirect(_sheet_address(photos))
        context = self.page_context(request, _("Add a photo") if is_popup else _("Add photos")) | {
            "form": form,
            "photos": photos,
            "sheet": _sheet_address(photos) if photos else "",
            "media": self.media + form.media,
            "is_popup": is_popup,
        }
        return TemplateResponse(request, "admin/photos/photo/add.html", context, status=422 if form.errors else 200)

    def response_add(self, request, obj, post_url_continue=None):
        """Go on to the photo's page; from a pop-up, fill the field that opened it."""
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return HttpResponseRedirect(reverse("admin:photos_photo_change", args=[obj.pk]))

    def page_context(self, request, title):
        """Return what every page of the library's own needs."""
        return self.admin_site.each_context(request) | {"title": title, "opts": self.opts}


@admin.register(PhotoAgency)
class PhotoAgencyAdmin(admin.ModelAdmin):
    form = AgencyForm
    list_display = ["name", "also"]
    search_fields = ["name"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        transaction.on_commit(library.reindex.enqueue)

    @admin.display(description=gettext_lazy("other spellings"))
    def also(self, agency):
        return format_html_join(", ", "<bdi>{}</bdi>", ([spelling] for spelling in agency.spellings))


def _sheet_address(photos):
    return f"{reverse('admin:photos_photo_sheet')}?photos={','.join(str(photo.pk) for photo in photos)}"
