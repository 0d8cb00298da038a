"""A reader's alarm. It raises a comment in the queue and hides nothing."""

from django.db import transaction
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.models import Comment, Report
from comments.moderation.common import Refusal, locked, risk_of_report
from comments.notices import alarm
from newsroom.text import tidy


@transaction.atomic
def report(comment, *, reason, text="", network="", at=None):
    """Take a reader's alarm about a published comment and return it; the same network's second is the first.

    Danger to a person alarms the moderators at once.
    """
    text = tidy(text).strip()
    check_report(reason, text)
    locked(comment.article_id)
    if not Comment.objects.published().filter(pk=comment.pk).exists():
        raise Refusal(_("This comment is not shown any more."))
    if network and (first := Report.objects.filter(comment=comment.pk, network=network).first()):
        return first
    made = Report.objects.create(
        comment=comment, reason=reason, text=text, network=network, at=at or timezone.now()
    )  # fmt: skip
    Comment.objects.filter(pk=comment.pk).update(risk=Greatest("risk", risk_of_report(reason)))
    if reason == Report.Reason.DANGER:
        alarm("danger", comment.article_id)
    return made


def check_report(reason, text):
    """Raise Refusal where an alarm is not complete or too long."""
    problems = []
    if reason not in Report.Reason.values:
        problems.append(_("Please choose what is wrong."))
    elif reason == Report.Reason.OTHER and not text:
        problems.append(_("Please write what is wrong."))
    if (excess := len(text) - Report.TEXT_LIMIT) > 0:
        words = ngettext(
            "Your words are %(n)d character too long. Please shorten them.",
            "Your words are %(n)d characters too long. Please shorten them.",
            excess,
        )
        problems.append(words % {"n": excess})
    if problems:
        raise Refusal(*problems)
