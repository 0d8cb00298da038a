"""What the library's grid says about a photo, in words."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from photos import uses

WAITING = timedelta(minutes=3)
SOON = timedelta(days=30)


@dataclass(frozen=True)
class Badge:
    """A few words and their tone: `plain`, `good`, `warn` or `bad`."""

    words: str
    tone: str = "plain"


def dress(photos):
    """Give each photo its `uses` and `badges`, in one query for each app that shows photos."""
    found = uses.of(photos)
    for photo in photos:
        photo.uses = found[photo.pk]
        photo.badges = badges(photo, photo.uses)
    return photos


def badges(photo, photo_uses):
    """Return the badges of a photo, what concerns readers first."""
    return [badge for badge in [_use(photo, photo_uses), *_state(photo), *_rights(photo), *_lacks(photo)] if badge]


def _use(photo, photo_uses):
    live = sum(use.is_public for use in photo_uses)
    if live and not photo.is_cleared():
        return Badge(ngettext("Would be in %d live story", "Would be in %d live stories", live) % live)
    if live:
        return Badge(ngettext("In %d live story", "In %d live stories", live) % live, "good")
    return Badge(_("Draft only")) if photo_uses else None


def _state(photo):
    if photo.is_withdrawn:
        yield Badge(_("Withdrawn"), "bad")
    if photo.failure:
        yield Badge(_("Failed"), "bad")
    elif not photo.is_prepared:
        late = timezone.now() - photo.added_at > WAITING
        yield Badge(_("Waiting for the worker") if late else _("Preparing"), "warn" if late else "plain")
    if photo.protect_source:
        yield Badge(_("Source protected"))
    if photo.ai_label:
        yield Badge(_("AI"), "warn")


def _rights(photo):
    now, until = timezone.now(), photo.rights_until
    if until and until <= now:
        yield Badge(_("Rights have ended"), "bad")
    elif until and until - now <= SOON:
        # Our own order of day and month; the framework's month names mislead in Sorani and Arabic.
        yield Badge(_("Rights end %s") % f"{timezone.localtime(until):%Y-%m-%d}", "warn")
    if photo.rights_from and photo.rights_from > now:
        yield Badge(_("Not before %s") % f"{timezone.localtime(photo.rights_from):%Y-%m-%d}", "warn")


def _lacks(photo):
    if not photo.credit:
        yield Badge(_("No credit"), "warn")
    if not photo.alt:
        yield Badge(_("No alt text"), "warn")
