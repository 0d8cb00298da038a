"""By what the story list is filtered."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import state
from articles.models import Byline, ProtectedByline, Schedule, Section

WEEK = timedelta(days=7)


class PublicStateFilter(admin.SimpleListFilter):
    title = gettext_lazy("public state")
    parameter_name = "public"

    def lookups(self, request, model_admin):
        return [
            ("never", _("never published")),
            ("live", _("live")),
            ("scheduled", _("scheduled")),
            ("late", _("late")),
            ("retracted", _("retracted")),
            ("withdrawn", _("withdrawn")),
        ]

    def queryset(self, request, queryset):
        scheduled = Schedule.objects.open()
        late = scheduled.filter(Q(moment__lt=timezone.now() - state.LATE_AFTER) | Q(refused=True))
        wanted = {
            "never": Q(edition=None),
            "live": Q(edition__isnull=False, edition__withdrawn_at=None, edition__retracted_at=None),
            "scheduled": Q(pk__in=scheduled.values("article")),
            "late": Q(pk__in=late.values("article")),
            "retracted": Q(edition__retracted_at__isnull=False, edition__withdrawn_at=None),
            "withdrawn": Q(edition__withdrawn_at__isnull=False),
        }.get(self.value())
        return queryset.filter(wanted) if wanted is not None else queryset


class DueFilter(admin.SimpleListFilter):
    title = gettext_lazy("due")
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [("late", _("late")), ("week", _("within a week")), ("planned", _("planned, not published"))]

    def queryset(self, request, queryset):
        now = timezone.now()
        wanted = {
            "late": late(now),
            "week": Q(deadline__gte=now, deadline__lt=now + WEEK),
            "planned": Q(planned_for__isnull=False, edition=None),
        }.get(self.value())
        return queryset.filter(wanted) if wanted is not None else queryset


class KilledFilter(admin.SimpleListFilter):
    """Killed stories leave every list but this one."""

    title = gettext_lazy("killed")
    parameter_name = "killed"

    def lookups(self, request, model_admin):
        return [("yes", _("killed"))]

    def queryset(self, request, queryset):
        return queryset.filter(killed_at__isnull=self.value() != "yes")


class SectionFilter(admin.RelatedFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.empty_value_display = _("no section")


class MineFilter(admin.SimpleListFilter):
    title = gettext_lazy("whose")
    parameter_name = "whose"

    def lookups(self, request, model_admin):
        return [("mine", _("mine"))]

    def queryset(self, request, queryset):
        return queryset.filter(mine(request.user)) if self.value() == "mine" else queryset


def late(now):
    """Return the condition by which a story is late: its deadline before a first publication, or its schedule."""
    overdue = Schedule.objects.open().filter(Q(moment__lt=now - state.LATE_AFTER) | Q(refused=True))
    return Q(deadline__lt=now, edition=None) | Q(pk__in=overdue.values("article"))


def edited_by(user):
    """Return the condition by which a story is filed where an editor works; everywhere for a chief editor."""
    if user.has_perm("articles.override_four_eyes"):
        return Q()
    everyones = Section.objects.filter(editors=None)
    theirs = Section.objects.filter(editors=user)
    return Q(section=None) | Q(section__in=everyones.values("pk")) | Q(section__in=theirs.values("pk"))


def mine(user):
    """Return the condition by which a story is the user's own: signed by them, theirs to write, or made by them.

    Whoever made it and assigned it to somebody else has handed it on: it waits for them again when it is submitted.
    """
    signed = Byline.objects.filter(author__user=user).values("article")
    theirs = ProtectedByline.objects.filter(lifted_at=None, author__user=user).values("article")
    return Q(assignee=user) | Q(assignee=None, created_by=user) | Q(pk__in=signed) | Q(pk__in=theirs)
