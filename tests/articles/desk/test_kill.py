"""Kill what readers never saw; it comes back as it was."""

import pytest

from articles import desk, state
from articles.models import Article, DeskLog, Schedule
from tests import cast
from tests.articles.desk.test_schedule import in_an_hour

pytestmark = pytest.mark.django_db


def test_killing_cancels_what_the_clock_was_told():
    article = cast.approved()
    desk.schedule(article, by=cast.editor(), wall_time=in_an_hour())
    desk.schedule_withdrawal(article, by=cast.editor(), wall_time=in_an_hour(2), reason="The licence ends.")
    desk.kill(article, by=cast.editor(), reason="It never happened.")
    assert not Schedule.objects.open().exists()
    assert DeskLog.objects.get(event="story.killed").data == {"reason": "It never happened."}


def test_a_killed_story_is_called_so_in_list_and_form():
    article = cast.make_article()
    desk.kill(article, by=cast.editor())
    article = Article.objects.get()
    assert state.of(article).words == "killed"
    assert state.of(state.with_state(Article.objects.all()).get()).words == "killed"


@pytest.mark.parametrize("verb", ["submit", "publish", "approve", "set_embargo"])
def test_nothing_is_done_to_a_killed_story(verb):
    article = cast.submitted() if verb == "approve" else cast.make_article()
    desk.kill(article, by=cast.editor())
    given = {"reason": "Later."} if verb == "set_embargo" else {}
    with pytest.raises(desk.Refusal, match="was killed"):
        getattr(desk, verb)(article, by=cast.editor(), **given)


def test_what_is_typed_into_a_story_killed_meanwhile_is_not_lost():
    article = cast.make_article()
    desk.kill(article, by=cast.editor())
    assert cast.edit(article, standfirst="Typed while it was killed.").number == 2
    assert Article.objects.get().killed_at


def test_reviving_brings_it_back_at_its_stage():
    article = cast.submitted()
    desk.kill(article, by=cast.editor())
    desk.revive(article, by=cast.editor())
    assert Article.objects.get().stage == Article.Stage.SUBMITTED
    assert state.of(Article.objects.get()).words == "never published"
    desk.approve(article, by=cast.editor())


@pytest.mark.parametrize("withdrawn", [False, True])
def test_what_readers_saw_is_not_killed(withdrawn):
    article = cast.live()
    if withdrawn:
        desk.withdraw(article, by=cast.editor(), reason="No.")
    with pytest.raises(desk.Refusal, match="not killed"):
        desk.kill(article, by=cast.editor())


def test_a_reporter_kills_their_own_before_submission_only():
    article = cast.make_article()
    desk.kill(article, by=cast.reporter())
    desk.revive(article, by=cast.reporter())
    desk.submit(article, by=cast.reporter())
    with pytest.raises(desk.Refusal, match="an editor can kill it"):
        desk.kill(article, by=cast.reporter())
    with pytest.raises(desk.NotAllowed):
        desk.kill(cast.make_article(by=cast.editor()), by=cast.reporter())


def test_nobody_revives_what_nobody_killed():
    with pytest.raises(desk.Refusal, match="Nobody killed"):
        desk.revive(cast.make_article(), by=cast.editor())
