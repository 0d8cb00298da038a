"""The desk: the admin site on which every app registers."""

from functools import update_wrapper

from django.contrib import admin, messages
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.views.main import ERROR_FLAG
from django.contrib.auth import login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from authors.second_factor import is_required
from newsroom import carrying, errors, roles, second_factor
from newsroom.auth import LogInForm
from newsroom.text import tidy


class FoundByTyping(AutocompleteJsonView):
    """The answer to a search by typing, with what a model's admin adds to it by `found`: a thumbnail, a kind."""

    def serialize_result(self, obj, to_field_name):
        added = getattr(self.admin_site.get_model_admin(type(obj)), "found", None)
        return super().serialize_result(obj, to_field_name) | (added(obj) if added else {})


def _is_forged_list(request):
    """Return whether the request asked for a list by something; the plain list's errors are ours."""
    asked = request.POST or request.GET.keys() - {ERROR_FLAG}
    return bool(asked) and str(request.resolver_match.url_name).endswith("_changelist")


_ENROL = gettext_lazy("This newsroom asks a second factor of you. Open the desk in another tab and set it up there.")
_FILL_IN = gettext_lazy("Fill in both the username and the password.")


def _who(request):
    """Return who is logged in now, and the token that forms opened before need from now on."""
    name = request.user.get_full_name() or request.user.get_username()
    return {"who": {"id": request.user.pk, "name": name}, "csrf": get_token(request)}


def _not_yet(form):
    """Return why a log-in is not done, and for its second step the word that comes back with the code."""
    return {"errors": form.non_field_errors() or [_FILL_IN], "given": form.given_word, "asks": form.only_asks}


def _note_forbidden(request):
    """Log that somebody of the desk sent what they have no right to; whatever it began is taken back by now."""
    if request.method != "POST":
        return
    from articles import desk
    from articles.models import Article

    match = request.resolver_match
    number = match.kwargs.get("object_id", "") if str(match.url_name).startswith("articles_article_") else ""
    article = Article.objects.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
    asked = match.kwargs.get("name") or request.POST.get("_verb") or request.POST.get("action") or "save"
    desk.log_forbidden(article, by=request.user, asked=tidy(asked)[:40], page=str(match.url_name))


def _stopped(user):
    """Return what every page of those who publish says while no worker runs; empty while one does."""
    from articles.admin import home

    if not user.has_perm("articles.publish_article"):
        return ""
    clock = home.clock(timezone.now())
    return clock.sentence if clock.level == "red" else ""


class DeskSite(admin.AdminSite):
    site_header = gettext_lazy("The desk")
    site_title = gettext_lazy("The desk")
    index_title = gettext_lazy("Desk home")
    index_template = "admin/desk_home.html"
    login_form = LogInForm
    enable_nav_sidebar = False  # the desk home and the path above each page lead everywhere

    def each_context(self, request):
        from articles.admin import notices

        # Asked where a template shows it: the answers that are no page do without.
        return super().each_context(request) | {
            "unread_notices": SimpleLazyObject(lambda: notices.unread(request.user)),
            "stopped": SimpleLazyObject(lambda: _stopped(request.user)),
        }

    def index(self, request, extra_context=None):
        """Show what waits for this person, in the place of the list of apps."""
        from articles.admin import home

        shown = home.context(request) | {"missing_groups": roles.missing_groups()}
        clock = shown["clock"]  # asked already
        shown["stopped"] = clock.sentence if clock and clock.level == "red" else ""
        return super().index(request, shown | (extra_context or {}))

    def records(self, request):
        """List every kind of record: the admin's own index."""
        context = self.each_context(request) | {"title": _("All records"), "app_list": self.get_app_list(request)}
        return TemplateResponse(request, "admin/records.html", context)

    def run_clock(self, request):
        """Do what is due now, in this request: the same sweep that the workers run."""
        from articles import clock

        if not request.user.has_perm("articles.publish_article"):
            raise PermissionDenied
        done = clock.run_due()
        messages.info(request, ngettext("%d thing was due and done.", "%d things were due and done.", done) % done)
        return HttpResponseRedirect(reverse("admin:index"))

    @method_decorator(sensitive_post_parameters("password"))
    def again(self, request):
        """Log in without leaving what was typed: from the overlay of a form, or with a form carried along.

        The overlay gets JSON, and the token its form needs from now on; a carried form comes back filled.
        """
        carried = carrying.unpack(request.POST.get("carried", ""))
        form = None
        if request.method == "POST" and ("username" in request.POST or not self.has_permission(request)):
            form = LogInForm(request, data=request.POST)
            if form.is_valid():
                login(request, form.get_user())
                if is_required(form.get_user()) and not form.get_user().second_factor_at:
                    return self._enrol_first(request)
                form = None
        if errors.wants_json(request):
            return JsonResponse(_who(request) if form is None else _not_yet(form))
        if form is not None and carried:
            return errors.logged_out(request, form, request.POST["carried"])
        if carried and self.has_permission(request):
            return carrying.filled(request, carried)
        return HttpResponseRedirect(reverse("admin:index"))

    def _enrol_first(self, request):
        """Answer a log-in that was right, of somebody who must set up a second factor before the desk opens."""
        if errors.wants_json(request):
            return JsonResponse({"errors": [_ENROL], "given": "", "asks": False})
        return second_factor.page(request, self, carried=request.POST.get("carried", ""))

    def admin_view(self, view, cacheable=False):
        """Log in whoever is not, as the admin does; but give back what was typed into a form before it is lost.

        Forged addresses are answered for all pages of the desk: 400 to U+0000, and to a number in a list's address that
        is none, or that the database cannot hold, the admin's own answer to a filter it does not know: the whole list.
        What was sent without the right to is 403, and stands in the desk log.
        """
        checked = super().admin_view(view, cacheable)

        def inner(request, *args, **kwargs):
            if request.method == "POST" and not self.has_permission(request) and errors.typed(request)[0]:
                return errors.logged_out(request)
            if (
                not self.has_permission(request)
                and request.half_user.is_staff
                and not request.half_user.second_factor_at
            ):
                return HttpResponseRedirect(reverse("admin:second_factor"))
            if any("\0" in text for name, values in request.GET.lists() for text in [name, *values]):
                raise BadRequest("U+0000 in the query: no column holds it, and PostgreSQL takes it in no question")
            try:
                return checked(request, *args, **kwargs)
            except PermissionDenied:
                _note_forbidden(request)
                raise
            except (ValueError, OverflowError):
                if not _is_forged_list(request):
                    raise
                return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")

        return update_wrapper(inner, checked)

    def second_factor(self, request):
        return second_factor.page(request, self)

    def autocomplete_view(self, request):
        return FoundByTyping.as_view(admin_site=self)(request)

    def get_urls(self):
        from articles.admin import notices
        from authors import me

        return [
            *notices.addresses(self),
            *me.addresses(self),
            path("me/second-factor/", self.second_factor, name="second_factor"),
            path("again/", self.again, name="again"),
            path("records/", self.admin_view(self.records), name="records"),
            path("clock/", self.admin_view(require_POST(self.run_clock)), name="run_clock"),
            *super().get_urls(),
        ]
