"""Notes: colleagues talk beside a story. Nothing they say stops it or reaches a reader."""

import pytest

from articles import checklist, desk, documents
from articles.desk import notes
from articles.models import Article, DeskLog, Note, Notice
from tests import cast

pytestmark = pytest.mark.django_db


def told(kind):
    return {notice.user.username for notice in Notice.objects.filter(kind=kind).select_related("user")}


def test_a_mention_is_told_in_the_same_transaction():
    cast.editor()
    article = cast.make_article()
    note = notes.write(article, by=cast.reporter(), text="Is eleven months right, @dana?")
    notice = Notice.objects.get(kind="mention")
    assert (notice.user.username, notice.note, notice.article, notice.by) == ("dana", note, article, cast.reporter())


@pytest.mark.parametrize("text", ["@Dana, look", "(@dana)", "ask @dana.", "@DANA", "@dana\n@dana"])
def test_a_mention_is_found_however_it_is_typed(text):
    dana = cast.editor()
    assert notes.mentioned(text) == [dana.pk]


@pytest.mark.parametrize("text", ["write to news@dana", "dana", "@danas", "@", "@@dana@", "a@dana.org"])
def test_what_only_looks_like_a_mention_is_none(text):
    cast.editor()
    assert notes.mentioned(text) == []


def test_nobody_is_told_who_could_not_read_the_note():
    cast.moderator()
    notes.write(cast.make_article(), by=cast.reporter(), text="Ask @lana what readers say.")
    assert not Notice.objects.exists()


def test_an_answer_is_told_to_everybody_in_the_thread_but_once_where_it_mentions_them():
    cast.editor(), cast.chief()
    article = cast.make_article()
    first = notes.write(article, by=cast.reporter(), text="Is eleven months right?")
    notes.write(article, by=cast.chief(), text="I think so.", answers=first)
    Notice.objects.all().delete()
    notes.write(article, by=cast.editor(), text="It is. Thank you, @hevi.", answers=first)
    assert told("reply") == {"rojin"}
    assert told("mention") == {"hevi"}


def test_an_answer_to_an_answer_joins_the_thread():
    article = cast.make_article()
    first = notes.write(article, by=cast.reporter(), text="Is eleven months right?")
    answer = notes.write(article, by=cast.editor(), text="Ten.", answers=first)
    assert notes.write(article, by=cast.reporter(), text="Changed.", answers=answer).thread == first


def test_a_note_of_another_story_cannot_be_answered_here():
    first = notes.write(cast.make_article(), by=cast.reporter(), text="Is eleven months right?")
    with pytest.raises(desk.Refusal):
        notes.write(cast.make_article(), by=cast.editor(), text="Ten.", answers=first)


def test_only_who_wrote_a_note_edits_or_removes_it():
    note = notes.write(cast.make_article(), by=cast.reporter(), text="Is eleven months right?")
    for verb in (lambda: notes.edit(note, by=cast.chief(), text="No."), lambda: notes.remove(note, by=cast.chief())):
        with pytest.raises(desk.NotAllowed):
            verb()
    note.refresh_from_db()
    assert (note.text, note.edited_at, note.removed_at) == ("Is eleven months right?", None, None)


def test_an_edit_is_marked_and_tells_only_who_is_newly_mentioned():
    cast.editor(), cast.chief()
    note = notes.write(cast.make_article(), by=cast.reporter(), text="Right, @dana?")
    Notice.objects.all().delete()
    note = notes.edit(note, by=cast.reporter(), text="Right, @dana and @hevi?")
    assert note.edited_at
    assert told("mention") == {"hevi"}


def test_an_edit_that_changes_nothing_marks_nothing():
    note = notes.write(cast.make_article(), by=cast.reporter(), text="Right?")
    assert notes.edit(note, by=cast.reporter(), text=" Right? ").edited_at is None


def test_a_removed_note_leaves_a_trace_without_words():
    note = notes.remove(notes.write(cast.make_article(), by=cast.reporter(), text="Wrong."), by=cast.reporter())
    assert (note.text, note.by, bool(note.removed_at)) == ("", cast.reporter(), True)
    assert not any("Wrong" in str(row.data) for row in DeskLog.objects.all())
    with pytest.raises(desk.Refusal):
        notes.edit(note, by=cast.reporter(), text="Right.")


def test_resolving_and_reopening_work_from_any_note_of_the_thread_and_for_anybody_who_reads_it():
    article = cast.make_article()
    first = notes.write(article, by=cast.reporter(), text="Is eleven months right?")
    answer = notes.write(article, by=cast.editor(), text="Yes.", answers=first)
    assert notes.resolve(answer, by=cast.editor()).resolved_by == cast.editor()
    assert notes.reopen(first, by=cast.reporter()).resolved_at is None


@pytest.mark.parametrize("person", [cast.stranger, cast.photo_editor, cast.moderator])
def test_who_may_not_read_the_story_may_not_talk_about_it(person):
    article = cast.make_article()
    note = notes.write(article, by=cast.reporter(), text="Is eleven months right?")
    for verb in (
        lambda: notes.write(article, by=person(), text="No."),
        lambda: notes.resolve(note, by=person()),
        lambda: notes.reopen(note, by=person()),
    ):
        with pytest.raises(desk.NotAllowed):
            verb()
    assert Note.objects.count() == 1


@pytest.mark.parametrize("text", ["", "  \n ", "\0", "x" * (Note.LIMIT + 1)])
def test_an_empty_or_endless_note_is_refused_in_words(text):
    with pytest.raises(desk.Refusal) as refusal:
        notes.write(cast.make_article(), by=cast.reporter(), text=text)
    assert str(refusal.value).endswith(".")


def test_the_same_words_sent_twice_are_one_note():
    article = cast.make_article()
    first = notes.write(article, by=cast.reporter(), text="Is eleven months right?")
    assert notes.write(article, by=cast.reporter(), text="Is eleven months right?") == first
    assert Note.objects.count() == 1


def test_the_reason_of_sending_back_becomes_a_note_and_one_notice():
    article = cast.submitted()
    Notice.objects.all().delete()
    desk.send_back(article, by=cast.editor(), reason="Who says so?")
    note = Note.objects.get()
    assert (note.text, note.is_reason, note.by, note.revision) == (
        "Who says so?",
        True,
        cast.editor(),
        documents.head(article),
    )
    assert [notice.kind for notice in Notice.objects.filter(user=cast.reporter())] == ["sent_back"]


def test_open_notes_are_advice_and_stop_nothing():
    article = cast.approved()
    first = notes.write(article, by=cast.editor(), text="Eleven months?")
    notes.write(article, by=cast.reporter(), text="Yes.", answers=first)
    found = checklist.findings(article, documents.head(article), checklist.PUBLISH)
    assert "1 note is open." in [finding.sentence for finding in found if finding.severity == checklist.ADVISE]
    desk.publish(article, by=cast.editor())
    notes.resolve(first, by=cast.editor())
    found = checklist.findings(article, documents.head(article), checklist.PUBLISH)
    assert "notes" not in [finding.rule for finding in found]


def test_a_note_leaves_stage_and_revisions_as_they_are():
    article = cast.approved()
    notes.write(article, by=cast.reporter(), text="Eleven months?")
    after = Article.objects.get(pk=article.pk)
    assert (after.stage, documents.head(after).number, after.saved_at) == ("approved", 1, article.saved_at)
