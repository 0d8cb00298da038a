"""The desk's law (matrix.py) by every way there is: the verb itself, its button, a forged POST and a bulk action.

The verb, the button and the bulk action are held against the whole table. Forged posts take minutes for it: each run
sends one for each answer of the law, to another story at each turn; `-m table` sends all of them, also those of
members of two groups, whose rights are the sum of two roles.
"""

import re
from itertools import count

import pytest
from django.db import transaction
from django.urls import reverse

from articles import desk, offers
from articles.admin import bulk
from articles.models import DeskLog
from tests.articles.desk_admin import matrix
from tests.articles.desk_admin.matrix import DONE, FORBIDDEN, REFUSED
from tests.articles.desk_admin.post import change_url, opened, said, send
from tests.articles.desk_admin.test_acts import act_url

pytestmark = pytest.mark.django_db
PEOPLE = [person for person in matrix.PEOPLE if person != "azad"]


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    """The people and stories, made once: each test changes them inside a transaction that is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield matrix.build()
        transaction.set_rollback(True)


@pytest.fixture
def logged_in(client, house, person):
    client.force_login(house.people[person])
    return client


def against(answers, person):
    """Return the cells of the table that were answered otherwise: {(verb, story): (answer, what the law says)}."""
    law = {(verb, story): matrix.expected(person, verb, story) for verb, story in answers}
    return {cell: (answer, law[cell]) for cell, answer in answers.items() if answer != law[cell]}


def one_of_each(person, verb, turn):
    """Return a story for each answer that the law has for a person and verb; another one at each turn."""
    by_answer = {}
    for story in matrix.STORIES:
        by_answer.setdefault(matrix.expected(person, verb, story), []).append(story)
    return [stories[turn % len(stories)] for stories in by_answer.values()]


# The verb itself ----------------------------------------------------------------------------------------------


def outcome(act):
    """Do something in a savepoint, take it back, and return what came of it."""
    with transaction.atomic():
        try:
            act()
        except desk.NotAllowed:
            answer = FORBIDDEN
        except desk.Refusal:
            answer = REFUSED
        else:
            answer = DONE
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("person", PEOPLE)
def test_the_verb_itself_answers_by_the_law(house, person):
    by, answers = house.people[person], {}
    for verb in matrix.VERBS:
        for story in matrix.STORIES:
            article = house.stories[story]
            given = house.given(verb, article)
            answers[verb, story] = outcome(lambda: matrix.call(verb, article, by, given))  # noqa: B023
    assert not against(answers, person)


# The buttons --------------------------------------------------------------------------------------------------

NAMES = {"protect_byline": "protect"}  # of a button, where it is not the verb's
NO_BUTTON = {"assign", "ask_for_photo", "restore", "tag", "share"}  # their places on the desk are below
BUTTON = re.compile(
    r'<button type="submit" class="button[^"]*" (?:name="_verb" value|form)="(?:act-)?(\w+)"( disabled)?'
)


def drawn(person, verb, story):
    """Return how the button of a verb is to be drawn: pressable, disabled with the reason, or None."""
    act, answer = matrix.VERBS[verb], matrix.expected(person, verb, story)
    if person not in act.who or story in act.instead:
        return None
    return "pressable" if answer == DONE or (story in act.checklist and answer == REFUSED) else "disabled"


@pytest.mark.parametrize("person", PEOPLE)
def test_the_buttons_are_offered_by_the_law(house, person):
    user, wrong = house.people[person], {}
    for story, article in house.stories.items():
        found = {offer.verb.name: offer for offer in offers.offers(article, user, head_number=2)}
        for verb in matrix.VERBS.keys() - NO_BUTTON:
            offer = found.get(NAMES.get(verb, verb))
            button = offer and ("pressable" if offer.allowed else "disabled")
            if button != (law := drawn(person, verb, story)):
                wrong[verb, story] = button, law
    assert not wrong


@pytest.mark.parametrize("person", PEOPLE)
def test_the_form_draws_what_is_offered_and_no_field_for_what_is_not_theirs(house, logged_in, person):
    for story in ("scheduled, edited", "live, newer"):
        article = house.stories[story]
        response = logged_in.get(change_url(article))
        if person == "lana":  # who moderates reads what readers have
            assert response.status_code == 403
            continue
        page = response.content.decode()
        law = {NAMES.get(verb, verb): drawn(person, verb, story) for verb in matrix.VERBS.keys() - NO_BUTTON}
        found = {name: "disabled" if off else "pressable" for name, off in BUTTON.findall(page)}
        assert found == {name: button for name, button in law.items() if button}
        places = {"save": 'name="_save"', "share": f"{article.pk}/share/", "assign": 'name="deadline_0"'}
        for verb, mark in places.items():
            assert (mark in page) == offered(person, verb, story), (verb, story)


def offered(person, verb, story):
    """Whether the form has the place of what is no verb button."""
    if verb == "save":  # also for captions alone
        return matrix.expected_of_a_save(person, story) != FORBIDDEN
    return person in matrix.HOUSE


# A forged POST ------------------------------------------------------------------------------------------------

FORGED = sorted(matrix.VERBS.keys() - {"tag"})  # which only the list and the form do


def forged(client, verb, article, given):
    """Send what the page of a verb would send, whether or not anybody was shown that page."""
    if verb in ("assign", "ask_for_photo"):
        return client.post(
            reverse("admin:articles_article_plan", args=[article.pk]), given | {"initial-needs_photo": ""}
        )
    number = article.revisions.first().number
    if verb == "share":
        return client.post(
            reverse("admin:articles_article_share", args=[article.pk]), given | {"revision": number, "hours": 72}
        )
    return client.post(act_url(article, NAMES.get(verb, verb)), typed(given) | {"revision": number})


def typed(given):
    """Return what a verb is told as a form sends it."""
    sent = {name: value for name, value in given.items() if value is not False}
    sent |= {name: sent[name].pk for name in ("author", "public") if name in sent}
    if "editors" in sent:
        sent["editors"] = [editor.pk for editor in sent["editors"]]
    if "revision" in sent:
        sent["number"] = sent.pop("revision").number
    return sent | ({"until": "release"} if sent.keys() == {"reason"} else {})


def answered(house, story, send):
    """Send something in a savepoint, take it back, and return what came of it; a refusal says why."""
    article = house.stories[story]
    with transaction.atomic():
        response = send()
        changed = matrix.facts(article) != house.facts[story]
        if response.status_code == 403:
            assert not changed
            assert DeskLog.objects.filter(article=article, event="desk.forbidden").exists()
            answer = FORBIDDEN
        else:
            answer = DONE if changed else REFUSED
            assert changed or "errorlist" in response.content.decode() or "Not " in said(response)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("person", PEOPLE)
def test_a_forged_post_is_answered_by_the_law(house, logged_in, person):
    turns = count(PEOPLE.index(person))
    cells = [(verb, story) for verb in FORGED for story in one_of_each(person, verb, next(turns))]
    assert not against(answers_to_forged_posts(house, logged_in, cells), person)


@pytest.mark.table
@pytest.mark.parametrize("person", PEOPLE)
def test_a_forged_post_is_answered_by_the_law_to_every_story(house, logged_in, person):
    cells = [(verb, story) for verb in FORGED for story in matrix.STORIES]
    assert not against(answers_to_forged_posts(house, logged_in, cells), person)


@pytest.mark.parametrize("person", PEOPLE)
def test_a_forged_save_is_answered_by_the_law(house, client, person):
    forged_saves(house, client, person, ("writing", "submitted", "killed, submitted", "live"))


@pytest.mark.table
@pytest.mark.parametrize("person", PEOPLE)
def test_a_forged_save_is_answered_by_the_law_to_every_story(house, client, person):
    forged_saves(house, client, person, matrix.STORIES)


def answers_to_forged_posts(house, client, cells):
    """Send a forged POST for each verb and story; return {(verb, story): what came of it}."""
    answers = {}
    for verb, story in cells:
        article = house.stories[story]
        given = house.given(verb, article)
        answers[verb, story] = answered(house, story, lambda: forged(client, verb, article, given))  # noqa: B023
    return answers


def forged_saves(house, client, person, stories):
    """Send each story's form, as somebody who may save it was shown it, in a person's name; hold the answers."""
    for story in stories:
        article = house.stories[story]
        if story not in house.forms:
            client.force_login(house.people["azad"])
            house.forms[story] = opened(client, article)
        client.force_login(house.people[person])
        with transaction.atomic():
            response = send(client, article, house.forms[story] | {"headline": "Forged", "initial-deadline": ""})
            answer = (
                FORBIDDEN
                if response.status_code == 403
                else DONE
                if matrix.facts(article) != house.facts[story]
                else REFUSED
            )
            transaction.set_rollback(True)
        assert answer == matrix.expected_of_a_save(person, story), story


# The list -----------------------------------------------------------------------------------------------------

BULK = {"assign": {"assignee": "sirwan"}, "approve": {}, "send_back": {}, "tag": {"names": "river"}, "kill": {}}
LINE = re.compile(r"<li>“(.*?)” – (.*?)</li>")


@pytest.mark.parametrize("person", PEOPLE)
def test_a_bulk_action_is_answered_by_the_law(house, logged_in, person, monkeypatch):
    monkeypatch.setattr(bulk, "REFUSALS_SHOWN", len(matrix.STORIES))
    answers = {}
    for verb, given in BULK.items():
        asked = {"action": f"{verb}_selected", "reason": "Who says so?"} | given
        if "assignee" in given:
            asked["assignee"] = house.people[given["assignee"]].pk
        stories = [story for story in matrix.STORIES if story in matrix.ALIVE]  # killed ones have a list of their own
        for story, answer in of_many(logged_in, house, stories, asked).items():
            answers[verb, story] = answer
    assert not against(answers, person)


def of_many(client, house, stories, asked):
    """Send a bulk action for several stories, take it back, and return what came of each."""
    with transaction.atomic():
        chosen = [house.stories[story].pk for story in stories]
        response = client.post(reverse("admin:articles_article_changelist"), asked | {"_selected_action": chosen})
        sentences = dict(LINE.findall(said(response))) if response.status_code == 302 else {}
        answers = {}
        for story in stories:
            article = house.stories[story]
            if matrix.facts(article) != house.facts[story]:
                answers[story] = DONE
            elif response.status_code == 403 or sentences[str(article)] == "You may not do this to this story.":
                assert response.status_code == 403 or article.log.filter(event="desk.forbidden").exists()
                answers[story] = FORBIDDEN
            else:
                answers[story] = REFUSED
        transaction.set_rollback(True)
    return answers
