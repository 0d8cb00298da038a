"""How a verb begins and ends: the refusals, the transition table, the lock, the conditional update, the counters."""

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comments import finding, rules
from comments.models import Comment, Decision, Discussion, HeldReason, Report
from newsroom import pages

State = Comment.State
Actor = Decision.Actor
PERMISSION = "comments.moderate_comment"
REASONS_KEPT = 50


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


class TooOften(Refusal):
    """It was done as often as a budget allows."""


class ParentGone(Refusal):
    """The comment that was answered is not there to be answered."""


class AlreadySent(Refusal):
    """The same text is here already. `number`: its primary key, where this reader may see its receipt; else None."""

    def __init__(self, number=None):
        super().__init__(_("We already have this comment."))
        self.number = number


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


# How a decision that leaves the state as it is is told.
MARKED = {
    "pick": gettext_lazy("picked"),
    "unpick": gettext_lazy("no longer picked"),
    "flag_error": gettext_lazy("marked as reporting an error"),
    "unflag_error": gettext_lazy("no longer marked as reporting an error"),
    "keep": gettext_lazy("left as it is"),
    "note": gettext_lazy("given a note"),
    "redact": gettext_lazy("redacted"),
}


def done_words(verb):
    """Return how it is told that a verb was done: rejected, picked."""
    return TRANSITIONS[verb].done if verb in TRANSITIONS else MARKED[verb]


def needs_reason(verb):
    """Return whether a verb asks for a Decision.Reason."""
    return verb in TRANSITIONS and TRANSITIONS[verb].needs_reason


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
        state=transition.target, version=F("version") + 1, claimed_until=None, **publishing
    )
    if not changed:
        raise stale(comment)
    count(discussion, comment, before=before, after=transition.target)
    decision = Decision.objects.create(
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
    answer_reports(decision)
    return decision


@transaction.atomic
def mark(comment, verb, *, version, by, at=None, batch=None, private_note="", **fields):
    """Change something about a comment that is not its state, and return the Decision."""
    locked(comment.article_id)
    if comment.version != version:
        raise stale(comment)
    changed = Comment.objects.filter(pk=comment.pk, version=version, state=comment.state).update(
        version=F("version") + 1, claimed_until=None, **fields
    )
    if not changed:
        raise stale(comment)
    if comment.state == State.PUBLISHED:
        pages.purge(f"comments:{comment.article_id}")
    return Decision.objects.create(
        comment=comment,
        by=by,
        actor=Actor.STAFF,
        verb=verb,
        from_state=comment.state,
        to_state=comment.state,
        version=version + 1,
        private_note=private_note,
        batch=batch,
        at=at or timezone.now(),
    )


def answer_reports(decision):
    """Let a decision answer the alarms about its comment, which then no longer lift it in the queue."""
    if Report.objects.filter(comment=decision.comment_id, answered_by=None).update(answered_by=decision):
        refresh_risk(decision.comment)


def reopen_reports(decision):
    """Take back, with a decision, that it answered alarms."""
    if Report.objects.filter(answered_by=decision).update(answered_by=None):
        refresh_risk(decision.comment)


def refresh_risk(comment):
    """Work out anew how high a comment stands in the queue, from its held reasons and its open alarms."""
    codes = comment.held_reasons.values_list("code", flat=True)
    alarms = Report.objects.open().filter(comment=comment.pk).values_list("reason", flat=True)
    risks = [rules.CODES[code].risk for code in codes if code in rules.CODES]
    risks += [risk_of_report(reason) for reason in alarms]
    Comment.objects.filter(pk=comment.pk).update(risk=max(risks, default=0))


def risk_of_report(reason):
    """Return how high an alarm for this reason puts a comment."""
    return rules.DANGER_RISK if reason == Report.Reason.DANGER else rules.REPORT_RISK


def keep_reasons(comment, reasons):
    """Store why rules spoke against a comment, in the place of what they said of an earlier text."""
    comment.held_reasons.all().delete()
    add_reasons(comment, reasons)


def add_reasons(comment, reasons):
    """Store why rules spoke against a new comment."""
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


def demand_permission(person, permission=PERMISSION):
    """Raise NotAllowed where a person may not do this now."""
    if not (person.is_active and person.has_perm(permission)):
        raise NotAllowed(_("You may not moderate comments."))


def insert(comment, *, actor, verb, by=None):
    """Count a new comment, give it its place in the thread and store it."""
    comment.number = _number(comment)
    parent, own = comment.parent, f"{comment.number:0{Comment.NUMBER_WIDTH}d}"
    # A reply to the last level sits beside what it answers: nothing gets narrower than three levels.
    room = (Comment.LEVELS - 1) * Comment.NUMBER_WIDTH
    comment.path = (parent.path[:room] if parent else "") + own
    comment.level = len(comment.path) // Comment.NUMBER_WIDTH
    if comment.state == State.PUBLISHED:
        comment.first_published_at = comment.posted_at
        _count_above(comment, 1)
        pages.purge(f"comments:{comment.article_id}")
    comment.words = finding.words_of(comment.name, comment.body)
    comment.save(force_insert=True)
    Decision.objects.create(
        comment=comment,
        by=by,
        actor=actor,
        verb=verb,
        to_state=comment.state,
        version=comment.version,
        at=comment.posted_at,
    )


def _number(comment):
    """Count a new comment with its discussion and return its number there.

    One statement makes the Discussion where it is missing, locks it until the transaction ends, and counts.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO comments_discussion AS here (article_id, mode, published_count, waiting_count, next_number)
            VALUES (%s, %s, %s, %s, 2)
            ON CONFLICT (article_id) DO UPDATE SET
                published_count = here.published_count + excluded.published_count,
                waiting_count = here.waiting_count + excluded.waiting_count,
                next_number = here.next_number + 1
            RETURNING next_number - 1""",
            [
                comment.article_id,
                Discussion.Mode.OPEN,
                int(comment.state == State.PUBLISHED),
                int(comment.state == State.PENDING),
            ],
        )
        return cursor.fetchone()[0]


def count(discussion, comment, *, before, after):
    """Move the counters of the discussion, and of what the comment stands below, with a change of state."""
    if State.PUBLISHED in {before, after} or comment.published_below:
        pages.purge(f"comments:{comment.article_id}")
    published = (after == State.PUBLISHED) - (before == State.PUBLISHED)
    waiting = (after == State.PENDING) - (before == State.PENDING)
    moved = {}
    if published:
        moved["published_count"] = F("published_count") + published
    if waiting:
        moved["waiting_count"] = F("waiting_count") + waiting
    if moved:
        Discussion.objects.filter(pk=discussion.pk).update(**moved)
    if published:
        _count_above(comment, published)


def _count_above(comment, published):
    """Move the counters of what a comment stands below."""
    if comment.ancestor_paths:
        Comment.objects.filter(article=comment.article_id, path__in=comment.ancestor_paths).update(
            published_below=F("published_below") + published
        )


def locked(article_id):
    """Return an article's Discussion, made where it is missing, and locked until the transaction ends."""
    rows = Discussion.objects.select_for_update().filter(pk=article_id)
    found = rows.first()
    if found is None:
        Discussion.objects.bulk_create([Discussion(article_id=article_id)], ignore_conflicts=True)
        found = rows.get()
    return found


def answerable(comment_id, article_id):
    """Return the comment if it can be answered under this article. Raises ParentGone otherwise."""
    parent = Comment.objects.published().filter(pk=comment_id, article=article_id).first()
    if parent is None:
        raise parent_gone()
    return parent


def parent_gone():
    """Return the refusal of an answer to what is not there."""
    return ParentGone(_("The comment you answered is gone. Post as a new comment?"))


def stale(comment):
    """Return the Stale that says who was faster, what they did and when."""
    last = Decision.objects.filter(comment=comment.pk).select_related("by").first()
    if last is None:
        return Stale(_("Somebody changed this comment meanwhile."))
    who = str(last.by) if last.by else _("Its author") if last.actor == Actor.AUTHOR else _("A rule")
    told = TRANSITIONS[last.verb].told if last.verb in TRANSITIONS else _("%(who)s changed this %(ago)s.")
    return Stale(told % {"who": who, "ago": ago(last.at)})


def duration(seconds):
    """Return how long something took, in one number: 4 minutes."""
    if seconds < 3600:
        minutes = max(1, round(seconds / 60))
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    hours = round(seconds / 3600)
    return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}


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
