"""Who may log in to the desk, and how often one may guess."""

import hashlib

from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from comments.network import mark_of
from comments.throttle import exhausted, spend


class StaffBackend(ModelBackend):
    """Django's own, but an account of the demonstration opens nothing on a site in production.

    Its password was shown on a screen and may stand in somebody's notes. Asked at every request, so that a session
    begun before the site moved ends too.
    """

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and not (settings.PRODUCTION and user.is_demo)


class LogInForm(AdminAuthenticationForm):
    """The desk's log-in: after ten failures of a network for one name that network waits, others do not.

    So a stranger who guesses cannot lock an editor out. Counted like readers' posts (comments/throttle.py): in the
    database, for all processes, under a mark in the place of the address.
    """

    error_messages = AdminAuthenticationForm.error_messages | {
        "throttled": _("Too many attempts to log in. Please wait a few minutes and try again."),
    }

    def clean(self):
        network = mark_of(self.request)
        name = self.cleaned_data.get("username", "").strip().casefold()
        # Hashed, for people type passwords into the field above.
        budgets = {"log_ins": network, "log_in": hashlib.sha256(f"{network} {name}".encode()).hexdigest()}
        if any(any(exhausted(budget, identity)) for budget, identity in budgets.items()):
            raise ValidationError(self.error_messages["throttled"], code="throttled")
        try:
            return super().clean()
        except ValidationError:
            for budget, identity in budgets.items():
                spend(budget, identity)
            raise
