"""The verb buttons: they save first, say what they will do, ask where asked to, and a forged one does nothing."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import desk, offers, state
from articles.models import Approval, Article, DeskLog, Edition, Publication, Schedule
from photos.models import PhotoAgency
from tests import cast
from tests.articles.desk_admin.post import change_url, fields_of, opened, said, save, send

pytestmark = pytest.mark.django_db
DIGITS = "9" * 4500  # Python reads at most 4,300


def act_url(article, name):
    return reverse("admin:articles_article_act", args=[article.pk, name])


def act(client, article, name, **given):
    """Open the page that asks, and confirm it with what it shows and what is given."""
    page = client.get(act_url(article, name))
    assert page.status_code == 200, page.status_code
    asked = {field.name: field.value() for field in page.context["form"] if field.value() is not None}
    return client.post(act_url(article, name), asked | given)


def offered(page, name):
    """Return the Offer of a verb on the story's form; None where its button is absent."""
    return next((offer for offer, *_rest in page.context["offers"] if offer.verb.name == name), None)


def words_of(found):
    """Return what buttons say: a sentence, or the reasons why they are off."""
    return {offer.verb.name: offer.reasons or offer.consequence for offer in found}


@pytest.fixture
def rojin(client):
    client.force_login(cast.reporter())
    return client


@pytest.fixture
def dana(client):
    client.force_login(cast.editor())
    return client


@pytest.fixture
def hevi(client):
    client.force_login(cast.chief())
    return client


def test_submitting_saves_first_and_says_both(rojin):
    article = cast.make_article()

    response = save(rojin, article, headline="The bridge is open", _verb="submit")

    assert said(response) == "Saved as revision 2. Submitted."
    article.refresh_from_db()
    assert (article.headline, article.stage) == ("The bridge is open", "submitted")


def test_a_refused_verb_keeps_the_save(rojin):
    article = cast.make_article(photos=[cast.make_photo(credit="")])

    response = save(rojin, article, headline="The bridge is open", _verb="submit")

    assert said(response).startswith("Saved as revision 2. Not submitted: The photo")
    article.refresh_from_db()
    assert (article.headline, article.stage) == ("The bridge is open", "writing")


def test_a_new_story_can_be_submitted_with_its_first_save(rojin):
    send(rojin, None, opened(rojin) | {"headline": "Only a headline", "_verb": "submit"})

    article = Article.objects.get()
    assert (article.headline, article.stage, article.revisions.count()) == ("Only a headline", "writing", 1)


def test_approving_binds_the_revision_just_saved(dana):
    article = cast.submitted()

    save(dana, article, kicker="Society", _verb="approve")

    assert Approval.objects.get(dropped_at=None).revision.number == 2
    assert Article.objects.get(pk=article.pk).stage == "approved"


def test_publish_on_the_form_saves_and_asks(dana):
    article = cast.approved()

    response = save(dana, article, _verb="publish")

    assert response["Location"] == act_url(article, "publish")
    assert not Edition.objects.exists()


def test_publishing_asks_and_then_readers_have_it(dana):
    article = cast.approved()

    response = act(dana, article, "publish")

    assert response["Location"] == change_url(article)
    assert Edition.objects.get().headline == article.headline


def test_a_get_never_publishes(dana):
    article = cast.approved()

    dana.get(act_url(article, "publish"))

    assert not Edition.objects.exists()


def test_the_asking_page_shows_what_readers_will_see_change(dana):
    article = cast.live(headline="Harvest begins early")
    cast.edit(article, headline="Harvest begins late")

    page = dana.get(act_url(article, "publish")).content.decode()

    assert "Harvest begins <del>early</del><ins>late</ins>" in page


def test_the_asking_page_is_bound_to_the_revision_it_showed(dana):
    article = cast.approved()
    asked = dana.get(act_url(article, "publish"))
    cast.edit(article, headline="Another headline", by=cast.editor())

    response = dana.post(act_url(article, "publish"), {"revision": asked.context["form"]["revision"].value()})

    assert response.status_code == 200
    assert "Revision 2 was saved by Dana Karim" in response.content.decode()
    assert not Edition.objects.exists()


def test_over_a_live_story_the_kind_of_change_is_asked_on_the_form(dana):
    article = cast.live()
    assert "change_kind" in opened(dana, article)
    cast.edit(article, standfirst="Something else.")

    response = act(dana, article, "publish")

    assert "Choose what kind of change this is" in response.content.decode()
    assert Publication.objects.count() == 1


def test_a_correction_is_fixed_and_explained_on_one_screen(client):
    article = cast.live()
    note = "An earlier version said the bridge opened on Monday."

    client.force_login(cast.reporter())
    save(client, article, body="<p>It opened on Sunday.</p>", change_kind="correction", change_note=note)
    client.force_login(cast.editor())
    act(client, article, "publish")

    assert (Publication.objects.first().kind, Publication.objects.first().note) == ("correction", note)
    back = opened(client, article)
    assert (back["change_kind"], back["change_note"]) == ("", "")


def test_nobody_publishes_their_own_work_but_a_chief_with_a_reason(hevi):
    article = cast.make_article(by=cast.chief())

    refused = act(hevi, article, "publish")
    assert "You wrote it" in refused.content.decode()
    short = act(hevi, article, "publish", override="because")
    assert "at least 10 characters" in short.content.decode()
    act(hevi, article, "publish", override="Nobody else is in tonight.")

    assert Edition.objects.exists()
    assert DeskLog.objects.filter(event="four_eyes.overridden").count() == 1


def test_scheduling_names_a_wall_time_and_freezes_the_revision(dana):
    article = cast.approved()
    moment = timezone.localtime() + timedelta(days=1)

    act(dana, article, "schedule", wall_time=moment.strftime("%Y-%m-%dT%H:%M"))

    row = Schedule.objects.get()
    assert (row.wall_time, row.revision.number) == (moment.strftime("%Y-%m-%d %H:%M"), 1)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2020-01-01 10:00", "That time has passed"),
        ("tomorrow", "“tomorrow” is no time"),
        ("2099-01-01 10:00", "over two years ahead"),
        ("", "This field is required"),
    ],
)
def test_a_time_that_cannot_be_is_refused_in_words_and_given_back(dana, typed, sentence):
    article = cast.approved()

    response = act(dana, article, "schedule", wall_time=typed)

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert response.context["form"]["wall_time"].value() == typed
    assert not Schedule.objects.exists()


def test_a_skipped_hour_is_refused_with_the_times_beside_it(dana, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    article = cast.approved()

    response = act(dana, article, "schedule", wall_time="2027-03-28 02:30")

    assert "does not exist in Europe/Berlin" in response.content.decode()
    assert "01:30 or 03:30" in response.content.decode()
    assert response.context["form"].offers == [
        ("wall_time", "2027-03-28 01:30", "2027-03-28 01:30 (UTC+1)"),
        ("wall_time", "2027-03-28 03:30", "2027-03-28 03:30 (UTC+2)"),
    ]


def last_sunday_of_october():
    """Return the next day on which Berlin repeats an hour, two days ahead at least."""
    soon = timezone.now().date() + timedelta(days=2)
    days = (date(year, 10, day) for year in (soon.year, soon.year + 1) for day in range(25, 32))
    return next(day for day in days if day.weekday() == 6 and day > soon)


def test_a_doubled_hour_asks_which_of_the_two(dana, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    article = cast.approved()
    typed = f"{last_sunday_of_october()} 02:30"

    response = act(dana, article, "schedule", wall_time=typed)
    assert [(name, value) for name, value, _words in response.context["form"].offers] == [("fold", 0), ("fold", 1)]
    assert not Schedule.objects.exists()
    act(dana, article, "schedule", wall_time=typed, fold="1")

    assert Schedule.objects.get().moment.isoformat() == f"{last_sunday_of_october()}T01:30:00+00:00"


def test_withdrawing_asks_for_the_notice_readers_get(dana):
    article = cast.live()

    assert "This field is required" in act(dana, article, "withdraw", reason=" ").content.decode()
    act(dana, article, "withdraw", reason="The agency withdrew its report.")

    assert Edition.objects.get().withdrawn_at
    assert Publication.objects.first().note == "The agency withdrew its report."


def test_sending_back_takes_a_reason(dana):
    article = cast.submitted()

    act(dana, article, "send_back", reason="Who says so?")

    assert Article.objects.get(pk=article.pk).stage == "writing"
    assert DeskLog.objects.get(event="story.sent_back").data == {"reason": "Who says so?"}


def test_a_reporter_recalls_what_they_cannot_change_now(rojin):
    article = cast.submitted()
    page = rojin.get(change_url(article))
    assert "you cannot change it now" in page.content.decode()

    rojin.post(act_url(article, "recall"), fields_of(page, "act-recall"))

    assert Article.objects.get(pk=article.pk).stage == "writing"


def test_restoring_brings_back_the_old_words_and_reports(dana):
    article = cast.make_article(headline="The first headline")
    cast.edit(article, headline="The second headline")

    response = dana.get(act_url(article, "restore") + "?number=1")
    assert "The <del>second </del><ins>first </ins>headline" in response.content.decode()
    answer = dana.post(act_url(article, "restore"), {"revision": 2, "number": 1})

    assert "Restored revision 1." in said(answer)
    article.refresh_from_db()
    assert article.headline == "The first headline"
    assert article.revisions.count() == 3


@pytest.mark.parametrize(
    "query", ["", "?number=99", "?number=x", "?number=-1", "?number=99999999999999999999", f"?number={DIGITS}"]
)
def test_restoring_nothing_that_exists_is_not_found(dana, query):
    article = cast.make_article()

    assert dana.get(act_url(article, "restore") + query).status_code == 404


@pytest.mark.parametrize("name", ["submit", "recall", "approve", "unschedule"])
def test_a_forged_number_of_a_revision_is_no_error(dana, name):
    assert dana.post(act_url(cast.submitted(), name), {"revision": DIGITS}).status_code == 302


def test_an_unknown_verb_is_not_found(dana):
    article = cast.make_article()

    assert dana.post(act_url(article, "destroy")).status_code == 404


@pytest.mark.parametrize("name", ["publish", "schedule", "withdraw", "approve", "send_back", "unschedule"])
def test_a_verb_forged_by_a_reporter_is_403_and_changes_nothing(rojin, name):
    article = cast.live() if name == "withdraw" else cast.submitted()
    before = Article.objects.filter(pk=article.pk).values().get()

    assert rojin.post(act_url(article, name), {"revision": 1, "reason": "x" * 20}).status_code == 403
    assert rojin.get(act_url(article, name)).status_code == 403

    assert Article.objects.filter(pk=article.pk).values().get() == before
    assert not Edition.objects.exclude(withdrawn_at=None).exists()


def test_a_verb_forged_on_the_form_is_403_and_saves_nothing(rojin):
    article = cast.make_article()

    response = save(rojin, article, headline="Forged", _verb="approve")

    assert response.status_code == 403
    assert Article.objects.get(pk=article.pk).headline != "Forged"


def test_a_button_a_rule_forbids_stands_disabled_with_the_reason(dana):
    article = cast.submitted(by=cast.editor())

    page = dana.get(change_url(article)).content.decode()

    button = page[page.index('value="approve"') :][:300]
    assert "disabled" in button
    assert "You wrote it" in button


def test_a_verb_the_role_never_has_is_absent(rojin):
    article = cast.make_article()

    page = rojin.get(change_url(article)).content.decode()

    assert 'value="submit"' in page
    assert 'value="publish"' not in page


def test_the_checklist_leads_to_its_fields(rojin):
    article = cast.make_article(headline="", dateline="")

    page = rojin.get(change_url(article)).content.decode()

    assert '<li class="finding-block"><a href="#id_headline">The story has no headline.</a></li>' in page
    assert '<li class="finding-advise"><a href="#id_dateline">There is no dateline.</a></li>' in page


def test_a_live_story_without_newer_words_is_asked_for_no_kind_of_change(dana):
    article = cast.live()

    assert "Choose what kind of change this is" not in dana.get(change_url(article)).content.decode()
    cast.edit(article, kicker="Newer")
    assert "Choose what kind of change this is" in dana.get(change_url(article)).content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["submit", "recall", "approve", "send_back", "publish", "schedule", "withdraw"])
def test_a_verbs_own_page_answers_outside_any_transaction(name, hevi):
    """Django wraps the change form in a transaction and nothing else; PostgreSQL locks rows only inside one."""
    article = cast.live() if name == "withdraw" else cast.make_article()
    assert hevi.post(act_url(article, name), {}).status_code in (200, 302)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["preview", "compare"])
def test_a_page_that_only_shows_answers_a_post_without_a_fault(name, hevi):
    article = cast.make_article()
    url = reverse(f"admin:articles_article_{name}", args=[article.pk])
    assert hevi.post(url, {"a": 1, "b": 1}).status_code < 500


@pytest.mark.parametrize("verb", ["approve", "publish", "schedule"])
def test_a_chief_editor_is_asked_for_a_reason_to_vouch_for_own_work(hevi, verb):
    article = cast.submitted(by=cast.chief())

    page = hevi.get(change_url(article))
    offer = next(offer for offer, *_rest in page.context["offers"] if offer.verb.name == verb)
    assert offer.allowed
    assert "asked for a reason" in offer.consequence
    assert save(hevi, article, _verb=verb)["Location"] == act_url(article, verb)

    assert "override" in hevi.get(act_url(article, verb)).context["form"].fields


def test_a_chief_editor_approves_own_work_with_a_reason(hevi):
    article = cast.submitted(by=cast.chief())

    act(hevi, article, "approve", override="Nobody else is on duty tonight.")

    article.refresh_from_db()
    assert article.stage == "approved"
    assert DeskLog.objects.filter(event="four_eyes.overridden").exists()


def test_an_editor_sees_why_own_work_waits_for_another(dana):
    article = cast.submitted(by=cast.editor())

    page = dana.get(change_url(article))

    offer = next(offer for offer, *_rest in page.context["offers"] if offer.verb.name == "publish")
    assert offer.reasons == ("You wrote it: in this section another person approves and publishes.",)


def test_what_readers_have_is_not_sent_back(dana):
    page = dana.get(change_url(cast.live()))
    offer = offered(page, "send_back")
    assert offer.folded
    assert offer.reasons == ("Readers have this revision; there is nothing to send back.",)


def test_opening_the_address_of_a_button_asks_and_changes_nothing(dana):
    article = cast.submitted()

    response = dana.get(act_url(article, "approve"))
    assert "Back to the story" in response.content.decode()
    dana.head(act_url(article, "approve"))
    assert Article.objects.get().stage == "submitted"

    dana.post(act_url(article, "approve"), {"revision": response.context["form"]["revision"].value()})
    assert Article.objects.get().stage == "approved"


def test_a_verb_can_be_opened_from_the_form_without_being_done(dana):
    article = cast.submitted()

    response = dana.post(change_url(article), opened(dana, article) | {"_verb": "approve", "_ask": "1"})

    assert response["Location"] == act_url(article, "approve")
    assert Article.objects.get().stage == "submitted"


def test_the_page_that_asks_shows_what_readers_are_told_of_a_correction(dana):
    article = cast.live(body="<p>Thirty came.</p>")
    cast.edit(
        article, body="<p>Forty came.</p>", change_kind="correction", change_note="Forty came, <b>not</b> thirty."
    )

    page = dana.get(act_url(article, "publish"))

    assert page.context["told"] == {"kind": "correction", "note": "Forty came, <b>not</b> thirty."}
    assert "<strong>Correction:</strong> Forty came, &lt;b&gt;not&lt;/b&gt; thirty." in page.content.decode()


def test_the_page_that_asks_tells_readers_nothing_of_a_typo(dana):
    article = cast.live(body="<p>Thirty cmae.</p>")
    cast.edit(article, body="<p>Thirty came.</p>", change_kind="typo", change_note="A slip.")

    assert dana.get(act_url(article, "publish")).context["told"] is None


def test_what_readers_will_see_change_is_not_the_kind_of_change(dana):
    article = cast.live(headline="Harvest begins early")
    cast.edit(article, headline="Harvest begins late", change_kind="typo")

    page = dana.get(act_url(article, "publish")).content.decode()

    assert "<h3>Headline</h3>" in page
    assert "Kind of change" not in page


def test_a_time_that_has_passed_offers_to_publish_now(dana):
    article = cast.approved()

    page = act(dana, article, "schedule", wall_time="2020-01-01 10:00").content.decode()
    unreadable = act(dana, article, "schedule", wall_time="soon").content.decode()

    assert f'href="{act_url(article, "publish")}"' in page
    assert f'href="{act_url(article, "publish")}"' not in unreadable


def test_a_live_story_names_its_public_address(dana):
    article = cast.approved()

    response = act(dana, article, "publish")

    address = Edition.objects.get().get_absolute_url()
    assert f"{address}</a>" in said(response)
    assert f"{address}</a>" in dana.get(change_url(article)).content.decode()


def test_a_story_that_came_back_says_why_until_it_goes_on(rojin):
    article = cast.submitted()
    desk.send_back(article, by=cast.editor(), reason="Who says so?")
    assert "Sent back by Dana Karim" in rojin.get(change_url(article)).content.decode()

    save(rojin, article, kicker="Society")
    assert "Who says so?</q></p></div>" in rojin.get(change_url(article)).content.decode()

    save(rojin, article, _verb="submit")
    assert "Sent back by" not in rojin.get(change_url(article)).content.decode()


def test_a_credit_at_the_end_of_a_caption_is_pointed_out(rojin):
    PhotoAgency.objects.get_or_create(name="AFP")
    article = cast.make_article(photos=[cast.make_photo(caption="People cross the new bridge. (AFP)", credit="")])

    response = save(rojin, article, _verb="submit")

    assert "“People cross the new bridge.” has no credit: move “(AFP)” from its caption" in said(response)


def test_a_revision_number_written_as_a_fraction_is_no_error_page(rojin):
    article = cast.make_article()

    response = send(rojin, article, opened(rojin, article) | {"base": "1.0", "_verb": "submit"})

    assert said(response) == "Submitted."
    assert Article.objects.get().stage == "submitted"


@pytest.mark.parametrize("person", [cast.reporter, cast.editor, cast.chief])
@pytest.mark.parametrize("four_eyes", [True, False])
def test_what_a_button_will_say_once_something_was_typed_is_what_it_says_once_that_is_saved(person, four_eyes):
    article, by = cast.live(section=cast.make_section(four_eyes=four_eyes)), person()
    before = state.with_state(Article.objects.filter(pk=article.pk)).get()
    said_now = offers.offers(before, by, head_number=1)
    said_once_typed = offers.once_typed(said_now, before, by, head=article.revisions.get(), plan={})

    cast.edit(article, by=by, headline="Newer", change_kind="typo" if four_eyes and person is cast.editor else "")
    saved = offers.offers(Article.objects.get(pk=article.pk), by, head_number=2)

    expected = {name: words for name, words in words_of(saved).items() if name in said_once_typed}
    if four_eyes and person is cast.editor:
        typo = "A typo alone; any other change of yours another person publishes."
        expected |= {"publish": typo, "schedule": typo}
    assert words_of(said_now)["submit"] == ("Readers have this revision already.",)
    assert words_of(said_once_typed.values()) == expected
    assert expected["submit"].startswith("Revision 2 goes to the section’s editors.")


def test_a_story_whose_newest_words_readers_do_not_have_waits_for_no_typing(dana):
    for article in (cast.make_article(), cast.submitted()):
        assert all(later is None for _offer, _act, later in dana.get(change_url(article)).context["offers"])
