"""Many at once, in threads with connections of their own, on whichever database the suite runs."""

import threading

import pytest
from django.db import connections
from django.test import Client

from comments import moderation
from comments.models import Comment, Discussion
from tests import cast
from tests.comments import reader

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(count, work):
    """Run work(number) in `count` threads that start together; return what each returned."""
    answers, start = [None] * count, threading.Barrier(count)

    def run(number):
        try:
            start.wait()
            answers[number] = work(number)
        except Exception as error:  # noqa: BLE001 - the test judges it
            answers[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def test_fifty_posts_of_one_token_make_one_row_and_lead_to_one_receipt(settings):
    settings.COMMENT_BUDGETS = settings.COMMENT_BUDGETS | {"post": [(1000, 600), (1000, 600)]}
    edition = cast.live_story()
    fields = reader.form(edition, reader.slip(edition))
    answers = all_at_once(50, lambda _number: reader.send(Client(), fields))
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer["Location"] for answer in answers}) == 1
    assert Comment.objects.count() == 1
    discussion = Discussion.objects.get()
    assert (discussion.waiting_count, discussion.next_number) == (1, 2)


def test_parallel_guesses_of_one_sum_are_judged_once(settings):
    settings.COMMENT_BUDGETS = settings.COMMENT_BUDGETS | {
        "post": [(1000, 600), (1000, 600)], "wrong": [(1000, 600), (1000, 600)],
    }  # fmt: skip
    edition = cast.live_story()
    token = reader.slip(edition)
    guesses = [number for number in range(20) if number != token.sum.answer][:10]
    answers = all_at_once(10, lambda number: reader.send(Client(), reader.form(edition, token, answer=guesses[number])))
    assert [answer.status_code for answer in answers] == [422] * 10
    assert reader.send(Client(), reader.form(edition, token)).status_code == 422
    assert not Comment.objects.exists()


def test_twenty_equal_texts_of_one_network_at_once_make_one_row(settings):
    settings.COMMENT_BUDGETS = settings.COMMENT_BUDGETS | {"post": [(1000, 600), (1000, 600)]}
    edition = cast.live_story()
    tokens = [reader.slip(edition) for _ in range(20)]
    answers = all_at_once(20, lambda number: reader.send(Client(), reader.form(edition, tokens[number])))
    assert sorted(answer.status_code for answer in answers) == [303] + [409] * 19
    assert Comment.objects.count() == 1


def test_different_comments_at_once_get_different_numbers_and_are_all_counted(settings):
    settings.COMMENT_BUDGETS = settings.COMMENT_BUDGETS | {"post": [(1000, 600), (1000, 600)]}
    edition = cast.live_story()
    tokens = [reader.slip(edition) for _ in range(20)]
    answers = all_at_once(
        20, lambda number: reader.send(Client(), reader.form(edition, tokens[number], words=f"Text {number}"))
    )
    assert [answer.status_code for answer in answers] == [303] * 20
    assert sorted(Comment.objects.values_list("number", flat=True)) == list(range(1, 21))
    assert Discussion.objects.get().waiting_count == 20


def test_of_two_moderators_at_once_one_wins_and_the_other_reads_who(settings):
    edition = cast.live_story()
    people = [cast.make_user(f"m{n}", "moderate_comment", app="comments", first_name=f"M{n}") for n in range(2)]
    comment = reader.make_comment(edition)

    def decide(number):
        mine = Comment.objects.get(pk=comment.pk)
        if number:
            return moderation.reject(mine, by=people[1], version=1, reason="insult")
        return moderation.approve(mine, by=people[0], version=1)

    answers = all_at_once(2, decide)
    stale = [answer for answer in answers if isinstance(answer, moderation.Stale)]
    assert len(stale) == 1
    winner = next(answer for answer in answers if answer is not stale[0])
    assert stale[0].reasons[0].startswith(f"{winner.by} ")
    assert comment.decisions.count() == 2
    discussion = Discussion.objects.get()
    state = Comment.objects.get().state
    assert (discussion.published_count, discussion.waiting_count) == (int(state == "published"), 0)


def test_answers_and_decisions_in_one_thread_do_not_wait_for_each_other_for_ever():
    edition, lana = cast.live_story(), cast.moderator()
    root = reader.make_comment(edition, by=lana)

    def work(number):
        if number % 2:
            return moderation.answer(root, by=lana, body=f"Answer {number}")
        mine = reader.make_comment(edition, parent=root, body=f"Text {number}")
        return moderation.approve(mine, by=lana, version=1)

    answers = all_at_once(12, work)
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert Comment.objects.get(pk=root.pk).published_below == 12
    assert Discussion.objects.get().published_count == 13
