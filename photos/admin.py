"""The library on the desk: the grid, taking photos in, the page of one photo. Every change goes through library.py."""

import re

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from newsroom.text import normalise
from photos import filters, intake, library, tiles, uploads, uses
from photos.forms import AgencyForm, ReasonForm, SheetRow, UploadForm, WordsForm
from photos.models import Photo, PhotoAgency

FOUND = 12  # photos a search by typing offers
_NUMBER = re.compile(r"#(\d{1,12})")


class Grid(ChangeList):
    """The list of photos, each dressed with its uses and badges."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = tiles.dress(list(self.result_list))


@admin.register(Photo)
class PhotoAdmin(admin.ModelAdmin):
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
        css = {"all": ["photos/library.css"]}

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
        return super().changelist_view(request, {"title": _("Photos")} | (extra_context or {}))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            tiles.dress([obj])
            context |= {
                "may_withdraw": request.user.has_perm("photos.withdraw_photo"),
                "may_open_original": request.user.has_perm("photos.see_source"),
                "show_save_and_add_another": False,
                "live_uses": sum(use.is_public for use in obj.uses) if obj.is_cleared() else 0,
                "events": obj.events.select_related("by")[:50],
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

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
            "find/": ("find", self.find_view),
            "sheet/": ("sheet", self.sheet_view),
            "<path:object_id>/withdraw/": ("withdraw", self.withdraw_view),
            "<path:object_id>/reinstate/": ("reinstate", self.reinstate_view),
            "<path:object_id>/again/": ("again", self.again_view),
            "<path:object_id>/original/": ("original", self.original_view),
        }
        wrap = self.admin_site.admin_view
        own = [path(route, wrap(view), name=f"photos_photo_{name}") for route, (name, view) in routes.items()]
        return own + super().get_urls()

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
        context = self._context(request, _("Add a photo") if is_popup else _("Add photos")) | {
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

    def sheet_view(self, request):
        """Show new photos in rows, to give them their words; errors stay with their row, the other rows are saved."""
        numbers = [part for part in request.GET.get("photos", "").split(",") if part.isdecimal() and len(part) < 18]
        found = self.get_queryset(request).filter(pk__in=numbers[: uploads.MAX_FILES]).order_by("pk")
        photos = [photo for photo in found if self.has_change_permission(request, photo)]
        if not photos:
            return HttpResponseRedirect(reverse("admin:photos_photo_changelist"))
        data = request.POST if request.method == "POST" else None
        rows = [SheetRow(data, instance=photo, prefix=f"photo{photo.pk}") for photo in photos]
        if data is not None:
            saved = sum(row.try_save(by=request.user) for row in rows)
            messages.success(request, ngettext("%d photo was changed.", "%d photos were changed.", saved) % saved)
            if not any(row.errors for row in rows):
                return HttpResponseRedirect(reverse("admin:photos_photo_changelist"))
        context = self._context(request, _("Words for the new photos")) | {"rows": rows, "media": self.media}
        return TemplateResponse(
            request, "admin/photos/photo/sheet.html", context, status=422 if any(row.errors for row in rows) else 200
        )

    def found(self, photo):
        """Return what a field that finds photos by typing shows beside the name."""
        return _found(photo)

    def find_view(self, request):
        """Answer a search by typing with photos and their thumbnails, for whoever may see photos."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found, _distinct = self.get_search_results(request, self.get_queryset(request), request.GET.get("q", ""))
        photos = found.filter(withdrawn_at=None)[:FOUND]
        return JsonResponse({"results": [_found(photo) for photo in photos]})

    def withdraw_view(self, request, object_id):
        photo = self._photo(request, object_id, "photos.withdraw_photo")
        form = ReasonForm(request.POST or None)
        if form.is_bound and form.is_valid():
            return self._done(
                request, photo, _("The photo is withdrawn."), library.withdraw, reason=form.cleaned_data["reason"]
            )
        tiles.dress([photo])
        context = self._context(request, _("Withdraw this photo")) | {"form": form, "photo": photo, "media": self.media}
        return TemplateResponse(request, "admin/photos/photo/withdraw.html", context)

    @method_decorator(require_POST)
    def reinstate_view(self, request, object_id):
        photo = self._photo(request, object_id, "photos.withdraw_photo")
        return self._done(request, photo, _("The photo is reinstated."), library.reinstate)

    @method_decorator(require_POST)
    def again_view(self, request, object_id):
        photo = self._photo(request, object_id, "photos.view_photo")
        return self._done(request, photo, _("The copies are being made once more."), library.try_again)

    @method_decorator(require_POST)
    def original_view(self, request, object_id):
        photo = self._photo(request, object_id, "photos.see_source")
        file = library.open_original(photo, by=request.user)
        name = f"photo-{photo.pk}.{'jpg' if photo.format == 'jpeg' else photo.format}"
        return FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")

    def _photo(self, request, object_id, permission):
        photo = self.get_object(request, unquote(object_id))
        if photo is None:
            raise Http404(_("There is no such photo."))
        if not request.user.has_perm(permission):
            raise PermissionDenied
        return photo

    def _done(self, request, photo, sentence, verb, **words):
        """Run a verb, say what became of it, and go back to the photo's page."""
        try:
            verb(photo, by=request.user, **words)
            messages.success(request, sentence)
        except library.Refusal as refusal:
            messages.error(request, refusal.reasons[0])
        return HttpResponseRedirect(reverse("admin:photos_photo_change", args=[photo.pk]))

    def _context(self, request, title):
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


def _found(photo):
    return {
        "id": str(photo.pk),
        "text": str(photo),
        "thumbnail": "" if photo.is_withdrawn else photo.thumbnail_url,
        "caption": photo.caption,
        "alt": photo.alt,
        "credit": photo.credit,
        "width": photo.width,
        "height": photo.height,
        "prepared": photo.is_prepared,
    }
