"""Who may do what to which story at which stage: one table of cases, the same answer by the verb and by a bulk action.

The answers come from the table of desk.md's roles, written out here anew: not from the code they check.
"""

import pytest
from django.urls import reverse

from articles import desk
from articles.models import Article
from tests import cast

pytestmark = pytest.mark.django_db

DONE, REFUSED, FORBIDDEN = "done", "refused", "forbidden"
PEOPLE = {
    "reporter": cast.reporter,
    "editor": cast.editor,
    "chief": cast.chief,
    "photo": cast.photo_editor,
    "moderator": cast.moderator,
}


def changed(article):
    return cast.edit(article, standfirst="Newer.", change_kind="update").article


def withdrawn():
    return desk.withdraw(cast.live(), by=cast.editor(), reason="To be checked.").edition.article


STORIES = {
    "writing": cast.make_article,
    "submitted": cast.submitted,
    "approved": cast.approved,
    "live": cast.live,
    "live, newer": lambda: changed(cast.live()),
    "withdrawn": withdrawn,
}
GIVEN = {
    "send_back": {"reason": "Who says so?"},
    "withdraw": {"reason": "The family asked us to."},
    "set_embargo": {"reason": "The source asked."},
    "set_live_options": {"comments_open": False, "indexable": False},
}
# Verb: the stories to which who has the right does it; the others refuse it.
WORKS = {
    "submit": {"writing", "live, newer"},
    "recall": {"submitted"},
    "approve": {"submitted"},
    "send_back": {"submitted", "approved", "withdrawn"},
    "clear_legal": {*STORIES},
    "publish": {"writing", "submitted", "approved", "live, newer", "withdrawn"},
    "withdraw": {"live", "live, newer"},
    "set_embargo": {"writing", "submitted", "approved", "withdrawn"},
    "set_live_options": {"live", "live, newer"},
    "kill": {"writing", "submitted", "approved"},
}
# Who has the right at all. Rojîn wrote every story of the cast.
RIGHT = {
    "submit": {"reporter", "editor", "chief"},
    "recall": {"reporter", "editor", "chief"},
    "approve": {"editor", "chief"},
    "send_back": {"editor", "chief"},
    "clear_legal": {"chief"},
    "publish": {"editor", "chief"},
    "withdraw": {"editor", "chief"},
    "set_embargo": {"reporter", "editor", "chief"},
    "set_live_options": {"editor", "chief"},
    "kill": {"reporter", "editor", "chief"},
}


def expected(person, verb, story):
    if person not in RIGHT[verb] or ((verb, person) == ("recall", "reporter") and not was_submitted(story)):
        return FORBIDDEN
    if (person, verb) == ("reporter", "kill") and story != "writing":
        return REFUSED
    return DONE if story in WORKS[verb] else REFUSED


def was_submitted(story):
    """Only who submitted a story recalls it; what an editor published from writing nobody submitted."""
    return story in ("submitted", "approved")


def directly(person, verb, article):
    try:
        getattr(desk, verb)(article, by=person, **GIVEN.get(verb, {}))
    except desk.NotAllowed:
        return FORBIDDEN
    except desk.Refusal:
        return REFUSED
    return DONE


def facts(article):
    return (
        Article.objects.filter(pk=article.pk).values().get(),
        list(article.approvals.values_list("pk", "dropped_at")),
        article.log.exclude(event="desk.forbidden").count(),
    )


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("verb", WORKS)
def test_the_verb_itself_gives_the_answer_of_the_table(person, verb):
    for story, make in STORIES.items():
        article = Article.objects.get(pk=make().pk)
        assert directly(PEOPLE[person](), verb, article) == expected(person, verb, story), story


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("verb", ["approve", "send_back", "kill"])
def test_a_bulk_action_gives_the_answer_of_the_table(client, person, verb):
    user = PEOPLE[person]()
    client.force_login(user)
    for story, make in STORIES.items():
        article = Article.objects.get(pk=make().pk)
        before = facts(article)
        asked = {"action": f"{verb}_selected", "_selected_action": [article.pk], "reason": "Who says so?"}
        response = client.post(reverse("admin:articles_article_changelist"), asked)
        answer = FORBIDDEN if response.status_code == 403 else DONE if facts(article) != before else REFUSED
        assert answer == expected(person, verb, story), story


def test_a_killed_story_is_only_revived():
    article = cast.submitted()
    desk.kill(article, by=cast.editor())
    for verb in WORKS:
        user = cast.chief()
        if verb != "kill":
            assert directly(user, verb, article) == REFUSED, verb
    assert directly(cast.editor(), "revive", article) == DONE
