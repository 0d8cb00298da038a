"""System checks: what would keep moderators from hearing of what waits."""

from django.conf import settings
from django.core import checks


@checks.register
def moderators_hear_of_danger(app_configs=None, **kwargs):
    """Without mail nobody is told at once that a reader reports a danger to a person."""
    if settings.EMAIL_CONFIGURED or not settings.PRODUCTION:
        return []
    return [
        checks.Warning(
            "No e-mail is configured: moderators get no digest, and no alarm when a reader reports danger to a person.",
            hint="Set EMAIL_URL, such as smtp+tls://user:password@host:587, or have the queue watched by a person.",
            id="comments.W001",
        )
    ]
