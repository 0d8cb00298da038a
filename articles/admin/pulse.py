"""The pulse: what an open form tells the desk every 15 seconds, and what it hears of the others.

It says who has the story open, keeps what was typed (scratch), and learns whether the session, the revision the form
was opened on and the clock are still what they were. It answers in JSON and never leads anywhere.
"""

import json
import re
from functools import wraps

from django.http import JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import desk, protection
from articles.admin.home import RED
from articles.desk import presence, scratch, watch
from articles.models import Article, Heartbeat, Revision

LIMIT = 2 * 1024 * 1024  # bytes: a body of 300,000 letters of any script, and 40 captions
_TAB = re.compile(r"[0-9a-f-]{32,36}")
_FORM = re.compile(r"[0-9a-f]{32}")
LARGEST = 2**31 - 1  # number of a revision
LARGEST_KEY = 2**63 - 1


def _refused(status, **words):
    return JsonResponse({"error": words.pop("error", ""), **words}, status=status)


def answers_in_json(view):
    """Let a view of the admin answer who is logged out with 401 in JSON: no page, and no way to the log-in."""

    @wraps(view)
    def inner(self, request):
        if request.method != "POST":
            return _refused(405, error="POST only")
        if not self.admin_site.has_permission(request):
            return _refused(401, session="over")
        return view(self, request)

    return inner


class Unreadable(Exception):
    """What was sent is no pulse."""


def _read(request):
    """Return what a pulse says; raises Unreadable."""
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    if not isinstance(told, dict):
        raise Unreadable
    article, base, fields = told.get("article"), told.get("base"), told.get("fields")
    if not _number(article, LARGEST_KEY) or not _number(base, LARGEST) or not isinstance(fields, dict | None):
        raise Unreadable
    if not _TAB.fullmatch(str(told.get("tab"))) or not _FORM.fullmatch(str(told.get("form"))):
        raise Unreadable
    return told | {"article": article, "base": base, "fields": fields}


def _number(value, largest):
    return value is None or (type(value) is int and 0 < value <= largest)


class PulseMixin:
    """The pulse's address, for the story's ModelAdmin."""

    def get_urls(self):
        # Not one of the admin's own pages: those answer a dead session with the log-in.
        return [path("pulse/", self.pulse_view, name="articles_article_pulse"), *super().get_urls()]

    @answers_in_json
    def pulse_view(self, request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > LIMIT:
            return _refused(413, error="too much")
        try:
            told = _read(request)
        except Unreadable:
            return _refused(400, error="no pulse")
        article = None
        if told["article"] is None:
            if not self.has_add_permission(request):
                return _refused(403, session="here")
        else:
            article = Article.objects.filter(pk=told["article"]).only("pk").first()
            if article is None or not self.has_view_permission(request, article):
                return _refused(403, session="here")
        return JsonResponse(self._pulse(request.user, article, told))

    def _pulse(self, user, article, told):
        """Note what a pulse says and return the answer."""
        answer = {"session": "here", "who": {"id": user.pk, "name": user.get_full_name() or user.get_username()}}
        if article is not None:
            if told.get("leaving") is True:
                presence.left(article, by=user, tab=told["tab"])
            else:
                presence.seen(article, by=user, tab=told["tab"], unsaved=told.get("unsaved") is True)
            answer |= _others(article, user, told["base"])
        if told["fields"] is not None:
            answer["kept"] = scratch.keep(
                article, told["fields"], by=user, form=told["form"], base=told["base"] if article else None
            )
        if user.has_perm("articles.publish_article"):
            answer["clock"] = _clock()
        return answer


def _others(article, user, base):
    """Return who else is at a story, and what was saved of it since `base`."""
    here = presence.here([article.pk], besides=user).get(article.pk, [])
    found = {"here": [person.sentence for person in here], "head": None, "stale": ""}
    head = Revision.objects.filter(article=article).defer("document").select_related("by").order_by("-number")
    head = head.annotate(hides_saver=protection.hidden_here("article", "by")).first()
    if head:
        who = head.by and str(protection.PROTECTED if head.hides_saver else head.by)
        found["head"] = {"number": head.number, "who": who, "when": head.at.isoformat()}
        if base is not None and base != head.number:
            found["stale"] = f"{desk.Stale(head)} {_('Go on writing: when you save, nothing of either is lost.')}"
    return found


def _clock():
    """Return a sentence where nobody watches the schedules; empty while all is well."""
    newest = Heartbeat.objects.order_by("-at").values_list("at", flat=True).first()
    if newest and (timezone.now() - newest).total_seconds() <= RED:
        return ""
    if newest:
        watch.stopped_since(newest)  # no worker is there to tell of it
    return _("The clock has stopped: nothing is published by itself.")
