"""The verbs of comments. Nothing else writes a comment's state, its HeldReasons, Decisions or counters.

A verb on a comment takes the version the person saw and changes the row by a conditional UPDATE on it: zero rows, and
somebody was faster. The Discussion is locked first, always, so that counters move with the state and no two verbs wait
for each other.
"""

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import DeskLog, SiteText
from comments import judging, rules
from comments.cleaning import clean_body
from comments.discussions import standing_of
from comments.models import Comment, Decision, Discussion, HeldReason

PERMISSION = "comments.moderate_comment"
UNDO_OFFERED = 10  # seconds the page offers it
UNDO_ACCEPTED = datetime.timedelta(seconds=30)
DOUBLE_SUBMIT = datetime.timedelta(days=1)
REASONS_KEPT = 50

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
    """One verb of a moderator or author: from which states to which."""

    sources: frozenset[str]
    target: str
    done: str  # "approved this"
    needs_reason: bool = False


TRANSITIONS = {
    "approve": Transition(
        frozenset({State.PENDING, State.REJECTED, State.SPAM, State.REMOVED}),
        State.PUBLISHED,
        gettext_lazy("approved"),
    ),
    "reject": Transition(frozenset({State.PENDING}), State.REJECTED, gettext_lazy("rejected"), needs_reason=True),
    "mark_spam": Transition(frozenset({State.PENDING, State.PUBLISHED}), State.SPAM, gettext_lazy("marked as spam")),
    "remove": Transition(frozenset({State.PUBLISHED}), State.REMOVED, gettext_lazy("removed"), needs_reason=True),
    "pull_back": Transition(
        frozenset({State.PUBLISHED, State.REJECTED, State.SPAM, State.REMOVED}),
        State.PENDING,
        gettext_lazy("put back into the queue"),
    ),
    "withdraw": Transition(frozenset({State.PENDING, State.PUBLISHED}), State.WITHDRAWN, gettext_lazy("withdrew")),
}
DONE_WORDS = {verb: transition.done for verb, transition in TRANSITIONS.items()} | {"undo": gettext_lazy("undid")}


# Readers ------------------------------------------------------------------------------------------------------


@transaction.atomic
def receive(story, *, name, body, email="", parent=None, reports_error=False, sender=None, at=None):
    """Take a reader's comment under a live story and return it, published, held or as spam.

    `story` is the Article or its Edition; name and body are cleaned already. Raises Refusal where the story is not
    live, Closed, ParentGone, and AlreadySent for the same token or the same text from the same reader.
    """
    sender = sender or judging.Sender()
    now = at or timezone.now()
    discussion = _locked(story.pk)
    standing = standing_of(story.pk, now)
    if standing is None:
        raise Refusal(_("There is no such story."))
    if not standing.is_open:
        raise Closed(standing.closed_because)
    if parent is not None:
        parent = _answerable(parent.pk, story.pk)
    _refuse_double(story.pk, body, sender, now)

    fingerprint = rules.fingerprint(body)
    facts = judging.facts_of(standing, fingerprint, sender, now)
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
    try:
        with transaction.atomic():
            _insert(discussion, comment, actor=Actor.RULE, verb="receive")
    except IntegrityError:
        raise AlreadySent(Comment.objects.get(token_id=sender.token_id), known_sender=True) from None
    HeldReason.objects.bulk_create(
        HeldReason(
            comment=comment,
            code=reason.code,
            rule_id=reason.rule,
            field=reason.field,
            start=reason.start,
            end=reason.end,
            detail=reason.detail,
        )
        for reason in reasons[:REASONS_KEPT]
    )
    return comment


def withdraw(comment, *, version=None, at=None):
    """Take a comment back, for good, on its author's word. Whoever holds the receipt is the author."""
    return _move(comment, "withdraw", actor=Actor.AUTHOR, version=version or comment.version, at=at)


def _refuse_double(article_id, body, sender, now):
    same = Comment.objects.filter(article=article_id, body=body, posted_at__gt=now - DOUBLE_SUBMIT)
    same = same.exclude(state=State.WITHDRAWN)
    if sender.mark and (first := same.filter(author_mark=sender.mark).first()):
        raise AlreadySent(first, known_sender=True)
    if sender.network and (first := same.filter(network=sender.network).first()):
        raise AlreadySent(first, known_sender=False)


# Staff --------------------------------------------------------------------------------------------------------


def approve(comment, *, by, version, **how):
    """Publish a comment."""
    return _staff_move(comment, "approve", by, version, **how)


def reject(comment, *, by, version, reason, **how):
    """Refuse a waiting comment for a Decision.Reason; its author reads it on the receipt."""
    return _staff_move(comment, "reject", by, version, reason=reason, **how)


def mark_spam(comment, *, by, version, **how):
    """Put a comment among the spam."""
    return _staff_move(comment, "mark_spam", by, version, **how)


def remove(comment, *, by, version, reason, **how):
    """Take a published comment away for a Decision.Reason, which readers see where answers stand below it."""
    return _staff_move(comment, "remove", by, version, reason=reason, **how)


def pull_back(comment, *, by, version, **how):
    """Put a decided comment back among those that wait."""
    return _staff_move(comment, "pull_back", by, version, **how)


STAFF_VERBS = {
    "approve": approve, "reject": reject, "mark_spam": mark_spam, "remove": remove, "pull_back": pull_back,
}  # fmt: skip


@transaction.atomic
def answer(comment, *, by, body, at=None):
    """Answer a published comment as the newsroom and return the answer, which readers see at once."""
    _demand_permission(by)
    body = clean_body(body)
    if not body:
        raise Refusal(_("Please write something."))
    discussion = _locked(comment.article_id)
    standing = standing_of(comment.article_id)
    if standing is None:
        raise Refusal(_("This story is not live, so nobody could read the answer."))
    reply = Comment(
        article_id=comment.article_id,
        parent=_answerable(comment.pk, comment.article_id),
        state=State.PUBLISHED,
        name=_staff_name(by, standing.edition.language),
        body=body,
        language=standing.edition.language,
        by_staff=True,
        posted_at=at or timezone.now(),
    )
    _insert(discussion, reply, actor=Actor.STAFF, verb="answer", by=by)
    return reply


@transaction.atomic
def set_mode(article, mode, *, by, until=None):
    """Open, hold or close the comments of an article, until a moment if one is given. Acts at once; logged."""
    _demand_permission(by)
    if mode not in Discussion.Mode.values:
        raise Refusal(_("Choose one of: open, hold all, closed."))
    _locked(article.pk)
    Discussion.objects.filter(pk=article.pk).update(mode=mode, mode_until=until)
    DeskLog.objects.create(
        event="comments.mode",
        article_id=article.pk,
        by=by,
        at=timezone.now(),
        data={"mode": mode, "until": until.isoformat() if until else None},
    )


@transaction.atomic
def undo(decision, *, by, at=None):
    """Take back one's own decision of the last 30 seconds: state and counters return exactly, both rows stay."""
    _demand_permission(by)
    now = at or timezone.now()
    if decision.by_id != by.pk or decision.actor != Actor.STAFF or decision.verb not in STAFF_VERBS:
        raise NotAllowed(_("Only whoever decided can undo it."))
    if now - decision.at > UNDO_ACCEPTED:
        raise Refusal(_("It is too late to undo this. Decide again instead."))
    comment = decision.comment
    discussion = _locked(comment.article_id)
    unpublish = {"first_published_at": None} if comment.first_published_at == decision.at else {}
    changed = Comment.objects.filter(pk=comment.pk, version=decision.version).update(
        state=decision.from_state, version=F("version") + 1, **unpublish
    )
    if not changed:
        raise _stale(comment)
    _count(discussion, comment, before=decision.to_state, after=decision.from_state)
    return Decision.objects.create(
        comment=comment,
        by=by,
        actor=Actor.STAFF,
        verb="undo",
        from_state=decision.to_state,
        to_state=decision.from_state,
        version=decision.version + 1,
        undoes=decision,
        at=now,
    )


# What they share ----------------------------------------------------------------------------------------------


def _staff_move(comment, verb, by, version, *, reason="", note="", private_note="", batch=None, at=None):
    _demand_permission(by)
    if TRANSITIONS[verb].needs_reason:
        if reason not in Decision.Reason.values:
            raise Refusal(_("Choose a reason."))
        if reason == Decision.Reason.OTHER and not note.strip():
            raise Refusal(_("Write the reason in the note to the author."))
    return _move(
        comment,
        verb,
        actor=Actor.STAFF,
        by=by,
        version=version,
        reason=reason if TRANSITIONS[verb].needs_reason else "",
        note=note.strip(),
        private_note=private_note.strip(),
        batch=batch,
        at=at,
    )


@transaction.atomic
def _move(comment, verb, *, actor, version, by=None, at=None, **words):
    """Move a comment along a transition and return its Decision."""
    transition, now = TRANSITIONS[verb], at or timezone.now()
    discussion = _locked(comment.article_id)
    if comment.version != version:
        raise _stale(comment)
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
        raise _stale(comment)
    _count(discussion, comment, before=before, after=transition.target)
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


def _insert(discussion, comment, *, actor, verb, by=None):
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
    _count(discussion, comment, before="", after=comment.state)
    Decision.objects.create(
        comment=comment,
        by=by,
        actor=actor,
        verb=verb,
        to_state=comment.state,
        version=comment.version,
        at=comment.posted_at,
    )


def _count(discussion, comment, *, before, after):
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


def _locked(article_id):
    Discussion.objects.bulk_create([Discussion(article_id=article_id)], ignore_conflicts=True)
    return Discussion.objects.select_for_update().get(pk=article_id)


def _answerable(comment_id, article_id):
    parent = Comment.objects.published().filter(pk=comment_id, article=article_id).first()
    if parent is None:
        raise ParentGone(_("The comment you answered is gone. Post as a new comment?"))
    return parent


def _demand_permission(person):
    if not (person.is_active and person.has_perm(PERMISSION)):
        raise NotAllowed(_("You may not moderate comments."))


def _staff_name(person, language):
    """Return the name readers see: the linked author's, else the newsroom's. Never the name of the account."""
    author = getattr(person, "author", None)
    if author is not None:
        return author.name_in(language)
    newsroom = SiteText.objects.filter(language=language).values_list("name", flat=True).first()
    return newsroom or _("The editors")


def _stale(comment):
    last = Decision.objects.filter(comment=comment.pk).select_related("by").first()
    if last is None:
        return Stale(_("Somebody changed this comment meanwhile."))
    who = str(last.by) if last.by else _("Its author") if last.actor == Actor.AUTHOR else _("A rule")
    return Stale(
        _("%(who)s %(did)s this %(ago)s.")
        % {"who": who, "did": DONE_WORDS.get(last.verb, _("changed")), "ago": ago(last.at)}
    )


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
