"""The pages of a protected byline: one asks before protecting, on the other its editors open the name."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from articles import desk, permissions, protection
from articles.admin.acts import ACTS, Act
from articles.admin.asking import AskForm
from articles.admin.fields import ROW_NUMBER
from articles.models import Byline, ProtectedByline
from authors.models import Author, User

# What the form says plainly: people must not rely on more than this does.
LIMITS = _(
    "This hides a name from readers and colleagues, not from whoever holds the database or has read it before: "
    "not from pages, mails and copies that are out already."
)


class EditorsField(forms.ModelMultipleChoiceField):
    """People by their numbers; what can be no number is no choice, where the database would fail on it."""

    def clean(self, value):
        if not all(ROW_NUMBER.fullmatch(str(number)) for number in value or ()):
            raise forms.ValidationError(self.error_messages["invalid_pk_value"], params={"pk": "?"})
        return super().clean(value)


class ProtectForm(AskForm):
    """Whose name, what stands in its place, and who may open it."""

    author = forms.ModelChoiceField(
        Author.objects.active(), label=_("The person to protect"), help_text=_("No list, log or mail will say it.")
    )
    public = forms.ModelChoiceField(
        Author.objects.active(), label=_("The public name"), help_text=_("What everybody reads: usually the agency.")
    )
    editors = EditorsField(
        User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        label=_("Editors who may open the name"),
        help_text=_("At least one chief editor. Each look is logged and told to the others."),
    )
    warning = LIMITS

    def __init__(self, *args, article, user, **kwargs):
        super().__init__(*args, article=article, user=user, **kwargs)
        self.fields.pop("override", None)
        editors = User.objects.with_perm("articles.approve_article").filter(is_staff=True)
        self.fields["editors"].queryset = editors.order_by("first_name", "last_name", "username")
        signed = Byline.objects.filter(article=article, author__kind=Author.Kind.PERSON).first()
        self.fields["author"].initial = signed and signed.author_id
        agency = Author.objects.active().filter(kind=Author.Kind.AGENCY).order_by("pk").first()
        self.fields["public"].initial = agency and agency.pk


class LiftForm(forms.Form):
    reason = forms.CharField(
        max_length=1000, strip=True, label=_("Why the protection is lifted"), widget=forms.Textarea(attrs={"rows": 2})
    )


class ProtectionMixin:
    """The address of a story's protected bylines, for its ModelAdmin."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.protection_view)
        name = "articles_article_protected"
        return [path("<path:object_id>/protected/", view, name=name), *super().get_urls()]

    def protection_view(self, request, object_id):
        """Show what is protected on a story; open a name or lift its protection, for who is named. A GET opens none."""
        article = self.get_object(request, object_id)
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        form, opened = LiftForm(request.POST if "lift" in request.POST else None), None
        if request.method == "POST":
            row = self._asked_for(request, article)
            try:
                if "lift" not in request.POST:
                    opened = row, desk.open_byline(row, by=request.user)
                elif form.is_valid():
                    desk.lift_protection(row, by=request.user, reason=form.cleaned_data["reason"])
                    messages.success(request, _("The protection is lifted."))
                    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
            except desk.NotAllowed:
                raise
            except desk.Refusal as refusal:
                form.add_error(None, " ".join(refusal.reasons)) if form.is_bound else messages.error(request, refusal)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "original": article,
            "title": _("Protected byline"),
            "rows": [self._shown(row, request.user, article, opened) for row in _rows(article)],
            "form": form,
            "limits": LIMITS,
            "may_protect": permissions.may(request.user, "protect_byline", article),
        }
        return TemplateResponse(request, "admin/articles/article/protected.html", context)

    def _asked_for(self, request, article):
        number = request.POST.get("lift") or request.POST.get("open", "")
        if not number.isdecimal() or len(number) > 18:
            raise Http404
        return get_object_or_404(ProtectedByline, article=article, pk=number)

    def _shown(self, row, user, article, opened):
        return {
            "row": row,
            "set_by": protection.who(row.set_by, article),
            "editors": [protection.who(editor, article) for editor in row.editors.all()],
            "is_named": user in row.editors.all(),
            "name": opened[1] if opened and opened[0].pk == row.pk else "",
        }


def _rows(article):
    rows = ProtectedByline.objects.filter(article=article, lifted_at=None)
    return rows.select_related("public", "set_by").prefetch_related("editors")


ACTS["protect"] = Act(
    "protect",
    desk.protect_byline,
    _("The byline is protected."),
    _("Not protected:"),
    ProtectForm,
    bound=False,
)
