"""What readers never saw and never shall: kill and revive."""

from django.db import transaction
from django.utils import timezone

from articles.desk.common import begin, log
from articles.desk.schedules import cancel_schedules
from newsroom.text import tidy


@transaction.atomic
def kill(article, *, by, reason=""):
    """Take a story that readers never saw out of every list but that of the killed. Cancels what the clock was told."""
    article, head = begin("kill", article, by)
    cancel_schedules(article, by=by)
    article.killed_at = timezone.now()
    article.save(update_fields=["killed_at"])
    return log("story.killed", article, head, by=by, data={"reason": tidy(reason).strip()})


@transaction.atomic
def revive(article, *, by):
    """Bring a killed story back at the stage at which it was killed."""
    article, head = begin("revive", article, by)
    article.killed_at = None
    article.save(update_fields=["killed_at"])
    return log("story.revived", article, head, by=by)
