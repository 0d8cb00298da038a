"""Nobody vouches for their own work: whatever makes it theirs, whoever they are, whichever way they try."""

import pytest
from django.utils import timezone

from articles import desk, offers
from articles.models import Article, DeskLog
from authors.models import User
from tests import cast
from tests.articles.desk_admin.matrix import soon
from tests.articles.desk_admin.test_acts import act_url

pytestmark = pytest.mark.django_db

REASON = "Nobody else is in tonight."
OWN = {
    "assigned to them": lambda user: cast.make_article(assignee=user),
    "under their name": lambda user: cast.make_article(authors=[cast.make_author("Own", user=user)]),
    "saved by them alone": lambda user: cast.make_article(by=user),
}
GIVEN = {"schedule": lambda: {"wall_time": soon(days=1)}, "reschedule": lambda: {"wall_time": soon(days=2)}}
VERBS = ("approve", "publish", "schedule", "use_newest", "reschedule")


def another():
    """An editor who vouches for what is not theirs."""
    return User.objects.filter(username="azad").first() or cast.make_user("azad", *cast.EDITOR)


def superuser():
    return User.objects.create_superuser("root", password=None, first_name="Root")


def handed_in(user, own, verb):
    """Return a story of the user's, as far on as the verb wants it."""
    article = OWN[own](user)
    desk.submit(article, by=another())
    if verb in ("use_newest", "reschedule"):
        desk.approve(article, by=another())
        desk.schedule(article, by=another(), wall_time=soon(days=1))
    if verb == "use_newest":
        cast.edit(article, by=user, kicker="Newer")
    return Article.objects.get(pk=article.pk)


def given(verb):
    return GIVEN.get(verb, dict)()


def state_of(article):
    """Return what a verb that vouches would change."""
    stage = Article.objects.values_list("stage", flat=True).get(pk=article.pk)
    return stage, list(article.approvals.values_list("pk")), list(article.schedules.values_list("pk", "cancelled_at"))


def send(client, user, article, verb, **more):
    client.force_login(user)
    return client.post(act_url(article, verb), {"revision": article.revisions.first().number} | given(verb) | more)


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("person", [cast.editor, cast.chief, superuser])
def test_nobody_vouches_for_their_own_work_by_any_way(client, person, verb, own):
    user = person()
    article = handed_in(user, own, verb)
    before = state_of(article)

    with pytest.raises(desk.Refusal, match="You wrote it"):
        getattr(desk, verb)(article, by=user, **given(verb))
    page = send(client, user, article, verb)
    if page.status_code == 302:
        page = client.get(page["Location"])
    assert "You wrote it" in page.content.decode()
    if verb == "approve":
        asked = {"action": "approve_selected", "_selected_action": [article.pk]}
        listed = client.post("/admin/articles/article/", asked, follow=True)
        assert "You wrote it: in this section another person approves" in listed.content.decode()
    assert state_of(article) == before

    offer = next(offer for offer in offers.offers(article, user, head_number=1) if offer.verb.name == verb)
    may_override = person is not cast.editor
    assert offer.allowed == may_override
    assert ("you will be asked for a reason" in offer.consequence) == may_override


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("verb", VERBS)
def test_a_chief_editor_does_with_a_reason_that_is_logged_and_an_editor_not_even_so(client, verb, own):
    dana, hevi = cast.editor(), cast.chief()
    article = handed_in(dana, own, verb)
    before = state_of(article)
    with pytest.raises(desk.NotAllowed):
        getattr(desk, verb)(article, by=dana, override=REASON, **given(verb))
    send(client, dana, article, verb, override=REASON)
    assert state_of(article) == before

    article = handed_in(hevi, own, verb)
    before, moment = state_of(article), timezone.now()
    assert send(client, hevi, article, verb, override=REASON).status_code == 302
    assert state_of(article) != before
    row = DeskLog.objects.get(event="four_eyes.overridden")
    assert (row.article, row.by, row.data) == (article, hevi, {"reason": REASON})
    assert row.at >= moment


@pytest.mark.parametrize("verb", VERBS)
def test_where_the_section_does_without_an_editor_vouches_for_their_own(verb):
    cast.make_section(four_eyes=False)
    article = handed_in(cast.editor(), "saved by them alone", verb)
    before = state_of(article)
    getattr(desk, verb)(article, by=cast.editor(), **given(verb))
    assert state_of(article) != before
