"""The desk home: what waits for this person, in panels of ten rows, each with a sentence when it is empty.

A panel is a function of PANELS: given the Desk it returns a Panel, or None for who cannot act on what it shows. Each
asks the database once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import permissions, protection, state
from articles.admin.filters import LATELY, edited_by, mine, missed
from articles.admin.lists import moment, public_badge
from articles.admin.standing import shifted
from articles.desk import schedules
from articles.models import Approval, Article, DeskLog, Edition, EditionCaption, Heartbeat, Notice, Schedule
from articles.models.unions import any_of
from authors.models import User

ROWS = 10
SCHEDULES = 50  # looked at for what is late and for what is to come
AMBER, RED = 90, 180  # seconds without a sign of the worker
# What answers a story that was sent back, or sends it: a plan, an embargo or a new address answers nothing.
STEPS = ("story.sent_back", "story.submitted", "story.approved", "story.recalled", "story.restored")
# The order of a few among many. No index keeps it: PostgreSQL would walk the whole archive along one for ten rows.
SAVED = Coalesce("saved_at", "created_at")
RIGHTS_END = timedelta(days=7)  # the warning before a photo may no longer be shown


@dataclass(frozen=True)
class Row:
    """One line: a story, what to know of it, and where it leads."""

    title: str
    url: str
    badge: str = ""
    note: str = ""


@dataclass(frozen=True)
class Panel:
    name: str
    title: str
    rows: list
    empty: str
    more: str = ""


@dataclass(frozen=True)
class Desk:
    """Who looks at the desk home, and when; and what more than one panel shows."""

    user: User
    now: datetime

    def may(self, *codenames):
        """Whether the person has one of these permissions of the stories."""
        return any(self.user.has_perm(f"articles.{codename}") for codename in codenames)

    @cached_property
    def schedules(self):
        """What the clock is to do, soonest first."""
        rows = Schedule.objects.open().select_related("article", "revision")
        return list(rows.defer("article__body", "article__insets", "revision__document")[:SCHEDULES])


def context(request):
    """Return what the desk home shows to this person."""
    user, now = request.user, timezone.now()
    desk = Desk(user, now)
    return {
        "panels": [panel for panel in (make(desk) for make in PANELS) if panel] if desk.may("view_article") else [],
        "may_see_photos": user.has_perm("photos.view_photo"),
        "clock": clock(now) if desk.may("publish_article") else None,
    }


# The panels ---------------------------------------------------------------------------------------------------


def _mine(desk):
    """What the user is working on: stories whose newest words readers do not have yet."""
    if not desk.may("change_article"):
        return None
    stories = state.with_state(_alive().filter(mine(desk.user)))
    unfinished = stories.exclude(edition__revision=F("head_id")).order_by(SAVED.desc(), "-pk")
    return Panel("mine", _("Mine"), _rows(unfinished), _("You have no unfinished stories."), _list("whose=mine"))


def _waiting(desk):
    """To approve and not the user's own, to clear for law, where somebody mentions them, and what came back."""
    if not desk.may("approve_article", "submit_article", "clear_legal"):
        return None
    newest = DeskLog.objects.filter(article=OuterRef("pk"), event__in=STEPS).order_by("-pk")
    last, reason = newest.values("event")[:1], newest.annotate(why=KT("data__reason")).values("why")[:1]
    stories = state.with_state(_alive()).annotate(last_event=Subquery(last), why=Subquery(reason))
    ways = [stories.filter(mine(desk.user), stage=Article.Stage.WRITING, last_event="story.sent_back")]
    if desk.may("approve_article"):
        ways.append(stories.filter(edited_by(desk.user), ~mine(desk.user), stage=Article.Stage.SUBMITTED))
    if desk.may("clear_legal"):
        ways.append(_to_clear(stories, desk.now))
    mentions = Notice.objects.unread().filter(user=desk.user, kind="mention", article__isnull=False)
    wanted = any_of(*(way.order_by().values("pk") for way in ways), mentions.order_by().values("article"))
    more = _list("stage__exact=submitted") if desk.may("approve_article") else ""
    rows = _rows(stories.filter(wanted).order_by(SAVED.asc(), "pk"))
    return Panel("waiting", _("Waiting for me"), rows, _("Nothing waits for you."), more)


def _to_clear(stories, now):
    """Return the stories that go out only after a clearance for law, which their newest words have not got."""
    clearances = Approval.objects.filter(revision=OuterRef("head_id"), kind=Approval.Kind.LEGAL, dropped_at=None)
    in_hand = Q(stage=Article.Stage.SUBMITTED) | Q(stage=Article.Stage.APPROVED, saved_at__gte=now - LATELY)
    unfinished = Q(edition=None) | ~Q(edition__revision=F("head_id"))
    return stories.filter(in_hand, unfinished, ~Exists(clearances), needs_legal=True)


def _late(desk):
    """Deadlines that passed before a first publication, and what the clock should have done."""
    if not desk.may("change_article", "publish_article"):
        return None
    rows = [
        Row(str(row.article), _change(row.article_id), note=row.last_error or _("schedule %s") % moment(row.moment))
        for row in (desk.schedules if desk.may("publish_article") else [])
        if row.refused or row.attempts or desk.now - row.moment > state.LATE_AFTER
    ]
    if desk.may("publish_article"):
        moved = schedules.shifted(row for row in desk.schedules if row.moment > desk.now and not row.refused)
        rows += [Row(str(row.article), _change(row.article_id), note=shifted(row)) for row in moved]
    overdue = _alive().filter(missed(desk.now))
    overdue = overdue.filter(edited_by(desk.user) if desk.may("approve_article") else mine(desk.user))
    for article in protection.with_assignee(overdue).defer("body", "insets").order_by("-deadline")[:ROWS]:
        note, who = _("deadline %s") % moment(article.deadline), protection.assignee_of(article)
        rows.append(Row(str(article), _change(article.pk), note=f"{note}, {who}" if who else note))
    return Panel("late", _("Late"), rows[:ROWS], _("Nothing is late."), _list("due=late"))


def _wanted(desk):
    """Stories that are to have a photo and have none yet, for who keeps the photos; soonest first.

    What was planned counts however old its plan is; of the others what was saved lately.
    """
    if not permissions.keeps_photos(desk.user):
        return None
    planned, lately = _alive().filter(stage=Article.Stage.ASSIGNED), _alive().filter(saved_at__gte=desk.now - LATELY)
    current = any_of(*(rows.order_by().values("pk") for rows in (planned, lately)))
    bare = _alive().filter(current, needs_photo=True, captions=None).defer("body", "insets")
    rows = [
        Row(
            str(article),
            _change(article.pk),
            note=_("deadline %s") % moment(article.deadline) if article.deadline else article.get_stage_display(),
        )
        for article in bare.order_by(F("deadline").asc(nulls_last=True), "pk")[:ROWS]
    ]
    return Panel("wanted", _("Photos wanted"), rows, _("Every story that is to have a photo has one."))


def _scheduled(desk):
    if not desk.may("publish_article"):
        return None
    rows = [
        Row(
            str(row.article),
            _change(row.article_id),
            note=(
                _("%(when)s: withdraw")
                if row.action == Schedule.Action.WITHDRAW
                else _("%(when)s: publish revision %(number)d")
            )
            % {"when": moment(row.moment), "number": row.revision.number},
        )
        for row in desk.schedules
        if not row.refused and row.moment > desk.now
    ]
    return Panel("scheduled", _("Scheduled"), rows[:ROWS], _("Nothing is scheduled."), _list("public=scheduled"))


def _live(desk):
    newest = Edition.objects.live().newest().select_related("section").defer("body", "insets")[:ROWS]
    rows = [
        Row(
            edition.headline,
            _change(edition.pk),
            note=" · ".join(filter(None, [moment(edition.published_at), str(edition.section or "")])),
        )
        for edition in newest
    ]
    return Panel("live", _("Live now"), rows, _("Nothing is live yet."), _list("public=live"))


def _rights(desk):
    """Live stories that will lose a photo within days unless somebody acts."""
    if not (desk.may("publish_article") or permissions.keeps_photos(desk.user)):
        return None
    ending = (
        EditionCaption.objects.filter(
            photo__rights_until__gte=desk.now,
            photo__rights_until__lt=desk.now + RIGHTS_END,
            photo__withdrawn_at=None,
            edition__withdrawn_at=None,
        )
        .select_related("edition", "photo")
        .defer("edition__body", "edition__insets")
        .order_by("photo__rights_until", "pk")[:ROWS]
    )
    rows = [
        Row(
            caption.edition.headline,
            _change(caption.edition_id),
            note=_("%(when)s: photo %(number)d, %(credit)s")
            % {
                "when": moment(caption.photo.rights_until),
                "number": caption.photo_id,
                "credit": caption.photo.credit or "–",
            },
        )
        for caption in ending
    ]
    return Panel("rights", _("Photo rights ending"), rows, _("No live story loses a photo within a week."))


PANELS = (_mine, _waiting, _wanted, _late, _scheduled, _live, _rights)


# What the panels share ----------------------------------------------------------------------------------------


def _alive():
    """Return the stories that were not killed."""
    return Article.objects.filter(killed_at=None)


def _list(query):
    """Return the address of the story list that shows all of a panel's stories."""
    return f"{reverse('admin:articles_article_changelist')}?{query}"


def _rows(stories):
    found = stories.select_related("section").defer("body", "insets", "edition__body", "edition__insets")[:ROWS]
    return [
        Row(
            str(article),
            _change(article.pk),
            _badge(state.of(article)),
            _note(article),
        )
        for article in found
    ]


def _badge(public):
    """Return what readers have of a story; nothing for most of what is in hand, of which they have nothing."""
    return "" if public.public == state.NEVER and not public.scheduled_for else public_badge(public)


def _note(article):
    """Return how far a story is and since when; of one that came back, why."""
    if article.stage == Article.Stage.WRITING and getattr(article, "last_event", "") == "story.sent_back":
        return _("sent back: %s") % article.why
    stage = article.get_stage_display()
    return f"{stage}, {moment(article.saved_at)}" if article.saved_at else stage


def _change(pk):
    return reverse("admin:articles_article_change", args=[pk])


@dataclass(frozen=True)
class Clock:
    """Whether anybody watches the schedules. `level` is ok, amber or red."""

    level: str
    sentence: str


def clock(now):
    """Return how the Clock is: whether a worker was heard of lately (1 query)."""
    newest = Heartbeat.objects.order_by("-at").first()
    if newest is None:
        return Clock("red", _("No worker has ever run: nothing is published by itself. Start “manage.py worker”."))
    age = int((now - newest.at).total_seconds())
    if age > RED:
        return Clock(
            "red", _("The clock has stopped: no worker since %s. Nothing is published by itself.") % moment(newest.at)
        )
    if age > AMBER:
        return Clock("amber", _("No sign of the worker for %d seconds.") % age)
    return Clock("ok", _("The clock runs; last seen %d seconds ago.") % max(age, 0))
