"""A moderator works the queue: by forms without scripts, and by keys on a keyboard of another script."""

import time

import pytest

from comments.models import Comment, Decision
from tests import cast
from tests.comments.reader import make_comment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUEUE = "/admin/comments/comment/queue/"
IN_VIEW = """(() => {
    const text = document.activeElement.querySelector('.queue-body').getBoundingClientRect();
    return text.top >= 0 && text.bottom <= innerHeight;
})()"""


def log_in(page):
    cast.moderator()
    page.goto(f"/admin/login/?next={QUEUE}")
    page.fill("[name=username]", "lana")
    page.fill("[name=password]", "a long enough word")
    page.click("[type=submit]")
    page.wait_for_url(f"**{QUEUE}")


def states():
    return dict(Comment.objects.values_list("name", "state"))


def test_the_queue_is_worked_by_forms_alone(open_page):
    edition = cast.live_story()
    for name in ("Azad", "Berîvan", "Cemîl", "Dana R."):
        make_comment(edition, name=name, body=f"A text by {name}.")
    page = open_page(javascript=False)
    log_in(page)
    card = page.locator(".queue-card", has_text="Azad").first
    card.get_by_role("button", name="I am reading this").click()
    page.get_by_text("The others see for two minutes that you are reading this.").wait_for()
    card.get_by_role("button", name="Approve").click()
    assert states()["Azad"] == "published"
    page.get_by_role("button", name="Undo").click()
    assert states()["Azad"] == "pending"
    card = page.locator(".queue-card", has_text="Berîvan").first
    card.locator("[data-why=reject] summary").click()
    card.get_by_label("A sentence to its author").fill("Please stay with the subject.")
    card.get_by_role("button", name="off topic").click()
    assert states()["Berîvan"] == "rejected"
    for name in ("Cemîl", "Dana R."):
        page.get_by_label(f"Select the comment of {name}").check()
    page.locator("#bulk").get_by_role("button", name="Approve").click()
    assert states() == {"Azad": "pending", "Berîvan": "rejected", "Cemîl": "published", "Dana R.": "published"}
    page.get_by_role("link", name="Published").click()
    page.locator(".queue-card", has_text="Cemîl").first.get_by_role("link", name="Answer as the newsroom").click()
    page.get_by_label("Your answer").fill("Thank you for writing.")
    page.get_by_role("button", name="Publish the answer").click()
    answer = Comment.objects.get(by_staff=True)
    reader = open_page()
    reader.goto(edition.get_absolute_url())
    assert "Thank you for writing." in reader.locator(f"#comment-{answer.pk}").inner_text()
    assert "Newsroom" in reader.locator(f"#comment-{answer.pk}").inner_text()


def press(page, letter, *, written, shift=False):
    """Press the key where `letter` lies, on a layout where it writes something else."""
    page.evaluate(
        "([code, key, shift]) => (document.activeElement || document.body).dispatchEvent("
        "new KeyboardEvent('keydown', {code, key, shiftKey: shift, bubbles: true, cancelable: true}))",
        [f"Key{letter.upper()}", written, shift],
    )


def focused_card(page):
    return page.evaluate("document.activeElement.closest('.queue-card')?.querySelector('.queue-who bdi').innerText")


def test_a_key_without_a_focused_card_decides_nothing_and_shows_which_would_be(open_page):
    edition = cast.live_story()
    names = [f"Reader {number}" for number in range(12)]
    for name in names:
        make_comment(edition, name=name, body=f"A text by {name}.\n\nAnd more.")
    page = open_page()
    log_in(page)
    page.locator(".queue-card").nth(8).evaluate("card => card.scrollIntoView()")
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert set(states().values()) == {"pending"}
    assert focused_card(page) == "Reader 8"
    page.keyboard.press("r")
    assert page.locator("details[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("details[open]").count() == 0
    assert focused_card(page) == "Reader 8"
    page.keyboard.press("r")
    page.locator("details[open] [name=note]").fill("Typed for a long time.")
    page.keyboard.press("Enter")
    page.get_by_text("Choose a reason.").wait_for()
    assert page.locator("details[open] [name=note]").input_value() == "Typed for a long time."
    assert focused_card(page) == "Reader 8"


def test_the_queue_is_worked_by_keys_on_an_arabic_layout(open_page):
    edition = cast.live_story()
    for name in ("Azad", "Berîvan", "Cemîl"):
        make_comment(edition, name=name, body=f"A text by {name}.")
    page = open_page()
    log_in(page)
    press(page, "j", written="ت")
    assert page.evaluate("document.activeElement.matches('.queue-card')")
    with page.expect_navigation():
        press(page, "a", written="ش")
    assert states()["Azad"] == "published"
    assert focused_card(page) == "Berîvan"
    with page.expect_navigation():
        press(page, "u", written="ع")
    assert states()["Azad"] == "pending"
    assert focused_card(page) == "Azad"
    press(page, "j", written="ت")
    press(page, "r", written="ق")
    with page.expect_navigation():
        page.keyboard.press("Enter")  # the first reason has the focus
    assert states() == {"Azad": "pending", "Berîvan": "rejected", "Cemîl": "pending"}
    assert focused_card(page) == "Cemîl"
    press(page, "x", written="ء")
    press(page, "k", written="ن")
    press(page, "x", written="ء")
    with page.expect_navigation():
        press(page, "s", written="س", shift=True)
    assert states() == {"Azad": "spam", "Berîvan": "rejected", "Cemîl": "spam"}


def test_fifty_comments_are_decided_from_the_keyboard_one_key_each_and_two_with_a_reason(open_page):
    """Beside the keys nothing is needed: after each decision the next comment is in view and has the focus."""
    edition = cast.live_story()
    verbs = [("a", "published"), ("s", "spam"), ("rd", "rejected"), ("a", "published"), ("ra", "rejected")] * 10
    names = [f"Reader {number}" for number in range(len(verbs))]
    for name in names:
        make_comment(edition, name=name, body=f"A text by {name}.\n\nAnd more.")
    page = open_page()
    log_in(page)
    pressed, started = 1, time.perf_counter()
    page.keyboard.press("j")
    for name, (keys, _state) in zip(names, verbs, strict=True):
        assert focused_card(page) == name
        assert page.evaluate(IN_VIEW), f"{name} has the focus and cannot be read"
        *first, last = keys
        for key in first:
            page.keyboard.press(key)
        with page.expect_navigation():
            page.keyboard.press(last)
        pressed += len(keys)
    print(f"\nFifty decisions: {pressed} keys, {time.perf_counter() - started:.0f} s in a browser that reads nothing")
    assert pressed == 1 + 30 + 2 * 20
    assert states() == {name: state for name, (_keys, state) in zip(names, verbs, strict=True)}
    reasons = Decision.objects.filter(verb="reject").values_list("reason", flat=True)
    assert sorted(reasons) == ["insult"] * 10 + ["spam"] * 10
    page.get_by_text("Nothing waits.").wait_for()


def test_a_key_pressed_twice_decides_once(open_page):
    edition = cast.live_story()
    for name in ("Azad", "Berîvan", "Cemîl"):
        make_comment(edition, name=name, body=f"A text by {name}.")
    page = open_page()
    log_in(page)
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/decide/") else None)
    page.route("**/decide/", lambda route: (time.sleep(0.3), route.continue_()))  # a slow line
    page.keyboard.press("j")
    with page.expect_navigation():
        page.evaluate(
            "const press = () => document.activeElement.dispatchEvent("
            "new KeyboardEvent('keydown', {key: 'a', code: 'KeyA', bubbles: true, cancelable: true}));"
            "press(); setTimeout(press, 50);"
        )
    assert len(sent) == 1
    assert states() == {"Azad": "published", "Berîvan": "pending", "Cemîl": "pending"}
    assert focused_card(page) == "Berîvan"
    page.keyboard.press("s")
    page.get_by_text("Comment by Berîvan marked as spam.").wait_for()


def test_a_reason_is_one_letter_on_an_arabic_layout_and_writes_where_one_types(open_page):
    edition = cast.live_story()
    for name in ("Azad", "Berîvan"):
        make_comment(edition, name=name, body=f"A text by {name}.")
    page = open_page()
    log_in(page)
    press(page, "j", written="ت")
    press(page, "r", written="ق")
    assert page.locator("details[open] [data-letter=d]").inner_text().split() == ["d", "insult"]
    page.locator("details[open] [name=note]").press("d")
    assert page.locator("details[open] [name=note]").input_value() == "d"
    page.locator("details[open] .queue-choices button").first.focus()
    with page.expect_navigation():
        press(page, "d", written="ي")
    assert states() == {"Azad": "rejected", "Berîvan": "pending"}
    assert Comment.objects.get(name="Azad").decisions.first().reason == "insult"


def test_keys_are_silent_in_fields_and_can_be_switched_off(open_page):
    edition = cast.live_story()
    make_comment(edition, name="Azad")
    page = open_page()
    log_in(page)
    page.keyboard.press("/")
    page.keyboard.type("a s")
    assert page.locator("#queue-search").input_value() == "a s"
    lana = cast.moderator()
    type(lana).objects.filter(pk=lana.pk).update(shortcuts=False)
    page.goto(QUEUE)
    page.keyboard.press("a")
    page.goto(QUEUE)
    assert states() == {"Azad": "pending"}


def test_of_two_moderators_the_second_sees_who_reads_and_who_was_faster(open_page):
    edition = cast.live_story()
    make_comment(edition, name="Azad", body="Read by two.")
    first = open_page()
    log_in(first)
    hevi = cast.make_user("hevi2", "moderate_comment", app="comments", first_name="Hêvî")
    second = open_page()
    second.goto(f"/admin/login/?next={QUEUE}")
    second.fill("[name=username]", hevi.username)
    second.fill("[name=password]", "a long enough word")
    second.click("[type=submit]")
    second.wait_for_url(f"**{QUEUE}")
    with second.expect_response("**/claim/**"):
        second.keyboard.press("j")
    first.keyboard.press("j")
    first.get_by_text("Hêvî is reading this.").wait_for()
    with second.expect_navigation():
        second.keyboard.press("a")
    with first.expect_navigation():
        first.keyboard.press("s")
    assert "Hêvî approved this" in first.locator(".messagelist").inner_text()
    assert states() == {"Azad": "published"}


def test_a_pick_and_a_note_are_made_by_keys_on_an_arabic_layout(open_page):
    edition, lana = cast.live_story(), cast.moderator()
    comment = make_comment(edition, by=lana, name="Azad", body="Worth reading.")
    page = open_page()
    log_in(page)
    page.goto(f"{QUEUE}?tab=published")
    press(page, "j", written="ت")
    with page.expect_navigation():
        press(page, "e", written="ث")
    assert Comment.objects.get(pk=comment.pk).picked_at
    assert focused_card(page) == "Azad"
    press(page, "n", written="ى")
    page.keyboard.type("A regular.")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "A regular." in page.locator(".queue-note").inner_text()


def test_a_telephone_number_is_blacked_out_without_scripts(open_page):
    edition = cast.live_story()
    make_comment(edition, name="Azad", body="Call 0750 123 4567 now.")
    page = open_page(javascript=False)
    log_in(page)
    page.locator(".queue-body mark").click()
    assert page.locator("mark").inner_text() == "0750 123 4567"
    page.get_by_role("button", name="Remove the marked words for good").click()
    assert Comment.objects.get().body == "Call [removed by the editors] now."
