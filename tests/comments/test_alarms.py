"""Readers' reports: they lift a comment in the queue, tell moderators of danger at once, and hide nothing."""

import html
import re

import pytest
from django.core import mail
from django.utils import timezone

from comments import moderation
from comments.models import Comment, Digest, Report
from tests import cast
from tests.comments.reader import FORM, make_comment, urlencode

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comments/comment/queue/"


@pytest.fixture
def edition():
    return cast.live_story()


@pytest.fixture
def lana():
    return cast.moderator()


@pytest.fixture
def comment(edition, lana):
    return fresh(make_comment(edition, by=lana, body="A published text", name="Azad"))


@pytest.fixture
def mailbox(settings, lana):
    settings.EMAIL_CONFIGURED = True
    type(lana).objects.filter(pk=lana.pk).update(email="lana@example.org")
    return mail.outbox


def fresh(comment):
    return Comment.objects.get(pk=comment.pk)


def report(client, comment, address="192.0.2.1", **fields):
    body = urlencode({"reason": "insult"} | fields)
    return client.post(f"/comments/{comment.pk}/report/", body, content_type=FORM, REMOTE_ADDR=address)


def page(client, query):
    return html.unescape(client.get(QUEUE + query).content.decode())


def test_a_reader_reports_a_comment_and_is_thanked(client, comment):
    form = client.get(f"/comments/{comment.pk}/report/")
    assert form.status_code == 200
    assert "no-store" in form["Cache-Control"]
    assert "A published text" in form.content.decode()
    assert "csrf" not in form.content.decode().lower()
    answer = report(client, comment, reason="false_claim", words="It was <b>1987</b>.\x00")
    assert answer.status_code == 303
    assert "Thank you." in client.get(f"/comments/{comment.pk}/report/{answer['Location']}").content.decode()
    row = Report.objects.get()
    assert (row.comment, row.reason, row.text) == (comment, "false_claim", "It was <b>1987</b>.")
    assert row.network
    assert not row.network.startswith("192")


def test_every_shown_comment_leads_to_its_report(client, edition, comment):
    address = f'href="/comments/{comment.pk}/report/"'
    assert address in client.get(edition.get_absolute_url()).content.decode()
    assert address in client.get(f"/comments/{edition.pk}/").content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": ""}, "Please choose what is wrong."),
        ({"reason": "nonsense"}, "Please choose what is wrong."),
        ({"reason": "other", "words": ""}, "Please write what is wrong."),
        ({"reason": "spam", "words": "x" * 503}, "3 characters too long"),
    ],
)
def test_a_report_that_is_not_complete_gives_everything_back(client, comment, fields, sentence):
    typed = {"words": "My own <words>"} | fields
    response = report(client, comment, **typed)
    text = html.unescape(response.content.decode())
    assert response.status_code == 422
    assert sentence in text
    assert f">\n{typed['words']}</textarea>" in text
    assert not Report.objects.exists()


def test_one_network_reports_a_comment_once_and_five_an_hour(client, edition, lana, comment):
    assert report(client, comment).status_code == report(client, comment, reason="spam").status_code == 303
    assert Report.objects.get().reason == "insult"
    others = [make_comment(edition, by=lana, body=f"Number {n}") for n in range(5)]
    answers = [report(client, other, words="Typed") for other in others]
    assert [answer.status_code for answer in answers] == [303] * 4 + [429]
    assert ">\nTyped</textarea>" in answers[-1].content.decode()
    assert answers[-1]["Retry-After"] == "3600"


@pytest.mark.parametrize("state", ["pending", "spam", "removed", "withdrawn"])
def test_what_is_not_shown_cannot_be_reported(client, edition, lana, state):
    hidden = make_comment(edition)
    Comment.objects.update(state=state)
    assert client.get(f"/comments/{hidden.pk}/report/").status_code == report(client, hidden).status_code == 404
    with pytest.raises(moderation.Refusal):
        moderation.report(fresh(hidden), reason="spam")


def test_a_report_passes_the_same_door_as_a_comment(client, comment):
    address = f"/comments/{comment.pk}/report/"
    assert report(client, comment, address="192.0.2.1").status_code == 303
    evil = client.post(address, "reason=spam", content_type=FORM, HTTP_ORIGIN="https://evil.example")
    assert evil.status_code == 403
    assert client.post(address, b"{}", content_type="application/json").status_code == 415
    assert client.post(address, "x=" + "x" * 70_000, content_type=FORM).status_code == 413
    put = client.put(address)
    assert (put.status_code, put["Allow"]) == (405, "GET, HEAD, POST")
    assert client.get("/comments/999999999999999999/report/").status_code == 404
    assert client.get("/comments/9999999999999999999/report/").status_code == 404
    assert Report.objects.count() == 1


def test_reports_by_ten_networks_hide_nothing(client, edition, comment):
    for number in range(10):
        assert report(client, comment, address=f"192.0.2.{number}", reason="insult").status_code == 303
    assert fresh(comment).state == "published"
    assert "A published text" in client.get(edition.get_absolute_url()).content.decode()
    assert Report.objects.count() == 10


def test_one_report_of_danger_tops_the_queue_and_alarms_at_once(
    client, edition, lana, comment, mailbox, django_capture_on_commit_callbacks
):
    other = make_comment(edition, by=lana, body="Reported earlier")
    report(client, other, reason="insult")
    with django_capture_on_commit_callbacks(execute=True):
        report(client, comment, reason="danger", words="He names the street where she lives")
    assert fresh(comment).risk > fresh(other).risk > 0
    client.force_login(lana)
    text = page(client, "?tab=reported")
    assert text.index("A published text") < text.index("Reported earlier")
    assert "Reported: danger to a person" in text
    assert "He names the street" in text
    assert "1 comment is reported as a danger to a person." in page(client, "")
    (letter,) = mailbox
    assert letter.to == ["lana@example.org"]
    assert "danger" in letter.subject
    assert edition.headline in letter.body
    for secret in ("A published text", "Azad", "street"):
        assert secret not in letter.body + letter.subject


def test_an_alarm_of_one_kind_is_sent_once_an_hour_and_not_to_who_wants_none(
    client, edition, lana, comment, mailbox, django_capture_on_commit_callbacks
):
    hevi = cast.make_user("hevi2", "moderate_comment", app="comments", email="hevi@example.org")
    Digest.objects.create(user=hevi, every="off")
    cast.make_user("sami2", email="sami@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(3):
            report(client, comment, address=f"192.0.2.{number}", reason="danger")
    assert [letter.to for letter in mailbox] == [["lana@example.org"]]


def test_without_mail_a_report_is_taken_all_the_same(client, comment, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        assert report(client, comment, reason="danger").status_code == 303
    assert callbacks == []


@pytest.mark.parametrize("verb", ["keep", "remove", "mark_spam", "pull_back"])
def test_any_decision_answers_the_reports_and_its_undo_reopens_them(client, lana, comment, verb):
    report(client, comment, reason="danger")
    lifted = fresh(comment).risk
    how = {"reason": "insult"} if verb == "remove" else {}
    do = moderation.VERBS[verb]
    decision = do(fresh(comment), by=lana, version=fresh(comment).version, **how)
    assert not Report.objects.open().exists()
    assert fresh(comment).risk == 0
    moderation.undo(decision, by=lana)
    assert Report.objects.open().count() == 1
    assert fresh(comment).risk == lifted


def test_a_comment_is_left_as_it_is_by_one_press_in_the_queue(client, lana, comment):
    report(client, comment)
    client.force_login(lana)
    text = page(client, "?tab=reported")
    assert "Leave it" in text
    response = client.post(
        f"{QUEUE}decide/",
        {"do": "keep", "pick": f"{comment.pk}:{comment.version}", "here": "tab=reported"},
        follow=True,
    )
    assert "left as it is" in response.content.decode()
    assert "No reader’s report waits for an answer." in response.content.decode()
    assert fresh(comment).state == "published"


def test_nothing_is_left_as_it_is_that_nobody_reported(lana, comment):
    with pytest.raises(moderation.Refusal):
        moderation.keep(comment, by=lana, version=comment.version)
    with pytest.raises(moderation.NotAllowed):
        moderation.keep(comment, by=cast.reporter(), version=comment.version)


def test_a_text_reported_as_hateful_is_shown_by_a_press_only(client, lana, comment):
    client.force_login(lana)
    assert "queue-blur" not in page(client, "?tab=published")
    report(client, comment, reason="insult")
    blurred = re.search(r'<details class="queue-blur">.*?</details>', page(client, "?tab=reported"), re.DOTALL)
    assert "A published text" in blurred[0]


def test_a_reported_comment_is_not_edited_any_more(client, lana, edition):
    comment = make_comment(edition, by=lana)
    Comment.objects.get().decisions.filter(actor="staff").update(actor="rule")
    assert moderation.may_edit(fresh(comment))
    moderation.report(comment, reason="spam", at=timezone.now())
    assert not moderation.may_edit(fresh(comment))
