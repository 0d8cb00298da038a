"""The verbs of readers: to send a comment, to change it for a while, to take it back."""

import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import finding, judging, rules, throttle
from comments.discussions import standing_of
from comments.links import find_links
from comments.models import Comment, Decision
from comments.moderation.common import (
    Actor,
    AlreadySent,
    Closed,
    Refusal,
    State,
    TooOften,
    add_reasons,
    count,
    insert,
    keep_reasons,
    locked,
    move,
    parent_gone,
    stale,
)

EDITABLE_FOR = datetime.timedelta(minutes=5)
SMALL_CHANGE = 0.7  # the share of words that stay in a text which needs no second look


@transaction.atomic
def receive(story, **comment):
    """Take a reader's comment under a live story, as `receive_here`, in a transaction of its own."""
    return receive_here(story, **comment)


def receive_here(story, *, name, body, email="", parent=None, reports_error=False, sender=None, at=None):
    """Take a reader's comment in the transaction of the caller; return it, published, held or as spam.

    `story` is the Article or its Edition; name and body are cleaned already. Raises Refusal where the story is not
    live, Closed, ParentGone, and AlreadySent for the same text from the same reader. The same token twice is an
    IntegrityError.
    """
    sender = sender or judging.Sender()
    now = at or timezone.now()
    fingerprint = rules.fingerprint(body)
    # Asked inside the transaction, for it may have waited: whether the story is open and its comment can be answered,
    # whether the text is here already. Who writes from the same network or mark is waiting for our budgets meanwhile.
    asked = {"body": body, "parent": parent and parent.pk}
    standing, facts = judging.stand(story.pk, fingerprint, sender, now, **asked)
    if standing is None:
        raise Refusal(_("There is no such story."))
    if not standing.is_open:
        raise Closed(standing.closed_because)
    if parent is not None:
        if standing.edition.parent is None:
            raise parent_gone()
        parent = Comment(**standing.edition.parent)
    if standing.edition.of_mark:
        raise AlreadySent(standing.edition.of_mark)
    if standing.edition.of_network:
        raise AlreadySent

    reasons = rules.judge(body, name, facts)
    comment = Comment(
        article_id=story.pk,
        parent=parent,
        state=judging.state_for(standing, reasons, facts),
        risk=rules.risk_of(reasons),
        name=name,
        email=email,
        body=body,
        language=standing.edition.language,
        reports_error=reports_error,
        token_id=sender.token_id,
        author_mark=sender.mark,
        network=sender.network,
        fingerprint=fingerprint,
        posted_at=now,
    )
    insert(comment, actor=Actor.RULE, verb="receive")
    if reasons:
        add_reasons(comment, reasons)
    return comment


def withdraw(comment, *, version=None, at=None):
    """Take a comment back, for good, on its author's word. Whoever holds the receipt is the author."""
    return move(comment, "withdraw", actor=Actor.AUTHOR, version=version or comment.version, at=at)


def may_edit(comment, now=None):
    """Return whether its author may still change a comment: for five minutes, before an answer, alarm or decision."""
    if comment.state not in {State.PENDING, State.PUBLISHED}:
        return False
    if (now or timezone.now()) - comment.posted_at > EDITABLE_FOR:
        return False
    answered = comment.replies.exists() or comment.reports.exists()
    return not (answered or comment.decisions.filter(actor=Actor.STAFF).exists())


@transaction.atomic
def edit(comment, *, body, version=None, at=None):
    """Change a comment on its author's word; the rules look at it again. The old text stays with the Decision.

    `body` is cleaned already. What is published stays so only where little changed and no link came in. Raises
    Refusal where it is too late, and TooOften: every old text is kept, so there are few.
    """
    now, version = at or timezone.now(), version or comment.version
    discussion = locked(comment.article_id)
    standing = standing_of(comment.article_id, now)
    if standing is None or not may_edit(comment, now):
        raise Refusal(_("This comment cannot be changed any more."))
    if body == comment.body:
        return comment
    if not all(throttle.spend("edit", str(comment.pk), now=now)):
        raise TooOften(_("You have changed this comment often. It stays as it is now."))

    fingerprint = rules.fingerprint(body)
    reasons, facts = judging.judge_anew(comment, body, fingerprint, now)
    if comment.state == State.PUBLISHED and _needs_a_second_look(comment.body, body):
        reasons.append(rules.Reason("edited"))
    state = judging.state_for(standing, reasons, facts)
    if comment.state == State.PUBLISHED and not reasons:
        state = State.PUBLISHED  # whatever the policy: somebody approved it
    changed = Comment.objects.filter(pk=comment.pk, version=version).update(
        body=body,
        words=finding.words_of(comment.name, body),
        state=state,
        risk=rules.risk_of(reasons),
        fingerprint=fingerprint,
        edited_at=now,
        version=F("version") + 1,
    )
    if not changed:
        raise stale(comment)
    keep_reasons(comment, reasons)
    count(discussion, comment, before=comment.state, after=state)
    Decision.objects.create(
        comment=comment,
        actor=Actor.AUTHOR,
        verb="edit",
        from_state=comment.state,
        to_state=state,
        version=version + 1,
        old_body=comment.body,
        at=now,
    )
    return Comment.objects.get(pk=comment.pk)


def _needs_a_second_look(before, after):
    links = {link.url for link in find_links(before)}
    if any(link.url not in links for link in find_links(after)):
        return True
    return _kept_share(before.split(), after.split()) < SMALL_CHANGE


def _kept_share(before, after):
    """Return which share of the words of two texts stands in both, in the same order.

    Their longest common subsequence, found for all places at once in the bits of one number (Hyyrö 2004): texts made to
    be hard to compare take a general comparison minutes, while the story is locked.
    """
    places = {}
    for place, word in enumerate(before):
        places[word] = places.get(word, 0) | 1 << place
    everywhere = (1 << len(before)) - 1
    unmet = everywhere
    for word in after:
        met = unmet & places.get(word, 0)
        unmet = (unmet + met | unmet - met) & everywhere
    kept = len(before) - unmet.bit_count()
    return 2 * kept / (len(before) + len(after))
