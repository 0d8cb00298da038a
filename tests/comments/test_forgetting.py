"""What readers were promised is forgotten, and what one reader wrote can be taken out or blanked."""

import html
import io
import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import DeskLog
from comments import moderation, receipts
from comments.forgetting import prune, prune_each
from comments.models import Comment, Decision
from newsroom import jobs
from tests import cast
from tests.comments import reader
from tests.comments.reader import make_comment
from tests.comments.test_moderation import assert_counted

pytestmark = pytest.mark.django_db
PERSON = "/admin/comments/comment/queue/person/"
MARK = "a" * 32


@pytest.fixture
def edition():
    return cast.live_story()


@pytest.fixture
def lana():
    return cast.moderator()


@pytest.fixture
def hevi():
    return cast.make_user("hevi2", "moderate_comment", "erase_person", app="comments", first_name="Hêvî")


def fresh(comment):
    return Comment.objects.get(pk=comment.pk)


def later(days):
    return timezone.now() + timedelta(days=days)


def run(name, *words, **how):
    out = io.StringIO()
    call_command(name, *words, stdout=out, **how)
    return out.getvalue()


# Forgetting


@pytest.mark.parametrize(("days", "kept"), [(179, "azad@example.org"), (181, "")])
def test_an_address_is_forgotten_after_180_days_and_the_comment_stays(client, edition, days, kept):
    comment = reader.comment(client, edition, reach="azad@example.org")
    assert comment.email == "azad@example.org"
    assert prune(later(days)) == (0 if kept else 1)
    again = Comment.objects.get()
    assert (again.email, again.body) == (kept, comment.body)


@pytest.mark.parametrize(("verb", "days"), [("mark_spam", 30), ("withdraw", 30), ("reject", 180)])
def test_texts_that_nobody_sees_are_forgotten_in_their_time(edition, lana, verb, days):
    long = "A text of more than forty letters, so that it has a fingerprint by which it is known again."
    comment = make_comment(edition, body=long, name="Azad")
    if verb == "withdraw":
        moderation.withdraw(comment)
    else:
        moderation.VERBS[verb](comment, by=lana, version=1, **({"reason": "insult"} if verb == "reject" else {}))
    assert prune(later(days - 1)) == 0
    assert fresh(comment).body == long
    assert prune(later(days + 1)) >= 1
    after = fresh(comment)
    assert (after.body, after.state) == ("", fresh(comment).state)
    assert after.fingerprint == comment.fingerprint != ""
    assert comment.decisions.count() == 2
    assert set(Comment.objects.values_list("words", flat=True)) == {""}


def test_published_and_waiting_texts_are_never_forgotten(edition, lana):
    make_comment(edition, body="It waits")
    make_comment(edition, by=lana, body="It is published")
    removed = make_comment(edition, by=lana, body="It was removed")
    moderation.remove(fresh(removed), by=lana, version=2, reason="insult")
    prune(later(4_000))
    assert set(Comment.objects.values_list("body", flat=True)) == {"It waits", "It is published", "It was removed"}


def test_earlier_versions_are_forgotten_after_thirty_days(edition):
    moderation.edit(make_comment(edition, body="Before"), body="After")
    prune(later(29))
    assert Decision.objects.filter(old_body="Before").exists()
    prune(later(31))
    assert not Decision.objects.exclude(old_body="").exists()


def test_a_device_s_mark_is_forgotten_180_days_after_its_last_use(edition):
    sender = moderation.Sender(mark=MARK)
    make_comment(edition, sender=sender, body="Long ago", at=timezone.now() - timedelta(days=100))
    make_comment(edition, sender=sender, body="Lately")
    prune(later(179))
    assert Comment.objects.filter(author_mark=MARK).count() == 2
    prune(later(181))
    assert not Comment.objects.exclude(author_mark="").exists()


def everything():
    return {
        model: list(model.objects.order_by("pk").values()) for model in apps.get_app_config("comments").get_models()
    }


def test_a_dry_run_counts_and_changes_nothing(client, edition, lana):
    spam = reader.comment(client, edition, reach="azad@example.org", keep="on")
    moderation.mark_spam(spam, by=lana, version=1)
    moderation.edit(make_comment(edition, body="Before"), body="After")
    old = timezone.now() - timedelta(days=200)
    Comment.objects.update(posted_at=old)
    Decision.objects.update(at=old)
    before = everything()
    said = run("prune_comments", "--dry-run")
    assert everything() == before
    for line in ("texts of spam: 1", "earlier versions: 1", "e-mail addresses: 1", "device marks: 1"):
        assert line in said
    assert prune_each(dry_run=True) == {
        what: int(n) for what, _, n in (line.partition(": ") for line in said.splitlines())
    }
    run("prune_comments")
    assert everything() != before
    assert fresh(spam).body == ""


def test_every_worker_forgets_daily():
    assert {sweep.name: sweep.every for sweep in jobs.sweeps()}["comments.prune"] == 24 * 3600


# One reader


@pytest.fixture
def theirs(client, edition, lana):
    """Three comments of one reader, the first answered by another, and one of somebody else."""
    first = reader.comment(client, edition, reach="azad@example.org", pen="Azad", keep="on", words="First by Azad")
    moderation.approve(first, by=lana, version=1)
    answer = make_comment(edition, parent=fresh(first), body="An answer", name="Rojda", by=lana)
    mark = moderation.Sender(mark=first.author_mark)
    second = make_comment(edition, sender=mark, body="Second by Azad", name="Azad")
    third = make_comment(edition, email="AZAD@example.org", body="Third by Azad", name="Azad")
    moderation.reject(third, by=lana, version=1, reason="insult", note="Be kind.")
    return first, second, third, answer


@pytest.mark.parametrize("way", ["email", "receipt", "address", "mark", "signed"])
def test_a_person_is_found_by_address_receipt_and_mark(theirs, way):
    first, second, third, _answer = theirs
    word, found = {
        "email": ("azad@example.org", {first, third}),
        "receipt": (receipts.receipt_url(first.pk), {first, second, third}),
        "address": (f"https://news.example{receipts.receipt_url(second.pk)} ", {first, second}),
        "mark": (first.author_mark, {first, second}),
        "signed": (receipts.sign_mark(first.author_mark), {first, second}),
    }[way]
    assert set(moderation.of_person(word)) == found


@pytest.mark.parametrize(
    "word", ["", " ", "Azad", "%", "/comments/receipt/1:forged/", "b" * 32, "x" * 1000, "\x00", "@"]
)
def test_nobody_is_found_by_anything_else(theirs, word):
    assert not moderation.of_person(word).exists()


def test_the_export_holds_texts_and_decisions(theirs):
    rows = json.loads(run("export_person", "azad@example.org"))
    assert [row["text"] for row in rows] == ["First by Azad", "Third by Azad"]
    assert rows[0]["email"] == "azad@example.org"
    last = rows[1]["decisions"][-1]
    assert (last["verb"], last["reason"], last["note"], last["by"]) == ("reject", "insult", "Be kind.", "staff")


def test_export_erase_export_leaves_nothing_of_the_person_and_the_thread_reads(client, edition, hevi, theirs):
    first, second, third, answer = theirs
    receipt = receipts.receipt_url(first.pk)
    said = run("erase_person", receipt, by="hevi2")
    assert "3 would be erased" in said
    assert fresh(first).body == "First by Azad"
    run("erase_person", receipt, by="hevi2", yes=True)
    for comment in (first, second, third):
        after = fresh(comment)
        kept = (after.body, after.email, after.author_mark, after.network, after.fingerprint, after.token_id)
        assert kept == ("", "", "", "", "", None)
        assert after.erased_at
        assert "Azad" not in str(Comment.objects.filter(pk=comment.pk).values().get())
    assert [fresh(each).state for each in (first, second, third)] == ["withdrawn", "withdrawn", "rejected"]
    assert_counted(edition)
    for word in ("azad@example.org", first.author_mark):
        with pytest.raises(CommandError, match="Nothing is kept"):
            run("export_person", word)
    page = html.unescape(client.get(f"/comments/{edition.pk}/").content.decode())
    assert "Withdrawn by its author." in page
    assert "An answer" in page
    assert "Azad" not in page
    assert fresh(answer).parent == first
    log = DeskLog.objects.get(event="comments.erased")
    assert (log.by, set(log.data["comments"])) == (hevi, {first.pk, second.pk, third.pk})


def test_the_texts_may_stay_without_their_writer(edition, hevi, theirs):
    first, *_others = theirs
    moderation.erase_person(moderation.of_person(first.author_mark), by=hevi, keep_text=True)
    after = fresh(first)
    assert (after.name, after.email, after.body, after.state) == ("A reader", "", "First by Azad", "published")
    assert_counted(edition)


def test_only_who_may_erase_does(client, lana, theirs):
    first, *_others = theirs
    with pytest.raises(moderation.NotAllowed):
        moderation.erase_person(Comment.objects.all(), by=lana)
    with pytest.raises(CommandError):
        run("erase_person", "azad@example.org", by="lana", yes=True)
    with pytest.raises(CommandError):
        run("erase_person", "azad@example.org", by="nobody", yes=True)
    client.force_login(lana)
    assert client.get(PERSON).status_code == 403
    assert client.post(PERSON, {"who": "azad@example.org", "act": "export"}).status_code == 403
    assert fresh(first).body == "First by Azad"


def test_the_page_shows_what_it_will_touch_exports_and_erases_after_asking(client, hevi, theirs):
    first, second, third, _answer = theirs
    client.force_login(hevi)
    text = client.get(PERSON, {"who": "azad@example.org"}).content.decode()
    assert "First by Azad" in text
    assert "Second by Azad" not in text
    file = client.post(PERSON, {"who": "azad@example.org", "act": "export"})
    assert file["Content-Type"].startswith("application/json")
    assert [row["text"] for row in file.json()] == ["First by Azad", "Third by Azad"]
    asks = client.post(PERSON, {"who": "azad@example.org", "act": "erase"}).content.decode()
    assert "cannot be undone" in asks
    assert fresh(first).body
    client.get(PERSON, {"who": "azad@example.org", "act": "erase", "sure": "1"})
    assert fresh(first).body
    client.post(PERSON, {"who": "azad@example.org", "act": "erase", "sure": "1"})
    assert [fresh(each).body for each in (first, second, third)] == ["", "Second by Azad", ""]
    assert "Nothing is kept" in client.get(PERSON, {"who": "azad@example.org"}).content.decode()
