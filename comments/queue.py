"""The page of the moderation queue: everything a decision needs on one card. What it does is in comments/deciding.py.

Everything works by ordinary forms and addresses; scripts only add keys.
"""

import statistics
import uuid
from dataclasses import dataclass, replace
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import DateTimeField, Exists, IntegerField, OuterRef, Prefetch, Q, Subquery
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from articles.models import Article, Section
from authors.models import User
from comments import finding, moderation
from comments.cards import BUTTONS, Buttons, cards_of
from comments.models import Comment, Decision, Discussion, HeldReason, Report
from comments.network import NEWEST
from comments.rules import CODES

CARDS = 50
LAST_PAGE = 200
COUNTED = 1_000  # beyond it a tab says "1000+"
MEDIAN_OF = 1_000  # of today's decisions

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
        return cls(
            tab=query.get("tab") if query.get("tab") in TABS else "waiting",
            article=published_stories().filter(pk=number).first() if number else None,
            section=Section.objects.filter(pk=section).first() if section else None,
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

    def comments(self, count):
        """Return the first `count` comments of this place in the order of its tab.

        Each state is asked for by itself, so that its index gives the order, too; then the first of all are taken.
        """
        order = ["-risk", "posted_at", "pk"] if self.tab in {"waiting", "reported"} else ["-posted_at", "-pk"]
        if self.tab == "reported":
            parts = [Comment.objects.filter(pk__in=Report.objects.open().order_by().values("comment"))]
        else:
            parts = [Comment.objects.filter(state=state) for state in TABS[self.tab][1]]
        parts = [self._narrowed(part).order_by(*order)[:count] for part in parts]
        if len(parts) == 1:
            return parts[0]
        first = Q()
        for part in parts:
            first |= Q(pk__in=part.values("pk"))
        return Comment.objects.filter(first).order_by(*order)[:count]

    def _narrowed(self, comments):
        if self.article:
            comments = comments.filter(article=self.article)
        if self.section:
            inside = Q(article__edition__section=self.section) | Q(article__edition__section__parent=self.section)
            comments = comments.filter(inside)
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


# The page -----------------------------------------------------------------------------------------------------


def queue(request, admin_site):
    """Show one tab of the queue. Eight queries beside session and user, with five cards or with fifty."""
    demand_moderator(request)
    return page(request, admin_site, request.GET)


def page(request, admin_site, query, typed=None):
    """Answer with the place that `query` names; `typed` is given back where it was refused."""
    wanted = Wanted.of(query)
    start = (wanted.page - 1) * CARDS
    found = list(_whole(wanted.comments(start + CARDS + 1))[start:])
    cards = cards_of(found[:CARDS], request.user, typed)
    if typed and not any(card.typed for card in cards):  # no card here says it
        for sentence in typed.problems:
            messages.warning(request, sentence)
        if typed.note:
            messages.info(request, your_note(typed.note))
    head, here = _head(request.user), wanted.query(page=wanted.page)
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
    context = admin_site.each_context(request) | {
        "title": _("Comments"),
        "wanted": wanted,
        "tab": wanted.tab,
        "tabs": [(name, label, _shown(head[name]), wanted.query(tab=name)) for name, (label, _states) in TABS.items()],
        "oldest": moderation.ago(head["oldest"]) if head["oldest"] else "",
        "median": _median(),
        "dangers": head["dangers"],
        "one_network": head["newest"] == NEWEST and head["networks"] == 1,
        "cards": cards,
        "ticked": typed.picks if typed and typed.is_bulk else [],
        "reason": typed.reason if typed and typed.is_bulk else "",
        "bulk_buttons": _bulk_buttons(wanted.tab),
        "reasons": Decision.Reason.choices,
        "languages": settings.LANGUAGES,
        "rules": [(code, rule.words) for code, rule in CODES.items()],
        "edition": getattr(wanted.article, "edition", None),
        "discussion": _discussion(wanted.article) if wanted.article else None,
        "modes": Discussion.Mode.choices,
        "queue": address,
        "here": here,
        "older": wanted.query(page=wanted.page + 1) if len(found) > CARDS and wanted.page < LAST_PAGE else "",
        "newer": wanted.query(page=wanted.page - 1) if wanted.page > 1 else "",
        "undo": _undoable(request),
        "undo_seconds": moderation.UNDO_OFFERED,
        "may_erase": request.user.has_perm(moderation.ERASE),
    }
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


class _Counted(Subquery):
    """How many rows a query has, as one value."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


class _Networks(Subquery):
    """How many networks the rows of a query come from, as one value."""

    template = "(SELECT COUNT(DISTINCT network) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def _head(person):
    """Return the numbers over the queue in one query: values hung on the one row of the person who asks."""
    reported = Report.objects.open().order_by().values("comment").distinct()
    states = {name: states for name, (_label, states) in TABS.items() if states}
    counts = {
        name: _Counted(Comment.objects.filter(state__in=states).order_by().values("pk")[: COUNTED + 1])
        for name, states in states.items()
    }
    waiting = Comment.objects.filter(state=State.PENDING)
    newest = Comment.objects.exclude(network="").order_by("-pk").values("network")[:NEWEST]
    return User.objects.values(
        **counts,
        reported=_Counted(reported[: COUNTED + 1]),
        dangers=_Counted(reported.filter(reason=Report.Reason.DANGER)),
        oldest=Subquery(waiting.order_by("posted_at").values("posted_at")[:1], output_field=DateTimeField()),
        newest=_Counted(newest),
        networks=_Networks(newest),
    ).get(pk=person.pk)


def _shown(count):
    return f"{COUNTED}+" if count > COUNTED else str(count)


def _median():
    """Return how long a comment waited for its decision today, in words; empty where nothing was decided."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    decided = Decision.objects.filter(at__gte=today, actor=Decision.Actor.STAFF, from_state=State.PENDING)
    decided = decided.exclude(to_state=State.PENDING).order_by("-at").values_list("at", "comment__posted_at")
    waits = [(at - posted_at).total_seconds() for at, posted_at in decided[:MEDIAN_OF]]
    return moderation.duration(statistics.median(waits)) if waits else ""


def _discussion(article):
    """Return the story's Discussion as it stands now: a mode whose moment has passed is over."""
    found = Discussion.objects.filter(pk=article.pk).first()
    if found and found.mode_until and found.mode_until <= timezone.now():
        found.mode, found.mode_until = Discussion.Mode.OPEN, None
    return found


def _bulk_buttons(tab):
    states = set(TABS[tab][1] or [State.PUBLISHED]) - {State.WITHDRAWN}
    return [
        (verb, words, moderation.needs_reason(verb))
        for verb, words in BUTTONS.items()
        if (states & moderation.TRANSITIONS[verb].sources if verb in moderation.TRANSITIONS else tab == "reported")
    ]


def _undoable(request):
    """Return what was just done and can still be undone: the batch, and a sentence."""
    try:
        batch = uuid.UUID(request.GET.get("done", ""))
    except ValueError:
        return None
    since = timezone.now() - moderation.UNDO_ACCEPTED
    decisions = Decision.objects.filter(batch=batch, by=request.user.pk, at__gt=since, undone_by=None)
    done = list(decisions.select_related("comment")[: CARDS + 1])
    if not done:
        return None
    return {"batch": batch, "sentence": _done_sentence(moderation.done_words(done[0].verb), done)}


def _done_sentence(verb, done):
    if len(done) == 1:
        return _("Comment by %(name)s %(done)s.") % {"name": done[0].comment.name, "done": verb}
    words = ngettext("%(n)d comment %(done)s.", "%(n)d comments %(done)s.", len(done))
    return words % {"n": len(done), "done": verb}


def your_note(note):
    return _("Your note was: %(note)s") % {"note": note}
