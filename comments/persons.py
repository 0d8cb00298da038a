"""The page for chief editors on which what one reader wrote is found, taken out as a file, or blanked on their word."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import moderation
from comments.models import Comment

SHOWN = 200  # comments listed on the page


def person(request, admin_site):
    """Find by e-mail, receipt or mark; export and erase by POST. Erasing shows what it touches, and asks."""
    if not request.user.has_perm(moderation.ERASE):
        raise PermissionDenied
    asked = request.POST if request.method == "POST" else request.GET
    who, act = asked.get("who", "").strip(), request.POST.get("act", "")
    comments = moderation.of_person(who)
    if act == "export" and comments.exists():
        body = json.dumps(export(comments), ensure_ascii=False, indent=1)
        disposition = {"Content-Disposition": 'attachment; filename="comments.json"', "Cache-Control": "no-store"}
        return HttpResponse(body, content_type="application/json; charset=utf-8", headers=disposition)
    if act == "erase" and "sure" in request.POST:
        count = moderation.erase_person(comments, by=request.user, keep_text="keep_text" in request.POST)
        words = ngettext("%(n)d comment was erased.", "%(n)d comments were erased.", count)
        messages.success(request, words % {"n": count})
        who, comments = "", Comment.objects.none()
    found = list(comments[: SHOWN + 1])
    context = admin_site.each_context(request) | {
        "title": _("What one reader wrote"),
        "who": who,
        "comments": found[:SHOWN],
        "count": comments.count() if found else 0,
        "has_more": len(found) > SHOWN,
        "asks": act == "erase" and found,
        "keep_text": "keep_text" in request.POST,
    }
    return TemplateResponse(request, "admin/comments/person.html", context)


def export(comments):
    """Return all that is kept of these comments and their decisions, as plain data. Notes of the desk stay there."""
    return [
        {
            "article": comment.article_id,
            "number": comment.number,
            "state": comment.state,
            "name": comment.name,
            "email": comment.email,
            "text": comment.body,
            "language": comment.language,
            "posted_at": comment.posted_at.isoformat(),
            "edited_at": comment.edited_at and comment.edited_at.isoformat(),
            "author_mark": comment.author_mark,
            "network": comment.network,
            "decisions": [
                {
                    "at": decision.at.isoformat(),
                    "by": decision.actor,
                    "verb": decision.verb,
                    "from": decision.from_state,
                    "to": decision.to_state,
                    "reason": decision.reason,
                    "note": decision.note,
                    "earlier_text": decision.old_body,
                }
                for decision in reversed(comment.decisions.all())
            ],
        }
        for comment in comments.prefetch_related("decisions")
    ]
