"""What people typed and did not save: kept for them alone, for a fortnight. Never a state, never a revision."""

import re
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.desk.common import log
from articles.models import Scratch, Story
from newsroom.text import tidy

EVERY = timedelta(seconds=20)
KEPT = timedelta(days=14)
NEW_STORIES = 20  # of one person, typed and never saved

# The fields of the form that a scratch holds: those of the story itself. Nothing that is a state, a plan or a button.
STORY_FIELDS = {*(field.name for field in Story._meta.local_fields), "tags", "change_kind", "change_note"}
_ROWS = re.compile(r"(lead|bylines|captions)-(\d{1,3}-[a-z_]+|(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS)")


def story_fields(fields):
    """Return of {name: value} what belongs into a scratch, as text that every database takes."""
    return {
        name: tidy(value)
        for name, value in fields.items()
        if isinstance(value, str) and (name in STORY_FIELDS or _ROWS.fullmatch(name))
    }


@transaction.atomic
def keep(article, fields, *, by, form, base=None, at=None):
    """Keep what a form holds, in the place of what the same form held before; return whether it was kept.

    It is not while an older text of the same person waits there, typed into another form: they have to use or discard
    that first. Nor more often than every 20 seconds. `article` is None where the story was never saved.
    """
    now = at or timezone.now()
    values = {"fields": story_fields(fields), "base": base, "at": now}
    place = _place(article, by, form)
    if waiting := Scratch.objects.filter(**place).first():
        # The row may have gone or grown in the meantime: what counts is what the update finds.
        return bool(Scratch.objects.filter(pk=waiting.pk, form=form, at__lte=now - EVERY).update(**values))
    if article is None and Scratch.objects.filter(user=by, article=None).count() >= NEW_STORIES:
        return False
    try:
        with transaction.atomic():
            Scratch.objects.create(**(place | {"form": form} | values))
    except IntegrityError:
        return False  # another pulse of the same person was faster
    return True


def _place(article, by, form):
    return {"user": by, "article": article} if article else {"user": by, "article": None, "form": form}


def waiting(user, article):
    """Return what a person typed into a story and did not save; into new ones where `article` is None."""
    return Scratch.objects.filter(user=user, article=article).order_by("-at")


def of_others(user, article):
    """Return what others typed into a story and did not save, for whoever may open it."""
    if article is None or not user.has_perm("articles.open_scratch"):
        return Scratch.objects.none()
    return Scratch.objects.filter(article=article).exclude(user=user).select_related("user").order_by("-at")


def drop(*, by, form):
    """Forget what a form held: it was saved."""
    Scratch.objects.filter(user=by, form=form).delete()


def discard(scratch, *, by):
    """Throw one's own unsaved text away."""
    if scratch.user_id != by.pk:
        raise PermissionDenied
    scratch.delete()


@transaction.atomic
def opened(scratch, *, by):
    """Return an unsaved text to be read. Another's opens only to who may, and each opening is logged."""
    if scratch.user_id != by.pk:
        if scratch.article_id is None or not by.has_perm("articles.open_scratch"):
            raise PermissionDenied
        log("scratch.opened", scratch.article, None, by=by, data={"of": scratch.user_id})
    return scratch


def prune(now=None):
    """Delete unsaved texts that nobody came back for; return how many. A sweep."""
    return Scratch.objects.filter(at__lt=(now or timezone.now()) - KEPT).delete()[0]
