"""What may come in at all: the checks of a request that every public form of ours passes before anything is read."""

from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

LARGEST = 64 * 1024  # bytes
MOST_FIELDS = 20


class SeeOther(HttpResponseRedirect):
    """The answer to a form that was taken: go and read, with GET."""

    status_code = 303


def refuse(request):
    """Return the answer to a request that is no post of our form at all; None where it may be one."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    charset = request.content_params.get("charset", "utf-8").lower()
    if request.content_type != "application/x-www-form-urlencoded" or charset not in {"utf-8", "utf8"}:
        return plain(415, _("Comments are sent by the form under a story."))
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isascii() and length.isdigit() and int(length) > LARGEST:
        return _too_large()
    if not _same_origin(request):
        return plain(403, _("Comments are sent from our own pages only."))
    return None


def fields_of(request):
    """Return the fields of a form and None, or None and the answer to one that cannot be read.

    Bytes that are no UTF-8 become U+FFFD.
    """
    raw = request.read(LARGEST + 1)
    if len(raw) > LARGEST:
        return None, _too_large()
    try:
        pairs = parse_qsl(
            raw.decode("ascii", "replace") if raw.isascii() else raw.decode("utf-8", "replace"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="replace",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        return None, plain(400, _("This form could not be read. Please go back and send it again."))
    fields = QueryDict(mutable=True)
    for name, value in pairs:
        fields.appendlist(name, value)
    return fields, None


def plain(status, sentence, words=""):
    """Return a page that needs no database: a sentence and, where there is one, the text that was typed."""
    return HttpResponse(render_to_string("comments/plain.html", {"sentence": sentence, "words": words}), status=status)


def _too_large():
    return plain(413, _("This is far more than a comment can hold. Please send a shorter text."))


def _same_origin(request):
    """Return whether the browser says that the post comes from a page of ours, or says nothing.

    `Origin: null` says nothing: browsers send it from pages with a strict referrer policy.
    """
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin", "null")
    if site not in {"same-origin", "none"}:
        return False
    if origin == "null":
        return True
    try:
        return urlsplit(origin).netloc.lower() in {request.get_host().lower(), urlsplit(settings.SITE_URL).netloc}
    except ValueError:
        return False
