"""The second factor of those who log in: a code from an app (TOTP, RFC 6238), or a recovery code that works once.

Devices and codes are django-otp's rows. Whether somebody has a second factor, and which sessions passed it, is told by
`User.second_factor_at` and the session alone, so that a request of the desk costs no query more. A session that began
with the password and lacks the rest counts as nobody's, on every address.
"""

import secrets
import unicodedata
from base64 import b32encode

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django_otp import match_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from authors.models import User

SESSION = "second_factor"
RECOVERY_CODES = 10
RECOVERY_DIGITS = 12
# Who counts as a chief where REQUIRE_SECOND_FACTOR is "chiefs": chief editors have it, and administrators.
OF_CHIEFS = "articles.override_four_eyes"


class SecondFactorMiddleware:
    """Have `request.user` be nobody until the second factor was given; who began is then `request.half_user`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        known = request.user  # asked of the database when somebody needs it
        request.half_user = SimpleLazyObject(lambda: known if _is_half(request.session, known) else AnonymousUser())
        request.user = SimpleLazyObject(lambda: AnonymousUser() if _is_half(request.session, known) else known)
        return self.get_response(request)


def _is_half(session, user):
    if not user.is_authenticated:
        return False
    return session.get(SESSION) != mark(user) if user.second_factor_at else is_required(user)


def is_required(user):
    """Return whether the house demands a second factor of somebody (REQUIRE_SECOND_FACTOR)."""
    if not user.is_staff or settings.REQUIRE_SECOND_FACTOR == "none":
        return False
    return settings.REQUIRE_SECOND_FACTOR == "staff" or user.has_perm(OF_CHIEFS)


def mark(user):
    """Return what a session holds that passed the second factor this person has now."""
    return user.second_factor_at.isoformat()


@receiver(user_logged_in, dispatch_uid="authors.second_factor")
def _keep(sender, request, user, **kwargs):
    """Note in a session that has just begun that the second factor was given: the log-in's form says so of its user."""
    if getattr(user, "gave_second_factor", False):
        request.session[SESSION] = mark(user)


def digits(text):
    """Return a code as it was meant: without spaces and hyphens, in the digits 0–9."""
    kept = (character for character in text if not character.isspace() and character not in "-\u200e\u200f")
    return "".join(str(unicodedata.decimal(character, character)) for character in kept)


def verify(user, typed):
    """Return whether a code is right. It is used up by that: of two who send the same, one is told so."""
    code = digits(typed)
    return code.isdecimal() and match_token(user, code) is not None


# Verbs --------------------------------------------------------------------------------------------------------


def new_key():
    """Return a new secret for an app: 20 bytes, as hexadecimal text."""
    return secrets.token_hex(20)


def as_device(user, key):
    """Return an unsaved device of this key: its address for the app, and the key as it is typed."""
    device = TOTPDevice(user=user, key=key, name="app")
    letters = b32encode(bytes.fromhex(key)).decode()
    return device.config_url, " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


@transaction.atomic
def enrol(user, key, typed):
    """Begin a second factor if the app shows the right code; return the recovery codes, else None.

    All other sessions of this person end.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    code, device = digits(typed), TOTPDevice.objects.create(user=user, key=key, name="app")
    if not (code.isdecimal() and device.verify_token(code)):
        device.delete()
        return None
    _forget(user, besides=device)
    User.objects.filter(pk=user.pk).update(second_factor_at=timezone.now())
    _log(user, user, "Second factor set up.")
    return _make_codes(user)


@transaction.atomic
def renew_codes(user):
    """Replace all recovery codes; return the new ones."""
    _log(user, user, "Recovery codes made anew.")
    return _make_codes(user)


@transaction.atomic
def turn_off(user):
    """Give one's own second factor up. Where the house demands one, that is refused."""
    if is_required(user):
        raise PermissionDenied
    _forget(user)
    _log(user, user, "Second factor turned off.")


@transaction.atomic
def reset(user, *, by):
    """Take the second factor from somebody who lost it, so that they log in with the password and set up another.

    `by` may be None: the house itself, by a command on its machine.
    """
    if by and not (by.has_perm("authors.change_user") and (by.is_superuser or not user.is_superuser)):
        raise PermissionDenied
    _forget(user)
    _log(user, by or user, "Second factor reset." if by else "Second factor reset by the command.")


def codes_left(user):
    """Return how many recovery codes were not used yet."""
    return StaticToken.objects.filter(device__user=user, device__confirmed=True).count()


def _make_codes(user):
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [f"{secrets.randbelow(10**RECOVERY_DIGITS):0{RECOVERY_DIGITS}}" for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return [" ".join(code[start : start + 4] for start in range(0, RECOVERY_DIGITS, 4)) for code in codes]


def _forget(user, besides=None):
    TOTPDevice.objects.filter(user=user).exclude(pk=besides and besides.pk).delete()
    StaticDevice.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(second_factor_at=None)


def _log(user, by, words):
    LogEntry.objects.log_actions(by.pk, [user], CHANGE, words, single_object=True)
