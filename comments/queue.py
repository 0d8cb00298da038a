"""The moderation queue: everything a decision needs on one card, everything done by ordinary forms.

The page is a view of the admin; what it does are the verbs of comments/moderation/.
"""

import datetime
import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Min, Q
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST

from articles.models import Article
from comments import moderation
from comments.cards import BUTTONS, Card, Typed, cards_of
from comments.models import Comment, Decision, Discussion

CARDS = 50
ASKS_ABOVE = 20  # rows a bulk verb touches without asking

State = Comment.State
TABS = {
    "waiting": (pgettext_lazy("comments", "Waiting"), [State.PENDING]),
    "published": (pgettext_lazy("comments", "Published"), [State.PUBLISHED]),
    "spam": (gettext_lazy("Spam"), [State.SPAM]),
    "decided": (pgettext_lazy("comments", "Decided"), [State.REJECTED, State.REMOVED, State.WITHDRAWN]),
}


def demand_moderator(request):
    """Raise PermissionDenied for anybody who may not moderate."""
    if not request.user.has_perm(moderation.PERMISSION):
        raise PermissionDenied


# The page -----------------------------------------------------------------------------------------------------


def queue(request, admin_site):
    """Show one tab of the queue. Six queries beside session and user, with five cards or with fifty."""
    demand_moderator(request)
    return _page(request, admin_site, request.GET)


def _page(request, admin_site, query, typed=None):
    tab = query.get("tab") if query.get("tab") in TABS else "waiting"
    article, words = _article(query), query.get("q", "").replace("\x00", "").strip()[:200]
    number = query.get("page", "1")
    number = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    comments = _of_tab(tab, article, words)
    start = (max(number, 1) - 1) * CARDS
    found = list(comments[start : start + CARDS + 1])
    filters = ({"article": article.pk} if article else {}) | ({"q": words} if words else {})
    kept = {"tab": tab} | filters
    cards = cards_of(found[:CARDS], typed)
    if typed and not any(card.typed for card in cards):  # no card here says it
        for sentence in typed.problems:
            messages.warning(request, sentence)
        if typed.note:
            messages.info(request, _your_note(typed.note))
    by_state = {
        row["state"]: row
        for row in Comment.objects.order_by().values("state").annotate(count=Count("pk"), oldest=Min("posted_at"))
    }
    waiting = by_state.get(State.PENDING)
    context = admin_site.each_context(request) | {
        "title": _("Comments"),
        "tab": tab,
        "tabs": [
            (
                name,
                label,
                sum(by_state[state]["count"] for state in states if state in by_state),
                urlencode({"tab": name} | filters),
            )
            for name, (label, states) in TABS.items()
        ],
        "oldest": moderation.ago(waiting["oldest"]) if waiting else "",
        "cards": cards,
        "ticked": typed.picks if typed and typed.is_bulk else [],
        "reason": typed.reason if typed and typed.is_bulk else "",
        "note_limit": moderation.NOTE_LIMIT,
        "bulk_buttons": _bulk_buttons(tab),
        "reasons": Decision.Reason.choices,
        "article": article,
        "edition": getattr(article, "edition", None),
        "discussion": _discussion(article) if article else None,
        "modes": Discussion.Mode.choices,
        "words": words,
        "without_words": urlencode({name: value for name, value in kept.items() if name != "q"}),
        "here": urlencode(kept | ({"page": number} if number > 1 else {})),
        "older": urlencode(kept | {"page": number + 1}) if len(found) > CARDS else "",
        "newer": urlencode(kept | {"page": number - 1}) if number > 1 else "",
        "undo": _undoable(request),
        "undo_seconds": moderation.UNDO_OFFERED,
    }
    status = 422 if typed else 200
    return TemplateResponse(request, "admin/comments/queue.html", context, status=status)


def _article(query):
    asked = query.get("article", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return None
    return _published().filter(pk=int(asked)).first()


def _published():
    """Return the stories a moderator may know of: those that readers have or had. Drafts are the desk's."""
    return Article.objects.filter(edition__isnull=False).select_related("edition")


def _discussion(article):
    """Return the story's Discussion as it stands now: a mode whose moment has passed is over."""
    found = Discussion.objects.filter(pk=article.pk).first()
    if found and found.mode_until and found.mode_until <= timezone.now():
        found.mode, found.mode_until = Discussion.Mode.OPEN, None
    return found


def _of_tab(tab, article, words):
    states = TABS[tab][1]
    # One state is asked for by itself, so that the index gives the order, too.
    comments = Comment.objects.filter(state=states[0]) if len(states) == 1 else Comment.objects.filter(state__in=states)
    comments = (
        comments.order_by("-risk", "posted_at", "pk") if tab == "waiting" else comments.order_by("-posted_at", "-pk")
    )
    if article:
        comments = comments.filter(article=article)
    if words:
        comments = comments.filter(
            Q(body__icontains=words) | Q(name__icontains=words) | Q(article__edition__headline__icontains=words)
        )
    return comments.select_related("parent", "article__edition").prefetch_related(
        "held_reasons", "decisions__by"
    ).defer(
        "article__body", "article__insets", "article__edition__body", "article__edition__insets"
    )  # fmt: skip


def _bulk_buttons(tab):
    states = set(TABS[tab][1]) - {State.WITHDRAWN}
    return [
        (verb, words, moderation.TRANSITIONS[verb].needs_reason)
        for verb, words in BUTTONS.items()
        if states & moderation.TRANSITIONS[verb].sources
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
    verb = moderation.TRANSITIONS[done[0].verb].done
    return {"batch": batch, "sentence": _done_sentence(verb, done)}


def _done_sentence(verb, done):
    if len(done) == 1:
        return _("Comment by %(name)s %(done)s.") % {"name": done[0].comment.name, "done": verb}
    words = ngettext("%(n)d comment %(done)s.", "%(n)d comments %(done)s.", len(done))
    return words % {"n": len(done), "done": verb}


# What it does -------------------------------------------------------------------------------------------------


def decide(request, admin_site):
    """Do one verb to the comments picked, in the versions that were shown; `do` is a verb, or verb:reason."""
    demand_moderator(request)
    verb, _colon, reason = request.POST.get("do", "").partition(":")
    picks = request.POST.getlist("pick")
    reason = reason or request.POST.get("reason", "")
    note = request.POST.get("note", "").strip()
    seen = _seen(picks)
    how = {"reason": reason, "note": note} if verb in BUTTONS and moderation.TRANSITIONS[verb].needs_reason else {}
    try:
        if verb not in moderation.STAFF_VERBS:
            raise moderation.Refusal(_("Nothing was decided: no button was pressed."))
        if not seen:
            raise moderation.Refusal(_("Nothing was decided: no comment is selected."))
        moderation.check_words(verb, **how)
    except moderation.Refusal as refusal:
        typed = Typed(refusal.reasons, picks, reason, note, is_bulk="many" in request.POST)
        return _page(request, admin_site, QueryDict(_here(request)), typed)
    if len(seen) > ASKS_ABOVE and "sure" not in request.POST:
        context = admin_site.each_context(request) | {
            "title": _("Are you sure?"),
            "count": len(seen),
            "verb": BUTTONS[verb],
            "reason": Decision.Reason(reason).label if how else "",
            "back": _address(request),
            "fields": [("do", request.POST["do"]), ("reason", reason), ("note", note), ("here", _here(request))],
            "picks": picks,
        }
        return TemplateResponse(request, "admin/comments/sure.html", context)
    batch = moderation.decide_many(seen, verb, by=request.user, **how)
    for sentence in dict.fromkeys(batch.left):
        messages.warning(request, sentence)
    if batch.left and note:
        messages.info(request, _your_note(note))
    return _back(request, done=batch.id if batch.done else None, card=request.POST.get("next", ""))


def _your_note(note):
    return _("Your note was: %(note)s") % {"note": note}


def _seen(picks):
    """Return the comments picked with the version that was on the page, in its order."""
    versions = {}
    for pick in picks[: CARDS * 2]:
        number, _colon, version = pick.partition(":")
        if all(each.isascii() and each.isdigit() and len(each) < 19 for each in (number, version)):
            versions[int(number)] = int(version)
    found = Comment.objects.in_bulk(versions)
    return [(found[number], version) for number, version in versions.items() if number in found]


def undo(request, _admin_site):
    """Take back what was just decided, one comment or a batch."""
    demand_moderator(request)
    try:
        batch = moderation.undo_batch(uuid.UUID(request.POST.get("batch", "")), by=request.user)
    except ValueError:
        raise Http404 from None
    for sentence in dict.fromkeys(batch.left):
        messages.warning(request, sentence)
    if batch.done:
        words = ngettext("%(n)d decision undone.", "%(n)d decisions undone.", len(batch.done))
        messages.success(request, words % {"n": len(batch.done)})
    return _back(request, card=str(batch.done[0].comment_id) if len(batch.done) == 1 else "")


def answer(request, admin_site, number):
    """Write the newsroom's answer to a published comment; what was typed comes back with a refusal."""
    demand_moderator(request)
    comment = Comment.objects.filter(pk=number).select_related("parent", "article__edition").first()
    if comment is None:
        raise Http404
    if request.method == "POST":
        try:
            moderation.answer(comment, by=request.user, body=request.POST.get("body", ""))
        except moderation.Refusal as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
        else:
            messages.success(request, _("Your answer is published."))
            return _back(request)
    context = admin_site.each_context(request) | {
        "title": _("Answer as the newsroom"),
        "card": Card(comment),
        "body": request.POST.get("body", ""),
        "here": _here(request),
    }
    return TemplateResponse(request, "admin/comments/answer.html", context)


def control(request, _admin_site, number):
    """Open, hold or close the comments of one story."""
    demand_moderator(request)
    article = _published().filter(pk=number).first()
    if article is None:
        raise Http404
    until = request.POST.get("until", "")
    try:
        moment = parse_datetime(until) if until else None
        if until and moment is None:
            raise ValueError(until)
        if moment is not None and timezone.is_naive(moment):
            moment = timezone.make_aware(moment)
        # In UTC, as it is stored: the ends of the calendar have no such moment.
        moment = moment and moment.astimezone(datetime.UTC)
        moderation.set_mode(article, request.POST.get("mode", ""), by=request.user, until=moment)
    except (ValueError, OverflowError):
        messages.error(request, _("“%(until)s” is no moment; write 2026-11-22 18:00.") % {"until": until[:40]})
    except moderation.Refusal as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        if until:
            messages.info(request, _("You had written: %(until)s") % {"until": until[:40]})
    else:
        messages.success(request, _("The comments on this story are changed."))
    return _back(request)


def _here(request):
    return request.POST.get("here", request.GET.get("here", ""))[:300]


def _back(request, done=None, card=""):
    """Return to the tab the person came from, at the card of this number."""
    return HttpResponseRedirect(_address(request, done) + (f"#c{card}" if card.isascii() and card.isdigit() else ""))


def _address(request, done=None):
    """Return the tab the person came from. The query is taken apart, so that no address can hide in it."""
    query = QueryDict(_here(request))
    kept = {name: query[name] for name in ("tab", "article", "q", "page") if query.get(name)}
    if done:
        kept["done"] = str(done)
    return f"{reverse('admin:comments_queue')}?{urlencode(kept)}"


VIEWS = {"decide": require_POST(decide), "undo": require_POST(undo), "control": require_POST(control)}
