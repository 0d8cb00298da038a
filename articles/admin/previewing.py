"""The preview of the story's form: of what was saved, and of what is typed and stored nowhere."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms.formsets import all_valid
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from articles import preview
from articles.admin import merging, trial
from articles.models import Article


class PreviewMixin:
    """The preview's addresses, for the story's ModelAdmin. A GET shows the saved story, a POST what it sends."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.new_preview_view)
        return [path("preview/", view, name="articles_article_preview_new"), *super().get_urls()]

    def preview_view(self, request, object_id):
        article = self._readable(request, object_id)
        if request.method != "POST":
            return preview.answer(article)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        return self._unsaved(request, article)

    def new_preview_view(self, request):
        """Show a story that was never saved."""
        if request.method != "POST" or not self.has_add_permission(request):
            raise PermissionDenied
        return self._unsaved(request, None)

    def _unsaved(self, request, article):
        form = self.get_form(request, article, change=article is not None)(
            request.POST, request.FILES, instance=article or Article(created_by=request.user)
        )
        form.previewing = True
        with transaction.atomic():
            is_valid = form.is_valid()
            formsets, _inlines = self._create_formsets(request, form.instance, change=article is not None)
            if all_valid(formsets) and is_valid:
                return trial.tried(form, formsets, _shown, before=merging.make_room)
        context = {"faults": [*_faults(form), *(fault for formset in formsets for fault in _rows_faults(formset))]}
        return preview.for_desk_only(
            TemplateResponse(request, "admin/articles/article/preview_waits.html", context).render()
        )


def _shown(typed):
    return preview.answer(typed, unsaved=True)


def _faults(form):
    """Return what is wrong with a form as sentences, each with the name of its field."""
    for name, errors in form.errors.items():
        label = form[name].label if name in form.fields else ""
        for error in errors:
            yield f"{label}: {error}" if label else error


def _rows_faults(formset):
    yield from formset.non_form_errors()
    for number, form in enumerate(formset.forms, start=1):
        for fault in _faults(form):
            yield _("Row %(number)d – %(fault)s") % {"number": number, "fault": fault}
