"""Notes and notices in the admin: beside the form, on their own pages, without scripts, and never by force."""

import pytest
from django.urls import reverse

from articles import desk
from articles.admin.notes import panel
from articles.desk import notes, notices
from articles.models import Note, Notice
from tests import cast
from tests.articles.desk_admin import post

pytestmark = pytest.mark.django_db


def page_of(article):
    return reverse("admin:articles_article_notes", args=[article.pk])


@pytest.fixture
def rojin(client):
    client.force_login(cast.reporter())
    return client


# Notes --------------------------------------------------------------------------------------------------------


def test_a_note_is_written_on_its_own_page_and_shown_beside_the_form(rojin):
    article = cast.make_article()
    response = rojin.post(page_of(article), {"do": "write", "text": "Is <b>eleven</b> right, @dana?"})
    note = Note.objects.get()
    assert response.headers["Location"] == f"{page_of(article)}#note-{note.pk}"
    shown = rojin.get(post.change_url(article)).content.decode()
    assert "Is &lt;b&gt;eleven&lt;/b&gt; right, <b>@dana</b>?" in shown


def test_the_story_s_form_sends_no_field_of_the_notes(rojin):
    article = cast.make_article()
    notes.write(article, by=cast.reporter(), text="Is eleven right?")
    content = rojin.get(post.change_url(article)).content.decode()
    inside = content[content.index('id="article_form"') : content.index('id="notes-form"')]
    assert inside.count("<textarea form=") == inside.count('form="notes-form" id=') == 3


@pytest.mark.parametrize("deed", ["answer", "edit", "remove", "resolve"])
def test_every_deed_works_without_scripts(rojin, deed):
    article = cast.make_article()
    note = notes.write(article, by=cast.reporter(), text="Is eleven right?")
    sent = {"do": f"{deed}:{note.pk}", f"answer-{note.pk}": "Yes.", f"edit-{note.pk}": "Is ten right?"}
    assert rojin.post(page_of(article), sent).status_code == 302
    note.refresh_from_db()
    done = {
        "answer": note.answers.filter(text="Yes.").exists(),
        "edit": note.text == "Is ten right?",
        "remove": note.removed_at is not None,
        "resolve": note.resolved_at is not None,
    }
    assert done[deed]


def test_a_script_gets_the_notes_alone_and_the_other_words_come_back(rojin):
    article = cast.make_article()
    note = notes.write(article, by=cast.reporter(), text="Is eleven right?")
    sent = {"do": f"resolve:{note.pk}", "text": "half a thought"}
    response = rojin.post(page_of(article), sent, headers={"X-Desk-Part": "notes"})
    assert response.headers["X-Desk-Part"] == "notes"
    content = response.content.decode()
    assert content.lstrip().startswith("<section")
    assert "half a thought</textarea>" in content


def test_a_refused_note_gives_its_words_back(rojin):
    article = cast.make_article()
    response = rojin.post(page_of(article), {"do": "write", "text": "x" * 2001})
    assert response.status_code == 422
    assert "x" * 2001 in response.content.decode()
    assert "at most 2000 characters" in response.content.decode()


def test_the_note_of_another_cannot_be_changed_by_a_forged_post(rojin):
    article = cast.make_article()
    note = notes.write(article, by=cast.editor(), text="Is eleven right?")
    for deed in ("edit", "remove"):
        sent = {"do": f"{deed}:{note.pk}", f"edit-{note.pk}": "Yes."}
        assert rojin.post(page_of(article), sent).status_code == 403
    note.refresh_from_db()
    assert note.text == "Is eleven right?"


@pytest.mark.parametrize("do", ["", "resolve", "resolve:", "resolve:x", "resolve:-1", "resolve:" + "9" * 40, "eat:1"])
def test_a_forged_button_is_no_button(rojin, do):
    article = cast.make_article()
    assert rojin.post(page_of(article), {"do": do}).status_code == 404


def test_the_note_of_another_story_is_not_found(rojin):
    note = notes.write(cast.make_article(), by=cast.reporter(), text="Is eleven right?")
    assert rojin.post(page_of(cast.make_article()), {"do": f"resolve:{note.pk}"}).status_code == 404


@pytest.mark.parametrize("person", [cast.stranger, cast.moderator])
def test_who_may_not_read_stories_reads_no_notes(client, person):
    client.force_login(person())
    article = cast.make_article()
    assert client.get(page_of(article)).status_code in (403, 404)
    assert client.post(page_of(article), {"do": "write", "text": "Hello"}).status_code in (403, 404)
    assert client.get(reverse("admin:articles_article_people")).status_code == 403
    assert not Note.objects.exists()


def test_colleagues_are_found_by_any_of_their_names(rojin):
    cast.editor(), cast.chief(), cast.stranger()
    found = {}
    for begun in ("da", "Kar", "hev", ""):
        answer = rojin.get(reverse("admin:articles_article_people"), {"q": begun}).json()
        found[begun] = [person["username"] for person in answer["people"]]
    assert found == {"da": ["dana"], "Kar": ["dana"], "hev": ["hevi"], "": ["dana", "hevi"]}


def test_the_notes_cost_one_query_for_one_and_for_many(rojin, django_assert_num_queries):
    article = cast.make_article()
    reader = cast.reporter()
    first = notes.write(article, by=reader, text="One?")
    panel(article, reader)  # asks, once for the whole form, who is protected on the story
    with django_assert_num_queries(1):
        assert len(panel(article, reader)["notes_open"]) == 1
    for number in range(20):
        notes.write(article, by=cast.editor(), text=f"Number {number}", answers=first if number % 2 else None)
    with django_assert_num_queries(1):
        assert len(panel(article, reader)["notes_open"]) == 11


def test_talk_is_no_part_of_the_history_and_leaves_a_returned_story_returned(rojin):
    article = cast.submitted()
    desk.send_back(article, by=cast.editor(), reason="Who says so?")
    notes.write(article, by=cast.reporter(), text="The mayor.")
    content = rojin.get(post.change_url(article)).content.decode()
    assert "Sent back by Dana Karim" in content
    assert "note.written" not in content
    assert "sent back: Who says so?" in rojin.get(reverse("admin:index")).content.decode()


# Notices ------------------------------------------------------------------------------------------------------


def test_the_bell_counts_what_is_unread_on_every_page(rojin):
    article = cast.make_article()
    notes.write(article, by=cast.editor(), text="@rojin, call me.")
    for address in (reverse("admin:index"), post.change_url(article), page_of(article), reverse("admin:records")):
        assert "<b>1<span" in rojin.get(address).content.decode()


def test_a_notice_leads_to_its_note_and_is_read_then(rojin):
    article = cast.make_article()
    note = notes.write(article, by=cast.editor(), text="@rojin, call me.")
    listed = rojin.get(reverse("admin:notices")).content.decode()
    assert f"Dana Karim mentioned you in a note on “\u2068{article.headline}\u2069”." in listed
    response = rojin.get(reverse("admin:notice", args=[Notice.objects.get().pk]))
    assert response.headers["Location"] == f"{post.change_url(article)}#note-{note.pk}"
    assert Notice.objects.get().read_at


def test_an_arabic_headline_leaves_its_quotation_marks_in_their_places(rojin):
    article = cast.submitted(headline="جسر الدبّاغين يُفتح من جديد", language="ar")
    desk.send_back(article, by=cast.editor(), reason="Who says so?")
    text = rojin.get(reverse("admin:notices")).content.decode()
    assert "“\u2068جسر الدبّاغين يُفتح من جديد\u2069”" in text


def test_one_or_all_are_marked_as_read_and_only_one_s_own(rojin):
    cast.editor()
    article = cast.make_article()
    for words in ("@rojin, @dana one.", "@rojin, @dana two.", "@rojin, @dana three."):
        notes.write(article, by=cast.chief(), text=words)
    mine = Notice.objects.filter(user=cast.reporter())
    other = Notice.objects.filter(user=cast.editor())
    rojin.post(reverse("admin:notices_read"), {"number": mine[0].pk})
    assert mine.unread().count() == 2
    rojin.post(reverse("admin:notices_read"), {"number": other[0].pk})
    assert other.unread().count() == 3
    assert rojin.get(reverse("admin:notice", args=[other[0].pk])).status_code == 404
    rojin.post(reverse("admin:notices_read"))
    assert (mine.unread().count(), other.unread().count()) == (0, 3)


@pytest.mark.parametrize("number", ["x", "-1", "9" * 40, "١٢" * 20])
def test_forged_numbers_of_notices_are_not_found(rojin, number):
    assert rojin.post(reverse("admin:notices_read"), {"number": number}).status_code == 404
    assert rojin.get(reverse("admin:notices"), {"before": number}).status_code == 404
    assert rojin.get(f"{reverse('admin:notices')}{'9' * 40}/").status_code == 404


def test_marking_wants_a_post_and_reading_a_get(rojin):
    assert rojin.get(reverse("admin:notices_read")).status_code == 405
    assert rojin.post(reverse("admin:notices")).status_code == 405


def test_older_notices_follow_by_fifties_at_the_same_cost(rojin, django_assert_num_queries):
    article = cast.make_article()
    rojin.get(reverse("admin:notices"))
    notices.tell("story.approved", article, by=cast.editor())
    with django_assert_num_queries(8):
        rojin.get(reverse("admin:notices"))
    for _number in range(69):
        notices.tell("story.approved", article, by=cast.editor())
    with django_assert_num_queries(8):
        first = rojin.get(reverse("admin:notices"))
    assert first.content.count(b"notice-new") == 50
    older = rojin.get(reverse("admin:notices"), {"before": first.context["older"]})
    assert older.content.count(b"notice-new") == 20


def test_an_empty_page_of_notices_says_so(rojin):
    assert "Nobody has told you anything yet." in rojin.get(reverse("admin:notices")).content.decode()


def test_everybody_chooses_how_they_are_told(rojin):
    address = reverse("admin:notice_choices")
    sent = dict.fromkeys(notices.KINDS, notices.BOTH) | {"approved": notices.OFF, "mention": notices.ADMIN}
    assert "Kept." in rojin.post(address, sent).content.decode()
    assert [notices.chosen(cast.reporter(), kind) for kind in ("approved", "mention", "reply")] == [
        notices.OFF,
        notices.ADMIN,
        notices.BOTH,
    ]


def test_a_forged_choice_changes_nothing(rojin):
    response = rojin.post(reverse("admin:notice_choices"), dict.fromkeys(notices.KINDS, "loud"))
    assert response.status_code == 200
    assert "Kept." not in response.content.decode()
    assert cast.reporter().notices == {}


def test_who_is_not_logged_in_is_told_nothing(client):
    for name in ("notices", "notice_choices"):
        assert client.get(reverse(f"admin:{name}")).status_code == 302
