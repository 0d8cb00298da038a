"""How comments reach other rooms' pages: under a story, and on the desk home."""

from django import template
from django.conf import settings
from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.dates import digits
from comments import discussions, links
from comments.form import Form, Typed
from comments.models import Comment, Decision, Discussion, Report

register = template.Library()


@register.simple_tag
def count_comments(story):
    """Find, in the head of a live story's page, how many comments it has: its structured data say so."""
    _standing_of(story)
    return ""


def _standing_of(story):
    """Return how the story of a StoryPage stands with its comments, asked for once a page."""
    if story.discussion is None and (standing := discussions.standing_of(story.story.pk)):
        story.discussion, story.comment_count = standing, standing.published_count
    return story.discussion


@register.inclusion_tag("comments/_comments.html", takes_context=True)
def comments_of(context, story):
    """Show the first comments of a live story and the form, without token. Two queries, however many there are.

    `story` is the page of a story (articles.render.StoryPage). A preview shows none.
    """
    standing = _standing_of(story) if story.is_public else None
    if standing is None:
        return {"standing": None}
    page = discussions.first_page(story.story.pk, newest_first=standing.newest_first)
    return {
        "page": context["page"],
        "standing": standing,
        "comments": page.comments,
        "after": page.after,
        "form": Form(standing, typed=Typed(story=story.story.pk)) if standing.is_open else None,
    }


@register.inclusion_tag("admin/comments/_waiting.html")
def comments_waiting():
    """Show on the desk home how many comments wait, since when, and what readers report. Two queries."""
    waiting = Comment.objects.filter(state=Comment.State.PENDING)
    return waiting.aggregate(
        count=Count("pk"), oldest=Min("posted_at"), errors=Count("pk", filter=Q(reports_error=True))
    ) | {"reported": Report.objects.open().values("comment").distinct().count()}


@register.inclusion_tag("admin/comments/_control.html")
def comment_control(article_id):
    """Tell on a story's page at the desk how its comments stand, with the way to change that. One query."""
    standing = discussions.standing_of(article_id)
    if standing is None:
        return {"standing": None}
    return {"standing": standing, "mode": Discussion.Mode(standing.mode).label, "article_id": article_id}


@register.filter
def comment_text(comment):
    """Return a comment's text escaped, its links alive."""
    return links.linkify(comment.body)


@register.filter
def dead_text(comment):
    """Return a comment's text escaped, its links shown whole and not to be followed."""
    return links.linkify(comment.body, dead=True)


@register.filter
def count_words(count, language=None):
    """Return the number of comments in words: 3 comments."""
    words = ngettext("%(n)s comment", "%(n)s comments", count)
    return words % {"n": digits(count, language or settings.LANGUAGE_CODE)}


@register.filter
def tombstone(comment):
    """Return what stands in the place of a comment that is not shown but was answered."""
    if comment.state == Comment.State.REMOVED:
        if comment.removed_reason and comment.removed_reason != Decision.Reason.OTHER:
            reason = Decision.Reason(comment.removed_reason).label
            return _("Removed by the editors (%(reason)s).") % {"reason": reason}
        return _("Removed by the editors.")
    if comment.state == Comment.State.WITHDRAWN:
        return _("Withdrawn by its author.")
    return _("Not shown at the moment.")


@register.filter
def problem(form, name):
    """Return the form's problem at a field, or an empty string."""
    return form.problems.get(name, "")
