"""What people see when something breaks: never a bare 500, and whatever they typed is given back."""

import re
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template import loader
from django.utils.safestring import mark_safe
from django.views import defaults

from newsroom import carrying

# A missing table or column is an OperationalError to SQLite, but a mistake of ours and no passing trouble.
_MISTAKE = re.compile(r"no such (table|column)|has no column|syntax error")
# PostgreSQL's state read_only_sql_transaction: a standby that has not taken over yet.
_READ_ONLY = "25006"
# Fields that carry no words of a person: sent back hidden, so that "Send again" sends the whole form.
_TECHNICAL = re.compile(
    r"^(base|carried|_.*|.*__prefix__.*|.*-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS|.*token|.*[-_](id|key)"
    r"|section|language|genre|assignee|translation_of|.*-\d+-(photo|author|article|role|order|decorative|DELETE))$"
)
_SECRET = re.compile(r"password", re.IGNORECASE)


def server_error(request):
    """Answer an exception nobody caught: 503 with the typed text where the database is busy or gone, else a plain 500.

    Django calls it inside its `except`, so the exception is at hand.
    """
    if is_database_trouble(sys.exc_info()[1]):
        return unavailable(request)
    return defaults.server_error(request)


def is_database_trouble(error):
    """Return whether the exception, or one it came from, says that the database is locked, full, read-only or gone."""
    while error is not None:
        if getattr(error, "sqlstate", None) == _READ_ONLY:
            return True
        if isinstance(error, OperationalError | InterfaceError) and not _MISTAKE.search(str(error)):
            return True
        error = error.__cause__ or error.__context__
    return False


def unavailable(request):
    """Return the page "busy, try again", with everything that was posted in a form that sends it again. No query."""
    return _given_back(request, "503.html", status=503, headers={"Retry-After": "10"})


def csrf_failure(request, reason=""):
    """Answer a form whose token is out of date, mostly since its writer logged in again: the text, to be copied.

    It cannot be sent again from there, because the form may also come from a hostile site. Where the browser vouches
    that it came from our own page, a story's form can be opened again with every word in it. A script gets the new
    token: no other site can read it.
    """
    if wants_json(request):
        session = "here" if request.user.is_active and request.user.is_staff else "over"
        return JsonResponse({"session": session, "csrf": get_token(request)}, status=403)
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    carried = request.POST.get("carried") or carrying.pack(request) if ours else ""
    return _given_back(request, "403_csrf.html", status=403, carried=carried, csrf_token=get_token(request))


def logged_out(request, form=None, carried=""):
    """Answer a form of the desk that was sent after its writer's session had ended: the text, and the log-in.

    A story's form is carried over the log-in and comes back filled; any other text is here to be copied. `form` is a
    log-in that failed, `carried` what it had brought along.
    """
    from newsroom.auth import LogInForm

    context = {"carried": carried or carrying.pack(request), "csrf_token": get_token(request)}
    return _given_back(request, "logged_out.html", status=403, form=form or LogInForm(request), **context)


def permission_denied(request, exception=None):
    """Answer what a person may not do; a form that was sent with it gives its words back, to be copied."""
    if request.method != "POST" or wants_json(request) or not typed(request)[0]:
        return defaults.permission_denied(request, exception)
    return _given_back(request, "403.html", status=403, exception=str(exception or ""))


def wants_json(request):
    """Return whether a script of ours asks, which reads no pages."""
    return "application/json" in request.headers.get("Accept", "")


def _given_back(request, template, *, status, headers=None, **context):
    words, technical = typed(request)
    context |= {
        "words": [(name, value, _as_read(value) if name == "body" else "") for name, value in words],
        "technical": technical,
        "files": sorted(request.FILES) if words else [],
        "address": request.get_full_path(),
    }
    html = loader.render_to_string(template, context)
    return HttpResponse(html, status=status, headers={"Cache-Control": "no-store"} | (headers or {}))


def _as_read(body):
    """Return the body of a story as it reads, cleaned, to be copied with its headings and links."""
    from articles import html

    return mark_safe(html.clean(body))


def typed(request):
    """Return the posted fields as two lists of (name, value): those with words of a person, and technical ones.

    Passwords are in neither. A body that cannot be read gives two empty lists.
    """
    words: list[tuple[str, str]] = []
    technical: list[tuple[str, str]] = []
    try:
        fields = request.POST.lists()
    except (OSError, RequestDataTooBig, TooManyFieldsSent):
        return [], []
    for name, values in fields:
        if not _SECRET.search(name):
            for value in values:
                (technical if _TECHNICAL.match(name) or not value else words).append((name, value))
    return words, technical
