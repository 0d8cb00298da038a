"""What an accepted comment costs the database, statement by statement, on both."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import receipts
from comments.models import Bucket, Discussion, HoldRule, Policy
from tests import cast
from tests.comments import reader

pytestmark = pytest.mark.django_db(transaction=True)

READ = ["SELECT articles_edition"]  # the live story, its discussion, the policy, the key, what is answered
TAKE = ["INSERT comments_bucket"]  # every budget and the sum
JUDGE = ["SELECT articles_edition"]  # the same again inside the transaction, with the rules, the record and the doubles
COUNT = ["INSERT comments_discussion"]
PURGE = ["INSERT newsroom_purge"]  # where readers see it at once
STORE = ["INSERT comments_comment", "INSERT comments_decision"]
PLAIN = READ + TAKE + JUDGE + COUNT + STORE
MOST = 8  # for whatever comment


def cost(client, fields):
    """Send a comment and return its statements, each as its verb and table. None is a savepoint."""
    with CaptureQueriesContext(connection) as captured:
        response = reader.send(client, fields)
    assert response.status_code == 303, response.content.decode()
    statements = [query["sql"].split() for query in captured]
    statements = [words for words in statements if words[0] not in {"BEGIN", "COMMIT"}]
    assert len(statements) <= MOST
    return [_told(words) for words in statements]


def _told(words):
    place = {"SELECT": 1, "INSERT": 2, "UPDATE": 1}.get(words[0])
    return f"{words[0]} {words[place].split('.')[0].strip(chr(34))}" if place else " ".join(words)


@pytest.fixture
def edition(client):
    edition = cast.live_story()
    reader.comment_from(client, edition, "203.0.113.1", words="Makes the key, and remembers the names")
    return edition


def test_a_comment_costs_six_statements(client, edition):
    assert cost(client, reader.form(edition, reader.slip(edition))) == PLAIN


def test_the_first_of_a_story_and_a_network_costs_no_more(client, edition):
    other = cast.live_story()
    Bucket.objects.all().delete()
    assert cost(client, reader.form(other, reader.slip(other))) == PLAIN


def test_a_comment_of_a_remembered_reader_under_a_slow_story_costs_no_more(client, edition):
    fields = reader.form(edition, reader.slip(edition), mark=receipts.sign_mark("a" * 32), reach="a@example.org")
    assert cost(client, fields) == PLAIN


def test_a_comment_that_a_rule_holds_costs_one_more_for_the_reasons(client, edition):
    HoldRule.objects.create(code="words", words="bridge\nhelp")
    fields = reader.form(edition, reader.slip(edition))
    assert cost(client, fields) == [*PLAIN, "INSERT comments_heldreason"]


def test_an_answer_that_is_published_costs_two_more_for_the_counter_above_it_and_the_pages_it_drops(client, edition):
    Policy.objects.create(publishing=Policy.Publishing.PUBLISH)
    root = reader.comment(client, edition, words="The root")
    fields = reader.form(edition, reader.slip(edition), to=root.pk)
    assert cost(client, fields) == [*(READ + TAKE + JUDGE + COUNT), "UPDATE comments_comment", *PURGE, *STORE]


def test_a_comment_that_is_published_costs_one_more_for_the_pages_it_drops(client, edition):
    Policy.objects.create(publishing=Policy.Publishing.PUBLISH)
    fields = reader.form(edition, reader.slip(edition))
    assert cost(client, fields) == [*(READ + TAKE + JUDGE + COUNT + PURGE + STORE)]


def test_a_comment_that_fills_the_trap_costs_one_more_to_see_whether_robots_send_most(client, edition):
    token = reader.slip(edition)
    fields = reader.form(edition, token, **{token.trap: "https://spam.example"})
    assert cost(client, fields) == [*PLAIN, "INSERT comments_heldreason", "SELECT comments_comment"]


def test_a_comment_in_a_flood_that_is_slowed_already_costs_no_more(client, edition, settings):
    settings.COMMENT_BUDGETS = settings.COMMENT_BUDGETS | {"article": [(1, 600)]}
    other = "203.0.113.2"
    reader.comment_from(client, edition, other, words="The first of the flood")
    reader.comment_from(client, edition, other, words="The one that slows the story")
    assert Discussion.objects.get().mode == Discussion.Mode.SLOW
    assert cost(client, reader.form(edition, reader.slip(edition))) == PLAIN


def test_a_refused_comment_writes_nothing_and_locks_nothing(client, edition):
    fields = reader.form(edition, reader.slip(edition), pen="")
    with CaptureQueriesContext(connection) as captured:
        assert reader.send(client, fields).status_code == 422
    assert not [query for query in captured if query["sql"].startswith(("BEGIN", "INSERT", "UPDATE"))]
