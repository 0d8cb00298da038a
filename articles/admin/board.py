"""The board: the desk's work by how far it has got, what the clock will do, and what went out today."""

from dataclasses import dataclass
from datetime import datetime, time

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.db.models.functions import Coalesce
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.cards import Narrowed, cards
from articles.admin.filters import LATELY
from articles.models import Article, Publication, Schedule

CARDS = 15  # in a column; the list has all

Stage = Article.Stage


@dataclass
class Column:
    name: str
    title: str
    empty: str
    more: str  # the address of all its stories
    articles: list
    cards: list

    @property
    def has_more(self):
        return len(self.articles) > CARDS


class BoardMixin:
    """The board's address, for the story's ModelAdmin."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.board_view)
        return [path("board/", view, name="articles_article_board"), *super().get_urls()]

    def board_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        narrowed, now = Narrowed.of(request), timezone.now()
        columns = list(_columns(narrowed.stories(request.user), narrowed, now))
        made = cards([article for column in columns for article in column.articles[:CARDS]], request.user)
        for column in columns:
            column.cards = [made[article.pk] for article in column.articles[:CARDS]]
        context = self.admin_site.each_context(request) | {
            "title": _("Board"),
            "opts": self.opts,
            "columns": columns,
            "narrowed": narrowed,
            "next": request.get_full_path(),
        }
        return TemplateResponse(request, "admin/articles/article/board.html", context)


def _columns(stories, narrowed, now):
    """Give the columns in the order of the work, each with one card more than it shows (one query a column)."""
    scheduled = Schedule.objects.open()
    free = stories.exclude(pk__in=scheduled.values("article"))  # what the clock holds stands with the clock alone
    in_hand = free.exclude(edition__revision=F("head_id"))
    today = timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))
    out = Publication.objects.filter(at__gte=today).exclude(kind=Publication.Kind.WITHDRAWAL)
    rows = (
        (
            Stage.ASSIGNED,
            _("Assigned"),
            _("Nothing is assigned."),
            free.filter(stage=Stage.ASSIGNED).order_by(F("deadline").asc(nulls_last=True), "-pk"),
        ),
        (
            Stage.WRITING,
            _("Writing"),
            _("Nobody is writing."),
            in_hand.filter(stage=Stage.WRITING).order_by("-saved_at", "-pk"),
        ),
        (
            Stage.SUBMITTED,
            _("Submitted"),
            _("Nothing waits for approval."),
            free.filter(stage=Stage.SUBMITTED).order_by("saved_at", "pk"),
        ),
        (
            Stage.APPROVED,
            _("Approved"),
            _("Nothing approved waits to go out."),
            in_hand.filter(stage=Stage.APPROVED, saved_at__gte=now - LATELY).order_by("-saved_at", "-pk"),
        ),
        (
            "scheduled",
            _("Scheduled"),
            _("Nothing is scheduled."),
            stories.filter(pk__in=scheduled.values("article")).order_by("scheduled_for", "pk"),
        ),
        (
            "live",
            _("Live today"),
            _("Nothing went out today."),
            stories.filter(pk__in=out.values("edition"), edition__withdrawn_at=None).order_by(
                Coalesce("edition__updated_at", "edition__published_at").desc(), "-pk"
            ),
        ),
    )
    listed = reverse("admin:articles_article_changelist")
    for name, title, empty, found in rows:
        query = f"stage__exact={name}" if name in Stage.values else f"public={name}"
        if narrowed.section:
            query += f"&section__id__exact={narrowed.section.pk}"
        yield Column(name, title, empty, f"{listed}?{query}", list(found[: CARDS + 1]), [])
