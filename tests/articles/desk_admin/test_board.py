"""The board and the week: every story where it belongs, its verbs on its card, at a fixed cost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import desk
from articles.admin import week
from articles.models import Article
from tests import cast
from tests.articles.desk_admin.post import said

pytestmark = pytest.mark.django_db

BOARD, WEEK = "/admin/articles/article/board/", "/admin/articles/article/week/"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def dana(client):
    client.force_login(cast.editor())
    return client


def columns(client, query=""):
    shown = client.get(BOARD + query).context["columns"]
    return {column.name: [str(card.article) for card in column.cards] for column in shown}


def schedule(article, hours=2):
    wall_time = f"{timezone.localtime() + hours * HOUR:%Y-%m-%d %H:%M}"
    return desk.schedule(article, by=cast.editor(), wall_time=wall_time)


def test_every_story_stands_in_the_column_of_its_stage(dana):
    desk.assign(by=cast.editor(), brief="Assigned")
    cast.make_article(headline="Writing")
    cast.submitted(headline="Submitted")
    cast.approved(headline="Approved")
    schedule(cast.approved(headline="Scheduled"))
    cast.live(headline="Live")
    cast.live(headline="Yesterday's", at=timezone.now() - 2 * DAY)
    killed = cast.make_article(headline="Killed")
    Article.objects.filter(pk=killed.pk).update(killed_at=timezone.now())

    assert columns(dana) == {
        "assigned": ["Assigned"],
        "writing": ["Writing"],
        "submitted": ["Submitted"],
        "approved": ["Approved"],
        "scheduled": ["Scheduled"],
        "live": ["Live"],
    }


def test_an_update_of_a_live_story_is_work_in_hand(dana):
    article = cast.live(headline="Live", at=timezone.now() - 2 * DAY)
    cast.edit(article, headline="Newer")

    assert columns(dana)["writing"] == ["Newer"]


def test_the_board_is_narrowed_to_a_section_and_a_person(dana):
    culture = cast.make_section("culture")
    cast.make_article(headline="A play", section=culture)
    cast.make_article(headline="A bridge", assignee=cast.editor())

    assert columns(dana, f"?section={culture.pk}")["writing"] == ["A play"]
    assert columns(dana, f"?person={cast.editor().pk}")["writing"] == ["A bridge"]
    for forged in ("?section=abc", "?section=" + "9" * 40, "?person=-1"):
        assert sorted(columns(dana, forged)["writing"]) == ["A bridge", "A play"]


def test_a_full_column_shows_some_and_leads_to_the_rest(dana):
    for _number in range(17):
        cast.make_article()

    page = dana.get(BOARD)

    assert len(columns(dana)["writing"]) == 15
    assert f'href="{reverse("admin:articles_article_changelist")}?stage__exact=writing"' in page.content.decode()


def test_an_empty_board_has_a_sentence_in_every_column(dana):
    text = dana.get(BOARD).content.decode()
    for sentence in ("Nothing is assigned.", "Nothing waits for approval.", "Nothing went out today."):
        assert sentence in text


def test_a_card_has_the_verbs_of_the_form_and_says_what_stands_against_them(dana):
    others, own = cast.submitted(headline="Other"), cast.submitted(headline="Own", by=cast.editor())
    cards = {card.article.pk: card for column in dana.get(BOARD).context["columns"] for card in column.cards}

    def offered(article):
        return {button.offer.verb.name: button.offer.allowed for button in cards[article.pk].buttons}

    assert offered(others) == {"send_back": True, "approve": True}
    assert offered(own) == {"send_back": True, "approve": False}
    assert "You wrote it" in dana.get(BOARD).content.decode()


def test_what_was_asked_for_many_at_once_says_the_same_as_for_one():
    from articles import offers, permissions
    from articles.admin.cards import stories

    author = cast.make_author(user=cast.editor())
    made = [
        cast.submitted(),
        cast.submitted(by=cast.editor()),
        cast.submitted(authors=[author]),
        cast.make_article(assignee=cast.editor()),
        cast.live(),
    ]
    cast.edit(made[0], by=cast.editor(), kicker="Edited")
    cast.edit(made[4], by=cast.editor(), kicker="Edited after publication")
    for person in (cast.reporter(), cast.editor(), cast.chief()):
        for together in stories(person):
            alone = Article.objects.get(pk=together.pk)
            assert permissions.is_own(person, together) == permissions.is_own(person, alone)
            assert permissions.wrote_it(person, together) == permissions.wrote_it(person, alone)
            found = [offers.offers(article, person, head_number=1) for article in (together, alone)]
            assert found[0] == found[1]


def test_a_verb_on_the_board_leads_back_to_it_and_names_the_story(dana):
    article = cast.submitted(headline="The footbridge")
    address = reverse("admin:articles_article_act", args=[article.pk, "approve"])

    response = dana.post(f"{address}?next={BOARD}", {"revision": 1})

    assert response["Location"] == BOARD
    assert said(response) == "“The footbridge”: Approved."
    assert Article.objects.get(pk=article.pk).stage == "approved"


def test_a_page_that_asks_leads_back_to_the_board(dana):
    article = cast.submitted(headline="The footbridge")
    address = reverse("admin:articles_article_act", args=[article.pk, "send_back"])

    response = dana.post(f"{address}?next={BOARD}", {"revision": 1, "reason": "Who says so?"})

    assert response["Location"] == BOARD


@pytest.mark.parametrize(("person", "more"), [(cast.reporter, 0), (cast.editor, 1), (cast.chief, 1)])
@pytest.mark.parametrize(("path", "number"), [(BOARD, 15), (WEEK, 15)])
def test_a_board_costs_the_same_for_one_card_and_for_many(
    client, django_assert_num_queries, person, more, path, number
):
    client.force_login(person())
    number += more  # who publishes is told whether the clock runs
    today = timezone.localdate()

    def fill():
        desk.assign(by=cast.editor(), brief="A stub", section=cast.make_section(), assignee=cast.reporter())
        cast.make_article(planned_for=today, by=cast.chief(), assignee=cast.reporter())
        cast.submitted(deadline=timezone.now() + HOUR)
        cast.approved()
        cast.live()
        schedule(cast.approved())

    fill()
    client.get(path)
    with django_assert_num_queries(number):
        client.get(path)
    for _number in range(4):
        fill()
    with django_assert_num_queries(number):
        client.get(path)


def test_a_stranger_sees_neither_board_nor_week(client):
    client.force_login(cast.stranger())
    for path in (BOARD, WEEK):
        assert client.get(path).status_code == 403


# The week -----------------------------------------------------------------------------------------------------


def entries(client, query=""):
    days = client.get(WEEK + query).context["days"]
    return {
        day.date.isoformat(): [(entry.kind, str(entry.card.article)) for entry in day.entries]
        for day in days
        if day.entries
    }


def test_the_week_shows_plans_deadlines_and_what_the_clock_will_do(dana):
    cast.make_article(headline="Planned", planned_for=date(2026, 12, 1))
    cast.make_article(headline="Due", deadline=timezone.make_aware(timezone.datetime(2026, 12, 1, 18)))
    new = schedule(cast.approved(headline="New"))
    live = cast.live(headline="Live")
    cast.edit(live, headline="Newer", change_kind="update")
    update = schedule(live)
    for row, hour in ((new, 9), (update, 20)):
        row.moment = timezone.make_aware(timezone.datetime(2026, 12, 2, hour))
        row.save()

    assert entries(dana, "?from=2026-12-03") == {
        "2026-12-01": [("plan", "Planned"), ("deadline", "Due")],
        "2026-12-02": [("schedule", "New"), ("update", "Newer")],
    }
    assert entries(dana, "?from=2026-11-24") == {}


def test_the_week_begins_on_monday_and_marks_today(dana):
    page = dana.get(WEEK)
    days = page.context["days"]

    assert [day.date.weekday() for day in days] == list(range(7))
    assert [day.date for day in days if day.is_today] == [timezone.localdate()]
    assert f"?from={(days[0].date - 7 * DAY).isoformat()}" in page.content.decode()


@pytest.mark.parametrize("asked", ["abc", "2026-13-01", "2026-02-30", "0001-01-01", "9999-12-31", "9" * 5000])
def test_a_week_that_is_none_is_one_that_is(dana, asked):
    assert len(dana.get(WEEK, {"from": asked}).context["days"]) == 7
    assert len(dana.get(WEEK, {"day": asked}).context["days"]) == 1


def test_a_crowded_day_shows_the_first_of_each_kind_and_leads_to_all_of_them(dana, monkeypatch):
    monkeypatch.setattr(week, "IN_WEEK", 2)
    monkeypatch.setattr(week, "ALONE", 3)
    day = date(2026, 12, 1)
    for hour in (9, 8, 7, 6):
        at = timezone.make_aware(timezone.datetime(2026, 12, 1, hour))
        cast.make_article(headline=f"{hour} o’clock", deadline=at, planned_for=day if hour > 8 else None)
    schedule(cast.approved(headline="New")).article.schedules.update(moment=at)

    folded, whole = (dana.get(f"{WEEK}{query}") for query in ("?from=2026-12-01", "?day=2026-12-01"))

    shown = [("plan", "9 o’clock"), ("deadline", "6 o’clock"), ("schedule", "New"), ("deadline", "7 o’clock")]
    assert entries(dana, "?from=2026-12-01") == {"2026-12-01": shown}
    assert '<a href="?day=2026-12-01">2 more<' in folded.text
    assert entries(dana, "?day=2026-12-01") == {"2026-12-01": [*shown, ("deadline", "8 o’clock")]}
    assert [each.date for each in whole.context["days"]] == [day]
    assert "1 more. Narrow the day to a section or a person." in whole.text
    for address in ("?day=2026-11-30", "?from=2026-12-01", "?day=2026-12-02"):
        assert f'href="{address}"' in whole.text


def test_a_day_by_itself_stays_with_the_section_it_was_narrowed_to(dana):
    culture, day = cast.make_section("culture"), date(2026, 12, 1)
    cast.make_article(headline="A play", section=culture, planned_for=day)
    cast.make_article(headline="A bridge", planned_for=day)
    schedule(cast.approved(headline="Elsewhere")).article.schedules.update(
        moment=timezone.make_aware(timezone.datetime(2026, 12, 1, 9))
    )

    assert entries(dana, f"?day={day}&section={culture.pk}") == {"2026-12-01": [("plan", "A play")]}
    assert f'href="?day=2026-12-02&amp;section={culture.pk}"' in dana.get(f"{WEEK}?day={day}&section={culture.pk}").text


def test_a_planned_day_is_moved_by_the_arrows_and_by_dragging(dana):
    article = cast.make_article(planned_for=date(2026, 12, 1))
    address = reverse("admin:articles_article_plan_day", args=[article.pk])
    card = dana.get(WEEK + "?from=2026-12-01").context["days"][1].entries[0].card
    assert (card.earlier, card.later) == ("2026-11-30", "2026-12-02")

    response = dana.post(f"{address}?next={WEEK}", {"planned_for": card.later})

    assert response["Location"] == WEEK
    assert entries(dana, "?from=2026-12-01") == {"2026-12-02": [("plan", str(article))]}
    dana.post(address, {"planned_for": "none"})
    assert Article.objects.get(pk=article.pk).planned_for is None


def test_what_has_no_day_stands_below_the_week(dana):
    desk.assign(by=cast.editor(), brief="A stub")
    cast.make_article(headline="Planned", planned_for=date(2026, 12, 1))
    cast.live()

    assert [str(card.article) for card in dana.get(WEEK).context["unplanned"]] == ["A stub"]


def test_who_may_not_plan_sees_no_arrows(client):
    cast.make_article(planned_for=timezone.localdate())
    client.force_login(cast.reporter())

    text = client.get(WEEK).content.decode()

    assert "A day later" not in text
    assert "Assign a story" not in text
