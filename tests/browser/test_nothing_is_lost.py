"""Nothing typed is lost: two editors in one story, a session that ends, a browser that dies, a second tab."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_otp.oath import TOTP
from playwright.sync_api import Error, expect

from articles.desk import scratch
from articles.models import Presence, Scratch
from authors import second_factor
from authors.models import User
from tests import cast
from tests.browser.desk import body_of, log_in, open_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def newsroom():
    """The desk's people, and a story."""
    cast.reporter()
    cast.editor()
    return cast.make_article(by=cast.reporter())


def at_the_story(open_page, username, article, **options):
    """Open a story as somebody whose clock a test may turn."""
    page = open_page(**options)
    if options.get("javascript", True):
        page.clock.install()
    log_in(page, username)
    open_form(page, article)
    return page


def write(page, words):
    """Type at the end of the body."""
    body_of(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()


def end_sessions():
    Session.objects.all().delete()


def test_two_editors_see_each_other_and_lose_nothing(newsroom, open_page):
    dana = at_the_story(open_page, "dana", newsroom)
    expect(dana.locator(".desk-here")).to_be_hidden()
    dana.get_by_label("Standfirst").fill("Dana’s standfirst")
    with dana.expect_response("**/pulse/"):
        dana.clock.run_for(6_000)
    assert Presence.objects.get().unsaved

    rojin = at_the_story(open_page, "rojin", newsroom)
    expect(rojin.locator(".desk-here")).to_have_text("Dana Karim is editing (unsaved changes)")
    rojin.get_by_label("Headline").fill("Rojîn’s headline")
    save(rojin)
    expect(rojin.get_by_text("Saved as revision 2.")).to_be_visible()

    dana.get_by_label("Standfirst").focus()
    dana.clock.run_for(16_000)
    expect(dana.locator(".desk-moved", has_text="Revision 2 was saved by Rojîn Aziz")).to_be_visible()
    expect(dana.locator(".desk-here")).to_have_text("Rojîn Aziz is editing")
    expect(dana.get_by_label("Standfirst")).to_be_focused()

    save(dana)
    dana.get_by_role("button", name="Save both together").click()
    expect(dana.get_by_text("Saved as revision 3.")).to_be_visible()
    newsroom.refresh_from_db()
    assert (newsroom.headline, newsroom.standfirst) == ("Rojîn’s headline", "Dana’s standfirst")


def test_who_closes_the_story_is_no_longer_here(newsroom, open_page):
    dana = at_the_story(open_page, "dana", newsroom)
    with dana.expect_response("**/pulse/"):
        dana.clock.run_for(16_000)
    dana.goto("/admin/")
    rojin = at_the_story(open_page, "rojin", newsroom)
    expect(rojin.locator(".desk-here")).to_be_hidden()


def test_a_session_that_ends_mid_sentence_is_begun_again_over_the_form(newsroom, open_page):
    page = at_the_story(open_page, "rojin", newsroom)
    write(page, " “We walked")
    end_sessions()
    page.clock.run_for(16_000)

    overlay = page.get_by_role("dialog", name="You are no longer logged in")
    expect(overlay.get_by_label("Username")).to_be_focused()
    overlay.get_by_label("Username").fill("rojin")
    overlay.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(overlay.get_by_role("alert")).to_contain_text("Please enter the correct username")
    expect(overlay.get_by_label("Password")).to_be_focused()
    page.keyboard.type("a long enough word")
    page.keyboard.press("Enter")
    expect(overlay).to_be_hidden()

    write(page, " an hour,” she said.")
    save(page)
    expect(page.get_by_text("Saved as revision 2.")).to_be_visible()
    newsroom.refresh_from_db()
    assert newsroom.body.endswith(" “We walked an hour,” she said.</p>")


def test_the_log_in_over_the_form_asks_for_the_code_of_who_has_a_second_factor(newsroom, open_page):
    page = at_the_story(open_page, "rojin", newsroom)
    write(page, " “We walked")
    codes = with_second_factor("rojin")  # which ends the session for the pulse, as for everything else
    page.clock.run_for(16_000)
    overlay = page.get_by_role("dialog", name="You are no longer logged in")
    overlay.get_by_label("Username").fill("rojin")
    overlay.get_by_label("Password").fill("a long enough word")
    page.keyboard.press("Enter")
    expect(overlay.get_by_role("alert")).to_contain_text("type the code")
    expect(overlay.get_by_label("Password")).to_be_hidden()
    expect(overlay.get_by_label("Code")).to_be_focused()
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(overlay.get_by_role("alert")).to_contain_text("not right")
    page.keyboard.type(codes[0])
    page.keyboard.press("Enter")
    expect(overlay).to_be_hidden()
    save(page)
    expect(page.get_by_text("Saved as revision 2.")).to_be_visible()


def with_second_factor(username):
    """Give somebody a second factor, by which all their sessions end; return the recovery codes."""
    key = second_factor.new_key()
    app = TOTP(bytes.fromhex(key))
    app.time = time.time()
    return second_factor.enrol(User.objects.get(username=username), key, f"{app.token():06d}")


def test_a_form_is_not_sent_while_nobody_is_logged_in(newsroom, open_page):
    page = at_the_story(open_page, "rojin", newsroom)
    page.get_by_label("Headline").fill("Typed before the end")
    end_sessions()
    page.clock.run_for(16_000)
    overlay = page.get_by_role("dialog", name="You are no longer logged in")
    expect(overlay).to_be_visible()
    page.keyboard.press("Escape")
    expect(overlay).to_be_hidden()
    expect(page.get_by_text("Nothing you typed is lost.")).to_be_visible()

    save(page)

    expect(overlay).to_be_visible()
    expect(page.get_by_label("Headline")).to_have_value("Typed before the end")


def test_another_person_s_log_in_keeps_the_text_and_says_so(newsroom, open_page):
    page = at_the_story(open_page, "rojin", newsroom)
    page.get_by_label("Headline").fill("Rojîn’s words")
    end_sessions()
    page.clock.run_for(16_000)
    overlay = page.get_by_role("dialog", name="You are no longer logged in")
    overlay.get_by_label("Username").fill("dana")
    overlay.get_by_label("Password").fill("a long enough word")
    overlay.get_by_role("button", name="Log in").click()

    expect(page.get_by_text("You are logged in as Dana Karim now. The text in the form is kept")).to_be_visible()
    expect(page.get_by_label("Headline")).to_have_value("Rojîn’s words")
    save(page)
    expect(page.get_by_text("Saved as revision 2.")).to_be_visible()


def test_a_session_that_ends_is_survived_without_scripts(newsroom, open_page):
    page = at_the_story(open_page, "rojin", newsroom, javascript=False)
    page.locator("#id_body").fill("Every word.\n\nAnd the next.")
    page.get_by_label("Tags").fill("bridges, Derik")
    end_sessions()
    save(page)

    expect(page.get_by_role("heading", name="You are no longer logged in")).to_be_visible()
    page.get_by_label("Username").fill("rojin")
    page.get_by_label("Password").fill("a long enough word")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("You are logged in again")).to_be_visible()
    expect(page.get_by_label("Tags")).to_have_value("bridges, Derik")
    save(page)

    expect(page.get_by_text("Saved as revision 2.")).to_be_visible()
    newsroom.refresh_from_db()
    assert newsroom.body == "<p>Every word.</p><p>And the next.</p>"
    assert set(newsroom.tags.names()) == {"bridges", "Derik"}


def test_a_browser_that_died_offers_its_copy(newsroom, open_page):
    page = at_the_story(open_page, "rojin", newsroom)
    page.get_by_label("Standfirst").fill("Typed before the crash")
    page.clock.run_for(1_100)
    died(page)

    again = page.context.new_page()
    open_form(again, newsroom)
    offered = again.locator(".desk-copy")
    expect(offered).to_contain_text("This browser kept text of yours from")
    expect(offered).to_contain_text("Eleven months of work end a long way round.")
    expect(offered).to_contain_text("Typed before the crash")
    offered.get_by_role("button", name="Use").click()

    expect(again.get_by_text("the text that your browser kept")).to_be_visible()
    expect(again.get_by_label("Standfirst")).to_have_value("Typed before the crash")
    assert newsroom.revisions.count() == 1
    save(again)
    expect(again.get_by_text("Saved as revision 2.")).to_be_visible()
    open_form(again, newsroom)
    again.wait_for_timeout(700)
    expect(again.locator(".desk-copy")).to_have_count(0)
    assert copies(again) == []


def test_a_copy_can_be_discarded(newsroom, open_page):
    page = at_the_story(open_page, "rojin", newsroom)
    page.get_by_label("Standfirst").fill("Typed before the crash")
    page.clock.run_for(1_100)
    died(page)
    again = page.context.new_page()
    again.on("dialog", lambda asked: asked.accept())
    open_form(again, newsroom)
    again.locator(".desk-copy").get_by_role("button", name="Discard").click()
    expect(again.locator(".desk-copy")).to_have_count(0)
    assert copies(again) == []


def test_logging_out_drops_the_copies(newsroom, open_page):
    page = at_the_story(open_page, "rojin", newsroom)
    page.get_by_label("Standfirst").fill("Typed")
    page.clock.run_for(1_100)
    assert len(copies(page)) == 1
    page.on("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_text("Log in again")).to_be_visible()
    assert copies(page) == []


def test_a_second_tab_is_offered_no_copy_of_the_first_and_is_no_stranger(newsroom, open_page):
    page = at_the_story(open_page, "rojin", newsroom)
    page.get_by_label("Standfirst").fill("Typed in the first tab")
    page.clock.run_for(1_100)

    second = page.context.new_page()
    open_form(second, newsroom)
    second.wait_for_timeout(700)
    expect(second.locator(".desk-copy")).to_have_count(0)
    expect(second.locator(".desk-here")).to_be_hidden()
    second.get_by_label("Headline").fill("Typed in the second")
    save(second)
    expect(second.get_by_text("Saved as revision 2.")).to_be_visible()

    save(page)
    page.get_by_role("button", name="Save both together").click()
    expect(page.get_by_text("Saved as revision 3.")).to_be_visible()
    newsroom.refresh_from_db()
    assert (newsroom.headline, newsroom.standfirst) == ("Typed in the second", "Typed in the first tab")


def test_the_desk_keeps_what_is_typed_and_offers_it_on_another_machine(newsroom, open_page):
    page = at_the_story(open_page, "rojin", newsroom)
    page.get_by_label("Standfirst").fill("Typed on the first machine")
    with page.expect_response("**/pulse/"):
        page.clock.run_for(6_000)
    assert Scratch.objects.get().fields["standfirst"] == "Typed on the first machine"

    other = at_the_story(open_page, "rojin", newsroom, javascript=False)
    expect(other.get_by_text("You have unsaved text from")).to_be_visible()
    other.get_by_role("link", name="Compare").click()
    expect(other.locator("ins", has_text="Typed on the first machine")).to_be_visible()
    other.get_by_role("button", name="Use").click()
    expect(other.get_by_label("Standfirst")).to_have_value("Typed on the first machine")
    save(other)
    expect(other.get_by_text("Saved as revision 2.")).to_be_visible()
    assert not Scratch.objects.exists()


def test_what_waits_is_not_written_over_by_what_is_typed_now(newsroom, open_page):
    old = {"standfirst": "From last week"}
    scratch.keep(newsroom, old, by=cast.reporter(), form="a" * 32, base=1, at=timezone.now())
    page = at_the_story(open_page, "rojin", newsroom)
    page.get_by_label("Standfirst").fill("Typed now")
    with page.expect_response("**/pulse/"):
        page.clock.run_for(60_000)
    assert Scratch.objects.get().fields == old


def died(page):
    """Kill the page's process, as a crash does: no event of leaving reaches anybody."""
    with pytest.raises(Error, match="crash"):
        page.goto("chrome://crash")
    page.close()


def copies(page):
    return page.evaluate("() => Object.keys(localStorage).filter((name) => name.startsWith('desk-copy:'))")
