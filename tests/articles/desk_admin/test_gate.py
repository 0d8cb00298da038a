"""What the desk shows and asks of embargoes, kills, schedules, the checklist's rules and the clock."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.urls import reverse
from django.utils import timezone

from articles import checklist, clock, desk
from articles.desk import mail
from articles.models import Article, DeskLog, Edition, Heartbeat, Notice, Publication, RuleSetting, Schedule
from photos import library
from tests import cast
from tests.articles.desk.test_mail import reached
from tests.articles.desk.test_schedule import in_an_hour
from tests.articles.desk_admin.post import change_url, said, save
from tests.articles.desk_admin.test_acts import act, act_url, offered

pytestmark = pytest.mark.django_db


@pytest.fixture
def rojin(client):
    client.force_login(cast.reporter())
    return client


@pytest.fixture
def dana(client):
    client.force_login(cast.editor())
    return client


def page_of(client, article):
    return client.get(change_url(article)).content.decode()


# Embargo, kill, live options ----------------------------------------------------------------------------------


def test_an_embargo_is_set_by_a_page_that_asks_and_stands_beside_the_story(dana):
    article = cast.make_article()
    given = {"until": "moment", "wall_time": in_an_hour(3).replace(" ", "T"), "reason": "The report is published then."}

    act(dana, article, "set_embargo", **given)

    page = page_of(dana, article)
    assert "Under embargo: nothing of it may be public before" in page
    assert "UTC, in 2 h 59 min. The report is published then. (Dana Karim)" in page
    preview = dana.get(reverse("admin:articles_article_preview", args=[article.pk])).content.decode()
    assert "Under embargo" in preview


def test_a_hold_needs_no_moment_and_an_embargo_does(dana):
    article = cast.make_article()

    refused = act(dana, article, "set_embargo", until="moment", wall_time="", reason="The source asked.")
    assert "Name the moment" in refused.content.decode()
    act(dana, article, "set_embargo", until="release", wall_time="", reason="The source asked.")

    article.refresh_from_db()
    assert article.embargo == "hold"
    assert act(dana, article, "release_embargo").status_code == 302
    article.refresh_from_db()
    assert article.embargo == "none"


@pytest.mark.parametrize("held", [True, False])
def test_under_an_embargo_publishing_is_off_with_the_reason_and_scheduling_only_on_hold(dana, held):
    article = cast.approved()
    desk.set_embargo(article, by=cast.editor(), reason="The source asked.", wall_time="" if held else in_an_hour())

    page = dana.get(change_url(article))

    (reason,) = offered(page, "publish").reasons
    assert reason.startswith(f"It is not to be public yet: {'on hold' if held else 'embargo until'}")
    assert offered(page, "schedule").reasons == ((reason,) if held else ())
    assert not page.context["primary"]


def test_what_is_held_back_is_seen_so_on_the_board_and_in_the_list(dana):
    desk.set_embargo(cast.approved(), by=cast.editor(), reason="The source asked.")
    tomorrow = timezone.localtime() + timedelta(days=1)
    later = cast.approved()
    desk.set_embargo(later, by=cast.editor(), reason="Agreed.", wall_time=tomorrow.strftime("%Y-%m-%d %H:%M"))

    for address in ("/admin/articles/article/", "/admin/articles/article/board/"):
        page = dana.get(address).content.decode()
        assert page.count('class="badge badge-held"') == 2
        assert "on hold" in page
        assert f"embargo until {tomorrow:%d.%m. %H:%M}" in page


def test_the_form_itself_sets_no_embargo(dana):
    article = cast.make_article()
    save(dana, article, embargo="hold", headline="New words", embargo_reason="x")
    article.refresh_from_db()
    assert (article.headline, article.embargo) == ("New words", "none")


def test_who_may_not_release_sees_the_button_disabled_with_the_reason(dana):
    article = cast.make_article()
    desk.set_embargo(article, by=cast.chief(), reason="The source asked.")

    offer = offered(dana.get(change_url(article)), "release_embargo")

    assert not offer.folded
    assert offer.reasons == ("Only who set the embargo, or a chief editor, can release it.",)
    assert dana.post(act_url(article, "release_embargo"), {"revision": 1}).status_code == 403


def test_killing_says_what_it_cancels_and_the_form_says_it_was_killed(dana):
    article = cast.approved()
    desk.schedule(article, by=cast.editor(), wall_time=in_an_hour())
    row = Schedule.objects.get()

    assert "Cancels the" in offered(dana.get(change_url(article)), "kill").consequence
    response = act(dana, article, "kill", reason="A hoax.")

    assert f"The schedule of {row.wall_time} is cancelled." in said(response)
    page = page_of(dana, article)
    assert "Killed by Dana Karim" in page
    assert "A hoax." in page
    assert offered(dana.get(change_url(article)), "revive").allowed


def test_live_options_are_ticked_on_a_page_of_their_own(dana):
    article = cast.live()

    page = dana.get(act_url(article, "set_live_options"))
    assert page.context["form"]["comments_open"].value() is True
    dana.post(act_url(article, "set_live_options"), {"revision": 1, "indexable": "on"})

    edition = Edition.objects.get()
    assert (edition.comments_open, edition.indexable) == (False, True)


# Schedules ----------------------------------------------------------------------------------------------------


def test_a_scheduled_story_has_its_own_buttons_and_says_what_goes_out(dana):
    article = cast.approved()
    desk.schedule(article, by=cast.editor(), wall_time=in_an_hour())
    cast.edit(article, headline="Newer", by=cast.editor())

    page = dana.get(change_url(article))

    assert "publishes revision 1; you are on 2." in page.content.decode()
    assert offered(page, "schedule") is None
    assert all(offered(page, name) for name in ("use_newest", "reschedule", "unschedule", "publish"))
    assert "instead of 1" in offered(page, "use_newest").consequence
    assert "Cancels the" in offered(page, "publish").consequence


def test_the_newest_revision_takes_over_through_its_page(dana):
    article = cast.approved()
    desk.schedule(article, by=cast.editor(), wall_time=in_an_hour())
    cast.edit(article, headline="Newer")
    act(dana, article, "use_newest")
    assert Schedule.objects.open().get().revision.number == 2


def test_rescheduling_describes_the_new_moment(dana):
    article = cast.approved()
    desk.schedule(article, by=cast.editor(), wall_time=in_an_hour())

    response = act(dana, article, "reschedule", wall_time=in_an_hour(3).replace(" ", "T"))

    assert "Rescheduled." in said(response)
    assert "UTC, in 2 h 59 min." in said(response)


def test_a_withdrawal_is_scheduled_with_what_readers_will_read(dana):
    article = cast.live()
    act(dana, article, "schedule_withdrawal", wall_time=in_an_hour(), reason="The licence ends.")
    row = Schedule.objects.get()
    assert (row.action, row.reason) == ("withdraw", "The licence ends.")
    assert "withdraws the story." in page_of(dana, article)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2026-11-22 18:00", "(UTC+3) = 15:00 UTC"),
        ("soon", "is no time"),
        ("", "is no time"),
        ("9" * 5000, "is no time"),
    ],
)
def test_a_typed_time_is_explained_while_it_is_typed(dana, settings, typed, sentence):
    settings.TIME_ZONE = "Europe/Istanbul"
    response = dana.get(reverse("admin:articles_article_when"), {"wall_time": typed})
    assert sentence in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_submitting_says_whom_it_tells(rojin):
    cast.editor()
    page = rojin.get(change_url(cast.make_article()))
    assert offered(page, "submit").consequence.endswith("Tells Dana.")
    cast.chief()
    cast.make_user("nazdar", *cast.EDITOR, first_name="Nazdar")
    page = rojin.get(change_url(cast.make_article()))
    assert offered(page, "submit").consequence.endswith("Tells Dana and 2 others.")


# What was forged ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["page", "form", "list"])
def test_a_forged_verb_is_403_changes_nothing_and_is_logged(rojin, way):
    article = cast.submitted() if way == "page" else cast.make_article()
    before = Article.objects.values().get()

    if way == "page":
        response = rojin.post(act_url(article, "publish"), {"revision": 1})
    elif way == "form":
        response = save(rojin, article, headline="Forged", _verb="publish")
    else:
        asked = {"action": "approve_selected", "_selected_action": [article.pk]}
        response = rojin.post(reverse("admin:articles_article_changelist"), asked)

    assert response.status_code == 403
    assert Article.objects.values().get() == before
    row = DeskLog.objects.get(event="desk.forbidden")
    assert row.by == cast.reporter()
    assert row.article == (None if way == "list" else article)
    assert row.data["asked"] in ("publish", "approve_selected")


def test_opening_a_page_without_the_right_is_no_forgery(rojin):
    assert rojin.get(act_url(cast.submitted(), "publish")).status_code == 403
    assert not DeskLog.objects.filter(event="desk.forbidden").exists()


# The rules ----------------------------------------------------------------------------------------------------


@pytest.fixture
def hevi(client):
    from newsroom import roles

    roles.grant()
    chief = cast.chief()
    from django.contrib.auth.models import Group

    chief.groups.add(Group.objects.get(name="Chief editor"))
    client.force_login(chief)
    return client


def test_a_chief_editor_lowers_a_rule_in_one_section(hevi):
    section = cast.make_section("sport")
    given = {"rule": "dateline", "section": section.pk, "severity": "block", "number": ""}
    assert hevi.post(reverse("admin:articles_rulesetting_add"), given).status_code == 302
    assert RuleSetting.objects.get().section == section


@pytest.mark.parametrize("given", [{"rule": "photo_credit"}, {"rule": "embargo"}, {"rule": "dateline", "number": 3}])
def test_what_cannot_be_set_is_refused_by_the_form(hevi, given):
    sent = {"section": "", "severity": "off", "number": ""} | given
    assert hevi.post(reverse("admin:articles_rulesetting_add"), sent).status_code == 200
    assert not RuleSetting.objects.exists()


def test_an_editor_does_not_set_rules(dana):
    assert dana.post(reverse("admin:articles_rulesetting_add"), {}).status_code == 403


def test_every_rule_that_can_be_set_has_a_name():
    from articles.admin import rules

    assert [rule.code for rule in checklist.RULES if not rule.fixed and rule.code not in rules.NAMES] == []


# The clock ----------------------------------------------------------------------------------------------------


def test_a_stopped_clock_is_told_on_every_page_of_who_publishes(dana):
    Heartbeat.objects.create(worker="one", at=timezone.now() - timedelta(minutes=2))
    addresses = [reverse("admin:articles_article_changelist"), change_url(cast.make_article()), reverse("admin:index")]
    for address in addresses:
        assert "The clock has stopped" not in dana.get(address).content.decode()
    Heartbeat.objects.update(at=timezone.now() - timedelta(seconds=181))
    for address in addresses:
        assert dana.get(address).content.decode().count("The clock has stopped") == 1
    dana.force_login(cast.reporter())
    assert "The clock has stopped" not in dana.get(addresses[0]).content.decode()


def test_running_the_clock_by_hand_publishes_and_the_publication_says_how_late(dana):
    article = cast.approved()
    row = desk.schedule(article, by=cast.editor(), wall_time=in_an_hour())
    Schedule.objects.filter(pk=row.pk).update(moment=timezone.now() - timedelta(minutes=12, seconds=5))

    dana.post(reverse("admin:run_clock"))

    publication = Publication.objects.get()
    assert publication.late_by // timedelta(minutes=1) == 12
    history = dana.get(reverse("admin:articles_article_history", args=[article.pk])).content.decode()
    assert "12 min late, by the clock, for" in history


def test_what_the_clock_refused_or_a_new_zone_rule_shifted_is_on_the_desk_home(dana):
    refused, moved = cast.approved(headline="Refused story"), cast.approved(headline="Shifted story")
    for article in (refused, moved):
        desk.schedule(article, by=cast.editor(), wall_time=in_an_hour())
    desk.set_embargo(refused, by=cast.editor(), reason="The source asked.")
    Schedule.objects.filter(article=refused).update(moment=timezone.now() - timedelta(seconds=5))
    clock.run_due()
    Schedule.objects.filter(article=moved).update(wall_time="2026-01-01 09:00")
    late = next(panel for panel in dana.get(reverse("admin:index")).context["panels"] if panel.name == "late")
    notes = {row.title: row.note for row in late.rows}
    assert "The source asked." in notes["Refused story"]
    assert "the zone has new rules" in notes["Shifted story"]


def test_rights_that_end_between_scheduling_and_going_live_refuse_it_and_the_live_text_stays(
    dana, settings, time_machine
):
    settings.EMAIL_CONFIGURED = True
    reached(cast.editor)
    photo = cast.make_photo()
    article = cast.live(headline="As readers have it")
    article.captions.create(photo=photo, role="lead")
    cast.edit(article, headline="With the new photo", change_kind="update")
    act(dana, article, "schedule", wall_time=in_an_hour().replace(" ", "T"))
    moment = Schedule.objects.get().moment
    library.set_words(photo, by=None, rights_until=moment - timedelta(minutes=10))
    Notice.objects.all().delete()

    time_machine.move_to(moment + timedelta(seconds=5))
    clock.run_due()
    mail.post.call()

    row = Schedule.objects.get()
    assert (row.refused, row.done_at) == (True, None)
    assert "its rights do not cover it" in row.last_error
    late = next(panel for panel in dana.get(reverse("admin:index")).context["panels"] if panel.name == "late")
    assert [(line.title, line.note) for line in late.rows] == [("With the new photo", row.last_error)]
    assert [(notice.user, notice.event) for notice in Notice.objects.all()] == [(cast.editor(), "schedule.refused")]
    (sent,) = outbox.outbox
    assert (sent.to, sent.subject) == (
        ["dana@example.org"],
        f"The clock could not publish story #{article.pk}: it was refused.",
    )
    edition = Edition.objects.get()
    assert (edition.headline, edition.captions.count()) == ("As readers have it", 0)
    assert "As readers have it" in dana.get(edition.get_absolute_url()).content.decode()
