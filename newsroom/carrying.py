"""A form of a story carried over a log-in: sent when its writer's session had ended, it comes back filled.

It is signed, so that only what this house received from a page of its own comes back, and only to the form it was
typed into. It is never saved by coming back: that takes the writer's own press on Save.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

FORMS = {"articles_article_add", "articles_article_change"}
LIMIT = 4 * 1024 * 1024  # bytes as sent back; half of what a form may hold at all
LIFE = 24 * 3600  # seconds
_SALT = "newsroom.carried"
_LEFT_OUT = re.compile(r"csrfmiddlewaretoken|.*password.*|carried", re.IGNORECASE)
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")


@dataclass(frozen=True)
class Carried:
    """What was typed, the address of its form, and the files that have to be chosen again."""

    path: str
    fields: list
    files: list

    @property
    def writer(self):
        """Return whose form it was; None where that is not known."""
        number = dict(self.fields).get("_writer", "")
        return get_user_model().objects.filter(pk=number).first() if _NUMBER.fullmatch(number) else None


def pack(request) -> str:
    """Return what was posted into a story's form, signed; empty where it is none or too long to be sent back."""
    if not _is_form(request.path_info):
        return ""
    fields = [
        [name, value] for name, values in request.POST.lists() if not _LEFT_OUT.fullmatch(name) for value in values
    ]
    told = {"path": request.path_info, "fields": fields, "files": sorted(request.FILES)}
    packed = signing.dumps(told, salt=_SALT, compress=True)
    return packed if len(packed) <= LIMIT else ""


def unpack(text: str) -> Carried | None:
    """Return what was packed within the last day; None where it is forged or older."""
    try:
        return Carried(**signing.loads(text, salt=_SALT, max_age=LIFE)) if text else None
    except signing.BadSignature:
        return None


def _is_form(path):
    try:
        return resolve(path).url_name in FORMS
    except Resolver404:
        return False


def filled(request, carried: Carried):
    """Answer with the story's form, filled with what was carried. Nothing is saved."""
    match = resolve(carried.path)
    data = QueryDict(mutable=True)
    for name, value in carried.fields:
        data.appendlist(name, value)
    data["_fill"] = "carried"
    request.POST, request._files = data, MultiValueDict()
    request.path_info = carried.path
    request.path = f"{(settings.FORCE_SCRIPT_NAME or request.META.get('SCRIPT_NAME', '')).rstrip('/')}{carried.path}"
    request.resolver_match = match
    request.filled = " ".join([_whose(carried.writer, request.user), *_files(carried.files)])
    return match.func(request, *match.args, **match.kwargs, form_url=request.path)


def _whose(writer, user):
    if writer is None or writer == user:
        return _("You are logged in again, and this is what was typed. It is not saved yet: read it, then save.")
    return _(
        "This was typed by %(writer)s, and you are logged in as %(user)s. Nothing is lost and nothing is saved yet; "
        "what you save is saved under your name."
    ) % {"writer": writer, "user": user}


def _files(names):
    return [_("Files have to be chosen again.")] if names else []
