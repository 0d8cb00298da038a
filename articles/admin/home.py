"""The desk home: what waits for this person, in panels of ten rows, each with a sentence when it is empty."""

from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import state
from articles.admin.lists import mine, moment, public_badge
from articles.models import Article, DeskLog, Edition, Heartbeat, Schedule

ROWS = 10
AMBER, RED = 90, 180  # seconds without a sign of the worker


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


def context(request):
    """Return what the desk home shows to this person."""
    user, now = request.user, timezone.now()
    return {
        "panels": [panel for panel in _panels(user, now) if panel],
        "may_read": user.has_perm("articles.view_article"),
        "may_see_photos": user.has_perm("photos.view_photo"),
        "may_write": user.has_perm("articles.add_article"),
        "clock": _clock(now) if user.has_perm("articles.publish_article") else None,
    }


def _panels(user, now):
    if not user.has_perm("articles.view_article"):
        return []
    changelist = reverse("admin:articles_article_changelist")
    schedules = _schedules() if user.has_perm("articles.publish_article") else None
    return [
        _mine(user, changelist),
        _waiting(user, changelist),
        _late(user, schedules, now, changelist),
        _scheduled(schedules, now, changelist),
        _live(changelist),
    ]


def _mine(user, changelist):
    """What the user is working on: stories whose newest words readers do not have yet."""
    if not user.has_perm("articles.change_article"):
        return None
    stories = state.with_state(Article.objects.filter(mine(user)))
    unfinished = stories.exclude(edition__revision=F("head_id")).order_by("-saved_at", "-pk")
    return Panel("mine", _("Mine"), _rows(unfinished), _("You have no unfinished stories."), f"{changelist}?whose=mine")


def _waiting(user, changelist):
    """To approve and not the user's own; and what came back to them."""
    newest = DeskLog.objects.filter(article=OuterRef("pk")).order_by("-pk")
    last, reason = newest.values("event")[:1], newest.annotate(why=KT("data__reason")).values("why")[:1]
    returned = Q(stage=Article.Stage.WRITING, last_event="story.sent_back") & mine(user)
    wanted, more = returned, ""
    if user.has_perm("articles.approve_article"):
        sections = Q(section=None) | Q(section__editors=None) | Q(section__editors=user)
        if user.has_perm("articles.override_four_eyes"):
            sections = Q()
        wanted |= Q(stage=Article.Stage.SUBMITTED) & sections & ~mine(user)
        more = f"{changelist}?stage__exact=submitted"
    elif not user.has_perm("articles.submit_article"):
        return None
    found = Article.objects.annotate(last_event=Subquery(last), why=Subquery(reason)).filter(wanted).distinct()
    stories = state.with_state(found).order_by("saved_at", "pk")
    return Panel("waiting", _("Waiting for me"), _rows(stories), _("Nothing waits for you."), more)


def _schedules():
    return list(
        Schedule.objects.open().select_related("article", "revision").defer("article__body", "revision__document")[:50]
    )


def _late(user, schedules, now, changelist):
    """Deadlines that passed before a first publication, and what the clock should have done."""
    rows = [
        Row(str(row.article), _change(row.article_id), note=row.last_error or _("due %s") % moment(row.moment))
        for row in schedules or []
        if row.refused or now - row.moment > state.LATE_AFTER
    ]
    overdue = Article.objects.filter(deadline__lt=now, edition=None)
    if not user.has_perm("articles.approve_article"):
        overdue = overdue.filter(mine(user))
    for article in overdue.select_related("assignee").defer("body").order_by("deadline")[:ROWS]:
        note = _("deadline %s") % moment(article.deadline)
        rows.append(
            Row(str(article), _change(article.pk), note=f"{note}, {article.assignee}" if article.assignee else note)
        )
    return Panel("late", _("Late"), rows[:ROWS], _("Nothing is late."), f"{changelist}?public=late")


def _scheduled(schedules, now, changelist):
    if schedules is None:
        return None
    rows = [
        Row(
            str(row.article),
            _change(row.article_id),
            note=_("%(when)s: publish revision %(number)d")
            % {"when": moment(row.moment), "number": row.revision.number},
        )
        for row in schedules
        if not row.refused and row.moment > now
    ]
    return Panel("scheduled", _("Scheduled"), rows[:ROWS], _("Nothing is scheduled."), f"{changelist}?public=scheduled")


def _live(changelist):
    newest = Edition.objects.live().newest().select_related("section").defer("body", "insets")[:ROWS]
    rows = [
        Row(edition.headline, _change(edition.pk), note=f"{moment(edition.published_at)} {edition.section or ''}")
        for edition in newest
    ]
    return Panel("live", _("Live now"), rows, _("Nothing is live yet."), f"{changelist}?public=live")


def _rows(stories):
    found = stories.select_related("section").defer("body", "insets", "edition__body", "edition__insets")[:ROWS]
    return [
        Row(
            str(article),
            _change(article.pk),
            public_badge(state.of(article)),
            _note(article),
        )
        for article in found
    ]


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


def _clock(now):
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
