"""The WSGI application: `gunicorn newsroom.wsgi`.

A WSGI server runs no system checks of its own. Those of security run here, so that an insecure site does not start,
and that static files were collected, so that it does not start to fail at every page.
"""

import os

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db.backends.signals import connection_created
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")


def read_as_utf8(inner):
    """Return a WSGI application that lets no request choose how it is read; `inner` gets UTF-8 alone.

    Django decodes query and form by the charset of the Content-Type, whatever codec that names: the same address could
    give other bytes, or an error. A request without a body has no type; a body in another charset is answered by 415.
    This stands before Django, for the request object is made by then.
    """

    def application(environ, start_response):
        if environ["REQUEST_METHOD"].upper() in {"GET", "HEAD"}:
            environ.pop("CONTENT_TYPE", None)
        elif not _is_utf8(environ.get("CONTENT_TYPE", "")):
            start_response("415 Unsupported Media Type", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"This form was not sent as UTF-8. Please send it again from an up-to-date browser.\n"]
        return inner(environ, start_response)

    return application


def _is_utf8(content_type):
    try:
        _type, parameters = parse_header_parameters(content_type)
    except (LookupError, ValueError):  # a parameter in a codec of its own
        return False
    return parameters.get("charset", "utf-8").lower() in {"utf-8", "utf8"}


def wait_briefly(connection, **_signal):
    """Have a new connection of this process give up before long where somebody else holds a lock."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA busy_timeout = {settings.WEB_WAITS * 1000}")
        else:
            cursor.execute(f"SET lock_timeout = '{settings.WEB_WAITS}s'")


_django = read_as_utf8(get_wsgi_application())
connection_created.connect(wait_briefly)

_found = checks.run_checks(tags=[checks.Tags.security, checks.Tags.staticfiles], include_deployment_checks=True)
_errors = [str(one) for one in _found if one.is_serious()]
if _errors:
    raise ImproperlyConfigured("\n".join(["The newsroom does not start like this.", *_errors]))

from newsroom.pagestore.front import stored_pages  # noqa: E402  it needs the apps

application = stored_pages(_django)
