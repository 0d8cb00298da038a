"""Who is told what: never the actor, never twice, and as each person chose."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import clock, desk
from articles.desk import notices
from articles.models import Article, Notice
from tests import cast

pytestmark = pytest.mark.django_db


def told():
    return sorted((notice.user.username, notice.event) for notice in Notice.objects.select_related("user"))


def test_a_submission_is_told_to_the_editors_and_not_to_who_submitted():
    cast.editor(), cast.chief(), cast.stranger(), cast.photo_editor()
    cast.submitted()
    assert told() == [("dana", "story.submitted"), ("hevi", "story.submitted")]


def test_a_submission_is_told_to_the_section_s_own_editors_where_it_names_some():
    cast.chief()
    section = cast.make_section()
    section.editors.add(cast.editor())
    cast.submitted(section=section)
    assert told() == [("dana", "story.submitted")]


def test_the_writer_is_told_of_approval_and_publication():
    article = cast.submitted()
    Notice.objects.all().delete()
    desk.approve(article, by=cast.editor())
    desk.publish(article, by=cast.editor())
    assert told() == [("rojin", "story.approved"), ("rojin", "story.published")]


def test_what_the_clock_did_is_told_to_who_told_the_clock():
    article = cast.approved()
    moment = timezone.now() + timedelta(hours=1)
    row = desk.schedule(article, by=cast.editor(), wall_time=timezone.localtime(moment).strftime("%Y-%m-%d %H:%M"))
    Notice.objects.all().delete()
    clock.run_due(row.moment)
    assert told() == [("dana", "story.published"), ("rojin", "story.published")]


def test_whoever_stands_on_the_byline_is_told_as_a_writer():
    article = cast.submitted(authors=[cast.make_author(user=cast.stranger())])
    Notice.objects.all().delete()
    desk.send_back(article, by=cast.editor(), reason="Who says so?")
    assert told() == [("rojin", "story.sent_back"), ("sami", "story.sent_back")]


def test_the_approver_is_told_also_where_the_law_was_cleared_after():
    article = cast.approved()
    desk.clear_legal(article, by=cast.chief())
    Notice.objects.all().delete()
    cast.edit(article, headline="The footbridge opens")
    assert told() == [("dana", "story.approval_dropped"), ("hevi", "story.clearance_dropped")]


def test_the_approver_is_told_that_an_edit_dropped_the_approval():
    article = cast.approved()
    Notice.objects.all().delete()
    cast.edit(article, headline="The footbridge opens")
    assert told() == [("dana", "story.approval_dropped")]


def test_every_chief_is_told_that_one_vouched_for_their_own_work():
    other = cast.make_user("berivan", *cast.CHIEF)
    article = cast.submitted(by=cast.chief())
    Notice.objects.all().delete()
    desk.approve(article, by=cast.chief(), override="Nobody else is in tonight.")
    assert (other.username, "four_eyes.overridden") in told()
    assert ("hevi", "four_eyes.overridden") not in told()


def test_the_writer_is_told_that_the_story_was_killed_and_revived():
    cast.chief()
    article = cast.make_article()
    desk.kill(article, by=cast.editor(), reason="Another agency had it.")
    desk.revive(article, by=cast.editor())
    assert told() == [("rojin", "story.killed"), ("rojin", "story.revived")]


def test_writer_and_editors_are_told_of_an_embargo_and_of_its_end():
    cast.chief(), cast.stranger()
    article = cast.make_article()
    desk.set_embargo(article, by=cast.editor(), reason="The report is out on Friday.")
    assert told() == [("hevi", "story.embargoed"), ("rojin", "story.embargoed")]
    Notice.objects.all().delete()
    desk.release_embargo(article, by=cast.chief())
    assert told() == [("dana", "story.embargo_released"), ("rojin", "story.embargo_released")]


def test_the_writer_is_told_of_the_clearance_for_law_and_who_cleared_of_its_end():
    article = cast.make_article(needs_legal=True)
    desk.clear_legal(article, by=cast.chief())
    assert told() == [("rojin", "story.cleared")]
    Notice.objects.all().delete()
    cast.editor()
    cast.edit(article, headline="The footbridge opens")
    assert told() == [("hevi", "story.clearance_dropped")]


def test_scheduler_and_editors_are_told_once_of_a_schedule_that_fails(monkeypatch):
    article = cast.approved(by=cast.reporter())
    moment = timezone.now() + timedelta(hours=1)
    row = desk.schedule(article, by=cast.editor(), wall_time=timezone.localtime(moment).strftime("%Y-%m-%d %H:%M"))
    cast.chief()
    Notice.objects.all().delete()

    def fail(*_args, **_options):
        raise OSError("disk full")

    monkeypatch.setattr(desk, "go_live", fail)
    clock.run_due(row.moment)
    clock.run_due(row.moment + timedelta(minutes=5))
    assert told() == [("dana", "schedule.failed"), ("hevi", "schedule.failed")]


def test_who_wants_none_of_a_kind_is_not_told():
    notices.choose(cast.editor(), {"submitted": notices.OFF})
    cast.submitted()
    assert told() == []


def test_who_left_is_not_told():
    editor = cast.editor()
    editor.is_active = False
    editor.save()
    cast.submitted()
    assert told() == []


def test_a_refused_verb_tells_nobody():
    cast.editor()
    article = cast.make_article(headline="")
    with pytest.raises(desk.Refusal):
        desk.submit(article, by=cast.reporter())
    assert told() == []


def test_what_happened_long_ago_is_told_to_nobody():
    cast.editor()
    article = cast.make_article()
    desk.submit(article, by=cast.reporter(), at=timezone.now() - timedelta(days=2))
    assert told() == []


def test_a_damaged_choice_counts_as_none():
    editor = cast.editor()
    for damaged in (["submitted"], {"submitted": "maybe"}, None):
        editor.notices = damaged
        assert notices.chosen(editor, "submitted") == notices.BOTH


@pytest.mark.parametrize("event", notices.TABLE)
def test_every_event_of_the_table_has_a_kind_people_can_choose_and_a_sentence(event):
    for row in notices.TABLE[event]:
        assert row.kind in notices.KINDS
        notice = Notice(user=cast.editor(), kind=row.kind, event=event, by=cast.reporter())
        assert "%(" not in notices.sentence(notice, "story #7")


def test_notices_cost_two_queries_for_one_and_for_many(django_assert_num_queries):
    cast.make_article()
    article = Article.objects.select_related("section").prefetch_related("section__editors").get()  # as a verb has it
    cast.editor()
    reporter = cast.reporter()
    with django_assert_num_queries(2):
        notices.tell("story.submitted", article, by=reporter)
    for number in range(8):
        cast.make_user(f"editor{number}", *cast.EDITOR)
    with django_assert_num_queries(2):
        assert notices.tell("story.submitted", article, by=reporter) == 9
