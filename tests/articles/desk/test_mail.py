"""Notices by e-mail: a link and no word of the story, one in five minutes, each once, and no verb waits for them."""

import smtplib
import socket
import threading
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail as outbox
from django.db import connections
from django.utils import timezone

from articles import desk
from articles.desk import mail, notes, notices
from articles.models import Notice
from newsroom import worker
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail_is_configured(settings):
    settings.EMAIL_CONFIGURED = True


def reached(person, **fields):
    """Return a person who has an address to which mails go."""
    user = person()
    type(user).objects.filter(pk=user.pk).update(email=f"{user.username}@example.org", **fields)
    user.refresh_from_db()
    return user


@pytest.fixture
def dana():
    return reached(cast.editor)


def test_a_mail_carries_a_link_and_no_word_of_the_story(dana):
    article = cast.submitted()
    notes.write(article, by=cast.reporter(), text="@dana, the mayor lies.")
    mail.post.call()
    (sent,) = outbox.outbox
    assert sent.to == ["dana@example.org"]
    assert sent.subject == f"2 notices about story #{article.pk}"
    whole = sent.subject + sent.body
    assert f"{settings.SITE_URL}/admin/articles/article/{article.pk}/change/" in whole
    assert f"Rojîn Aziz submitted story #{article.pk}." in whole
    assert not any(words in whole for words in (article.headline, "footbridge", "mayor"))


def test_a_verb_asks_for_the_mail_once_it_is_committed(dana, django_capture_on_commit_callbacks):
    article = cast.make_article()
    with django_capture_on_commit_callbacks() as callbacks:
        desk.submit(article, by=cast.reporter())
        assert not outbox.outbox
    for callback in callbacks:
        callback()
    assert [sent.subject for sent in outbox.outbox] == [f"Rojîn Aziz submitted story #{article.pk}."]


def test_a_story_sends_one_mail_in_five_minutes_and_the_rest_together_afterwards(dana, time_machine):
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    article, other = cast.submitted(), cast.submitted()
    mail.post.call()
    assert len(outbox.outbox) == 2  # one for each story
    for words in ("@dana, one.", "@dana, two."):
        notes.write(article, by=cast.reporter(), text=words)
    mail.post.call()
    time_machine.move_to(start + timedelta(minutes=4, seconds=59), tick=False)
    mail.post.call()
    assert len(outbox.outbox) == 2
    time_machine.move_to(start + timedelta(minutes=5, seconds=1), tick=False)
    mail.post.call()
    assert len(outbox.outbox) == 3
    assert outbox.outbox[2].body.count("mentioned you") == 2
    assert not Notice.objects.filter(mail_due__isnull=False).exists()
    assert other.pk != article.pk


def test_each_notice_is_mailed_once_however_often_the_job_runs(dana):
    cast.submitted()
    for _again in range(3):
        mail.post.call()
    assert len(outbox.outbox) == 1


@pytest.mark.parametrize("choice", [notices.ADMIN, notices.OFF])
def test_who_wants_no_mail_gets_none(dana, choice):
    notices.choose(dana, {"submitted": choice})
    cast.submitted()
    mail.post.call()
    assert outbox.outbox == []
    assert Notice.objects.exists() == (choice == notices.ADMIN)


def test_without_mail_or_address_nothing_is_due_and_nothing_fails(settings):
    cast.editor()
    cast.submitted()
    settings.EMAIL_CONFIGURED = False
    reached(cast.chief)
    cast.submitted()
    mail.post.call()
    assert outbox.outbox == []
    assert Notice.objects.exists()
    assert not Notice.objects.filter(mail_due__isnull=False).exists()


def test_who_left_meanwhile_is_not_written_to(dana):
    cast.submitted()
    type(dana).objects.filter(pk=dana.pk).update(is_active=False)
    mail.post.call()
    assert outbox.outbox == []
    assert mail.sweep() == 0


def test_a_mail_that_failed_is_sent_later_and_at_last_given_up(dana, monkeypatch, time_machine):
    cast.submitted()
    start = timezone.now()

    def refuse(*_args):
        raise smtplib.SMTPRecipientsRefused({"dana@example.org": (550, b"unknown")})

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    tries = []
    for minute in range(240):
        time_machine.move_to(start + timedelta(minutes=minute), tick=False)
        if Notice.objects.filter(mail_due__lte=timezone.now()).exists():
            mail.post.call()
            tries.append(minute)
    assert len(tries) == 5
    assert Notice.objects.get().mail_due is None


def test_one_refused_address_keeps_no_other_mail(dana, monkeypatch):
    reached(cast.chief)
    cast.submitted()
    send = outbox.backends.locmem.EmailBackend.send_messages

    def refuse_one(backend, messages):
        if messages[0].to == ["dana@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"dana@example.org": (550, b"unknown")})
        return send(backend, messages)

    monkeypatch.setattr(outbox.backends.locmem.EmailBackend, "send_messages", refuse_one)
    mail.post.call()
    assert [sent.to for sent in outbox.outbox] == [["hevi@example.org"]]


def test_a_worker_killed_with_a_mail_in_its_hands_leaves_it_to_the_next(dana, monkeypatch, time_machine):
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    cast.submitted()

    class Killed(BaseException):
        """As a signal ends a process: nothing is tidied up."""

    def die(*_args):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", die)
        with pytest.raises(Killed):
            mail.post.call()
    mail.post.call()
    assert outbox.outbox == []  # it may still be on its way
    time_machine.move_to(start + timedelta(minutes=11), tick=False)
    assert mail.sweep() == 1
    assert len(outbox.outbox) == 1
    assert mail.sweep() == 0


def test_the_sweep_leaves_a_mail_to_its_own_job_for_a_minute(dana, time_machine):
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    cast.submitted()
    assert mail.sweep() == 0
    time_machine.move_to(start + timedelta(seconds=61), tick=False)
    assert mail.sweep() == 1
    assert len(outbox.outbox) == 1


def test_the_mail_is_in_the_language_its_reader_chose_and_its_number_in_any(settings):
    reached(cast.editor, language="ar")
    article = cast.submitted()
    mail.post.call()
    assert f"#{article.pk}" in outbox.outbox[0].subject


def test_a_line_break_in_a_name_forges_no_header(dana):
    reporter = cast.reporter()
    reporter.first_name = "Rojîn\nBcc: all@example.org"
    reporter.save()
    cast.submitted(by=reporter)
    mail.post.call()
    assert len(outbox.outbox) == 1
    assert "\n" not in outbox.outbox[0].subject


@pytest.mark.django_db(transaction=True)
def test_many_workers_send_each_mail_once():
    people = [reached(lambda number=number: cast.make_user(f"editor{number}", *cast.EDITOR)) for number in range(6)]
    for _story in range(3):
        cast.submitted()

    def work():
        try:
            mail.post.call()
        finally:
            connections.close_all()

    # The jobs of the submissions have run; the mails are made due again.
    outbox.outbox.clear()
    Notice.objects.update(mailed_at=None, mail_due=timezone.now())
    threads = [threading.Thread(target=work) for _worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted((sent.to[0], sent.subject) for sent in outbox.outbox) == sorted(
        (person.email, f"Rojîn Aziz submitted story #{notice.article_id}.")
        for person in people
        for notice in Notice.objects.filter(user=person)
    )
    assert len(outbox.outbox) == 18


@pytest.fixture
def silent_server(settings):
    """A mail server that takes every connection and never says a word."""
    listener = socket.create_server(("127.0.0.1", 0))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = listener.getsockname()
    settings.EMAIL_TIMEOUT = 1
    settings.JOBS = "worker"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    yield
    listener.close()


@pytest.mark.django_db(transaction=True)
def test_a_silent_mail_server_delays_no_verb_and_the_worker_goes_on(silent_server):
    reached(cast.editor), reached(cast.chief)
    article = cast.make_article()
    started = time.monotonic()
    desk.submit(article, by=cast.reporter())
    assert time.monotonic() - started < 1
    started = time.monotonic()
    while worker.run_job():
        pass
    assert 1 <= time.monotonic() - started < 3  # one attempt; the second mail does not wait for the same silence
    waiting = Notice.objects.filter(mail_due__isnull=False, mailed_at=None)
    assert waiting.count() == 2
    assert sorted(waiting.values_list("mail_tries", flat=True)) == [0, 1]


def test_the_timeout_of_the_mail_server_is_set():
    assert 0 < settings.EMAIL_TIMEOUT <= 10
