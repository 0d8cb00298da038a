"""A reader's alarm: a page that asks what is wrong with one published comment. It looks at no cookie and no session."""

import logging

from django.db import DatabaseError
from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from articles.press.page import Page, respond
from comments import incoming, moderation, throttle
from comments.discussions import standing_of
from comments.models import Comment, Report
from comments.network import mark_of
from newsroom.text import tidy

logger = logging.getLogger(__name__)


@csrf_exempt
@never_cache
def report(request, comment):
    """Show the form, or take it: same origin, one report of a network for each comment, five in an hour."""
    if request.method in {"GET", "HEAD"}:
        return _page(*_reported(comment), is_sent="sent" in request.GET)
    if refused := incoming.refuse(request):
        if refused.status_code == 405:
            refused["Allow"] = "GET, HEAD, POST"
        return refused
    fields, refused = incoming.fields_of(request)
    if refused:
        return refused
    reason, text = fields.get("reason", ""), tidy(fields.get("words", ""))
    try:
        row, standing = _reported(comment)
        with translation.override(standing.edition.language):
            return _take(request, row, standing, reason, text)
    except DatabaseError:
        logger.exception("A report could not be stored.")
        sentence = _("We cannot take reports just now. Please try again in a few minutes.")
        return incoming.plain(503, sentence, text)


def _reported(number):
    """Return a published comment and its story's Standing. Raises Http404 for everything else."""
    row = Comment.objects.published().filter(pk=number).first()
    standing = row and standing_of(row.article_id)
    if not standing:
        raise Http404
    return row, standing


def _take(request, row, standing, reason, text):
    typed = {"reason": reason, "words": text}
    network = mark_of(request)
    try:
        moderation.check_report(reason, text.strip())
        known = Report.objects.filter(comment=row.pk, network=network).exists()
        if not known and not all(throttle.spend("report", network)):
            response = _page(
                row, standing, 429, problems=[_("You have reported often. Please try again in an hour.")], **typed
            )
            response["Retry-After"] = "3600"
            return response
        moderation.report(row, reason=reason, text=text, network=network)
    except moderation.Refusal as refusal:
        return _page(row, standing, 422, problems=refusal.reasons, **typed)
    return incoming.SeeOther("?sent")


def _page(row, standing, status=200, **shown):
    edition = standing.edition
    with translation.override(edition.language):
        page = Page(language=edition.language, title=_("Report a comment"), indexable=False)
        response = respond(
            "comments/report.html",
            page,
            status=status,
            edition=edition,
            comment=row,
            reasons=Report.Reason.choices,
            limit=Report.TEXT_LIMIT,
            **shown,
        )
    response["Referrer-Policy"] = "same-origin"
    return response
