"""The way to approval: submit, recall, send back, approve, and who may."""

import pytest

from articles import desk
from articles.models import Approval, Article, Byline, DeskLog, Publication
from tests import cast

pytestmark = pytest.mark.django_db

Stage = Article.Stage


def stage(article):
    return Article.objects.get(pk=article.pk).stage


def events(article):
    return list(DeskLog.objects.filter(article=article).order_by("pk").values_list("event", flat=True))


def test_a_reporter_submits_an_editor_approves_and_both_are_logged():
    article = cast.approved()
    assert stage(article) == Stage.APPROVED
    assert events(article) == ["story.submitted", "story.approved"]
    assert Approval.objects.get(article=article).by == cast.editor()


@pytest.mark.parametrize(
    ("lacking", "sentence"),
    [
        ({"headline": ""}, "no headline"),
        ({"body": ""}, "no text"),
        ({"section": None}, "no section"),
        ({"authors": []}, "Nobody stands on the byline"),
        ({"byline_line": "By {2}"}, r"byline \{2\}"),
    ],
)
def test_an_incomplete_story_is_not_submitted_and_says_what_is_missing(lacking, sentence):
    article = cast.make_article(**lacking)
    with pytest.raises(desk.Refusal, match=sentence):
        desk.submit(article, by=cast.reporter())
    assert stage(article) == Stage.WRITING


@pytest.mark.parametrize(
    ("words", "sentence"),
    [({"credit": ""}, "no credit"), ({"alt": ""}, "no alt text"), ({"alt": "IMG_2041.jpg"}, "file name")],
)
def test_a_photo_without_credit_or_alt_text_blocks_submission(words, sentence):
    article = cast.make_article(photos=[cast.make_photo(**words)])
    with pytest.raises(desk.Refusal, match=sentence):
        desk.submit(article, by=cast.reporter())


def test_a_story_commissioned_with_a_photo_is_not_approved_without_one():
    article = cast.submitted(needs_photo=True)
    with pytest.raises(desk.Refusal, match="commissioned with a photo"):
        desk.approve(article, by=cast.editor())


def test_a_placeholder_in_the_text_blocks_approval():
    article = cast.submitted(body="<p>The mayor, TK, opened the bridge.</p>")
    with pytest.raises(desk.Refusal, match="still says “TK”"):
        desk.approve(article, by=cast.editor())


def test_who_submitted_may_recall_and_another_reporter_may_not():
    article = cast.submitted()
    other = cast.make_user("azad", *cast.REPORTER)
    with pytest.raises(desk.NotAllowed):
        desk.recall(article, by=other)
    desk.recall(article, by=cast.reporter())
    assert stage(article) == Stage.WRITING


def test_sending_back_needs_a_reason_and_keeps_it():
    article = cast.submitted()
    with pytest.raises(desk.Refusal, match="Say what is missing"):
        desk.send_back(article, by=cast.editor(), reason="  ")
    desk.send_back(article, by=cast.editor(), reason="Who paid for the bridge?")
    assert stage(article) == Stage.WRITING
    assert DeskLog.objects.get(event="story.sent_back").data == {"reason": "Who paid for the bridge?"}


def test_a_reporter_cannot_approve():
    with pytest.raises(desk.NotAllowed):
        desk.approve(cast.submitted(), by=cast.reporter())


def test_an_editor_of_another_section_cannot_approve():
    section = cast.make_section("culture")
    section.editors.add(cast.make_user("nazdar", *cast.EDITOR))
    with pytest.raises(desk.NotAllowed):
        desk.approve(cast.submitted(section=section), by=cast.editor())


def test_an_editor_does_not_publish_their_own_story_in_a_section_of_others():
    section = cast.make_section("culture")
    section.editors.add(cast.make_user("nazdar", *cast.EDITOR))
    article = cast.make_article(by=cast.editor(), section=section)
    cast.edit(article, standfirst="Somebody else saved it too.")
    with pytest.raises(desk.NotAllowed):
        desk.publish(article, by=cast.editor())
    desk.submit(article, by=cast.editor())


def test_a_chief_editor_approves_in_every_section():
    section = cast.make_section("culture")
    section.editors.add(cast.make_user("nazdar", *cast.EDITOR))
    article = cast.submitted(section=section)
    desk.approve(article, by=cast.chief())
    assert stage(article) == Stage.APPROVED


def test_an_outdated_revision_is_not_approved():
    article = cast.submitted()
    cast.edit(article, standfirst="A late change.", by=cast.editor())
    with pytest.raises(desk.Stale, match="Revision 2 was saved by Dana Karim"):
        desk.approve(article, by=cast.chief(), revision=1)


def test_an_edit_after_approval_drops_it_and_the_story_waits_again():
    article = cast.approved()
    cast.edit(article, headline="Changed after approval", by=cast.editor())
    assert stage(article) == Stage.SUBMITTED
    assert Approval.objects.get(article=article).dropped_at is not None
    assert events(article)[-1] == "story.approval_dropped"


def test_an_edit_of_a_published_story_starts_writing_anew():
    article = cast.live()
    cast.edit(article, headline="Changed after publication")
    assert stage(article) == Stage.WRITING


def test_nobody_approves_what_they_alone_have_written():
    article = cast.submitted(by=cast.editor())
    with pytest.raises(desk.Refusal, match="another person approves"):
        desk.approve(article, by=cast.editor())


def test_nobody_approves_a_story_under_their_own_name():
    editor = cast.editor()
    article = cast.make_article()
    Byline.objects.create(article=article, author=cast.make_author("Dana Karim", user=editor), order=1)
    desk.record(article, by=cast.reporter())
    desk.submit(article, by=cast.reporter())
    with pytest.raises(desk.Refusal, match="another person approves"):
        desk.approve(article, by=editor)


def test_four_eyes_bind_a_superuser_too():
    root = cast.make_user("root")
    root.is_superuser = True
    root.save()
    article = cast.make_article(by=root)
    with pytest.raises(desk.Refusal, match="another person approves"):
        desk.publish(article, by=root)


def test_a_character_that_no_database_takes_is_dropped_from_the_reason_of_sending_back():
    desk.send_back(cast.submitted(), by=cast.editor(), reason="Who paid\0 for it?")
    assert DeskLog.objects.get(event="story.sent_back").data == {"reason": "Who paid for it?"}


def test_a_chief_editor_overrides_four_eyes_with_a_reason_that_is_logged():
    article = cast.submitted(by=cast.chief())
    with pytest.raises(desk.Refusal, match="at least 10 characters"):
        desk.approve(article, by=cast.chief(), override="late")
    desk.approve(article, by=cast.chief(), override="Nobody else is on duty tonight.")
    assert DeskLog.objects.get(event="four_eyes.overridden").data == {"reason": "Nobody else is on duty tonight."}


def test_an_editor_cannot_override_four_eyes():
    article = cast.submitted(by=cast.editor())
    with pytest.raises(desk.NotAllowed):
        desk.approve(article, by=cast.editor(), override="I am certain about this.")


def test_a_section_without_four_eyes_lets_its_editor_publish_own_work():
    article = cast.make_article(by=cast.editor(), section=cast.make_section("sport", four_eyes=False))
    desk.publish(article, by=cast.editor())
    assert Publication.objects.get().by == cast.editor()


@pytest.mark.parametrize("person", [cast.stranger, cast.photo_editor])
@pytest.mark.parametrize("verb", ["submit", "recall", "approve", "publish", "unschedule"])
def test_staff_without_the_right_can_do_nothing_to_a_story(person, verb):
    article = cast.submitted()
    with pytest.raises(desk.NotAllowed):
        getattr(desk, verb)(article, by=person())
    assert stage(article) == Stage.SUBMITTED
