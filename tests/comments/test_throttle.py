import datetime

import pytest
from django.utils import timezone

from comments import captcha, throttle
from comments.models import Bucket

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _budgets(settings):
    settings.COMMENT_BUDGETS = {"post": [(3, 60), (5, 3600)]}


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


def test_asking_writes_nothing_and_networks_do_not_share():
    assert throttle.exhausted("post", "net") == [False, False]
    assert not Bucket.objects.exists()
    for _ in range(5):
        throttle.spend("post", "net")
    assert throttle.exhausted("post", "another") == [False, False]


def test_a_clock_that_runs_back_gives_nothing_away():
    for _ in range(3):
        throttle.spend("post", "net", now=NOW)
    assert throttle.exhausted("post", "net", now=later(-30))[0]


def test_a_sum_is_burnt_once():
    token = captcha.issue(1, "en")
    assert not throttle.is_burnt(token)
    assert [throttle.burn(token), throttle.burn(token)] == [True, False]
    assert throttle.is_burnt(token)


def test_what_says_nothing_any_more_is_forgotten():
    throttle.spend("post", "old", now=timezone.now() - datetime.timedelta(days=2))
    throttle.spend("post", "new")
    assert throttle.forget_buckets() == 2
    assert Bucket.objects.count() == 2
