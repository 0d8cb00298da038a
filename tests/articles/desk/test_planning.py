"""Planning: stubs, who is to write what by when, and that none of it is text or reaches a reader."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles import desk
from articles.models import Article, DeskLog, Revision
from tests import cast

pytestmark = pytest.mark.django_db


def keeper_of_photos():
    return cast.make_user("nazdar", "view_photo", "change_photo", "change_live_photo", app="photos")


def logged(article):
    return [(row.event, row.data["plan"]) for row in DeskLog.objects.filter(article=article).order_by("pk")]


def test_a_stub_is_a_story_of_which_there_is_only_a_plan():
    article = desk.assign(
        by=cast.editor(), brief="The new footbridge", section=cast.make_section(), assignee=cast.reporter()
    )

    assert (article.stage, str(article)) == ("assigned", "The new footbridge")
    assert article.created_by == cast.editor()
    assert logged(article) == [
        ("story.assigned", {"assignee": [None, cast.reporter().pk], "brief": [None, "The new footbridge"]})
    ]


def test_who_assigned_a_stub_and_who_writes_it_can_go_on():
    article = desk.assign(by=cast.editor(), brief="The new footbridge", assignee=cast.reporter())

    cast.edit(article, headline="The footbridge opens")

    assert Article.objects.get(pk=article.pk).stage == "writing"


def test_a_stub_says_what_it_is_to_be():
    with pytest.raises(desk.Refusal, match="Say in the brief"):
        desk.assign(by=cast.editor(), brief=" \n ")
    assert not Article.objects.exists()


@pytest.mark.parametrize("person", [cast.reporter, cast.photo_editor, cast.stranger])
def test_who_may_not_assign_makes_no_stub(person):
    with pytest.raises(desk.NotAllowed):
        desk.assign(by=person(), brief="The new footbridge")
    assert not Article.objects.exists()


def test_an_editor_plans_in_their_own_sections_alone():
    culture = cast.make_section("culture")
    culture.editors.add(cast.chief())
    article = cast.make_article(section=culture)

    with pytest.raises(desk.NotAllowed):
        desk.assign(article, by=cast.editor(), planned_for=date(2026, 12, 1))
    with pytest.raises(desk.NotAllowed):
        desk.assign(by=cast.editor(), section=culture, brief="A play")
    desk.assign(article, by=cast.chief(), planned_for=date(2026, 12, 1))

    assert Article.objects.get(pk=article.pk).planned_for == date(2026, 12, 1)


def test_a_plan_is_no_revision_and_moves_no_stage():
    article = cast.approved()
    deadline = timezone.now()

    desk.assign(article, by=cast.editor(), deadline=deadline, commissioned_words=800, needs_photo=True)

    article = Article.objects.get(pk=article.pk)
    assert (article.stage, article.deadline, article.commissioned_words, article.needs_photo) == (
        "approved",
        deadline,
        800,
        True,
    )
    assert Revision.objects.filter(article=article).count() == 1


def test_only_a_new_assignee_is_an_assignment_and_nothing_changed_is_no_entry():
    article = cast.make_article(assignee=cast.reporter())

    desk.assign(article, by=cast.editor(), assignee=cast.reporter())
    desk.assign(article, by=cast.editor(), assignee=cast.reporter(), planned_for=date(2026, 12, 1))
    desk.assign(article, by=cast.editor(), assignee=None)
    desk.assign(article, by=cast.editor(), assignee=cast.chief())

    assert logged(article) == [
        ("story.planned", {"planned_for": [None, "2026-12-01"]}),
        ("story.planned", {"assignee": [cast.reporter().pk, None]}),
        ("story.assigned", {"assignee": [None, cast.chief().pk]}),
    ]


def test_a_day_that_has_passed_publishes_nothing():
    from articles import clock

    article = cast.approved()
    desk.assign(article, by=cast.editor(), planned_for=timezone.localdate() - timedelta(days=1))

    assert clock.run_due() == 0
    assert not hasattr(Article.objects.get(pk=article.pk), "edition")


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [({"commissioned_words": 50_001}, "50000"), ({"brief": "x" * 201}, "200"), ({"commissioned_words": -1}, "0")],
)
def test_what_a_column_does_not_take_is_refused_in_words(plan, sentence):
    article = cast.make_article()

    with pytest.raises(desk.Refusal, match=sentence):
        desk.assign(article, by=cast.editor(), **plan)

    assert not DeskLog.objects.filter(article=article).exists()


def test_who_has_left_is_given_no_story():
    gone = cast.reporter()
    gone.is_active = False
    gone.save()

    with pytest.raises(desk.Refusal, match="does not work at the desk"):
        desk.assign(cast.make_article(by=cast.editor()), by=cast.editor(), assignee=gone)


def test_a_keeper_of_the_photos_says_that_one_is_needed_and_plans_nothing_else():
    article, keeper = cast.make_article(), keeper_of_photos()

    desk.assign(article, by=keeper, needs_photo=True)
    with pytest.raises(desk.NotAllowed):
        desk.assign(article, by=keeper, needs_photo=False, brief="A photo of the bridge")

    article = Article.objects.get(pk=article.pk)
    assert (article.needs_photo, article.brief) == (True, "")


def test_a_control_character_in_a_brief_is_dropped():
    assert desk.assign(by=cast.editor(), brief="The\x00 new\nfootbridge").brief == "The new footbridge"


# Tags ---------------------------------------------------------------------------------------------------------


def test_a_tag_is_an_edit_like_any_other():
    article = cast.approved(tags=["bridges"])

    desk.tag(article, by=cast.editor(), names=["Bridges", "Derik"])

    article = Article.objects.get(pk=article.pk)
    assert sorted(article.tags.names()) == ["Derik", "bridges"]
    assert article.stage == "submitted"
    assert article.revisions.first().document["tags"] == ["Derik", "bridges"]


def test_a_story_takes_no_more_tags_than_the_form_would():
    article = cast.make_article(tags=[f"tag {number}" for number in range(29)])

    with pytest.raises(desk.Refusal, match="at most 30 tags"):
        desk.tag(article, by=cast.editor(), names=["one", "two"])


def test_a_reporter_tags_no_story_that_is_with_the_editors():
    article = cast.submitted()

    with pytest.raises(desk.Refusal, match="with the editors"):
        desk.tag(article, by=cast.reporter(), names=["Derik"])
