"""Who is told what. One table leads from an event of the desk to the people it concerns.

`articles.desk.common.log` calls `tell` for each row of the desk log; publication and the clock's sweeps call it too. A
Notice is written in the transaction of what happened, and never to whoever did it. Whether a mail follows, each person
chooses by kind. To have people told of one more event: a row of TABLE, and where its kind is new, one of KINDS.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Approval, Article, Byline, Note, Notice, ProtectedByline, Schedule
from articles.people import known_as
from authors.models import User

BOTH, ADMIN, OFF = "both", "admin", "off"  # of User.notices, by kind; BOTH where nothing was chosen
KEPT = timedelta(days=90)  # how long a notice stands
PAST = timedelta(days=1)  # of what happened longer ago, as an import tells it, nobody is told

# What a person may choose to be told of.
KINDS = {
    "assigned": _("A story is assigned to me"),
    "submitted": _("A story of my sections is submitted"),
    "sent_back": _("My story is sent back"),
    "approved": _("My story is approved or cleared for law"),
    "approval_dropped": _("An edit drops my approval or my clearance for law"),
    "published": _("My story is published, withdrawn or killed"),
    "embargo": _("An embargo on my story or in my sections is set or released"),
    "schedule": _("A schedule of mine or of my sections is refused, fails or is late"),
    "mention": _("A note mentions me"),
    "reply": _("A note of mine is answered"),
    "deadline": _("A deadline is near or has passed"),
    "override": _("A chief editor vouches for their own work"),
    "clock": _("The clock has stopped"),
    "protected": _("A protected byline that I may open is set, opened or lifted"),
}


@dataclass(frozen=True)
class Happening:
    """What happened, as the table's functions need it. `by` is None where the clock did it."""

    event: str
    article: Article | None
    by: User | None
    at: datetime
    data: dict


# Whom it concerns: each a condition on User -------------------------------------------------------------------


def assignee(happening):
    return Q(pk=happening.article.assignee_id)


def writers(happening):
    """Whose story it is: its assignee, its maker, and whoever stands on its byline, under a public name or not."""
    article = happening.article
    signed = Byline.objects.filter(article=article, author__user__isnull=False).values("author__user")
    hidden = ProtectedByline.objects.filter(article=article, lifted_at=None, author__user__isnull=False)
    theirs = Q(pk__in=signed) | Q(pk__in=hidden.values("author__user"))
    return Q(pk__in=[article.assignee_id, article.created_by_id]) | theirs


def doer(happening):
    """Who is at work on it: the assignee, or where there is none the maker."""
    return Q(pk=happening.article.assignee_id or happening.article.created_by_id)


def editors(happening):
    """The editors named for the story's section; where nobody is, every editor."""
    section = happening.article.section
    named = [editor.pk for editor in section.editors.all()] if section else []
    return _holders("approve_article") & (Q(pk__in=named) if named else Q())


def chiefs(_happening):
    return _holders("override_four_eyes")


def publishers(_happening):
    return _holders("publish_article")


def approver(happening):
    return _who_vouched(happening, Approval.Kind.DESK)


def lawyer(happening):
    """Who cleared it for law last."""
    return _who_vouched(happening, Approval.Kind.LEGAL)


def _who_vouched(happening, kind):
    newest = Approval.objects.filter(article=happening.article, kind=kind).order_by("-pk")
    return Q(pk__in=newest.values("by")[:1])


def scheduler(happening):
    """Who told the clock what the clock now did, or could not do; nobody where a person did it."""
    newest = Schedule.objects.filter(article=happening.article).order_by("-pk")
    return Q(pk__in=newest.values("by")[:1]) if happening.by is None else NOBODY


def mentioned(happening):
    """Whom the text names by @, of those who may read the story's page."""
    return Q(pk__in=happening.data.get("mentions", [])) & _holders("view_article")


def talkers(happening):
    """Who wrote in the thread that was answered."""
    thread = happening.data.get("thread")
    return Q(pk__in=Note.objects.filter(Q(pk=thread) | Q(thread=thread)).values("by")) if thread else NOBODY


def named_editors(happening):
    """Who may open the protected name that was protected, opened or lifted."""
    return Q(pk__in=ProtectedByline.objects.filter(pk=happening.data.get("protection")).values("editors"))


def _holders(codename):
    return Q(pk__in=User.objects.with_perm(f"articles.{codename}").values("pk"))


NOBODY = Q(pk__in=[])


def either(*conditions):
    """Return the function of everybody whom one of several concerns."""

    def concerned(happening):
        found = NOBODY
        for condition in conditions:
            found |= condition(happening)
        return found

    return concerned


# The table ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """Whom an event concerns, as what kind of notice, and how it reads: `who` did it to which `story`."""

    kind: str
    concerns: Callable[[Happening], Q]
    sentence: str


# Of several rows for one event a person is told by the first that concerns them.
TABLE: dict[str, tuple[Told, ...]] = {
    "story.assigned": (Told("assigned", assignee, _("%(who)s assigned %(story)s to you.")),),
    "story.submitted": (Told("submitted", editors, _("%(who)s submitted %(story)s.")),),
    "story.sent_back": (Told("sent_back", writers, _("%(who)s sent %(story)s back.")),),
    "story.approved": (Told("approved", writers, _("%(who)s approved %(story)s.")),),
    "story.approval_dropped": (
        Told("approval_dropped", approver, _("%(who)s changed %(story)s; your approval is dropped.")),
    ),
    "story.cleared": (Told("approved", writers, _("%(who)s cleared %(story)s for law.")),),
    "story.clearance_dropped": (
        Told("approval_dropped", lawyer, _("%(who)s changed %(story)s; your clearance for law is dropped.")),
    ),
    "story.published": (Told("published", either(writers, scheduler), _("%(who)s published %(story)s.")),),
    "story.withdrawn": (Told("published", either(writers, scheduler), _("%(who)s withdrew %(story)s.")),),
    "story.killed": (Told("published", writers, _("%(who)s killed %(story)s.")),),
    "story.revived": (Told("published", writers, _("%(who)s revived %(story)s.")),),
    "story.embargoed": (Told("embargo", either(writers, editors), _("%(who)s put %(story)s under embargo.")),),
    "story.embargo_released": (
        Told("embargo", either(writers, editors), _("%(who)s released the embargo of %(story)s.")),
    ),
    "schedule.refused": (
        Told("schedule", either(scheduler, editors), _("%(who)s could not publish %(story)s: it was refused.")),
    ),
    "schedule.failed": (
        Told("schedule", either(scheduler, editors), _("The schedule of %(story)s failed and is tried again.")),
    ),
    "schedule.late": (Told("schedule", either(scheduler, editors), _("The schedule of %(story)s is late.")),),
    "note.written": (
        Told("mention", mentioned, _("%(who)s mentioned you in a note on %(story)s.")),
        Told("reply", talkers, _("%(who)s answered a note on %(story)s.")),
    ),
    "note.edited": (Told("mention", mentioned, _("%(who)s mentioned you in a note on %(story)s.")),),
    "deadline.near": (Told("deadline", doer, _("The deadline of %(story)s is near.")),),
    "deadline.passed": (Told("deadline", either(doer, editors), _("The deadline of %(story)s has passed.")),),
    "four_eyes.overridden": (Told("override", chiefs, _("%(who)s vouched for their own work: %(story)s.")),),
    "byline.protected": (
        Told("protected", named_editors, _("%(who)s protected a byline of %(story)s; you may open it.")),
    ),
    "byline.opened": (Told("protected", named_editors, _("%(who)s opened the protected byline of %(story)s.")),),
    "byline.lifted": (
        Told("protected", named_editors, _("%(who)s lifted the protection of the byline of %(story)s.")),
    ),
    "clock.stopped": (
        Told("clock", publishers, _("The clock has stopped: no worker runs, and nothing is published by itself.")),
    ),
}


def sentence(notice, story):
    """Return what a notice says to its reader; `story` is how the story is called there."""
    row = next((row for row in TABLE.get(notice.event, ()) if row.kind == notice.kind), None)
    if row is None:
        return f"{notice.event}: {story}"
    return str(row.sentence) % {"who": known_as(notice.by, notice.article, reader=notice.user), "story": story}


# The mechanism ------------------------------------------------------------------------------------------------


def tell(event, article=None, *, by=None, at=None, data=None, moment=None):
    """Write the notices of an event; called inside its transaction. Returns how many people were told.

    With a `moment`, such as a deadline, everybody is told once of that moment.
    """
    now = timezone.now()
    happening = Happening(event, article, by, at or now, data or {})
    if event not in TABLE or happening.at < now - PAST:
        return 0
    found: dict[int, Notice | None] = {}
    for row in TABLE[event]:
        told_before = [*found, by.pk] if by else [*found]
        people = User.objects.filter(row.concerns(happening), is_active=True, is_staff=True)
        for user in people.exclude(pk__in=told_before):
            found[user.pk] = _notice(user, row.kind, happening, moment)
    notices = [notice for notice in found.values() if notice]
    Notice.objects.bulk_create(notices, ignore_conflicts=moment is not None)
    if any(notice.mail_due for notice in notices):
        transaction.on_commit(_post)
    return len(notices)


def _notice(user, kind, happening, moment):
    """Return the notice of one person, unsaved; None where they want none of this kind."""
    choice = chosen(user, kind)
    if choice == OFF:
        return None
    mailed = choice == BOTH and user.email and settings.EMAIL_CONFIGURED
    return Notice(
        user=user,
        kind=kind,
        event=happening.event,
        article=happening.article,
        note_id=happening.data.get("note"),
        by=happening.by,
        moment=moment,
        at=happening.at,
        mail_due=timezone.now() if mailed else None,
    )


def _post():
    from articles.desk import mail  # which reads this table

    mail.post.enqueue()


def chosen(user, kind):
    """Return how a person wants to be told of a kind."""
    choice = user.notices.get(kind) if isinstance(user.notices, dict) else None
    return choice if choice in (BOTH, ADMIN, OFF) else BOTH


def choose(user, choices):
    """Keep how a person wants to be told: {kind: choice}."""
    user.notices = {kind: choice for kind, choice in choices.items() if kind in KINDS}
    user.save(update_fields=["notices"])


def read(user, number=None):
    """Mark a person's notices as read, or one of them; return how many were unread."""
    unread = Notice.objects.filter(user=user).unread()
    return (unread if number is None else unread.filter(pk=number)).update(read_at=timezone.now())


def prune():
    """Delete the notices nobody will look for again; return how many."""
    return Notice.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
