"""What the house promised readers to forget. A daily sweep keeps it; `prune_comments --dry-run` shows what it would do.

Decisions stay: who decided what and why is the house's own memory. Network marks go with their key (network.py).
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from comments.models import Comment, Decision, HeldReason

EMAIL_LIFE = timedelta(days=180)  # said under the field in which it is typed
REJECTED_LIFE = timedelta(days=180)
MARK_LIFE = timedelta(days=180)  # after a mark's last use
SPAM_LIFE = timedelta(days=30)
WITHDRAWN_LIFE = timedelta(days=30)
VERSION_LIFE = timedelta(days=30)

State = Comment.State


def prune(now=None):
    """Forget what is due. Returns how many records it touched."""
    return sum(prune_each(now).values())


@transaction.atomic
def prune_each(now=None, *, dry_run=False):
    """Forget what is due, or only count it: {what: how many}."""
    now = now or timezone.now()
    old_marks = (
        Comment.objects.exclude(author_mark="").order_by().values("author_mark").annotate(last=Max("posted_at"))
    ).filter(last__lt=now - MARK_LIFE)
    gone = Decision.objects.filter(verb="withdraw", at__lt=now - WITHDRAWN_LIFE).values("comment")
    steps = {
        "texts of spam": (_texts(State.SPAM).filter(posted_at__lt=now - SPAM_LIFE), _blank_texts),
        "texts that were withdrawn": (_texts(State.WITHDRAWN).filter(pk__in=gone), _blank_texts),
        "texts that were rejected": (_texts(State.REJECTED).filter(posted_at__lt=now - REJECTED_LIFE), _blank_texts),
        "earlier versions": (
            Decision.objects.filter(at__lt=now - VERSION_LIFE).exclude(old_body=""),
            lambda rows: rows.update(old_body=""),
        ),
        "e-mail addresses": (
            Comment.objects.filter(posted_at__lt=now - EMAIL_LIFE).exclude(email=""),
            lambda rows: rows.update(email=""),
        ),
        "device marks": (
            Comment.objects.filter(author_mark__in=old_marks.values("author_mark")),
            lambda rows: rows.update(author_mark=""),
        ),
    }
    return {what: rows.count() if dry_run else act(rows) for what, (rows, act) in steps.items()}


def _texts(state):
    return Comment.objects.filter(Q(state=state) & ~Q(body=""))


def _blank_texts(rows):
    """Blank text and address; the fingerprint stays, by which the same text is known when it comes again."""
    numbers = list(rows.values_list("pk", flat=True))
    HeldReason.objects.filter(comment__in=numbers).delete()
    return Comment.objects.filter(pk__in=numbers).update(body="", words="", email="")
