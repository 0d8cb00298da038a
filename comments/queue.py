"""The page of the moderation queue: everything a decision needs on one card. What it does is in comments/deciding.py.

Everything works by ordinary forms and addresses; scripts only add keys.
"""

from dataclasses import dataclass, replace
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles.models import Article, Edition, Section
from comments import finding, moderation
from comments.cards import BUTTONS, Buttons, cards_of
from comments.models import Comment, Decision, Discussion, HeldReason, Report
from comments.overview import overview
from comments.rules import CODES

CARDS = 50
LAST_PAGE = 200

State = Comment.State
TABS = {
    "waiting": (pgettext_lazy("comments", "Waiting"), [State.PENDING]),
    "reported": (pgettext_lazy("comments", "Reported"), []),
    "published": (pgettext_lazy("comments", "Published"), [State.PUBLISHED]),
    "spam": (gettext_lazy("Spam"), [State.SPAM]),
    "decided": (pgettext_lazy("comments", "Decided"), [State.REJECTED, State.REMOVED, State.WITHDRAWN]),
}


def demand_moderator(request):
    """Raise PermissionDenied for anybody who may not moderate."""
    if not request.user.has_perm(moderation.PERMISSION):
        raise PermissionDenied


# What is asked for --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wanted:
    """One place in the queue: a tab, what it is narrowed to, and the page."""

    tab: str = "waiting"
    article: Article | None = None
    section: Section | None = None
    language: str = ""
    rule: str = ""
    error: str = ""  # "1": what reports an error in its story
    words: str = ""
    page: int = 1

    @classmethod
    def of(cls, query):
        """Read an address; whatever is strange in it narrows nothing."""
        number, section = _number(query.get("article", "")), _number(query.get("section", ""))
        article = _story(number) if number else None
        return cls(
            tab=query.get("tab") if query.get("tab") in TABS else "waiting",
            article=article,
            # A story is in one section: beside it another would find nothing.
            section=Section.objects.filter(pk=section).first() if section and not article else None,
            language=query.get("language") if query.get("language") in dict(settings.LANGUAGES) else "",
            rule=query.get("rule") if query.get("rule") in CODES else "",
            error="1" if query.get("error") == "1" else "",
            words=query.get("q", "").replace("\x00", "").strip()[:200],
            page=min(max(_number(query.get("page", "")) or 1, 1), LAST_PAGE),
        )

    @property
    def filters(self):
        found = {"article": self.article and self.article.pk, "section": self.section and self.section.pk}
        found |= {"language": self.language, "rule": self.rule, "error": self.error, "q": self.words}
        return {name: value for name, value in found.items() if value}

    @property
    def is_narrowed(self):
        return bool(self.filters.keys() - {"article"})

    def query(self, **changes):
        """Return this place, or one beside it, as the query of an address."""
        place = replace(self, **({"page": 1} | changes))
        return urlencode({"tab": place.tab} | place.filters | ({"page": place.page} if place.page > 1 else {}))

    def comments(self):
        """Return the comments of this page in the order of its tab, and one more where there is another page.

        Their numbers are found first, in an index alone: what cards show is joined to one page, however deep it lies.
        """
        order = ["-risk", "posted_at", "pk"] if self.tab in {"waiting", "reported"} else ["-posted_at", "-pk"]
        start = (self.page - 1) * CARDS
        if self.tab == "reported":
            found = Comment.objects.filter(pk__in=Report.objects.open().order_by().values("comment"))
        else:
            found = Comment.objects.filter(state__in=TABS[self.tab][1])
        found = self._narrowed(found).order_by(*order).values("pk")[start : start + CARDS + 1]
        return Comment.objects.filter(pk__in=found).order_by(*order)

    def _narrowed(self, comments):
        if self.article:
            comments = comments.filter(article=self.article)
        if self.section:
            inside = Q(section=self.section) | Q(section__parent=self.section)
            comments = comments.filter(article__in=Edition.objects.filter(inside).values("pk"))
        if self.language:
            comments = comments.filter(language=self.language)
        if self.rule:
            comments = comments.filter(Exists(HeldReason.objects.filter(comment=OuterRef("pk"), code=self.rule)))
        if self.error:
            comments = comments.filter(reports_error=True)
        return finding.narrow(comments, self.words) if self.words else comments


def _number(text):
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def published_stories():
    """Return the stories a moderator may know of: those that readers have or had. Drafts are the desk's."""
    return Article.objects.filter(edition__isnull=False).select_related("edition")


def _story(number):
    """Return a story with how its comments stand: `mode`, `mode_until`. A mode whose moment has passed is over."""
    discussions = Discussion.objects.filter(article=OuterRef("pk"))
    stories = published_stories().annotate(
        mode=Subquery(discussions.values("mode")), mode_until=Subquery(discussions.values("mode_until"))
    )
    found = stories.filter(pk=number).first()
    if found and found.mode_until and found.mode_until <= timezone.now():
        found.mode, found.mode_until = Discussion.Mode.OPEN, None
    return found


# The page -----------------------------------------------------------------------------------------------------


def queue(request, admin_site):
    """Show one tab of the queue. Eight queries at most beside session and user, with five cards or with fifty."""
    demand_moderator(request)
    return page(request, admin_site, request.GET)


def page(request, admin_site, query, typed=None):
    """Answer with the place that `query` names; `typed` is given back where it was refused."""
    wanted = Wanted.of(query)
    found = list(_whole(wanted.comments()))
    cards = cards_of(found[:CARDS], request.user, typed)
    if typed and not any(card.typed for card in cards):  # no card here says it
        for sentence in typed.problems:
            messages.warning(request, sentence)
        if typed.note:
            messages.info(request, your_note(typed.note))
    states = {name: states for name, (_label, states) in TABS.items()}
    head = overview(request.user, states, request.GET.get("done", ""))
    here = wanted.query(page=wanted.page)
    address = reverse("admin:comments_queue")  # the cards write theirs below it: fifty times ten of them
    buttons = Buttons(
        queue=address,
        public=reverse("comments:post"),
        form_head=_form_head(request, here),
        here_quoted=quote(here),
        note_limit=moderation.NOTE_LIMIT,
    )
    for card in cards:
        card.acts = buttons.of(card)
    context = (
        admin_site.each_context(request)
        | head
        | {
            "title": _("Comments"),
            "wanted": wanted,
            "tab": wanted.tab,
            "tabs": [(name, tab[0], head["counts"][name], wanted.query(tab=name)) for name, tab in TABS.items()],
            "cards": cards,
            "ticked": typed.picks if typed and typed.is_bulk else [],
            "reason": typed.reason if typed and typed.is_bulk else "",
            "bulk_buttons": _bulk_buttons(wanted.tab),
            "reasons": Decision.Reason.choices,
            "languages": settings.LANGUAGES,
            "rules": [(code, rule.words) for code, rule in CODES.items()],
            "story": wanted.article,
            "modes": Discussion.Mode.choices,
            "queue": address,
            "here": here,
            "older": wanted.query(page=wanted.page + 1) if len(found) > CARDS and wanted.page < LAST_PAGE else "",
            "newer": wanted.query(page=wanted.page - 1) if wanted.page > 1 else "",
            "may_erase": request.user.has_perm(moderation.ERASE),
        }
    )
    return TemplateResponse(request, "admin/comments/queue.html", context, status=422 if typed else 200)


def _whole(comments):
    """Return comments with all that their cards show of them (4 queries)."""
    decisions = Prefetch("decisions", Decision.objects.select_related("by"))
    alarms = Prefetch("reports", Report.objects.open(), to_attr="open_reports")
    shown = comments.select_related("parent", "article__edition__section", "claimed_by")
    return shown.prefetch_related("held_reasons", decisions, alarms).defer(
        *("words", "parent__words", "article__body", "article__insets"),
        *("article__edition__body", "article__edition__insets"),
    )


def _form_head(request, here):
    """Return how each form of a card begins: the same for all, so it is written once."""
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="here" value="{}">',
        get_token(request),
        here,
    )


def _bulk_buttons(tab):
    states = set(TABS[tab][1] or [State.PUBLISHED]) - {State.WITHDRAWN}
    return [
        (verb, words, moderation.needs_reason(verb))
        for verb, words in BUTTONS.items()
        if (states & moderation.TRANSITIONS[verb].sources if verb in moderation.TRANSITIONS else tab == "reported")
    ]


def your_note(note):
    return _("Your note was: %(note)s") % {"note": note}
