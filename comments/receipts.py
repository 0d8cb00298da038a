"""What only an author holds: the address of a receipt, and the mark by which a browser is remembered."""

import secrets

from django.core import signing
from django.urls import reverse

_RECEIPT = "comments.receipt"
_MARK = "comments.mark"


def receipt_url(number):
    """Return the path of the receipt of the comment with this primary key. Who has it is taken for its author."""
    return reverse("comments:receipt", args=[_signer(_RECEIPT).sign(number)])


def comment_number(signed):
    """Return the primary key a receipt's address names; None where the address is not ours."""
    try:
        return int(_signer(_RECEIPT).unsign(signed))
    except (signing.BadSignature, ValueError):
        return None


def new_mark():
    """Return a random author mark: nothing about a person, only that two comments came from one browser."""
    return secrets.token_hex(16)


def sign_mark(mark):
    """Return a mark as it is handed to the browser that earned it."""
    return _signer(_MARK).sign(mark)


def read_mark(signed):
    """Return the mark a browser sent; empty for anything we did not sign."""
    try:
        return _signer(_MARK).unsign(signed) if len(signed) < 200 else ""
    except signing.BadSignature:
        return ""


def _signer(purpose):
    return signing.Signer(salt=purpose)
