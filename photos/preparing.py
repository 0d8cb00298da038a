"""Making copies outside the request: two jobs a photo, and the sweep that repeats what failed or was lost."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.jobs import task
from photos import renditions
from photos.models import Photo

# Before the second attempt, the third …; after the last the photo stays failed until a person tries again.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120)]
GRACE = timedelta(minutes=1)  # how long the sweep leaves a photo to its own job
LEASE = timedelta(minutes=10)  # how long it leaves a photo to the worker that took it
FAILURE_LIMIT = 300

logger = logging.getLogger(__name__)


def ask(photo):
    """Have the photo's copies made after this transaction by a job, or by the sweep should that be lost."""
    due = timezone.now() + GRACE
    Photo.objects.filter(pk=photo.pk).update(copies_due_at=due, failure="", attempts=0)
    photo.copies_due_at, photo.failure, photo.attempts = due, "", 0
    transaction.on_commit(lambda: prepare.enqueue(photo.pk))


@task()
def prepare(photo_id):
    """Make the copies that a page cannot do without, then ask for the others."""
    if attempt(photo_id, later=False):
        finish.enqueue(photo_id)


@task()
def finish(photo_id):
    """Make the copies that may come later: AVIF, and the crops for structured data."""
    attempt(photo_id, later=True)


def attempt(photo_id, *, later=True):
    """Make a photo's copies; return whether all went well. A failure is kept in words and put off for the next time."""
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo is None:
        return False
    try:
        renditions.make(photo, later=later)
    except Exception as error:
        logger.exception("The copies of photo %s could not be made.", photo_id)
        _note_failure(photo, error)
        return False
    return True


def _note_failure(photo, error):
    attempts = photo.attempts + 1
    due = timezone.now() + PAUSES[attempts - 1] if attempts <= len(PAUSES) else None
    words = _("The copies could not be made (%(error)s).") % {"error": str(error) or type(error).__name__}
    Photo.objects.filter(pk=photo.pk).update(
        failure=words[:FAILURE_LIMIT], attempts=F("attempts") + 1, copies_due_at=due
    )


@task()
def prepare_again(photo_id):
    """Make all copies that a photo still lacks."""
    attempt(photo_id)


def sweep():
    """Ask again for copies that are due, and put away those long superseded; return how many photos and files.

    The work is a job's: a sweep that drew pictures would keep the clock from publishing on time.
    """
    now = timezone.now()
    done = 0
    for pk, due in Photo.objects.filter(copies_due_at__lte=now).values_list("pk", "copies_due_at")[:50]:
        taken = Photo.objects.filter(pk=pk, copies_due_at=due).update(copies_due_at=now + LEASE)
        if taken:
            prepare_again.enqueue(pk)
            done += 1
    return done + renditions.put_away(now)
