"""The story list: what stands where at a glance, found by words or filter, approved or sent back in bulk."""

import re

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import desk, state
from articles.models import Article, Byline, Revision, Schedule

COUNTED = 2_000  # stories that a list counts and pages through; search and filters reach the others
REFUSALS_SHOWN = 10


class BoundedPaginator(Paginator):
    """Pages through the first COUNTED rows: counting a whole archive costs more than it tells."""

    @cached_property
    def count(self):
        return self.object_list.order_by()[:COUNTED].count()


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


def mine(user):
    """Return the condition by which a story is the user's own: made by, assigned to or signed by them."""
    signed = Byline.objects.filter(author__user=user).values("article")
    return Q(created_by=user) | Q(assignee=user) | Q(pk__in=signed)


class StoryActionForm(ActionForm):
    reason = forms.CharField(
        required=False,
        max_length=1000,
        label=gettext_lazy("Reason, for sending back:"),
        widget=forms.TextInput(attrs={"size": 30}),
    )


def with_saver(articles):
    """Return a queryset of articles that know who saved them last, as `saved_by`."""
    heads = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
    name = Coalesce(NullIf(Trim(Concat("by__first_name", Value(" "), "by__last_name")), Value("")), "by__username")
    return articles.annotate(saved_by=Subquery(heads.annotate(who=name).values("who")[:1]))


class StoryListMixin:
    """The changelist, for the story's ModelAdmin."""

    list_display = ("title", "stage_badge", "public_badge", "section", "assigned", "saved")
    ordering = ("-saved_at", "-pk")
    list_filter = (MineFilter, "stage", PublicStateFilter, ("section", SectionFilter), "language")
    change_list_template = "admin/articles/article/change_list.html"
    search_fields = ("headline", "brief", "slug", "tags__name", "bylines__author__name")
    search_help_text = gettext_lazy("Headline, address, name, tag, or a number such as #412")
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # a count for every filter
    paginator = BoundedPaginator
    action_form = StoryActionForm
    actions = ("approve_selected", "send_back_selected")

    def get_queryset(self, request):
        stories = state.with_state(super().get_queryset(request)).select_related("section", "assignee")
        stories = stories.defer("edition__body", "edition__insets")
        if getattr(request.resolver_match, "url_name", "") == "articles_article_changelist":
            stories = with_saver(stories).defer("body", "insets", "edition__body", "edition__insets")
        return stories

    def get_search_results(self, request, queryset, search_term):
        number = re.fullmatch(r"#(\d{1,12})", search_term.strip())
        if number:
            return queryset.filter(pk=int(number[1])), False
        return super().get_search_results(request, queryset, search_term)

    # Columns --------------------------------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("story"), ordering="headline")
    def title(self, article):
        return str(article)

    @admin.display(description=gettext_lazy("stage"), ordering="stage")
    def stage_badge(self, article):
        return badge(article.stage, article.get_stage_display())

    @admin.display(description=gettext_lazy("readers"))
    def public_badge(self, article):
        return public_badge(state.of(article))

    @admin.display(description=gettext_lazy("assigned"), ordering="deadline")
    def assigned(self, article):
        due = moment(article.deadline) if article.deadline else ""
        return format_html("{} <small>{}</small>", article.assignee or "–", due)

    @admin.display(description=gettext_lazy("saved"), ordering="saved_at")
    def saved(self, article):
        if not article.saved_at:
            return "–"
        return format_html("{} <small>{}</small>", moment(article.saved_at), article.saved_by or "")

    # Bulk verbs -----------------------------------------------------------------------------------------------

    def has_approve_permission(self, request):
        return request.user.has_perm("articles.approve_article")

    def changelist_view(self, request, extra_context=None):
        """A bulk verb that is not offered is refused as such, not answered as if nothing had been chosen."""
        asked = request.POST.get("action")
        if request.method == "POST" and asked in self.actions and asked not in self.get_actions(request):
            raise PermissionDenied
        return super().changelist_view(request, {"title": _("Stories")} | (extra_context or {}))

    @admin.action(description=gettext_lazy("Approve"), permissions=["approve"])
    def approve_selected(self, request, queryset):
        done, refused = _each(queryset, lambda article: desk.approve(article, by=request.user))
        _report(request, ngettext("%d approved.", "%d approved.", done) % done, done, refused)

    @admin.action(description=gettext_lazy("Send back"), permissions=["approve"])
    def send_back_selected(self, request, queryset):
        reason = request.POST.get("reason", "")
        done, refused = _each(queryset, lambda article: desk.send_back(article, by=request.user, reason=reason))
        _report(request, ngettext("%d sent back.", "%d sent back.", done) % done, done, refused)


def _each(queryset, verb):
    """Do a verb to each story, in a transaction of its own; return how many went well, and the others' sentences."""
    done, refused = 0, []
    for article in Article.objects.filter(pk__in=queryset.values_list("pk", flat=True)):
        try:
            verb(article)
        except desk.Refusal as refusal:
            refused.append((str(article), " ".join(refusal.reasons)))
        else:
            done += 1
    return done, refused


def _report(request, sentence, done, refused):
    if done:
        messages.success(request, sentence)
    if refused:
        head = ngettext("%d refused:", "%d refused:", len(refused)) % len(refused)
        lines = format_html_join("", "<li>“{}” – {}</li>", refused[:REFUSALS_SHOWN])
        messages.warning(request, format_html("{}<ul>{}</ul>", head, lines))


# What lists and the desk home share -----------------------------------------------------------------------------


def badge(kind, words):
    """Return words with a shape before them; the shape, as the colour, comes from desk/badges.css."""
    return format_html('<span class="badge badge-{}">{}</span>', kind, words)


def badges(article):
    """Return both badges of a story, by the names its pages use."""
    return {
        "stage_badge": badge(article.stage, article.get_stage_display()),
        "public_badge": public_badge(state.of(article)),
    }


def public_badge(public_state):
    """Return the public state's badge: late and refused schedules stand out, whatever readers have."""
    kind = "late" if public_state.late or public_state.refused else public_state.public
    return badge("scheduled" if kind == state.NEVER and public_state.scheduled_for else kind, public_state.words)


def moment(at):
    """Return a moment in the desk's zone, short: the day only where it is not today."""
    local = timezone.localtime(at)
    today = local.date() == timezone.localdate()
    return local.strftime("%H:%M" if today else "%d.%m.%Y %H:%M")
