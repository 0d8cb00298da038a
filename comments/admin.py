"""Comments at the desk: the queue is the front door; beside it a plain list to search in, rules and policies."""

from functools import partial

from django.contrib import admin
from django.urls import path
from django.utils.html import format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from articles.admin.records import ReadOnlyAdmin
from comments import converters, deciding, finding, persons, queue  # noqa: F401 - converters registers itself
from comments.models import Comment, HoldRule, Policy
from newsroom import pages


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin):
    """A list to search in. Nothing is changed here: decisions are verbs, made in the queue."""

    list_display = ["__str__", "state", "headline", "posted_at", "by_staff"]
    list_filter = ["state", "language", "by_staff", "reports_error"]
    list_select_related = ["article__edition"]
    search_fields = ["name", "body"]
    # What says from where a comment came is nobody's business here, marks included.
    fields = [
        *("headline", "parent", "number", "state", "name", "email", "body", "language"),
        *("by_staff", "reports_error", "posted_at", "first_published_at", "decided"),
    ]

    def get_queryset(self, request):
        """Readers wrote these: no story protects the name of a moderator."""
        return admin.ModelAdmin.get_queryset(self, request)

    def get_search_results(self, request, queryset, search_term):
        """Search by the index over the words, as the queue does."""
        return (finding.narrow(queryset, search_term) if search_term.strip() else queryset), False

    @admin.display(description=gettext_lazy("story"))
    def headline(self, comment):
        """Name the story as readers know it: the words of the desk may not be public yet."""
        edition = getattr(comment.article, "edition", None)
        return edition.headline if edition else f"#{comment.article_id}"

    @admin.display(description=gettext_lazy("decisions"))
    def decided(self, comment):
        """Every decision, the newest first: when, who, from what to what, why."""
        return format_html_join("", "<div>{}</div>", ([_told(row)] for row in comment.decisions.select_related("by")))

    def get_urls(self):
        def view(function):
            return self.admin_site.admin_view(partial(_call, function, self.admin_site))

        return [
            path("queue/", view(queue.queue), name="comments_queue"),
            path("queue/decide/", view(deciding.decide), name="comments_decide"),
            path("queue/undo/", view(deciding.undo), name="comments_undo"),
            path("queue/mail/", view(deciding.mail), name="comments_mail"),
            path("queue/person/", view(persons.person), name="comments_person"),
            path("queue/answer/<number:number>/", view(deciding.answer), name="comments_answer"),
            path("queue/note/<number:number>/", view(deciding.note), name="comments_note"),
            path("queue/claim/<number:number>/", view(deciding.claim), name="comments_claim"),
            path("queue/redact/<number:number>/", view(deciding.redact), name="comments_redact"),
            path("queue/control/<number:number>/", view(deciding.control), name="comments_control"),
            *super().get_urls(),
        ]


def _told(decision):
    states = [decision.get_from_state_display(), decision.get_to_state_display()]
    words = [
        f"{localtime(decision.at):%Y-%m-%d %H:%M}",
        str(decision.by or decision.get_actor_display()),
        " → ".join(str(state) for state in states if state),
        decision.get_reason_display(),
        decision.note,
        decision.private_note,
    ]
    return " · ".join(str(word) for word in words if word)


def _call(function, admin_site, request, **kwargs):
    return function(request, admin_site, **kwargs)


@admin.register(Policy)
class PolicyAdmin(pages.PurgesPages, admin.ModelAdmin):
    list_display = ["__str__", "enabled", "publishing", "close_after_days", "order"]
    list_select_related = ["section"]


@admin.register(HoldRule)
class HoldRuleAdmin(admin.ModelAdmin):
    list_display = ["code", "on", "section", "article"]
    list_filter = ["code", "on"]
    list_select_related = ["section", "article"]
    raw_id_fields = ["article"]
    fields = ["code", "on", "number", "words", "section", "article"]
