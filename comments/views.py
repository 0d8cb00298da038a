"""The public pages of comments. Each begins with the live story: what is not live has none, whatever the reason."""

import threading
import time
from collections import deque
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.models import Edition
from articles.press import errors
from articles.press.feeds import rss
from articles.press.feeds.content import Feed, Item
from articles.press.page import FeedLink, Masthead, Page, respond
from articles.render import absolute
from comments import moderation, receipts
from comments.cleaning import clean_body
from comments.discussions import page_of, standing_of, thread_of
from comments.form import Form, Typed, body_problem, fresh_token, sum_parts
from comments.links import linkify
from comments.models import Comment, Policy
from comments.network import client_network
from newsroom import pages

TOKENS_A_MINUTE = 60
IN_FEED = 50
_fetched = deque(maxlen=10_000)
_counting = threading.Lock()


def _standing(article_id):
    """Return the Standing of a live story. Raises Http404 for everything else."""
    standing = standing_of(article_id)
    if standing is None:
        raise Http404
    return standing


def of_a_live_story(view):
    """Give a page the Standing of its story; 410 where it was withdrawn, 404 for whatever else is not live."""

    @require_safe
    @wraps(view)
    def answer(request, article, **kwargs):
        standing = standing_of(article)
        if standing is not None:
            return view(request, standing, **kwargs)
        edition = Edition.objects.filter(pk=article, withdrawn_at__isnull=False).first()
        if edition is None:
            raise Http404
        return errors.withdrawn(edition)

    return answer


def _respond(template, standing, *, title, path="", indexable=False, **context):
    feed = FeedLink(title, reverse("comments:feed", args=[standing.edition.pk]))
    page = Page(
        language=standing.edition.language,
        title=title,
        path=path,
        keys=[f"comments:{standing.edition.pk}"],
        indexable=indexable,
        feeds=[feed],
    )
    return respond(template, page, standing=standing, edition=standing.edition, **context)


def _title(standing):
    with translation.override(standing.edition.language):
        return _("Comments: %(headline)s") % {"headline": standing.edition.headline}


@require_safe
def token(request):
    """Answer a script's request for a fresh sum, when a reader first touches a form. Writes nothing."""
    article = request.GET.get("article", "")
    if not (article.isascii() and article.isdigit() and len(article) < 19):
        raise Http404
    if _too_often(client_network(request.META, settings.TRUSTED_PROXY_HOPS)):
        return JsonResponse(
            {"error": "too many"}, status=429, headers={"Cache-Control": "no-store", "Retry-After": "60"}
        )
    standing = _standing(int(article))
    with translation.override(standing.edition.language):
        if not standing.is_open:
            answer = JsonResponse({"closed": standing.closed_because}, status=409)
        else:
            slip = fresh_token(standing)
            form = Form(standing, token=slip)
            answer = JsonResponse(
                {
                    "slip": str(slip),
                    "parts": sum_parts(slip) if form.parts else [],
                    "sentence": form.sentence if form.parts else "",
                    "trap": slip.trap,
                    "left": slip.seconds_left(),
                    "trap_label": _("Leave this empty"),
                    "cannot": _("I can’t answer this"),
                }
            )
    answer["Cache-Control"] = "no-store"
    return answer


def _too_often(network):
    """Soften a flood of token requests. It is forgotten with the process and counts in each by itself: a courtesy."""
    now = time.monotonic()
    with _counting:
        while _fetched and _fetched[0][0] < now - 60:
            _fetched.popleft()
        _fetched.append((now, network))
        return sum(1 for _moment, each in _fetched if each == network) > TOKENS_A_MINUTE


@of_a_live_story
def listing(request, standing):
    """Show all comments of a story, fifty a page."""
    order = request.GET.get("order")
    newest_first = standing.newest_first if order not in Policy.Order.values else order == Policy.Order.NEWEST
    picks = "picks" in request.GET
    after = request.GET.get("after", "")
    if not (after.isascii() and after.isdigit() and len(after) in {6, 12, 18}):
        after = ""
    page = page_of(standing.edition.pk, newest_first=newest_first, picks=picks, after=after)
    own = not (after or picks or newest_first != standing.newest_first)
    return _respond(
        "comments/list.html",
        standing,
        title=_title(standing),
        path=reverse("comments:list", args=[standing.edition.pk]) if own else "",
        comments=page.comments,
        root=page.root,
        after=page.after,
        newest_first=newest_first,
        picks=picks,
        form=Form(standing) if standing.is_open and not page.after else None,
    )


@never_cache
@of_a_live_story
def new(request, standing):
    """Show the form on a page of its own, with its sum: for replies without scripts."""
    parent = None
    asked = request.GET.get("to", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 19:
        parent = Comment.objects.published().filter(pk=int(asked), article=standing.edition.pk).first()
    form = Form(
        standing,
        typed=Typed(story=standing.edition.pk, to=str(parent.pk) if parent else ""),
        token=fresh_token(standing) if standing.is_open else None,
        parent=parent,
    )
    response = _respond("comments/new.html", standing, title=_title(standing), form=form)
    response["Referrer-Policy"] = "same-origin"
    return response


@of_a_live_story
def permalink(request, standing, comment):
    """Show one published comment in its thread."""
    marked = Comment.objects.published().filter(pk=comment, article=standing.edition.pk).first()
    if marked is None:
        raise Http404
    return _respond(
        "comments/thread.html",
        standing,
        title=_title(standing),
        path=standing.edition.get_absolute_url(),  # what search engines are to show in its place
        indexable=True,
        comments=thread_of(marked),
        marked=marked,
    )


@of_a_live_story
def feed(request, standing):
    """The latest fifty comments of a story, for feed readers."""
    edition = standing.edition
    pages.keep(f"comments:{edition.pk}")
    newest = Comment.objects.published().filter(article=edition.pk).order_by("-first_published_at", "-pk")[:IN_FEED]
    return rss.write(
        Feed(
            title=_title(standing),
            site=Masthead(edition.language).text.name,
            language=edition.language,
            path=reverse("comments:feed", args=[edition.pk]),
            page=f"{edition.get_absolute_url()}#comments",
            description=edition.standfirst or edition.headline,
            items=[_item(edition, comment) for comment in newest],
        )
    )


def _item(edition, comment):
    address = reverse("comments:permalink", args=[edition.pk, comment.pk])
    return Item(
        id=absolute(address),
        path=f"{address}#comment-{comment.pk}",
        title=comment.name,
        html=linebreaks(linkify(comment.body)),
        published=comment.posted_at,
        summary=escape(comment.body),  # a description is HTML once the XML is read
        names=[comment],
    )


@csrf_exempt
@never_cache
def receipt(request, signed):
    """Show an author what became of a comment; POST changes it or takes it back. Its address is all that is needed."""
    if request.method not in {"GET", "HEAD", "POST"}:
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    number = receipts.comment_number(signed)
    comment = number and Comment.objects.filter(pk=number).first()
    if not comment:
        raise Http404
    problem, typed, status = "", "", 200
    with translation.override(comment.language):
        if request.method == "POST":
            typed = request.POST.get("words", "")
            problem, status = _act(request.POST.get("act"), comment, clean_body(typed))
            if not problem:
                return HttpResponseRedirect(request.path)
        return _receipt(comment, signed, status, typed=typed, problem=problem, asks=_asked(request))


def _act(act, comment, body):
    """Do what the author asked; return what is wrong, in a sentence or an empty string, and the HTTP status for it."""
    try:
        if act == "withdraw" and comment.state != Comment.State.WITHDRAWN:
            moderation.withdraw(comment)
        elif act == "edit":
            if problem := body_problem(body):
                return problem, 422
            moderation.edit(comment, body=body)
    except moderation.Refusal as refusal:
        return " ".join(refusal.reasons), 429 if isinstance(refusal, moderation.TooOften) else 422
    return "", 200


def _asked(request):
    return next((act for act in ("withdraw", "edit") if act in request.GET or request.POST.get("act") == act), "")


def _receipt(comment, signed, status, **shown):
    standing = standing_of(comment.article_id)
    may_edit = standing is not None and moderation.may_edit(comment)
    response = respond(
        "comments/receipt.html",
        Page(language=comment.language, title=_("Your comment"), indexable=False),
        status=status,
        comment=comment,
        signed=signed,
        edition=standing and standing.edition,
        decision=comment.decisions.first() if comment.state in {"rejected", "removed"} else None,
        may_edit=may_edit,
        may_withdraw=comment.state in moderation.TRANSITIONS["withdraw"].sources,
        mark=receipts.sign_mark(comment.author_mark) if comment.author_mark else "",
        **shown,
    )
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
