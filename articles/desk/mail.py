"""Notices by e-mail: one mail for each person and story in five minutes. A link, never a word of the story.

The job and the sweep send whatever is due. A mail is claimed before it is sent, so that of two workers one sends it; a
worker that dies with it leaves it due again after LEASE.
"""

import logging
import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from articles.desk import notices
from articles.models import Article, Notice
from articles.render import absolute
from authors.models import User
from newsroom.jobs import task

APART = timedelta(minutes=5)  # between two mails to one person about one story
LEASE = timedelta(minutes=10)  # how long a claimed mail is left to the worker that has it
GRACE = timedelta(minutes=1)  # how long the sweep leaves a mail to its own job
# Before the second attempt, the third …; after the last the notice stands in the desk alone.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120)]
AT_ONCE = 200  # mails of one job; the sweep asks for the next

# What is wrong with one mail; any other failure is the server's, and the other mails wait too.
OF_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError, ValueError)

logger = logging.getLogger(__name__)


@task()
def post():
    """Send the mails that are due."""
    due = Notice.objects.filter(mail_due__lte=timezone.now()).order_by("mail_due", "pk")
    pairs = dict.fromkeys(due.values_list("user", "article")[:AT_ONCE])
    connection = get_connection()
    try:
        for user, article in pairs:
            if not _deliver(user, article, connection):
                break
    finally:
        connection.close()


def sweep():
    """Ask for the mails that a job did not send, failed to send, or put off; return whether there are any."""
    overdue = Notice.objects.filter(mail_due__lte=timezone.now() - GRACE).exists()
    if overdue:
        post.enqueue()
    return int(overdue)


def _deliver(user, article, connection):
    """Send one person the mail about one story; return whether it is worth trying the next mail."""
    claimed = _claim(user, article)
    if not claimed:
        return True
    try:
        connection.open()
        connection.send_messages([_message(claimed, connection)])
    except Exception as error:  # noqa: BLE001 - whatever it is, the notice stands in the desk and the mail is tried again
        logger.warning("No mail to user %s about story %s: %s", user, article, error)
        _put_off(claimed)
        return isinstance(error, OF_ONE_MAIL)
    Notice.objects.filter(pk__in=[notice.pk for notice in claimed]).update(mail_due=None)
    return True


@transaction.atomic
def _claim(user, article):
    """Return the notices of the mail to send now, taken for this worker; none where another is too recent."""
    now = timezone.now()
    person = User.objects.select_for_update(no_key=True).get(pk=user)  # one mail at a time is made up for a person
    about = Notice.objects.filter(user=user, article=article)
    due = about.filter(mail_due__lte=now)
    if not person.is_active or not person.email:
        due.update(mail_due=None)
        return []
    recent = about.filter(mailed_at__gt=now - APART).order_by("-mailed_at").first()
    if recent:
        due.update(mail_due=recent.mailed_at + APART)
        return []
    claimed = list(due.select_related("user", "by").order_by("pk"))
    if article:
        known = Article.objects.only("pk").get(pk=article)
        for notice in claimed:
            notice.article = known
    due.update(mail_due=now + LEASE, mailed_at=now)
    return claimed


def _put_off(claimed):
    for notice in claimed:
        pause = PAUSES[notice.mail_tries] if notice.mail_tries < len(PAUSES) else None
        Notice.objects.filter(pk=notice.pk).update(
            mail_due=timezone.now() + pause if pause else None, mailed_at=None, mail_tries=notice.mail_tries + 1
        )


def _message(claimed, connection):
    """Return the mail, in the language its reader chose for the desk."""
    user, number = claimed[0].user, claimed[0].article_id
    with translation.override(user.language or settings.LANGUAGE_CODE):
        story = translation.gettext("story #%d") % number if number else ""
        address = reverse("admin:articles_article_change", args=[number]) if number else reverse("admin:index")
        context = {
            "story": story,
            "lines": [(timezone.localtime(notice.at), notices.sentence(notice, story)) for notice in claimed],
            "address": absolute(address),
            "choices": absolute(reverse("admin:notice_choices")),
        }
        subject = " ".join(render_to_string("admin/notices/mail_subject.txt", context).split())
        body = render_to_string("admin/notices/mail_body.txt", context)
    # The same mail keeps its name, so that a second copy, after a worker died at the wrong moment, is known as one.
    name = f"<notice-{claimed[0].pk}-{claimed[-1].pk}@{settings.SITE_HOST}>"
    headers = {"Message-ID": name, "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, body, to=[user.email], headers=headers, connection=connection)
