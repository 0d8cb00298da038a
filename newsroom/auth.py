"""Who may log in to the desk, and how often one may guess."""

import hashlib

from django import forms
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.core import signing
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from authors import second_factor
from comments.network import mark_of
from comments.throttle import exhausted, spend

_SALT = "newsroom.password_given"
_LIFE = 300  # seconds between the password and the code


class StaffBackend(ModelBackend):
    """Django's own, but an account of the demonstration opens nothing on a site in production.

    Its password was shown on a screen and may stand in somebody's notes. Asked at every request, so that a session
    begun before the site moved ends too.
    """

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and not (settings.PRODUCTION and user.is_demo)


class Budgets:
    """How many wrong guesses are left to a network for one name or account, and in all.

    So a stranger who guesses cannot lock an editor out. Counted like readers' posts (comments/throttle.py): in the
    database, for all processes, under a mark in the place of the address.
    """

    def __init__(self, request, *, one, all_of, name, whose=None):
        network = mark_of(request)
        # Hashed, for people type passwords into the field for the name.
        self.identities = {one: hashlib.sha256(f"{network} {name}".encode()).hexdigest(), all_of: whose or network}

    @classmethod
    def of_password(cls, request, name):
        return cls(request, one="log_in", all_of="log_ins", name=name.strip().casefold())

    @classmethod
    def of_code(cls, request, user):
        return cls(request, one="code", all_of="codes", name=f"user {user.pk}", whose=f"user {user.pk}")

    def are_exhausted(self):
        return any(any(exhausted(budget, identity)) for budget, identity in self.identities.items())

    def spend(self):
        for budget, identity in self.identities.items():
            spend(budget, identity)


class LogInForm(AdminAuthenticationForm):
    """The desk's log-in in two steps: name and password, then the code of who has a second factor.

    That the password was right is told by a signed word in the second step's form, so that neither the password nor
    half a session waits anywhere, and the steps work in the page, in the overlay of a form and with a form carried
    along.
    """

    given = forms.CharField(required=False, widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=40,
        strip=True,
        help_text=_("From your app; or a recovery code."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr", "autofocus": True}
        ),
    )

    error_messages = AdminAuthenticationForm.error_messages | {
        "throttled": _("Too many attempts to log in. Please wait a few minutes and try again."),
        "code": _("Now type the code that your app shows."),
        "wrong_code": _("This code is not right, or was used already. The app shows a new one every 30 seconds."),
        "late": _("That took more than five minutes. Please log in again."),
    }

    def __init__(self, request=None, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        self._of_both = dict(self.fields)
        self._turn_to_step(second=bool(self.data.get("given")))

    def _turn_to_step(self, *, second, **data):
        """Have the fields of one step alone, and nothing typed in them but `data`, if that is given."""
        self.is_second_step = second
        names = ("given", "code") if second else ("username", "password")
        self.fields = {name: self._of_both[name] for name in names}
        if data:
            self.data = {**self.data.dict(), **data}  # type: ignore[attr-defined]

    def clean(self):
        return self._clean_code() if self.is_second_step else self._clean_password()

    def _clean_password(self):
        budgets = Budgets.of_password(self.request, self.cleaned_data.get("username", ""))
        if budgets.are_exhausted():
            raise self._error("throttled")
        try:
            cleaned = super().clean()
        except ValidationError:
            budgets.spend()
            raise
        if self.user_cache and self.user_cache.second_factor_at:
            user, self.user_cache = self.user_cache, None
            self._turn_to_step(second=True, given=signing.dumps([user.pk, _state(user)], salt=_SALT), code="")
            raise self._error("code")
        return cleaned

    def _clean_code(self):
        user = _who_gave(self.cleaned_data.get("given", ""))
        if user is None:
            self._turn_to_step(second=False)
            raise self._error("late")
        self.confirm_login_allowed(user)
        budgets = Budgets.of_code(self.request, user)
        if budgets.are_exhausted():
            raise self._error("throttled")
        if not second_factor.verify(user, self.cleaned_data.get("code", "")):
            budgets.spend()
            self._turn_to_step(second=True, code="")
            raise self._error("wrong_code")
        user.gave_second_factor = True
        self.user_cache = user
        return self.cleaned_data

    @property
    def only_asks(self):
        """Whether nothing went wrong: the first step is done, and the second is to be filled in."""
        return self.has_error(NON_FIELD_ERRORS, "code")

    @property
    def given_word(self):
        """Return the signed word of the second step, for a script that shows it; empty in the first."""
        return self.data["given"] if self.is_second_step else ""

    def _error(self, code):
        return ValidationError(self.error_messages[code], code=code)


def _state(user):
    """Return what must not change between the steps: the password, and the second factor itself."""
    return hashlib.sha256(f"{user.password} {user.second_factor_at}".encode()).hexdigest()[:32]


def _who_gave(word):
    """Return the user who gave the right password within the last minutes; None for any other word."""
    try:
        number, state = signing.loads(word, salt=_SALT, max_age=_LIFE)
    except signing.BadSignature:
        return None
    user = get_user_model().objects.filter(pk=number).first()
    if user is None or not user.second_factor_at or _state(user) != state:
        return None
    if not StaffBackend().user_can_authenticate(user):
        return None
    user.backend = "newsroom.auth.StaffBackend"  # type: ignore[attr-defined]
    return user
