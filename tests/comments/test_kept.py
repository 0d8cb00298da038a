"""Whatever was typed is given back by every refusal, letter by letter; and no input is an error of ours."""

import html
from collections import defaultdict
from unittest import mock

import pytest
from django.db import DatabaseError
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import SiteText
from comments import receipts
from comments.cleaning import clean_body, clean_name
from comments.models import Comment, Discussion
from newsroom.text import tidy
from tests import cast
from tests.comments.reader import form, send, slip

pytestmark = pytest.mark.django_db

# Letters of our languages, what draws nothing, direction marks, joiners, marks, markup, controls.
AWKWARD = "aéîşاَُكێە٥۵5\u200b\u200c\u200d\u200f\u202e\u2067\u2069\u2800\u3164\u0301👩‍👧🏽<>&\"'{}%\x00\x0b\r\n\t \ufffd"
TEXTS = st.text(alphabet=st.sampled_from(AWKWARD), max_size=60) | st.text(max_size=60)
REFUSALS = {
    "no token": (200, lambda edition: {"slip": None}),
    "no name": (422, lambda edition: {"pen": ""}),
    "a reserved name": (422, lambda edition: {"pen": "Editor"}),
    "no address": (422, lambda edition: {"reach": "nobody"}),
    "a wrong answer": (422, lambda edition: {"tally": "99"}),
    "no number": (422, lambda edition: {"tally": "many"}),
    "an expired token": (422, lambda edition: {"slip": str(slip(edition, age=4_000))}),
    "a forged token": (422, lambda edition: {"slip": "AAAA"}),
    "too quick": (422, lambda edition: {"slip": str(slip(edition, age=0.1))}),
    "a parent that is gone": (422, lambda edition: {"to": "999999"}),
    "no such story": (404, lambda edition: {"story": "999999"}),
}
a_few = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def edition(settings):
    wide = [(10_000, 600), (10_000, 600)]
    settings.COMMENT_BUDGETS = {name: wide[: len(pairs)] for name, pairs in settings.COMMENT_BUDGETS.items()}
    SiteText.objects.create(language="en", name="The Wire")
    return cast.live_story()


def text_of(response):
    return html.unescape(response.content.decode())


@pytest.mark.parametrize("why", REFUSALS)
@a_few
@given(words=TEXTS)
def test_every_refusal_gives_the_text_back_letter_by_letter(edition, why, words):
    expected, change = REFUSALS[why]
    typed = {"words": f"Kept: {words}."} | change(edition)
    fields = {name: value for name, value in (form(edition, slip(edition)) | typed).items() if value is not None}
    response = send(Client(), fields)
    assert response.status_code == expected
    assert f">\n{tidy(typed['words'])}</textarea>" in text_of(response)
    assert not Comment.objects.exists()


USED_UP = {
    "wrong": {},
    "unanswered": {"skip": "1"},
    "mark": {"mark": receipts.sign_mark("a" * 32)},
    "slow": {},
    "post": {},
}


@pytest.mark.parametrize("budget", USED_UP)
@a_few
@given(words=TEXTS)
def test_every_budget_that_is_used_up_gives_the_text_back(edition, budget, words):
    Discussion.objects.update_or_create(
        article=edition.article, defaults={"mode": "slow" if budget == "slow" else "open"}
    )
    left = defaultdict(lambda: [True, True], {budget: [False, False]})
    typed = f"Kept: {words}."
    with mock.patch("comments.throttle.take", return_value=left):
        response = send(Client(), form(edition, slip(edition), words=typed) | USED_UP[budget])
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert f">\n{tidy(typed)}</textarea>" in text_of(response)
    assert not Comment.objects.exists()


def _other_text(edition, words):
    token = slip(edition)
    send(Client(), form(edition, token, words=f"The first of {token.id_text}."))
    return 409, token, words


def _same_text(edition, words):
    send(Client(), form(edition, slip(edition), words=words))
    return 409, slip(edition), words


def _burnt(edition, words):
    token = slip(edition)
    send(Client(), form(edition, token, words=words, tally="99"))
    return 422, token, words


@pytest.mark.parametrize("before", [_other_text, _same_text, _burnt])
@a_few
@given(words=TEXTS)
def test_what_was_sent_or_judged_before_gives_the_text_back(edition, before, words):
    status, token, typed = before(edition, f"Kept: {words}.")
    response = send(Client(), form(edition, token, words=typed))
    assert response.status_code == status
    assert f">\n{tidy(typed)}</textarea>" in text_of(response)


@a_few
@given(words=TEXTS)
def test_a_database_that_cannot_write_gives_the_text_back(edition, words):
    typed = f"Kept: {words}."
    with mock.patch("comments.moderation.readers.insert", side_effect=DatabaseError("full")):
        response = send(Client(), form(edition, slip(edition), words=typed))
    assert response.status_code == 503
    assert f">\n{tidy(typed)}</textarea>" in text_of(response)


@a_few
@given(words=TEXTS, pen=TEXTS)
def test_a_closed_story_gives_the_text_back(edition, words, pen):
    Discussion.objects.update_or_create(article=edition.article, defaults={"mode": "closed"})
    response = send(Client(), form(edition, slip(edition), words=f"Kept: {words}.", pen=pen))
    assert response.status_code == 409
    assert f">\n{tidy(f'Kept: {words}.')}</textarea>" in text_of(response)


@a_few
@given(words=TEXTS, pen=TEXTS, reach=TEXTS, tally=TEXTS, to=TEXTS, mark=TEXTS, token=TEXTS)
def test_no_field_is_an_error_of_ours(edition, words, pen, reach, tally, to, mark, token):
    fields = {"words": words, "pen": pen, "reach": reach, "tally": tally, "to": to, "mark": mark, "slip": token}
    response = send(Client(), {"story": edition.pk} | fields)
    assert response.status_code in {200, 422}
    assert f">\n{tidy(words)}</textarea>" in text_of(response)


@a_few
@given(raw=st.binary(max_size=300))
def test_no_bytes_are_an_error_of_ours(edition, raw):
    prefix = f"story={edition.pk}&words=".encode()
    response = Client().post("/comments/", prefix + raw, content_type="application/x-www-form-urlencoded")
    assert response.status_code in {200, 400, 422}


@a_few
@given(words=TEXTS, pen=TEXTS)
def test_what_is_stored_is_what_the_page_shows(edition, words, pen):
    response = send(Client(), form(edition, slip(edition), words=words, pen=pen))
    assert response.status_code in {303, 409, 422}
    if response.status_code == 303:
        receipt = Client().get(response["Location"])
        assert receipt.status_code == 200
        stored = Comment.objects.order_by("-pk").first()
        assert stored.body == clean_body(tidy(words))
        assert stored.name == clean_name(pen)


@given(text=st.text(alphabet=st.sampled_from(AWKWARD), max_size=200) | st.text(max_size=200))
def test_cleaning_is_done_once_and_leaves_nothing_that_harms(text):
    body, name = clean_body(text), clean_name(text)
    assert clean_body(body) == body
    assert clean_name(name) == name
    for cleaned in (body, name):
        assert not set(cleaned) & set("\x00\r\u202a\u202b\u202c\u202d\u202e")
        cleaned.encode()
    assert "\n" not in name
    assert body.count("\u2069") == sum(body.count(opener) for opener in "\u2066\u2067\u2068")
    assert "\n\n\n" not in body
