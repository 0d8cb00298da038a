"""How a verb begins and ends: the refusals, the transition table, the lock, the conditional update, the counters."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comments.models import Comment, Decision, Discussion

State = Comment.State
Actor = Decision.Actor


class Refusal(Exception):
    """The verb was not done. `reasons`: sentences for the person who asked."""

    def __init__(self, *reasons):
        super().__init__(*reasons)
        self.reasons = [str(reason) for reason in reasons]


class NotAllowed(Refusal):
    """The person may not do this."""


class Stale(Refusal):
    """Somebody was faster; the sentence says who, what and when."""


class Closed(Refusal):
    """The story takes no comments now."""


class ParentGone(Refusal):
    """The comment that was answered is not there to be answered."""


class AlreadySent(Refusal):
    """The same text is here already. `comment`: its row; `known_sender`: whether this reader may see its receipt."""

    def __init__(self, comment, *, known_sender):
        super().__init__(_("We already have this comment."))
        self.comment = comment
        self.known_sender = known_sender


@dataclass(frozen=True)
class Transition:
    """One verb of a moderator or author: from which states to which, and how it is told."""

    sources: frozenset[str]
    target: str
    done: str
    told: str
    needs_reason: bool = False


TRANSITIONS = {
    "approve": Transition(
        frozenset({State.PENDING, State.REJECTED, State.SPAM, State.REMOVED}),
        State.PUBLISHED,
        gettext_lazy("approved"),
        gettext_lazy("%(who)s approved this %(ago)s."),
    ),
    "reject": Transition(
        frozenset({State.PENDING}),
        State.REJECTED,
        gettext_lazy("rejected"),
        gettext_lazy("%(who)s rejected this %(ago)s."),
        needs_reason=True,
    ),
    "mark_spam": Transition(
        frozenset({State.PENDING, State.PUBLISHED}),
        State.SPAM,
        gettext_lazy("marked as spam"),
        gettext_lazy("%(who)s marked this as spam %(ago)s."),
    ),
    "remove": Transition(
        frozenset({State.PUBLISHED}),
        State.REMOVED,
        gettext_lazy("removed"),
        gettext_lazy("%(who)s removed this %(ago)s."),
        needs_reason=True,
    ),
    "pull_back": Transition(
        frozenset({State.PUBLISHED, State.REJECTED, State.SPAM, State.REMOVED}),
        State.PENDING,
        gettext_lazy("put back into the queue"),
        gettext_lazy("%(who)s put this back into the queue %(ago)s."),
    ),
    "withdraw": Transition(
        frozenset({State.PENDING, State.PUBLISHED}),
        State.WITHDRAWN,
        gettext_lazy("withdrawn"),
        gettext_lazy("%(who)s withdrew this %(ago)s."),
    ),
}


@transaction.atomic
def move(comment, verb, *, actor, version, by=None, at=None, **words):
    """Move a comment along a transition and return its Decision."""
    transition, now = TRANSITIONS[verb], at or timezone.now()
    discussion = locked(comment.article_id)
    if comment.version != version:
        raise stale(comment)
    if comment.state not in transition.sources:
        raise Refusal(_("A comment that is %(state)s cannot be changed so.") % {"state": comment.get_state_display()})
    before = comment.state
    publishing = {}
    if transition.target == State.PUBLISHED and comment.first_published_at is None:
        publishing = {"first_published_at": now}
    changed = Comment.objects.filter(pk=comment.pk, version=version, state=before).update(
        state=transition.target, version=F("version") + 1, **publishing
    )
    if not changed:
        raise stale(comment)
    count(discussion, comment, before=before, after=transition.target)
    return Decision.objects.create(
        comment=comment,
        by=by,
        actor=actor,
        verb=verb,
        from_state=before,
        to_state=transition.target,
        version=version + 1,
        at=now,
        **words,
    )


def insert(discussion, comment, *, actor, verb, by=None):
    """Give a new comment its place in the thread, store and count it."""
    parent, own = comment.parent, f"{discussion.next_number:0{Comment.NUMBER_WIDTH}d}"
    # A reply to the last level sits beside what it answers: nothing gets narrower than three levels.
    room = (Comment.LEVELS - 1) * Comment.NUMBER_WIDTH
    comment.number = discussion.next_number
    comment.path = (parent.path[:room] if parent else "") + own
    comment.level = len(comment.path) // Comment.NUMBER_WIDTH
    if comment.state == State.PUBLISHED:
        comment.first_published_at = comment.posted_at
    comment.save(force_insert=True)
    Discussion.objects.filter(pk=discussion.pk).update(next_number=F("next_number") + 1)
    count(discussion, comment, before="", after=comment.state)
    Decision.objects.create(
        comment=comment,
        by=by,
        actor=actor,
        verb=verb,
        to_state=comment.state,
        version=comment.version,
        at=comment.posted_at,
    )


def count(discussion, comment, *, before, after):
    """Move the counters of the discussion, and of what the comment stands below, with a change of state."""
    published = (after == State.PUBLISHED) - (before == State.PUBLISHED)
    waiting = (after == State.PENDING) - (before == State.PENDING)
    if published or waiting:
        Discussion.objects.filter(pk=discussion.pk).update(
            published_count=F("published_count") + published, waiting_count=F("waiting_count") + waiting
        )
    if published and comment.ancestor_paths:
        Comment.objects.filter(article=comment.article_id, path__in=comment.ancestor_paths).update(
            published_below=F("published_below") + published
        )


def locked(article_id):
    """Return an article's Discussion, made where it is missing, and locked until the transaction ends."""
    Discussion.objects.bulk_create([Discussion(article_id=article_id)], ignore_conflicts=True)
    return Discussion.objects.select_for_update().get(pk=article_id)


def answerable(comment_id, article_id):
    """Return the comment if it can be answered under this article. Raises ParentGone otherwise."""
    parent = Comment.objects.published().filter(pk=comment_id, article=article_id).first()
    if parent is None:
        raise ParentGone(_("The comment you answered is gone. Post as a new comment?"))
    return parent


def stale(comment):
    """Return the Stale that says who was faster, what they did and when."""
    last = Decision.objects.filter(comment=comment.pk).select_related("by").first()
    if last is None:
        return Stale(_("Somebody changed this comment meanwhile."))
    who = str(last.by) if last.by else _("Its author") if last.actor == Actor.AUTHOR else _("A rule")
    told = TRANSITIONS[last.verb].told if last.verb in TRANSITIONS else _("%(who)s changed this %(ago)s.")
    return Stale(told % {"who": who, "ago": ago(last.at)})


def ago(moment, now=None):
    """Return how long ago a moment was, in one number: 20 seconds ago."""
    seconds = max(0, int(((now or timezone.now()) - moment).total_seconds()))
    if seconds < 60:
        return ngettext("%(n)d second ago", "%(n)d seconds ago", seconds) % {"n": seconds}
    if seconds < 3600:
        return ngettext("%(n)d minute ago", "%(n)d minutes ago", seconds // 60) % {"n": seconds // 60}
    if seconds < 86_400:
        return ngettext("%(n)d hour ago", "%(n)d hours ago", seconds // 3600) % {"n": seconds // 3600}
    return ngettext("%(n)d day ago", "%(n)d days ago", seconds // 86_400) % {"n": seconds // 86_400}
