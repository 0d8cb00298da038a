"""The live options: comments and search engines, at once and logged."""

import pytest

from articles import desk
from articles.models import DeskLog, Edition
from tests import cast

pytestmark = pytest.mark.django_db


def test_they_change_what_readers_have_at_once_and_are_logged():
    article = cast.live()
    desk.set_live_options(article, by=cast.editor(), comments_open=False, indexable=True)
    edition = Edition.objects.get()
    assert (edition.comments_open, edition.indexable) == (False, True)
    assert DeskLog.objects.get(event="story.live_options").data == {"comments_open": False}


def test_they_survive_the_next_publication(client):
    article = cast.live()
    desk.set_live_options(article, by=cast.editor(), comments_open=False, indexable=False)
    cast.republish(article, "update", standfirst="More.")
    edition = Edition.objects.get()
    assert (edition.comments_open, edition.indexable) == (False, False)
    assert 'content="noindex' in client.get(edition.get_absolute_url()).content.decode()


def test_where_nothing_differs_nothing_is_logged():
    assert desk.set_live_options(cast.live(), by=cast.editor(), comments_open=True, indexable=True) is None
    assert not DeskLog.objects.filter(event="story.live_options").exists()


def test_the_comments_of_a_retracted_story_stay_closed():
    article = cast.live()
    cast.republish(article, "retraction", "We cannot stand by this story.", body="<p>Retracted.</p>")
    with pytest.raises(desk.Refusal, match="stay closed"):
        desk.set_live_options(article, by=cast.editor(), comments_open=True, indexable=True)


def test_only_a_live_story_has_them():
    with pytest.raises(desk.Refusal, match="Only a live story"):
        desk.set_live_options(cast.approved(), by=cast.editor(), comments_open=True, indexable=True)


def test_a_reporter_does_not_set_them():
    with pytest.raises(desk.NotAllowed):
        desk.set_live_options(cast.live(), by=cast.reporter(), comments_open=False, indexable=True)
