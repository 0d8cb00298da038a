"""Nothing typed is lost: unsaved text offered, compared, used or discarded; a form filled again and not yet saved.

A form is *filled* by a POST that saves nothing: it is drawn as one that was refused, with everything typed in it. That
is how unsaved text of the desk (scratch), of the browser, and of a session that had ended comes back.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from articles import compare, protection
from articles.admin import merging, typed
from articles.admin.history import folded
from articles.admin.lists import moment
from articles.desk import presence, scratch
from articles.models import Scratch

FILL = "_fill"  # posted with a form that is to be drawn again and not saved
USE = "_scratch"  # posted in the place of a form: the number of the unsaved text to fill it with
SAVED = "desk_saved"  # cookie: the forms that were saved, for the browser to drop its own copies of them
SAVED_DAYS = 7  # as long as a browser keeps a copy
SAVED_NAMED = 5
_FORM = re.compile(r"[0-9a-f]{32}")
_KEY = re.compile(r"[1-9][0-9]{0,17}")


@dataclass(frozen=True)
class Offer:
    """Unsaved text that waits: whose it is, since when, and where it is compared."""

    scratch: Scratch
    who: str  # empty where it is one's own

    @property
    def when(self):
        return moment(self.scratch.at)

    @property
    def address(self):
        return reverse("admin:articles_article_scratch", args=[self.scratch.pk])


def is_protected(article):
    """Return whether a browser keeps no copy of the story: it has a byline that may not be told."""
    return article is not None and bool(protection.of(article))


def differences(row):
    """Return what an unsaved text would change in its story, as compare shows it; empty where nothing."""
    opened = typed.start(row.article)
    return compare.compare(opened, typed.document(row.fields, opened))


def form_address(row):
    """Return the address of the form an unsaved text belongs into."""
    if row.article_id is None:
        return reverse("admin:articles_article_add")
    return reverse("admin:articles_article_change", args=[row.article_id])


class KeepingMixin:
    """Unsaved text, for the story's ModelAdmin."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.scratch_view)
        return [path("scratch/<int:number>/", view, name="articles_article_scratch"), *super().get_urls()]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Fill the form with unsaved text where that was asked for; after a save, forget what its form had kept."""
        if request.method == "POST" and USE in request.POST:
            self._fill(request, object_id)
        response = self._answered(request, object_id, form_url, extra_context)
        if hasattr(request, "recorded") and response.status_code == 302:
            self._saved_form(request, response)
        return response

    def _answered(self, request, *where):
        """Save or show the form. A merge in which something has not been asked yet is taken back and asked."""
        if "_merge" in request.POST:
            try:
                with transaction.atomic():
                    return super().changeform_view(request, *where)
            except merging.Unanswered:
                request.POST = request.POST.copy()
                del request.POST["_merge"]
        return super().changeform_view(request, *where)

    def _fill(self, request, object_id):
        """Put an unsaved text into the request, in the place of what a form would have sent."""
        row = scratch.opened(self._scratch(request.POST[USE]), by=request.user)
        if object_id != (str(row.article_id) if row.article_id else None):
            raise Http404
        form_class = self.get_form(request, row.article, change=row.article is not None)
        form = form_class(instance=row.article) if row.article else form_class()
        data = {}
        for name in form.fields.keys() - scratch.STORY_FIELDS:
            data |= typed.as_sent(form, name)  # what belongs to the desk is as it stands now
        data |= row.fields
        data |= {"base": "" if row.base is None else str(row.base), "token": row.form, FILL: "scratch"}
        whose = {"who": self._names(row)[row.article_id, row.user_id], "when": moment(row.at)}
        request.filled = (
            _("This is your unsaved text from %(when)s. It is not saved yet: read it, then save.")
            if row.user_id == request.user.pk
            else _("This is the unsaved text of %(who)s from %(when)s. What you save is saved under your name.")
        ) % whose
        request.POST = QueryDict(mutable=True)
        request.POST.update(data)

    def _saved_form(self, request, response):
        """Drop what was kept of a form that is saved now, and tell the browser to do the same."""
        token = request.POST.get("token", "")
        if not _FORM.fullmatch(token):
            return
        scratch.drop(by=request.user, form=token)
        told = [name for name in request.COOKIES.get(SAVED, "").split(".") if _FORM.fullmatch(name) and name != token]
        response.set_cookie(
            SAVED,
            ".".join([token, *told][:SAVED_NAMED]),
            max_age=SAVED_DAYS * 86_400,
            path=reverse("admin:index"),
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Add to the form what keeps its words safe."""
        form = context["adminform"].form
        if form.filled:
            context["filled"] = getattr(request, "filled", "") or _(
                "This is the text that your browser kept. It is not saved yet: read it, then save."
            )
            if set(form.errors) == {"__all__"} and len(form.non_field_errors()) == 1 and not _refused(context):
                context["errors"] = []  # there is nothing to correct
        may_write = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        context["keeping"] = {
            "may_write": may_write,
            "protected": is_protected(obj),
            "here": presence.here([obj.pk], besides=request.user).get(obj.pk, []) if obj else [],
            "offers": self._offers(request, obj) if may_write and request.method == "GET" else [],
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _offers(self, request, article):
        """Return the Offers of a form that was just opened: one's own texts, and others' to who may open them."""
        own = [row for row in scratch.waiting(request.user, article) if differences(row)]
        others = list(scratch.of_others(request.user, article))
        names = presence.shown_names((row.article_id, row.user) for row in others)
        return [Offer(row, "") for row in own] + [Offer(row, names[row.article_id, row.user_id]) for row in others]

    # The page of one unsaved text --------------------------------------------------------------------------------

    def scratch_view(self, request, number):
        """Show what an unsaved text would change, or discard it. Another's is opened by POST, for it is logged."""
        row = self._scratch(str(number))
        own = row.user_id == request.user.pk
        if request.method == "POST" and "discard" in request.POST:
            scratch.discard(row, by=request.user)
            messages.success(request, _("The unsaved text of %s is discarded.") % moment(row.at))
            return HttpResponseRedirect(form_address(row))
        if not own and request.method != "POST":
            raise PermissionDenied
        scratch.opened(row, by=request.user)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "original": row.article,
            "title": _("Unsaved text"),
            "offer": Offer(row, "" if own else self._names(row)[row.article_id, row.user_id]),
            "changes": folded(differences(row)),
            "back": form_address(row),
        }
        return TemplateResponse(request, "admin/articles/article/scratch.html", context)

    def _scratch(self, number):
        if not _KEY.fullmatch(number):
            raise Http404
        return get_object_or_404(Scratch.objects.select_related("article", "user"), pk=number)

    @staticmethod
    def _names(row):
        return presence.shown_names([(row.article_id, row.user)])


def _refused(context):
    """Return whether a row of the form is wrong, apart from the form itself."""
    return not all(group.formset.is_valid() for group in context["inline_admin_formsets"])
