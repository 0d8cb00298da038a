"""Mail to moderators: how often, to whom, and never a word of a comment."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connections
from django.utils import timezone

from articles.models import DeskLog
from comments import checks, moderation, notices
from comments.models import Comment, Digest
from newsroom import jobs
from tests import cast
from tests.comments import reader
from tests.comments.reader import make_comment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.EMAIL_CONFIGURED = True


@pytest.fixture
def lana():
    lana = cast.moderator()
    type(lana).objects.filter(pk=lana.pk).update(email="lana@example.org")
    return type(lana).objects.get(pk=lana.pk)


@pytest.fixture
def edition():
    return cast.live_story()


def sweep(capture, **ago):
    with capture(execute=True):
        return notices.send_digests(timezone.now() + timedelta(**ago))


def test_a_digest_counts_by_story_and_holds_no_word_of_a_comment(edition, lana, django_capture_on_commit_callbacks):
    other = cast.live_story()
    for number in range(3):
        make_comment(edition, body=f"Secret text {number}", name="Azad", email="azad@example.net")
    make_comment(other, body="Secret elsewhere", name="Rojda")
    reported = make_comment(edition, by=lana, body="Secret and shown")
    moderation.report(reported, reason="insult", text="Secret reason")
    assert sweep(django_capture_on_commit_callbacks) == 1
    (letter,) = mail.outbox
    assert letter.to == ["lana@example.org"]
    assert letter.subject == "4 comments wait"
    for words in (f"3 – {edition.headline}", f"1 – {other.headline}", "The oldest was sent", "1 comment is reported"):
        assert words in letter.body
    assert "http://127.0.0.1:8000/admin/comments/comment/queue/" in letter.body
    for secret in ("Secret", "Azad", "Rojda", "azad@"):
        assert secret not in letter.subject + letter.body


def test_a_digest_comes_daily_hourly_or_never(edition, lana, django_capture_on_commit_callbacks):
    make_comment(edition)
    assert sweep(django_capture_on_commit_callbacks) == 1
    assert sweep(django_capture_on_commit_callbacks, hours=23) == 0
    assert sweep(django_capture_on_commit_callbacks, hours=25) == 1
    Digest.objects.update(every="hourly")
    assert sweep(django_capture_on_commit_callbacks, hours=25, minutes=30) == 0
    assert sweep(django_capture_on_commit_callbacks, hours=27) == 1
    Digest.objects.update(every="off")
    assert sweep(django_capture_on_commit_callbacks, days=9) == 0
    assert len(mail.outbox) == 3


def test_nothing_is_written_where_nothing_waits_or_no_mail_is_configured(
    edition, lana, settings, django_capture_on_commit_callbacks
):
    assert sweep(django_capture_on_commit_callbacks) == 0
    make_comment(edition)
    settings.EMAIL_CONFIGURED = False
    assert sweep(django_capture_on_commit_callbacks) == 0
    assert not Digest.objects.exists()


def test_what_is_decided_before_the_mail_is_sent_is_not_announced(edition, lana):
    comment = make_comment(edition)
    moderation.approve(comment, by=lana, version=1)
    notices.send_digest.func(lana.pk)
    assert mail.outbox == []


def test_only_moderators_who_are_active_and_have_an_address_are_written_to(edition, lana):
    cast.make_user("no_right", email="a@example.org")
    cast.make_user("no_address", "moderate_comment", app="comments")
    cast.make_user("left", "moderate_comment", app="comments", email="b@example.org", is_active=False)
    assert list(notices.moderators()) == [lana]


def test_a_get_on_the_links_of_a_mail_changes_nothing(client, edition, lana, django_capture_on_commit_callbacks):
    comment = make_comment(edition)
    sweep(django_capture_on_commit_callbacks)
    links = [line for line in mail.outbox[0].body.split() if line.startswith("http://127.0.0.1:8000")]
    assert len(links) == 2
    client.force_login(lana)
    before = Comment.objects.values().get(), Digest.objects.values().get()
    for link in links:
        assert client.get(link.removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert (Comment.objects.values().get(), Digest.objects.values().get()) == before
    assert comment.decisions.count() == 1


def test_a_moderator_chooses_how_often_on_a_page(client, lana):
    client.force_login(lana)
    address = "/admin/comments/comment/queue/mail/"
    assert 'value="daily" checked' in client.get(address).content.decode()
    client.post(address, {"every": "hourly"})
    assert Digest.objects.get(user=lana).every == "hourly"
    assert 'value="hourly" checked' in client.get(address).content.decode()
    client.post(address, {"every": "nonsense"})
    assert Digest.objects.get(user=lana).every == "hourly"


def test_every_worker_looks_for_digests():
    assert {sweep.name: sweep.every for sweep in jobs.sweeps()}["comments.digests"] == 600


def test_a_public_site_without_mail_is_warned(settings):
    settings.PRODUCTION, settings.EMAIL_CONFIGURED = True, False
    assert [warning.id for warning in checks.moderators_hear_of_danger()] == ["comments.W001"]
    settings.EMAIL_CONFIGURED = True
    assert checks.moderators_hear_of_danger() == []


# Floods


def test_a_flood_slows_the_story_for_an_hour_and_alarms(
    client, edition, lana, settings, django_capture_on_commit_callbacks
):
    settings.COMMENT_BUDGETS = settings.COMMENT_BUDGETS | {"article": [(3, 600)], "post": [(1000, 600), (1000, 600)]}
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(5):
            reader.comment_from(client, edition, f"192.0.2.{number}", words=f"Text {number}")
    entry = DeskLog.objects.get(event="comments.mode")
    assert (entry.by, entry.data["mode"], entry.article_id) == (None, "slow", edition.pk)
    (letter,) = mail.outbox
    assert "Very many comments" in letter.subject
    assert "Text" not in letter.body
    assert "one comment in five minutes" in client.get(edition.get_absolute_url()).content.decode()
    late = timezone.now() + timedelta(hours=1, seconds=1)
    from comments.discussions import standing_of

    assert standing_of(edition.pk, late).mode == "open"


def test_a_flood_leaves_a_mode_that_somebody_chose(edition, lana):
    moderation.set_mode(edition.article, "hold_all", by=lana)
    moderation.slow_down(edition.pk)
    assert DeskLog.objects.filter(event="comments.mode").count() == 1


def test_a_wave_of_robots_alarms_once(client, edition, lana, settings, django_capture_on_commit_callbacks):
    settings.COMMENT_BUDGETS = settings.COMMENT_BUDGETS | {"post": [(1000, 600), (1000, 600)]}
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(12):
            token = reader.slip(edition)
            fields = reader.form(edition, token, words=f"Buy {number}") | {token.trap: "x"}
            assert reader.send(client, fields).status_code == 303
    assert ["robots" in letter.body or "people leave empty" in letter.body for letter in mail.outbox] == [True]


# Two workers


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_sends_the_digest():
    lana, edition = cast.moderator(), cast.live_story()
    type(lana).objects.filter(pk=lana.pk).update(email="lana@example.org")
    make_comment(edition)
    start, answers = threading.Barrier(4), []

    def work():
        try:
            start.wait()
            answers.append(notices.send_digests())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(answers) == [0, 0, 0, 1]
    assert len(mail.outbox) == 1
