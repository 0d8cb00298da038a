"""Saved filters: what a person looks for again and again in the story list, under a name of their own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, QueryDict
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.models import SavedFilter
from newsroom.text import contained, tidy_line

MOST = 30  # per person
NOT_KEPT = {"p", "e", "all"}  # of a list's address: the page, the error flag, show everything


def kept(query):
    """Return the part of a list's address that a filter keeps."""
    values = QueryDict(query, mutable=True)
    for name in NOT_KEPT & values.keys():
        del values[name]
    return values.urlencode()


class SavedFiltersMixin:
    """Keeping, naming and dropping filters on the list's own page, for the story's ModelAdmin."""

    def get_urls(self):
        def page(route, view, name):
            return path(route, self.admin_site.admin_view(require_POST(view)), name=f"articles_article_{name}")

        return [
            page("filters/save/", self.save_filter, "save_filter"),
            page("filters/<int:number>/delete/", self.delete_filter, "delete_filter"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        here = kept(request.GET.urlencode())
        saved = [(row, row.query == here) for row in SavedFilter.objects.filter(user=request.user)]
        context = {"saved_filters": saved, "here": here, "is_saved": any(is_here for _row, is_here in saved)}
        return super().changelist_view(request, context | (extra_context or {}))

    def save_filter(self, request):
        """Keep what the list shows under a name; the same name again means the new filter."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        name, query = contained(tidy_line(request.POST.get("name", ""))), kept(request.POST.get("query", ""))
        others = SavedFilter.objects.filter(user=request.user).exclude(name=name)
        limit, longest = (SavedFilter._meta.get_field(field).max_length for field in ("name", "query"))
        if not name or not query:
            messages.warning(request, _("Give the filter a name."))
        elif len(name) > limit:
            messages.warning(
                request,
                _("A name has at most %(limit)d characters; this one has %(count)d.")
                % {"limit": limit, "count": len(name)},
            )
        elif len(query) > longest:
            messages.warning(request, _("That search is too long to be kept."))
        elif others.count() >= MOST:
            messages.warning(request, _("You have %d filters; delete one first.") % MOST)
        else:
            SavedFilter.objects.update_or_create(user=request.user, name=name, defaults={"query": query})
            messages.success(request, _("Saved as “%s”.") % name)
        return self._back_to_list(query)

    def delete_filter(self, request, number):
        """Drop a filter of one's own; another's is not there."""
        SavedFilter.objects.filter(user=request.user, pk=number).delete()
        return self._back_to_list(kept(request.POST.get("query", "")))

    def _back_to_list(self, query):
        address = reverse("admin:articles_article_changelist")
        return HttpResponseRedirect(f"{address}?{query}" if query else address)
