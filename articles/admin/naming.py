"""Pages of the verbs on names: rename, merge and retire a tag, an author or a section, after asking with numbers.

A model's admin lists its `NameAct`s; each gets a page below the row, a merge one below the list.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import desk


@dataclass(frozen=True)
class NameAct:
    """One verb on a row's name. `perform` takes the row, `by` and the form's fields, and returns a sentence.

    `explain` returns what will happen, in sentences; `fits` whether the row can have it done now.
    """

    name: str
    label: str
    permission: str
    form: type
    perform: Callable
    explain: Callable
    fits: Callable = lambda row: True


class MergeForm(forms.Form):
    """Which of the chosen rows stays. `describe` says of each what it stands on."""

    into = forms.ModelChoiceField(
        queryset=None, empty_label=None, widget=forms.RadioSelect, label=gettext_lazy("The one that stays")
    )

    def __init__(self, *args, rows, describe, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = rows
        self.fields["into"].label_from_instance = describe


class NamesMixin:
    """The pages, for a ModelAdmin. A GET never changes anything; who lacks the right gets 403."""

    change_form_template = "admin/naming/change_form.html"
    name_acts = ()
    merge_permission = ""  # where rows can be merged

    def get_urls(self):
        opts = self.opts
        name = f"{opts.app_label}_{opts.model_name}"
        merge = path("merge/", self.admin_site.admin_view(self.merge_view), name=f"{name}_merge")
        act = path("<path:object_id>/do/<slug:name>/", self.admin_site.admin_view(self.name_view), name=f"{name}_name")
        return [*([merge] if self.merge_permission else []), act, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        row = self.get_object(request, object_id)
        acts = [act for act in self.name_acts if row and request.user.has_perm(act.permission) and act.fits(row)]
        return super().change_view(request, object_id, form_url, {"name_acts": acts} | (extra_context or {}))

    def name_view(self, request, object_id, name):
        """Ask before a verb on one name, or perform it."""
        act = next((act for act in self.name_acts if act.name == name), None)
        row = self.get_object(request, object_id)
        if act is None or row is None:
            raise Http404
        if not request.user.has_perm(act.permission):
            raise PermissionDenied
        form = act.form(request.POST if request.method == "POST" else None, initial=self.initial(row))
        back = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])

        def perform():
            return act.perform(row, by=request.user, **form.cleaned_data)

        return self._ask_or_do(request, form, perform, back, label=act.label, row=row, sentences=act.explain(row))

    def initial(self, row):
        """Return what the forms of a row start with."""
        return {"name": str(row)}

    # Merging --------------------------------------------------------------------------------------------------

    def has_merge_permission(self, request):
        return request.user.has_perm(self.merge_permission)

    @admin.action(description=gettext_lazy("Merge…"), permissions=["merge"])
    def merge_selected(self, request, queryset):
        chosen = "&".join(f"row={pk}" for pk in queryset.order_by("pk").values_list("pk", flat=True))
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_merge")
        return HttpResponseRedirect(f"{address}?{chosen}")

    def changelist_view(self, request, extra_context=None):
        """A forged merge is refused as such, not answered as if nothing had been chosen."""
        if request.POST.get("action") == "merge_selected" and not self.has_merge_permission(request):
            raise PermissionDenied
        return super().changelist_view(request, extra_context)

    def get_actions(self, request):
        """A row that is used is merged, one that is not is deleted on its own page; several at once never."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def merge_view(self, request):
        """Ask which of several rows stays, or merge them."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        numbers = [number for number in request.GET.getlist("row") if number.isdecimal() and len(number) < 10]
        rows = self.get_queryset(request).filter(pk__in=numbers).order_by("pk")
        back = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        if len(rows) < 2:
            messages.warning(request, _("Choose at least two to merge."))
            return HttpResponseRedirect(back)
        data = request.POST if request.method == "POST" else None
        form = MergeForm(data, rows=rows, describe=self.describe, initial={"into": rows[0]})

        def perform():
            return self.merge(list(rows), form.cleaned_data["into"], by=request.user)

        return self._ask_or_do(request, form, perform, back, label=_("Merge"), sentences=self.explain_merge(rows))

    # Both -----------------------------------------------------------------------------------------------------

    def _ask_or_do(self, request, form, perform, back, *, label, sentences, row=None):
        if form.is_bound and form.is_valid():
            try:
                said = perform()
            except desk.NotAllowed:
                raise
            except desk.Refusal as refusal:
                for reason in refusal.reasons:
                    form.add_error(None, reason)
            else:
                messages.success(request, said)
                return HttpResponseRedirect(back)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "original": row,
            "title": f"{label}: {row}" if row else label,
            "label": label,
            "form": form,
            "sentences": sentences,
            "back": back,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/naming/ask.html", context)
