"""What one reader wrote: finding it, and blanking it on their word. The thread stays."""

import re

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from articles.models import DeskLog
from comments import finding, receipts, stand_ins
from comments.models import Comment, Decision, HeldReason
from comments.moderation.common import Actor, State, count, demand_permission, locked

ERASE = "comments.erase_person"
_RECEIPT = re.compile(r"/comments/receipt/([^/\s]+)/?")


def of_person(word):
    """Return the comments that belong to an e-mail address, the address of a receipt, or an author mark.

    A receipt stands for its comment and whatever the same device and the same address sent.
    """
    word, none = word.replace("\x00", "").strip(), Comment.objects.none()
    if not word or len(word) > 500:
        return none
    if found := _RECEIPT.search(word):
        number = receipts.comment_number(found[1])
        comment = number and Comment.objects.filter(pk=number).first()
        if not comment:
            return none
        theirs = Q(pk=comment.pk)
        theirs |= Q(author_mark=comment.author_mark) if comment.author_mark else Q(pk=None)
        theirs |= Q(email__iexact=comment.email) if comment.email else Q(pk=None)
        return Comment.objects.filter(theirs).order_by("pk")
    if "@" in word:
        return Comment.objects.filter(email__iexact=word).order_by("pk")
    mark = receipts.read_mark(word) or (word if re.fullmatch(r"[0-9a-f]{32}", word) else "")
    return Comment.objects.filter(author_mark=mark).order_by("pk") if mark else none


def erase_person(comments, *, by, keep_text=False, at=None):
    """Blank name, address, marks, old versions and, unless `keep_text`, the text of these comments. For good.

    What readers could see becomes withdrawn, so that its tombstone keeps the thread. Returns how many it blanked.
    """
    demand_permission(by, ERASE)
    now = at or timezone.now()
    numbers = list(comments.values_list("pk", flat=True))
    with transaction.atomic():
        for number in numbers:
            _erase(number, by, keep_text, now)
        DeskLog.objects.create(event="comments.erased", by=by, at=now, data={"comments": numbers})
    return len(numbers)


def _erase(number, by, keep_text, now):
    article_id = Comment.objects.values_list("article", flat=True).get(pk=number)
    discussion = locked(article_id)
    comment = Comment.objects.get(pk=number)
    state = comment.state
    blanked = {"email": "", "author_mark": "", "network": "", "fingerprint": "", "token_id": None, "erased_at": now}
    blanked["name"] = stand_ins.for_name(comment.language)
    if not keep_text:
        blanked |= {"body": "", "picked_at": None}
        state = State.WITHDRAWN if state in {State.PENDING, State.PUBLISHED} else state
    blanked["words"] = finding.words_of(blanked["name"], comment.body if keep_text else "")
    Comment.objects.filter(pk=number).update(state=state, version=F("version") + 1, **blanked)
    Decision.objects.filter(comment=number).exclude(old_body="").update(old_body="")
    HeldReason.objects.filter(comment=number).delete()
    count(discussion, comment, before=comment.state, after=state)
    Decision.objects.create(
        comment=comment,
        by=by,
        actor=Actor.STAFF,
        verb="erase",
        from_state=comment.state,
        to_state=state,
        version=comment.version + 1,
        at=now,
    )
