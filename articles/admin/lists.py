"""The story list: what stands where at a glance, found by words or filter."""

import re

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import Case, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.text import smart_split, unescape_string_literal
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import embargo, protection, state
from articles.admin.bulk import BulkMixin
from articles.admin.filters import DueFilter, KilledFilter, MineFilter, PublicStateFilter, SectionFilter
from articles.admin.saved import SavedFiltersMixin
from articles.desk import presence
from articles.models import Byline, Caption, Revision, TaggedArticle
from photos.models import Rendition

COUNTED = 2_000  # rows that a list counts and pages through; search and filters reach the others


class BoundedPaginator(Paginator):
    """Pages through the first COUNTED rows: counting a whole archive costs more than it tells.

    One narrow query finds their numbers, however the list is filtered; a page then fetches its own rows by number.
    """

    @cached_property
    def numbers(self):
        return list(self.object_list.values_list("pk", flat=True)[:COUNTED])

    @cached_property
    def count(self):
        return len(self.numbers)

    def page(self, number):
        number = self.validate_number(number)
        end = number * self.per_page
        rows = self.object_list.filter(pk__in=self.numbers[end - self.per_page : end])
        return self._get_page(rows, number, self)


def meant(stories, typed):
    """Return the stories meant by what was typed: that of a number such as #412, else those with all the words."""
    if number := re.fullmatch(r"#(\d{1,12})", typed.strip()):
        return stories.filter(pk=int(number[1]))
    return stories.filter(*_said(typed))


def numbers_of(stories, typed):
    """Return the numbers of the first COUNTED stories meant by what was typed (1 query)."""
    return list(meant(stories, typed).values_list("pk", flat=True)[:COUNTED])


def _said(typed):
    """Yield for each word or quoted phrase the condition that a story has it, in its words or names.

    No join, and so no doubles: the stories of a tag or an author are a set of numbers, found once.
    """
    for word in smart_split(typed):
        word = unescape_string_literal(word) if word[0] in "\"'" and word[0] == word[-1] != word else word
        tagged = TaggedArticle.objects.filter(tag__name__icontains=word).values("content_object")
        signed = Byline.objects.filter(author__name__icontains=word).values("article")
        in_words = Q(headline__icontains=word) | Q(brief__icontains=word) | Q(slug__icontains=word)
        yield in_words | Q(pk__in=tagged) | Q(pk__in=signed)


class BoundedList(ChangeList):
    """A list whose only page, too, fetches its rows by number: the admin would search for them a second time."""

    def get_results(self, request):
        super().get_results(request)
        if not self.multi_page:
            self.result_list = self.paginator.page(1).object_list


def with_saver(articles):
    """Return a queryset of articles that know who saved them last, as `saved_by`."""
    heads = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
    name = Coalesce(NullIf(Trim(Concat("by__first_name", Value(" "), "by__last_name")), Value("")), "by__username")
    hidden = When(protection.hidden_here("article", "by"), then=Value(str(protection.PROTECTED)))
    heads = heads.annotate(who=Case(hidden, default=name))
    return articles.annotate(saved_by=Subquery(heads.values("who")[:1]))


def with_lead(articles):
    """Return a queryset of articles that know their lead photo, as `lead_captions`. Two queries more."""
    copies = Prefetch("photo__renditions", Rendition.objects.current(), to_attr="current_renditions")
    lead = Caption.objects.filter(role=Caption.Role.LEAD).select_related("photo").prefetch_related(copies)
    return articles.prefetch_related(Prefetch("captions", queryset=lead, to_attr="lead_captions"))


class StoryListMixin(BulkMixin, SavedFiltersMixin):
    """The changelist, for the story's ModelAdmin."""

    list_display = ("photo", "title", "stage_badge", "public_badge", "section", "assigned", "words", "saved")
    list_display_links = ("title",)
    ordering = ("-saved_at", "-pk")
    list_filter = (
        MineFilter,
        "stage",
        PublicStateFilter,
        DueFilter,
        ("section", SectionFilter),
        "language",
        KilledFilter,
    )
    change_list_template = "admin/articles/article/change_list.html"
    search_fields = ("headline", "brief", "slug")  # and names of tags and authors: see `meant`
    search_help_text = gettext_lazy("Headline, address, name, tag, or a number such as #412")
    sortable_by = ("stage_badge", "saved")  # what an index puts in order
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # a count for every filter
    paginator = BoundedPaginator

    def get_queryset(self, request):
        stories = state.with_state(super().get_queryset(request)).select_related("section")
        stories = protection.with_assignee(stories)
        stories = stories.defer("edition__body", "edition__insets")
        if getattr(request.resolver_match, "url_name", "") == "articles_article_changelist":
            stories = with_lead(with_saver(stories)).defer("body", "insets", "edition__body", "edition__insets")
        return stories

    def get_changelist(self, request, **kwargs):
        return StoryList

    def get_search_results(self, request, queryset, search_term):
        return meant(queryset, search_term), False

    # Columns --------------------------------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("story"))
    def title(self, article):
        return str(article)

    @admin.display(description=gettext_lazy("stage"), ordering="stage")
    def stage_badge(self, article):
        return badge(article.stage, article.get_stage_display())

    @admin.display(description=gettext_lazy("readers"))
    def public_badge(self, article):
        return format_html("{} {}", public_badge(state.of(article)), held_badge(article))

    @admin.display(description=gettext_lazy("assignee, deadline"))
    def assigned(self, article):
        return format_html("{} {}", protection.assignee_of(article) or "–", _due(article))

    @admin.display(description=gettext_lazy("words"))
    def words(self, article):
        return article.commissioned_words or "–"

    @admin.display(description=gettext_lazy("photo"), empty_value="")
    def photo(self, article):
        """The lead photo; where one was commissioned and is not there yet, the word."""
        address = next((caption.photo.thumbnail_url for caption in article.lead_captions), "")
        if address:
            return format_html('<img class="thumbnail" src="{}" alt="{}" loading="lazy">', address, _("has a photo"))
        return badge("wanted", _("wanted")) if article.needs_photo else ""

    @admin.display(description=gettext_lazy("saved"), ordering="saved_at")
    def saved(self, article):
        """When and by whom it was saved last, and who has it open now."""
        when = moment(article.saved_at) if article.saved_at else "–"
        here = format_html_join("", '<small class="here">{}</small>', ([one.sentence] for one in article.people_here))
        return format_html("{} <small>{}</small>{}", when, article.saved_by or "", here)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Stories")} | (extra_context or {}))


def _due(article):
    """Return the deadline in small, marked where it passed before a first publication."""
    if not article.deadline:
        return ""
    is_late = article.deadline < timezone.now() and getattr(article, "edition", None) is None
    due = moment(article.deadline)
    return format_html("<small>{}</small>", badge("late", due) if is_late else due)


class StoryList(BoundedList):
    """The stories of one page of the list, which also know who has them open now (one query)."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        found = presence.here([article.pk for article in self.result_list], besides=request.user)
        for article in self.result_list:
            article.people_here = found.get(article.pk, [])


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


def held_badge(article):
    """Return the badge of what holds a story back; nothing where nothing does."""
    held = embargo.brief(article)
    return badge("held", held) if held else ""


def moment(at):
    """Return a moment in the desk's zone, short: the day only where it is not today, the year where it is another."""
    local, today = timezone.localtime(at), timezone.localdate()
    if local.date() == today:
        return local.strftime("%H:%M")
    return local.strftime("%d.%m. %H:%M" if local.year == today.year else "%d.%m.%Y %H:%M")
