import datetime
import threading

import pytest
from django.db import connection, connections
from django.db.models import Q, Value
from django.utils import timezone

from comments.discussions import standing_of
from comments.models import Comment
from comments.prepared import Prepared
from tests import cast
from tests.comments.reader import make_comment

pytestmark = pytest.mark.django_db


def by_name(*, name, since, above, state):
    found = Comment.objects.filter(name=name, pk__gt=above).annotate(asked=Value(name))
    if since is not None:
        found = found.filter(Q(posted_at__gt=since))
    return found.filter(state=state) if state is not None else found


def test_a_query_is_written_once_and_answers_for_each_of_its_values(monkeypatch):
    edition, written = cast.live_story(), []
    query = Prepared(lambda **values: written.append(values) or by_name(**values))
    comments = {name: make_comment(edition, name=name, body=name) for name in ("Azad", "D'ana", "%s \ue000")}
    for name, comment in comments.items():
        found = query.first(name=name, since=None, above=0, state=None)
        assert (found, found.body, found.asked) == (comment, name, name)
        assert found.posted_at == comment.posted_at
    assert query.first(name="Nobody", since=None, above=0, state=None) is None
    assert len(written) == 1


def test_numbers_and_moments_are_filled_in_and_another_set_of_values_is_another_query():
    comment = make_comment(cast.live_story(), name="Azad")
    query, now = Prepared(by_name), timezone.now()
    for since, above, state, found in (
        (None, 0, None, comment),
        (now - datetime.timedelta(days=1), 0, None, comment),
        (now + datetime.timedelta(days=1), 0, None, None),
        (None, comment.pk, None, None),
        (None, comment.pk - 1, "pending", comment),
        (None, comment.pk - 1, "spam", None),
    ):
        assert query.first(name="Azad", since=since, above=above, state=state) == found
    assert len(query.written) == 3


def test_what_was_not_asked_of_a_row_is_fetched_when_it_is_needed():
    edition = cast.live_story(body="<p>The whole body.</p>")
    assert "The whole body." in standing_of(edition.pk).edition.body


@pytest.mark.django_db(transaction=True)
def test_every_thread_asks_by_its_own_connection():
    edition, seen = cast.live_story(), []
    standing_of(edition.pk)

    def ask():
        try:
            seen.append(standing_of(edition.pk).edition.pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert seen == [edition.pk] * 5


def test_whether_a_story_has_picks_is_not_looked_for_among_all_its_comments():
    """Over a hundred thousand comments of one story it took a tenth of a second, for every page and every sum."""
    edition = cast.live_story()
    found = Comment.objects.picked().filter(article=edition.pk)
    if connection.vendor == "sqlite":
        assert "comment_picks (article_id=? AND state=? AND picked_at>?)" in found.explain()
    make_comment(edition, by=cast.moderator())
    assert not standing_of(edition.pk).has_picks
