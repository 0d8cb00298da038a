"""Clearance for law: somebody's word for one revision, beside the desk's approval."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import clock, desk
from articles.models import Approval, Article, DeskLog, Edition, Schedule
from tests import cast
from tests.articles.desk.test_schedule import in_an_hour

pytestmark = pytest.mark.django_db


def delicate(**fields):
    return cast.approved(needs_legal=True, **fields)


def test_a_story_that_needs_it_is_not_published_without():
    article = delicate()
    with pytest.raises(desk.Refusal, match="needs clearance for law, and revision 1 has none"):
        desk.publish(article, by=cast.editor())
    desk.clear_legal(article, by=cast.chief())
    desk.publish(article, by=cast.editor())
    assert Edition.objects.exists()


def test_clearing_changes_neither_stage_nor_approval():
    article = delicate()
    desk.clear_legal(article, by=cast.chief())
    assert Article.objects.get().stage == Article.Stage.APPROVED
    kinds = Approval.objects.filter(dropped_at=None).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["desk", "legal"]


def test_an_edit_drops_both_words():
    article = delicate()
    desk.clear_legal(article, by=cast.chief())
    cast.edit(article, standfirst="He did it.", by=cast.editor())
    assert not Approval.objects.filter(dropped_at=None).exists()
    assert DeskLog.objects.filter(event="story.clearance_dropped").count() == 1
    with pytest.raises(desk.Refusal, match="revision 2 has none"):
        desk.publish(article, by=cast.chief())


def test_sending_back_takes_the_approval_and_leaves_the_clearance():
    article = delicate()
    desk.clear_legal(article, by=cast.chief())
    desk.send_back(article, by=cast.editor(), reason="Shorter, please.")
    assert Approval.objects.get(dropped_at=None).kind == "legal"


def test_a_frozen_revision_stays_cleared_though_the_story_was_edited():
    article = delicate()
    desk.clear_legal(article, by=cast.chief())
    desk.schedule(article, by=cast.editor(), wall_time=in_an_hour())
    cast.edit(article, standfirst="Later.", by=cast.editor())
    Schedule.objects.update(moment=timezone.now() - timedelta(seconds=5))
    assert clock.run_due() == 1


def test_the_same_revision_is_not_cleared_twice():
    article = delicate()
    desk.clear_legal(article, by=cast.chief())
    with pytest.raises(desk.Refusal, match="cleared already"):
        desk.clear_legal(article, by=cast.chief())


def test_only_the_revision_that_was_read_is_cleared():
    article = delicate()
    cast.edit(article, standfirst="He did it.", by=cast.editor())
    with pytest.raises(desk.Stale):
        desk.clear_legal(article, by=cast.chief(), revision=1)


@pytest.mark.parametrize("person", [cast.reporter, cast.editor, cast.stranger])
def test_only_who_has_the_right_clears(person):
    with pytest.raises(desk.NotAllowed):
        desk.clear_legal(delicate(), by=person())


def test_a_lawyer_without_a_section_clears_every_story():
    section = cast.make_section("courts")
    section.editors.add(cast.editor())
    desk.clear_legal(delicate(section=section), by=cast.make_user("lawyer", "view_article", "clear_legal"))
    assert Approval.objects.filter(kind="legal").exists()
