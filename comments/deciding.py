"""What the queue's buttons do: each asks a verb of comments/moderation/ and leads back to where the person was."""

import datetime
import uuid

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect, JsonResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from comments import moderation
from comments.cards import BUTTONS, Card, Typed
from comments.models import Comment, Decision, Digest
from comments.queue import CARDS, demand_moderator, page, published_stories, your_note

ASKS_ABOVE = 20  # rows a bulk verb touches without asking
KEPT = ("tab", "article", "section", "language", "rule", "error", "q", "page")  # of an address that is gone back to


@require_POST
def decide(request, admin_site):
    """Do one verb to the comments picked, in the versions that were shown; `do` is a verb, or verb:reason."""
    demand_moderator(request)
    verb, _colon, reason = request.POST.get("do", "").partition(":")
    picks = request.POST.getlist("pick")
    reason = reason or request.POST.get("reason", "")
    note = request.POST.get("note", "").strip()
    seen = _seen(picks)
    how = {"reason": reason, "note": note} if moderation.needs_reason(verb) else {}
    try:
        if verb not in moderation.VERBS:
            raise moderation.Refusal(_("Nothing was decided: no button was pressed."))
        if not seen:
            raise moderation.Refusal(_("Nothing was decided: no comment is selected."))
        moderation.check_words(verb, **how)
    except moderation.Refusal as refusal:
        typed = Typed(refusal.reasons, picks, reason, note, is_bulk="many" in request.POST)
        return page(request, admin_site, QueryDict(_here(request)), typed)
    if len(seen) > ASKS_ABOVE and "sure" not in request.POST:
        context = admin_site.each_context(request) | {
            "title": _("Are you sure?"),
            "count": len(seen),
            "verb": BUTTONS.get(verb, verb),
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
        messages.info(request, your_note(note))
    card = request.POST.get("next", "") if verb in moderation.STAFF_VERBS else str(seen[0][0].pk)
    return _back(request, done=batch.id if batch.done else None, card=card)


def _seen(picks):
    """Return the comments picked with the version that was on the page, in its order."""
    versions = {}
    for pick in picks[: CARDS * 2]:
        number, _colon, version = pick.partition(":")
        if all(each.isascii() and each.isdigit() and len(each) < 19 for each in (number, version)):
            versions[int(number)] = int(version)
    found = Comment.objects.select_related("claimed_by").in_bulk(versions)
    return [(found[number], version) for number, version in versions.items() if number in found]


@require_POST
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


@require_POST
def note(request, _admin_site, number):
    """Leave a note about a comment for other moderators; what was typed comes back with a refusal."""
    demand_moderator(request)
    comment = _comment(number)
    typed = request.POST.get("private_note", "")
    try:
        moderation.note(comment, by=request.user, version=_version(request), private_note=typed)
    except moderation.Refusal as refusal:
        for reason in refusal.reasons:
            messages.warning(request, reason)
        if typed.strip():
            messages.info(request, your_note(typed))
    return _back(request, card=str(number))


@require_POST
def claim(request, _admin_site, number):
    """Say to the others that this person reads the comment now; tell who does already. A form leads back."""
    demand_moderator(request)
    words = _claimed(request, _comment(number))
    if "here" not in request.POST:
        return JsonResponse({"reader": words}, headers={"Cache-Control": "no-store"})
    messages.info(request, words or _("The others see for two minutes that you are reading this."))
    return _back(request, card=str(number))


def _claimed(request, comment):
    """Claim a comment that somebody opened. Returns who reads it already, in a sentence, or an empty string."""
    reader = moderation.claim(comment, by=request.user)
    return _("%(who)s is reading this.") % {"who": reader} if reader else ""


def _open(request, comment):
    """Claim the comment of a page that is shown for it alone, and say on that page who reads it already."""
    if request.method == "GET" and (words := _claimed(request, comment)):
        messages.info(request, words)


def redact(request, admin_site, number):
    """Show what would be blacked out for good, and do it when that is confirmed."""
    demand_moderator(request)
    comment = _comment(number)
    _open(request, comment)
    asked = request.POST if request.method == "POST" else request.GET
    start, end = (_place(asked.get(name, "")) for name in ("start", "end"))
    words = asked.get("words", "").replace("\r\n", "\n")
    if words:  # the moderator typed or pasted what is to go
        start = comment.body.find(words)
        end = start + len(words)
        if start < 0:
            messages.warning(request, _("These words do not stand in the comment as you wrote them."))
    is_span = start is not None and end is not None and 0 <= start < end <= len(comment.body)
    if request.method == "POST" and is_span:
        try:
            moderation.redact(comment, by=request.user, version=_version(request), start=start, end=end)
        except moderation.Refusal as refusal:
            for reason in refusal.reasons:
                messages.warning(request, reason)
        else:
            messages.success(request, _("The words are removed for good."))
            return _back(request, card=str(number))
    context = admin_site.each_context(request) | {
        "title": _("Remove words for good"),
        "comment": comment,
        "before": comment.body[:start] if is_span else comment.body,
        "span": comment.body[start:end] if is_span else "",
        "after": comment.body[end:] if is_span else "",
        "start": start,
        "end": end,
        "words": words,
        "here": _here(request),
        "back": _address(request),
    }
    return TemplateResponse(request, "admin/comments/redact.html", context)


def _place(text):
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _version(request):
    """Return the version the person saw; one that nobody saw where the form does not say."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _comment(number):
    comment = Comment.objects.filter(pk=number).select_related("parent", "article__edition").first()
    if comment is None:
        raise Http404
    return comment


def answer(request, admin_site, number):
    """Write the newsroom's answer to a published comment; what was typed comes back with a refusal."""
    demand_moderator(request)
    comment = _comment(number)
    _open(request, comment)
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


@require_POST
def control(request, _admin_site, number):
    """Open, slow, hold or close the comments of one story."""
    demand_moderator(request)
    article = published_stories().filter(pk=number).first()
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


def mail(request, admin_site):
    """Let a moderator choose how often a mail says what waits."""
    demand_moderator(request)
    if request.method == "POST" and (every := request.POST.get("every")) in Digest.Every.values:
        Digest.objects.update_or_create(user=request.user, defaults={"every": every})
        messages.success(request, _("Your choice is kept."))
        return HttpResponseRedirect(reverse("admin:comments_mail"))
    found = Digest.objects.filter(user=request.user).first()
    context = admin_site.each_context(request) | {
        "title": _("Mail to me"),
        "choices": Digest.Every.choices,
        "every": found.every if found else Digest.Every.DAILY,
    }
    return TemplateResponse(request, "admin/comments/mail.html", context)


# Where a person came from -------------------------------------------------------------------------------------


def _here(request):
    return request.POST.get("here", request.GET.get("here", ""))[:300]


def _back(request, done=None, card=""):
    """Return to the tab the person came from, at the card of this number."""
    return HttpResponseRedirect(_address(request, done) + (f"#c{card}" if card.isascii() and card.isdigit() else ""))


def _address(request, done=None):
    """Return the tab the person came from. The query is taken apart, so that no address can hide in it."""
    query = QueryDict(_here(request))
    kept = {name: query[name] for name in KEPT if query.get(name)}
    if done:
        kept["done"] = str(done)
    return f"{reverse('admin:comments_queue')}?{urlencode(kept)}"
