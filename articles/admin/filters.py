"""By what the story list is filtered."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import state
from articles.models import Article, Byline, Edition, ProtectedByline, Schedule, Section
from articles.models.unions import any_of, cut

WEEK = timedelta(days=7)
LATELY = timedelta(days=30)  # what was due or approved longer ago and never went out was given up
OWN = 1_000  # of each way in which a story can be somebody's own: the newest


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
        withdrawn = Edition.objects.filter(withdrawn_at__isnull=False)
        retracted = Edition.objects.filter(retracted_at__isnull=False, withdrawn_at=None)
        # What is rare is looked up first, as a set of numbers: the newest stories would be searched for it in vain.
        wanted = {
            "never": Q(edition=None),
            "live": Q(edition__isnull=False, edition__withdrawn_at=None, edition__retracted_at=None),
            "scheduled": Q(pk__in=Schedule.objects.open().values("article")),
            "late": Q(pk__in=_overdue(timezone.now()).values("article")),
            "retracted": Q(pk__in=retracted.order_by().values("pk")),
            "withdrawn": Q(pk__in=withdrawn.order_by().values("pk")),
        }.get(self.value())
        return queryset.filter(wanted) if wanted is not None else queryset


class DueFilter(admin.SimpleListFilter):
    title = gettext_lazy("due")
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [("late", _("late")), ("week", _("within a week")), ("planned", _("planned, not published"))]

    def queryset(self, request, queryset):
        now = timezone.now()
        planned = Article.objects.filter(planned_for__gte=timezone.localdate(now) - LATELY, edition=None)
        wanted = {
            "late": late(now),
            "week": Q(deadline__gte=now, deadline__lt=now + WEEK),
            "planned": Q(pk__in=planned.order_by().values("pk")),
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


def _overdue(now):
    return Schedule.objects.open().filter(Q(moment__lt=now - state.LATE_AFTER) | Q(refused=True))


def missed(now):
    """Return the condition by which a story missed its deadline before a first publication, lately."""
    return Q(deadline__lt=now, deadline__gte=now - LATELY, edition=None)


def late(now):
    """Return the condition by which a story is late: it missed its deadline, or its schedule did not run."""
    return any_of(
        Article.objects.filter(missed(now)).order_by().values("pk"), _overdue(now).order_by().values("article")
    )


def edited_by(user, story=""):
    """Return the condition by which a story is filed where an editor works; everywhere for a chief editor.

    `story` is the way from a row to its story, such as "article__".
    """
    if user.has_perm("articles.override_four_eyes"):
        return Q()
    sections = Section.objects.filter(Q(editors=None) | Q(editors=user))
    return Q(**{f"{story}section": None}) | Q(**{f"{story}section__in": sections.values("pk")})


def mine(user):
    """Return the condition by which a story is the user's own: signed by them, theirs to write, or made by them.

    Whoever made it and assigned it to somebody else has handed it on: it waits for them again when it is submitted.
    Of each of these it is the newest OWN, as who has been here for twenty years looks for nothing else.
    """
    newest = Article.objects.order_by("-saved_at", "-pk").values("pk")
    signed = Byline.objects.filter(author__user=user).order_by("-article").values("article")
    protected = ProtectedByline.objects.filter(lifted_at=None, author__user=user).order_by("-article").values("article")
    ways = newest.filter(assignee=user), newest.filter(assignee=None, created_by=user), signed, protected
    # Sliced one level down: no database takes a limit in a part of a union.
    return any_of(*(cut(Article, way[:OWN]) for way in ways))
