"""Mail to moderators: a digest of what waits, and an alarm at once. Never a word of a comment: mail travels in clear.

A link in a mail opens a page; nothing is changed by following it.
"""

import datetime
import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Edition
from articles.render import absolute
from authors.models import User
from comments import throttle
from comments.models import Comment, Digest, Discussion, Report
from newsroom.jobs import task

logger = logging.getLogger(__name__)

PERIODS = {Digest.Every.HOURLY: datetime.timedelta(hours=1), Digest.Every.DAILY: datetime.timedelta(days=1)}
STORIES = 20  # that a digest names
ALARMS = {
    "danger": gettext_lazy("A reader reports a danger to a person"),
    "slow": gettext_lazy("Very many comments come in under one story"),
    "trap": gettext_lazy("Most posts of the last hour filled the field that people leave empty"),
}


def moderators():
    """Return whoever may moderate, has an address and wants to be written to."""
    codename = "moderate_comment"
    may = Q(is_superuser=True) | Q(user_permissions__codename=codename) | Q(groups__permissions__codename=codename)
    silent = Digest.objects.filter(every=Digest.Every.OFF).values("user")
    people = User.objects.filter(may, is_active=True, is_staff=True).exclude(email="").exclude(pk__in=silent)
    return people.order_by("pk").distinct()


# At once ------------------------------------------------------------------------------------------------------


def alarm(kind, article_id):
    """Write to the moderators once this transaction is stored; at most once an hour for each kind of alarm."""
    if settings.EMAIL_CONFIGURED and throttle.spend("alarm", kind)[0]:
        transaction.on_commit(lambda: send_alarm.enqueue(kind, article_id))


@task()
def send_alarm(kind, article_id):
    """Write an alarm to each moderator, with the address of the place where something can be done about it."""
    edition = Edition.objects.filter(pk=article_id).only("headline").first()
    tab = "reported" if kind == "danger" else "waiting"
    for person in moderators():
        with translation.override(person.language or settings.LANGUAGE_CODE):
            lines = [f"{ALARMS[kind]}.", "", edition.headline if edition else f"#{article_id}"]
            lines += [_queue(f"tab={tab}&article={article_id}")]
            _send(person, str(ALARMS[kind]), lines)


# Digests ------------------------------------------------------------------------------------------------------


def send_digests(now=None):
    """Write to every moderator whose hour or day has passed, where anything waits. Returns how many were written to.

    Of two workers at once, the one that moves `sent_at` sends.
    """
    now = now or timezone.now()
    if not settings.EMAIL_CONFIGURED or not _something_waits():
        return 0
    people = list(moderators())
    Digest.objects.bulk_create([Digest(user=person) for person in people], ignore_conflicts=True)
    sent = 0
    for digest in Digest.objects.filter(user__in=people).exclude(every=Digest.Every.OFF):
        if digest.sent_at and now - digest.sent_at < PERIODS[digest.every]:
            continue
        with transaction.atomic():
            claimed = Digest.objects.filter(pk=digest.pk, every=digest.every, sent_at=digest.sent_at)
            if claimed.update(sent_at=now):
                transaction.on_commit(lambda person=digest.pk: send_digest.enqueue(person))
                sent += 1
    return sent


@task()
def send_digest(person_id):
    """Write to one moderator how much waits, where and since when."""
    person = moderators().filter(pk=person_id).first()
    if person is None or not _something_waits():
        return
    with translation.override(person.language or settings.LANGUAGE_CODE):
        subject, sentences = _state()
        lines = [" ".join(sentences), "", *_by_story(), "", _queue("")]
        lines += ["", _("How often you are written to, you choose here:"), absolute(reverse("admin:comments_mail"))]
        _send(person, subject, lines)


def _state():
    """Return a subject, and sentences that say how many comments wait, since when, and how many are reported."""
    waiting = Comment.objects.filter(state=Comment.State.PENDING).aggregate(count=Count("pk"), oldest=Min("posted_at"))
    reported = Report.objects.open().values("comment").distinct().count()
    sentences = []
    if waiting["count"]:
        words = ngettext("%(n)d comment waits.", "%(n)d comments wait.", waiting["count"])
        sentences += [words % {"n": waiting["count"]}]
    if reported:
        words = ngettext("%(n)d comment is reported by readers.", "%(n)d comments are reported by readers.", reported)
        sentences += [words % {"n": reported}]
    subject = sentences[0].rstrip(".")
    if waiting["oldest"]:
        when = f"{timezone.localtime(waiting['oldest']):%Y-%m-%d %H:%M}"
        sentences += [_("The oldest was sent %(when)s.") % {"when": when}]
    return subject, sentences


def _something_waits():
    return Comment.objects.filter(state=Comment.State.PENDING).exists() or Report.objects.open().exists()


def _by_story():
    """Return a line for each story under which comments wait, those with most first."""
    busy = Discussion.objects.filter(waiting_count__gt=0).order_by("-waiting_count", "pk")[:STORIES]
    counts = {row.pk: row.waiting_count for row in busy}
    headlines = dict(Edition.objects.filter(pk__in=counts).values_list("pk", "headline"))
    return [f"{count} – {headlines.get(number, f'#{number}')}" for number, count in counts.items()]


def _queue(query):
    return absolute(reverse("admin:comments_queue") + (f"?{query}" if query else ""))


def _send(person, subject, lines):
    EmailMessage(subject, "\n".join(lines) + "\n", to=[person.email]).send()
