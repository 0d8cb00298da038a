"""The page of one photo: where it is used, its history, and the verbs, each with a page that says what it will do."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from photos import credits, intake, library, protecting, tiles, uploads, verbs
from photos.forms import ApplyForm, ProtectForm, ReasonForm, ReplaceForm, SourceForm

# What the file says beside the words of the photo: shown, never applied.
SHOWN_METADATA = [
    ("instructions", gettext_lazy("Special instructions")),
    ("keywords", gettext_lazy("Keywords")),
    ("place", gettext_lazy("Place")),
    ("persons", gettext_lazy("Persons")),
    ("description", gettext_lazy("Extended description")),
]


class PhotoPageMixin:
    """The addresses of a photo's page, for the library's ModelAdmin."""

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            tiles.dress([obj])
            live = sum(use.is_public for use in obj.uses) if obj.is_cleared() else 0
            context |= {
                "may_withdraw": request.user.has_perm("photos.withdraw_photo"),
                "may_see_source": request.user.has_perm("photos.see_source"),
                "may_protect": request.user.has_perm("photos.change_photo") and not obj.protect_source,
                "may_apply": request.user.has_perm("photos.change_live_photo"),
                "show_save_and_add_another": False,
                "live_uses": live,
                "credit_uses": sum(use.is_public and not use.own_credit for use in obj.uses) if live else 0,
                "events": protecting.shown_events(obj),
                "former": obj.former_files.filter(destroyed_at=None).first(),
                "said": [] if obj.protect_source else said_by_file(obj),
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def withdraw_view(self, request, object_id):
        photo = self._photo(request, object_id, "photos.withdraw_photo")
        form = ReasonForm(request.POST or None)
        if form.is_bound and form.is_valid():
            return self._done(
                request, photo, _("The photo is withdrawn."), library.withdraw, reason=form.cleaned_data["reason"]
            )
        return self._ask(request, photo, form, _("Withdraw this photo"), "withdraw")

    @method_decorator(require_POST)
    def reinstate_view(self, request, object_id):
        photo = self._photo(request, object_id, "photos.withdraw_photo")
        return self._done(request, photo, _("The photo is reinstated."), library.reinstate)

    @method_decorator(require_POST)
    def again_view(self, request, object_id):
        photo = self._photo(request, object_id, "photos.view_photo")
        return self._done(request, photo, _("The copies are being made once more."), library.try_again)

    @method_decorator(require_POST)
    def put_back_view(self, request, object_id):
        photo = self._photo(request, object_id, "photos.change_photo")
        return self._done(request, photo, _("The former file is back."), library.put_back)

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
        return self._to_photo(photo)

    # The upload handler must stand before anything reads the request's body: see add_view.
    @method_decorator(csrf_exempt)
    def replace_view(self, request, object_id):
        if not self.has_change_permission(request):
            raise PermissionDenied
        request.upload_handlers = [uploads.PhotoUploadHandler(request)]
        return self._replace(request, object_id)

    @method_decorator(csrf_protect)
    def _replace(self, request, object_id):
        photo = self._photo(request, object_id, "photos.change_photo")
        if not self.has_change_permission(request, photo):
            raise PermissionDenied
        form = ReplaceForm(request.POST if request.method == "POST" else None, initial={"seen_version": photo.version})
        if form.is_bound and form.is_valid():
            file = request.FILES.get("file")
            if request.oversized:
                form.add_error("file", intake.too_large(request.oversized[0]).reasons)
            elif file is None:
                form.add_error("file", _("Choose the new file."))
            else:
                given = {"version": form.cleaned_data["seen_version"], "destroy": form.cleaned_data["destroy"]}
                try:
                    notices = library.replace_file(photo, file, by=request.user, name=file.name, **given)
                except library.Refusal as refusal:
                    form.add_error("file", refusal.reasons)
                else:
                    for notice in notices:
                        messages.info(request, notice)
                    messages.success(request, _("The file is replaced; all stories show the new one."))
                    return self._to_photo(photo)
        return self._ask(request, photo, form, _("Replace the file"), "replace")

    def apply_view(self, request, object_id):
        photo = self._photo(request, object_id, "photos.change_live_photo")
        form = ApplyForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():
            try:
                applied = library.apply_words(photo, by=request.user, **form.cleaned_data)
            except library.Refusal as refusal:
                form.add_error(None, refusal.reasons)
            else:
                self._tell_applied(request, applied)
                return self._to_photo(photo)
        return self._ask(request, photo, form, _("Change caption and alt text for readers"), "apply")

    def _tell_applied(self, request, applied):
        count = len(applied.changed)
        sentence = ngettext(
            "Readers of %d story have the new words.", "Readers of %d stories have the new words.", count
        )
        if count:
            messages.success(request, sentence % count)
        else:
            messages.info(request, _("No live story follows these words, or all have them already."))
        if applied.kept:
            titles = ", ".join(f"“{title}”" for title in applied.kept)
            messages.info(request, _("Words of their own keep: %s.") % titles)

    def protect_view(self, request, object_id):
        photo = self._photo(request, object_id, "photos.change_photo")
        initial = {"credit": "" if verbs.names_creator(photo, photo.credit) else photo.credit}
        form = ProtectForm(request.POST if request.method == "POST" else None, initial=initial)
        if form.is_bound and form.is_valid():
            try:
                named = library.protect_source(photo, by=request.user, credit=form.cleaned_data["credit"])
            except library.Refusal as refusal:
                form.add_error("credit", refusal.reasons)
            else:
                messages.success(request, _("The source is protected. The old addresses of the photo have ended."))
                for sentence in named:
                    messages.warning(request, sentence)
                return self._to_photo(photo)
        return self._ask(request, photo, form, _("Protect the source"), "protect")

    def unprotect_view(self, request, object_id):
        photo = self._photo(request, object_id, "photos.see_source")
        form = ReasonForm(request.POST if request.method == "POST" else None)
        form.fields["reason"].help_text = _("It stays in the history of the photo.")
        if form.is_bound and form.is_valid():
            return self._done(
                request,
                photo,
                _("The source is no longer protected."),
                library.unprotect_source,
                reason=form.cleaned_data["reason"],
            )
        return self._ask(request, photo, form, _("Lift the protection of the source"), "unprotect")

    @method_decorator(require_POST)
    def source_view(self, request, object_id):
        """Show, to those who may, who is behind a protected photo, and change it here. The opening is logged."""
        photo = self._photo(request, object_id, "photos.see_source")
        saves = "seen_version" in request.POST
        with transaction.atomic():
            form = SourceForm(request.POST if saves else None, instance=photo)
            if saves and form.is_valid():
                try:
                    form.save_words(by=request.user)
                except library.Refusal as refusal:
                    form.add_error(None, refusal.reasons)
                else:
                    messages.success(request, _("Saved."))
                    return self._to_photo(photo)
            library.see_source(photo, by=request.user)
        facts = {"events": photo.events.select_related("by")[:50], "said": said_by_file(photo)}
        return self._ask(request, photo, form, _("Who is behind this photo"), "source", facts)

    @method_decorator(require_GET)
    def credit_view(self, request):
        """Say whether the words in brackets at the end of a caption are a credit, and whether it is the photo's."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        tail, credit = (request.GET.get(name, "")[:200] for name in ("tail", "credit"))
        _caption, found = credits.split(f"x ({tail})")
        answer = {"credit": found}
        if found and credit and not credits.same(credit, found):
            sentence = _("The caption names another credit (%(tail)s) than the credit field (%(credit)s).")
            answer |= {"agrees": False, "sentence": sentence % {"tail": found, "credit": credit}}
        return JsonResponse(answer)

    def _ask(self, request, photo, form, title, name, facts=None):
        """Show the page that says what a verb will do and takes its input."""
        tiles.dress([photo])
        context = (
            self.page_context(request, title) | {"form": form, "photo": photo, "media": self.media} | (facts or {})
        )
        context["live_uses"] = [use for use in photo.uses if use.is_public]
        template = f"admin/photos/photo/{name}.html"
        return TemplateResponse(request, template, context, status=422 if form.errors else 200)

    def _to_photo(self, photo):
        return HttpResponseRedirect(reverse("admin:photos_photo_change", args=[photo.pk]))


def said_by_file(photo):
    """Return what the file says beside its words, as (label, text): the first standard that has it counts."""
    said = []
    for name, label in SHOWN_METADATA:
        texts = (values.get(name) for values in photo.metadata.values() if isinstance(values, dict))
        if text := next(filter(None, texts), ""):
            said.append((label, text))
    return said
