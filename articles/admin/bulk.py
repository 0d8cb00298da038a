"""Verbs done to many stories at once: each by itself, with a sentence for every one that was refused."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import desk
from articles.admin.fields import ROW_NUMBER, TagsField
from articles.models import Article
from authors.models import User

REFUSALS_SHOWN = 10


def assignable():
    """Return the choices of people who can be given a story."""
    return [("", "–"), *((user.pk, str(user)) for user in staff())]


def staff():
    """Return who works at the desk, by name."""
    return User.objects.filter(is_active=True, is_staff=True).order_by("first_name", "last_name", "username")


class StoryActionForm(ActionForm):
    """What the verbs of the list ask for. Each verb looks at its own input; list.js shows that one alone."""

    reason = forms.CharField(
        required=False,
        label=gettext_lazy("Reason, for sending back or killing:"),
        widget=forms.TextInput(attrs={"size": 30, "data-for": "send_back_selected kill_selected"}),
    )
    assignee = forms.CharField(
        required=False,
        label=gettext_lazy("Assign to:"),
        widget=forms.Select(choices=assignable, attrs={"data-for": "assign_selected"}),
    )
    names = forms.CharField(
        required=False,
        label=gettext_lazy("Tags, with commas between them:"),
        widget=forms.TextInput(attrs={"size": 30, "data-for": "tag_selected"}),
    )


class BulkMixin:
    """The bulk verbs of the story list, for the story's ModelAdmin."""

    action_form = StoryActionForm
    actions = ("assign_selected", "approve_selected", "send_back_selected", "tag_selected", "kill_selected")

    def has_approve_permission(self, request):
        return request.user.has_perm("articles.approve_article")

    def has_kill_permission(self, request):
        return request.user.has_perm("articles.kill_article")

    def has_assign_permission(self, request):
        return request.user.has_perm("articles.assign_article")

    def changelist_view(self, request, extra_context=None):
        """A bulk verb that is not offered is refused as such, not answered as if nothing had been chosen."""
        asked = request.POST.get("action")
        if request.method == "POST" and asked in self.actions and asked not in self.get_actions(request):
            raise PermissionDenied
        return super().changelist_view(request, extra_context)

    @admin.action(description=gettext_lazy("Assign"), permissions=["assign"])
    def assign_selected(self, request, queryset):
        number = request.POST.get("assignee", "")
        assignee = staff().filter(pk=number).first() if ROW_NUMBER.fullmatch(number) else None
        if assignee is None:
            messages.warning(request, _("Choose beside the verb whom to assign to."))
            return
        done, refused = _each(request, queryset, desk.assign, assignee=assignee)
        _report(request, ngettext("%d assigned.", "%d assigned.", done) % done, done, refused)

    @admin.action(description=gettext_lazy("Approve"), permissions=["approve"])
    def approve_selected(self, request, queryset):
        done, refused = _each(request, queryset, desk.approve)
        _report(request, ngettext("%d approved.", "%d approved.", done) % done, done, refused)

    @admin.action(description=gettext_lazy("Send back"), permissions=["approve"])
    def send_back_selected(self, request, queryset):
        reason = request.POST.get("reason", "")
        done, refused = _each(request, queryset, desk.send_back, reason=reason)
        _report(request, ngettext("%d sent back.", "%d sent back.", done) % done, done, refused)

    @admin.action(description=gettext_lazy("Kill"), permissions=["kill"])
    def kill_selected(self, request, queryset):
        reason = request.POST.get("reason", "")
        done, refused = _each(request, queryset, desk.kill, reason=reason)
        _report(request, ngettext("%d killed.", "%d killed.", done) % done, done, refused)

    @admin.action(description=gettext_lazy("Add tags"), permissions=["change"])
    def tag_selected(self, request, queryset):
        try:
            names = TagsField().clean(request.POST.get("names", ""))
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
            return
        done, refused = _each(request, queryset, desk.tag, names=names)
        _report(request, ngettext("%d tagged.", "%d tagged.", done) % done, done, refused)


def _each(request, queryset, verb, **given):
    """Do a verb to each story, in a transaction of its own; return how many went well, and the others' sentences."""
    done, refused = 0, []
    for article in Article.objects.filter(pk__in=queryset.values_list("pk", flat=True)):
        try:
            verb(article, by=request.user, **given)
        except desk.Refusal as refusal:
            if isinstance(refusal, desk.NotAllowed):
                asked = request.POST["action"]
                desk.log_forbidden(article, by=request.user, asked=asked, page=request.resolver_match.url_name)
            refused.append((str(article), " ".join(refusal.reasons)))
        else:
            done += 1
    return done, refused


def _report(request, sentence, done, refused):
    if done:
        messages.success(request, sentence)
    if refused:
        head = ngettext("%d refused:", "%d refused:", len(refused)) % len(refused)
        lines = format_html_join("", "<li>“{}” – {}</li>", refused[:REFUSALS_SHOWN])
        messages.warning(request, format_html("{}<ul>{}</ul>", head, lines))
