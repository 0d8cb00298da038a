"""How each person works at the desk: their language of its words, and its keyboard shortcuts."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from authors.models import User

# What the keys of the story's form do; static/articles/desk/keys.js listens to them.
SHORTCUTS = (
    ("Ctrl/⌘ S", gettext_lazy("Save")),
    ("Ctrl/⌘ Shift P", gettext_lazy("Preview of what is typed")),
    ("Ctrl/⌘ Shift H", gettext_lazy("History")),
    ("Ctrl/⌘ Shift Enter", gettext_lazy("Save, and open the page of the next step; it is not taken yet")),
    ("?", gettext_lazy("This list, where no field is being filled in")),
)


class MyDeskForm(forms.ModelForm):
    language = forms.ChoiceField(label=gettext_lazy("Language of the desk"), required=False)

    class Meta:
        model = User
        fields = ("language", "shortcuts")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("the site’s own")), *settings.LANGUAGES]


def addresses(site):
    """Return the address of everybody's own page, for the desk's site."""

    def of_site(request):
        return mine(request, site)

    return [path("me/", site.admin_view(of_site), name="me")]


def mine(request, site):
    """Show and keep what a person chose for themselves."""
    form = MyDeskForm(request.POST if request.method == "POST" else None, instance=request.user)
    if form.is_valid():
        User.objects.filter(pk=request.user.pk).update(**form.cleaned_data)
        messages.success(request, _("Kept."))
        return HttpResponseRedirect(reverse("admin:me"))
    context = site.each_context(request) | {"title": _("My desk"), "form": form, "shortcuts": SHORTCUTS}
    return TemplateResponse(request, "admin/me.html", context)
