import datetime

import pytest
from django.utils import timezone

from comments import captcha, throttle
from comments.models import Bucket

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _budgets(settings):
    settings.COMMENT_BUDGETS = {"post": [(3, 60), (5, 3600)], "mark": [(1, 10)], "odd": [(7, 600)]}


def later(seconds):
    return NOW + datetime.timedelta(seconds=seconds)


def test_a_budget_is_spent_and_says_which_of_its_numbers_is_used_up():
    answers = [throttle.spend("post", "net", now=NOW) for _ in range(6)]
    assert answers == [[True, True]] * 3 + [[False, True]] * 2 + [[False, False]]


def test_a_budget_refills_evenly_and_never_over_its_size():
    for _ in range(3):
        throttle.spend("post", "net", now=NOW)
    assert throttle.exhausted("post", "net", now=later(19)) == [True, False]
    assert throttle.exhausted("post", "net", now=later(20)) == [False, False]
    assert [throttle.spend("post", "net", now=later(86_400))[0] for _ in range(4)] == [True, True, True, False]


def test_a_share_that_no_number_holds_exactly_leaves_none_out():
    assert [throttle.spend("odd", "net", now=NOW)[0] for _ in range(8)] == [True] * 7 + [False]


def test_a_taker_who_is_refused_waits_no_longer_for_it():
    for _ in range(50):
        throttle.spend("post", "net", now=NOW)
    assert throttle.wait("post", "net", now=later(0)) == 720  # one of five an hour
    assert throttle.spend("post", "net", now=later(20))[0]


def test_several_budgets_are_asked_and_taken_in_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        first = throttle.take({"post": "net", "sum": "a"}, {"mark": "m"}, now=NOW)
    assert first == {"post": [True, True], "sum": [True], "mark": [True]}
    assert throttle.take({"mark": "m"}, {"sum": "a", "post": "net"}, now=NOW) == {
        "mark": [True], "sum": [False], "post": [True, True],
    }  # fmt: skip
    for _ in range(3):
        assert throttle.take({}, {"mark": "m"}, now=NOW) == {"mark": [False]}
    assert throttle.take({}, {"mark": "m"}, now=later(10)) == {"mark": [True]}


def test_asking_takes_nothing_and_networks_do_not_share():
    assert throttle.exhausted("post", "net") == [False, False]
    assert not Bucket.objects.exists()
    for _ in range(5):
        assert throttle.take({}, {"post": "net"}) == {"post": [True, True]}
    for _ in range(5):
        throttle.spend("post", "net")
    assert throttle.exhausted("post", "another") == [False, False]


def test_a_clock_that_runs_back_gives_nothing_away():
    for _ in range(3):
        throttle.spend("post", "net", now=NOW)
    assert throttle.exhausted("post", "net", now=later(-30))[0]


def test_a_sum_is_judged_once():
    token = captcha.issue(1, "en")
    assert [throttle.spend("sum", token.id_text) for _ in range(3)] == [[True], [False], [False]]


def test_what_says_nothing_any_more_is_forgotten():
    throttle.spend("post", "old", now=timezone.now() - datetime.timedelta(hours=2))
    throttle.spend("sum", "old", now=timezone.now() - datetime.timedelta(hours=2))
    throttle.spend("post", "new")
    assert throttle.forget_buckets() == 2
    assert sorted(Bucket.objects.values_list("key", flat=True)) == [
        "post:new:3600:5", "post:new:60:3", "sum:old:86400:1",
    ]  # fmt: skip
