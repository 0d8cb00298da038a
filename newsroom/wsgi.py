"""The WSGI application: `gunicorn newsroom.wsgi`.

A WSGI server runs no system checks of its own. Those of security run here, so that an insecure site does not start,
and that static files were collected, so that it does not start to fail at every page.
"""

import os

from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_wsgi_application()

_found = checks.run_checks(tags=[checks.Tags.security, checks.Tags.staticfiles], include_deployment_checks=True)
_errors = [str(one) for one in _found if one.is_serious()]
if _errors:
    raise ImproperlyConfigured("\n".join(["The newsroom does not start like this.", *_errors]))
