"""The page on which everybody sets up their second factor, makes new recovery codes, or gives it up.

Who must have one and has none comes here after the log-in and gets no further. The QR code is drawn here: the secret is
told to nobody else.
"""

import io

import qrcode
import qrcode.image.svg
from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from authors import second_factor
from authors.models import User
from newsroom.auth import Budgets

KEY = "second_factor_key"  # in the session, until the app has shown that it knows it


class PasswordForm(forms.Form):
    """Who does this is who the account belongs to, not somebody at a desk that was left open."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.budgets = user, Budgets.of_code(request, user)

    def clean(self):
        if self.budgets.are_exhausted():
            raise ValidationError(_("Too many attempts. Please wait a few minutes and try again."))
        password = self.cleaned_data.get("password")
        if password and not self.user.check_password(password):
            self.budgets.spend()
            self.add_error("password", _("This is not your password."))
        return self.cleaned_data


class EnrolForm(PasswordForm):
    code = forms.CharField(
        label=gettext_lazy("The code that the app shows now"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}),
    )


@sensitive_post_parameters("password", "code")
def page(request, site, carried=""):
    """Answer for the second factor of whoever logged in, if only half. `carried` is a form that waits for it."""
    user = request.user if request.user.is_authenticated else request.half_user
    if not (user.is_authenticated and user.is_active and user.is_staff):
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    if user.second_factor_at and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))  # the code is asked there
    context = {"person": user, "carried": carried or request.POST.get("carried", "")}
    act = request.POST.get("_act")
    if user.second_factor_at:
        return _kept(request, site, user, act, context)
    return _enrol(request, site, user, act, context)


def _enrol(request, site, user, act, context):
    key = request.session.setdefault(KEY, second_factor.new_key())
    form = EnrolForm(request.POST if act == "enrol" else None, request=request, user=user)
    if form.is_valid():
        codes = second_factor.enrol(user, key, form.cleaned_data["code"])
        if codes:
            request.session.cycle_key()
            del request.session[KEY]
            return _begun(request, site, user, codes, context)
        form.budgets.spend()
        form.add_error("code", _("This is not the code of this key. Is the clock of the device right?"))
    address, letters = second_factor.as_device(user, key)
    context |= {"form": form, "drawn": drawn(address), "letters": letters}
    return _shown(request, site, "set up", context)


def _begun(request, site, user, codes, context):
    """Count this session as one that gave the second factor, and show the recovery codes, once."""
    user = User.objects.get(pk=user.pk)
    request.session[second_factor.SESSION] = second_factor.mark(user)
    request.user, request.half_user = user, None
    return _shown(request, site, "codes", context | {"codes": codes})


def _kept(request, site, user, act, context):
    form = PasswordForm(request.POST if act else None, request=request, user=user)
    if form.is_valid() and act == "codes":
        return _shown(request, site, "codes", context | {"codes": second_factor.renew_codes(user)})
    if form.is_valid() and act == "off":
        second_factor.turn_off(user)
        messages.success(request, _("Your second factor is turned off."))
        return HttpResponseRedirect(reverse("admin:second_factor"))
    left = second_factor.codes_left(user)
    return _shown(request, site, "kept", context | {"form": form, "left": left})


def _shown(request, site, what, context):
    context |= {"what": what, "title": _("Second factor"), "is_required": second_factor.is_required(context["person"])}
    response = TemplateResponse(request, "admin/second_factor.html", site.each_context(request) | context)
    response["Cache-Control"] = "private, no-store"
    return response


def drawn(address):
    """Return a QR code as SVG, to stand in a page: black on white in the dark too, or no camera reads it."""
    image = qrcode.make(address, image_factory=qrcode.image.svg.SvgPathImage, box_size=12)
    out = io.BytesIO()
    image.save(out)
    return mark_safe(out.getvalue().decode().partition("?>")[2])
