"""What stands over a story: a kill, what holds it back, what the clock will do to it; who vouched for it."""

from dataclasses import dataclass

from django.db.models import Case, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import embargo, zones
from articles.admin.lists import moment
from articles.models import Approval, DeskLog, Revision, Schedule
from articles.people import known_as


@dataclass(frozen=True)
class Line:
    """One sentence over a story. `level` is plain, or bad where people must act."""

    level: str
    sentence: str


def standing(article, head, plan):
    """Return the Lines over a story; `plan` is what the clock is to do to it, {action: Schedule}."""
    now = timezone.now()
    lines = [_killed(article)] if article.killed_at else []
    if held := embargo.words(article, now=now):
        lines.append(Line("plain", f"{held} {_setter(article)}"))
    for action, row in sorted(plan.items()):
        lines.append(_planned(action, row, head, now))
    return lines


def _killed(article):
    row = DeskLog.objects.filter(article=article, event="story.killed").select_related("by").first()
    who = known_as(row.by, article) if row and row.by else "–"
    sentence = _("Killed by %(who)s, %(when)s.") % {"who": who, "when": moment(article.killed_at)}
    return Line("bad", f"{sentence} {row.data.get('reason', '') if row else ''}".strip())


def _setter(article):
    return _("(%s)") % known_as(article.embargo_by, article) if article.embargo_by_id else ""


def _planned(action, row, head, now):
    """Return what the clock will do, and what became of it where its moment has come."""
    facts = {"when": zones.described(row.moment, row.zone, now=now), "number": row.revision.number, "head": head.number}
    if action == Schedule.Action.WITHDRAW:
        sentence = _("%(when)s withdraws the story.") % facts
    elif row.revision.number == head.number:
        sentence = _("%(when)s publishes revision %(number)d.") % facts
    else:
        sentence = _("%(when)s publishes revision %(number)d; you are on %(head)d.") % facts
    if row.refused:
        return Line("bad", f"{sentence} {_('Refused:')} {row.last_error}")
    if row.attempts:
        failed = _("It failed, and is tried again at %(when)s: %(error)s") % {
            "when": moment(row.next_attempt_at),
            "error": row.last_error,
        }
        return Line("bad", f"{sentence} {failed}")
    if zones.has_shifted(row.moment, row.wall_time, row.zone):
        return Line("bad", f"{sentence} {shifted(row)}")
    return Line("plain", sentence)


def shifted(row):
    """Say that the rules of a schedule's zone changed since it was typed."""
    return _("It was typed as %s; the zone has new rules since. Reschedule it if the hour on the clock was meant.") % (
        row.wall_time
    )


@dataclass(frozen=True)
class Vouched:
    """Somebody's word for a revision that was edited since. `sentence` names the comparison with the newest."""

    revision: Revision
    sentence: str


def vouched(article, user, head):
    """Return what a person compares the newest revision with: what they vouched for, else what an editor approved.

    Looked at is the work since the last publication; None where nothing was saved after it (1 query).
    """
    edition = article.edition_or_none
    words = Approval.objects.filter(Q(by=user) | Q(kind=Approval.Kind.DESK), article=article)
    if edition is not None:
        words = words.filter(revision__gte=edition.revision_id)  # a later revision of a story has a larger key
    own_first = Case(When(by=user, then=Value(0)), default=Value(1))
    word = words.select_related("revision", "by").order_by(own_first, "-pk").first()
    if word is None or word.revision_id == head.pk:
        return None
    facts = {"number": word.revision.number, "who": known_as(word.by, article)}
    if word.by_id != user.pk:
        sentence = _("What changed since %(who)s approved revision %(number)d")
    elif word.kind == Approval.Kind.LEGAL:
        sentence = _("What changed since you cleared revision %(number)d for law")
    else:
        sentence = _("What changed since you approved revision %(number)d")
    return Vouched(word.revision, sentence % facts)
