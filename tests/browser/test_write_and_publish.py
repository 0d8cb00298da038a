"""A reporter writes and pastes a story with a photo, an editor approves and publishes it, a reader reads it."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests import cast
from tests.browser.conftest import DESKTOP, PHONE
from tests.photos.files import make_photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTED = (
    "<html><body><p class=MsoNormal style='margin:0'>The bridge opened on <b>Sunday</b>, said "
    "<a href='https://example.org/council'>the council</a>.</p><h2>A long way round</h2>"
    "<p class=MsoListParagraph style='mso-list:l0 level1'>·&nbsp;&nbsp;Three villages</p>"
    "<p class=MsoListParagraph style='mso-list:l0 level1'>·&nbsp;&nbsp;One school</p>"
    "<p><img src='https://example.org/x.png'>“We walked an hour,” said Zeyneb&nbsp;Ali.</p></body></html>"
)


def log_in(page, username):
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill("a long enough word")
    page.get_by_role("button", name="Log in").click()


def paste(page, html):
    """Paste HTML into the body as a word processor would hand it over."""
    page.locator(".field-body [contenteditable=true]").evaluate(
        """(editor, html) => {
            editor.focus()
            const data = new DataTransfer()
            data.setData("text/html", html)
            editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
        }""",
        html,
    )


def choose(page, field, typed, found):
    """Find something by typing in a field of the admin, and take it."""
    page.locator(f"{field} + .select2").click()
    page.locator(".select2-search__field").last.fill(typed)
    page.locator(".select2-results__option", has_text=found).first.click()


@pytest.fixture
def newsroom():
    """The desk's people with what the roles grant them, a section, a name and two photos."""
    rights = cast.Permission.objects.filter(codename__in=["view_photo", "view_author", "view_tag"])
    for person in (cast.reporter(), cast.editor()):
        person.user_permissions.add(*rights)
    cast.make_section("society")
    cast.make_author("Leyla Aziz")
    return [
        make_photo(caption="A man crosses the new footbridge.", alt="A man on a bridge.", credit="AFP"),
        make_photo(caption="A steel beam is lifted.", alt="A beam in the air.", credit="Karwan Osman"),
    ]


def test_a_story_goes_from_a_reporter_over_an_editor_to_a_reader(newsroom, open_page):
    desk = open_page()
    log_in(desk, "rojin")
    desk.get_by_role("link", name="New story").click()
    expect(desk.get_by_label("Kicker")).to_be_focused()  # a new form puts the cursor there once it is drawn

    desk.get_by_label("Headline").fill("The footbridge opens again")
    desk.get_by_label("Standfirst").fill("Eleven months of work end a long way round.")
    desk.get_by_label("Dateline").fill("DERIK")
    desk.get_by_role("button", name="Choose a photo…").click()
    desk.get_by_label("Search the library").fill("footbridge")
    desk.get_by_role("option", name="A man crosses").click()
    expect(desk.locator("#id_lead-0-caption")).to_have_attribute("placeholder", "A man crosses the new footbridge.")
    desk.get_by_text("Add another name").click()
    choose(desk, "#id_bylines-0-author", "leyla", "Leyla Aziz")
    paste(desk, PASTED)
    expect(desk.get_by_text("Pictures in the pasted text were left out.")).to_be_visible()

    desk.get_by_role("button", name="Put a photo here").click()
    desk.get_by_role("option", name="A steel beam is lifted.").click()
    desk.get_by_role("dialog").get_by_role("button", name="Use").click()
    expect(desk.locator(".story-photo figcaption")).to_have_text("A steel beam is lifted.")

    desk.get_by_label("Section").select_option("Society")
    desk.get_by_label("Tags").fill("bridges, Derik")
    desk.keyboard.press("Control+s")
    expect(desk.get_by_text("Saved as revision 1.")).to_be_visible()
    expect(desk.locator(".story-photo figcaption")).to_have_text("A steel beam is lifted.")
    desk.get_by_role("button", name="Submit").click()
    expect(desk.get_by_text("Submitted.")).to_be_visible()

    article = Article.objects.get()
    assert article.body == (
        "<p>The bridge opened on <strong>Sunday</strong>, said "
        '<a href="https://example.org/council">the council</a>.</p><h2>A long way round</h2>'
        "<ul><li><p>Three villages</p></li><li><p>One school</p></li></ul>"
        "<p>“We walked an hour,” said Zeyneb\u00a0Ali.</p>"
        f'<figure data-caption="{article.captions.get(role="inline").key}"></figure>'
    )

    editor = open_page()
    log_in(editor, "dana")
    editor.locator(".panel-waiting").get_by_role("link", name="The footbridge opens again").click()
    editor.get_by_role("button", name="Approve").click()
    expect(editor.get_by_text("Approved.", exact=True)).to_be_visible()
    editor.get_by_role("button", name="Publish now").click()
    expect(editor.get_by_text("Readers have not seen this story yet.")).to_be_visible()
    editor.get_by_role("button", name="Publish now").click()
    expect(editor.get_by_text("Published. Readers have it now.")).to_be_visible()

    reader = open_page(javascript=False)
    reader.goto("/")
    reader.get_by_role("link", name="The footbridge opens again").first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("The footbridge opens again")
    expect(reader.locator("article .body")).to_contain_text("DERIK – The bridge opened on Sunday")
    expect(reader.locator("article figcaption").nth(0)).to_contain_text("A man crosses the new footbridge.")
    expect(reader.locator("article figcaption").nth(1)).to_contain_text("A steel beam is lifted.")
    expect(reader.locator("article figure img").first).to_have_js_property("complete", True)
    expect(reader.get_by_role("link", name="Leyla Aziz").first).to_be_visible()
    expect(reader.get_by_role("link", name="Derik")).to_be_visible()


def test_enter_beside_a_photo_harms_nothing(newsroom, open_page):
    article = cast.make_article(photos=newsroom)
    key = article.captions.get(role="inline").key
    cast.edit(article, body=f'<p>One</p><figure data-caption="{key}"></figure><p>Two</p>')
    desk = open_page()
    log_in(desk, "rojin")
    desk.goto(f"/admin/articles/article/{article.pk}/change/")

    desk.locator(".story-photo").click()
    desk.keyboard.press("Enter")
    desk.keyboard.type("Between")
    desk.get_by_role("button", name="Save").click()

    expect(desk.get_by_text("Saved as revision 3.")).to_be_visible()
    article.refresh_from_db()
    assert article.body == f'<p>One</p><figure data-caption="{key}"></figure><p>Between</p><p>Two</p>'


def test_a_photo_whose_row_is_gone_is_shown_as_missing(newsroom, open_page):
    article = cast.make_article()
    cast.edit(article, body='<figure data-caption="3f2504e0-4f89-41d3-9a0c-0305e82c3301"></figure><p>Two</p>')
    desk = open_page()
    log_in(desk, "rojin")

    desk.goto(f"/admin/articles/article/{article.pk}/change/")

    expect(desk.locator(".story-photo")).to_contain_text("Photo missing")


def test_opening_and_saving_in_the_editor_changes_nothing(newsroom, open_page):
    article = cast.make_article()
    body = (
        "<p>“Don’t,” – 5\u00a0km, <em>Kurd\u200cî</em> <strong>bold</strong> H<sub>2</sub>O<br>next</p>"
        "<h2>Head</h2><h3>Sub</h3>"
        '<ul><li><p>One</p><ul><li><p>Deep</p></li></ul></li></ul><ol start="3"><li><p>Three</p></li></ol>'
        '<blockquote><p>Said</p></blockquote><hr><table><tbody><tr><th><p>a</p></th><td colspan="2"><p>b</p></td></tr>'
        '<tr><td></td><td><p><a href="mailto:desk@example.org">c</a></p></td><td></td></tr></tbody></table><p>End</p>'
    )
    cast.edit(article, body=body)
    desk = open_page()
    log_in(desk, "rojin")
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    desk.locator(".field-body [contenteditable=true] > p").last.click()
    desk.keyboard.press("End")
    desk.keyboard.type("!")

    desk.get_by_role("button", name="Save").click()

    expect(desk.get_by_text("Saved as revision 3.")).to_be_visible()
    article.refresh_from_db()
    assert article.body == re.sub("End</p>$", "End!</p>", body)


def test_the_form_can_be_written_in_without_scripts(newsroom, open_page):
    article = cast.make_article()
    desk = open_page(javascript=False)
    log_in(desk, "rojin")
    desk.goto(f"/admin/articles/article/{article.pk}/change/")

    desk.locator("#id_body").fill("One paragraph.\n\nAnother.")
    desk.get_by_role("button", name="Save").click()

    expect(desk.get_by_text("Saved as revision 2.")).to_be_visible()
    article.refresh_from_db()
    assert article.body == "<p>One paragraph.</p><p>Another.</p>"


def test_the_first_error_gets_the_focus_and_nothing_typed_is_lost(newsroom, open_page):
    article = cast.make_article(tags=["bridges"])
    desk = open_page()
    log_in(desk, "rojin")
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    desk.get_by_label("Standfirst").fill("Typed before the error")
    desk.get_by_label("Tags").fill("bridges, ???")

    desk.get_by_role("button", name="Save").dblclick()

    expect(desk.get_by_text("“???” is no tag: it has neither letter nor figure.")).to_be_visible()
    expect(desk.get_by_label("Tags")).to_be_focused()
    expect(desk.get_by_label("Standfirst")).to_have_value("Typed before the error")
    desk.get_by_label("Tags").fill("bri")
    desk.get_by_label("Tags").press("d")
    expect(desk.locator("#desk-tags option")).to_have_attribute("value", "bridges")


def test_two_people_s_words_are_put_together_in_the_browser(newsroom, open_page):
    article = cast.make_article()
    desk = open_page()
    log_in(desk, "rojin")
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    desk.get_by_label("Headline").fill("Rojîn’s headline")
    cast.edit(article, by=cast.editor(), standfirst="Dana’s standfirst")

    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("Revision 2 was saved by Dana Karim")).to_be_visible()
    desk.get_by_role("button", name="Save both together").click()

    expect(desk.get_by_text("Saved as revision 3. Taken from the others: Standfirst.")).to_be_visible()
    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("Rojîn’s headline", "Dana’s standfirst")


def test_pasted_headings_keep_their_level(newsroom, open_page):
    desk = open_page()
    log_in(desk, "rojin")
    desk.goto("/admin/articles/article/add/")

    paste(desk, "<html><body><h1>First</h1><p>Text</p><h4>Second</h4><p>More</p></body></html>")

    body = desk.locator(".field-body [contenteditable=true]")
    expect(body.locator("h2")).to_have_text("First")
    expect(body.locator("h3")).to_have_text("Second")


def test_a_body_that_is_too_long_gets_the_focus(newsroom, open_page):
    article = cast.make_article()
    cast.edit(article, body="<p>Words.</p>" * 23_076)
    desk = open_page()
    log_in(desk, "rojin")
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    body = desk.locator(".field-body [contenteditable=true]")
    body.click()
    desk.keyboard.type("And more words")

    desk.get_by_role("button", name="Save").click()

    expect(desk.get_by_text("The text has 300,002 characters with its mark-up; at most 300,000.")).to_be_visible()
    expect(body).to_be_focused()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_over_what_readers_have_the_next_step_wakes_with_the_first_letter(open_page, viewport):
    article = cast.live()
    desk = open_page(viewport=viewport)
    log_in(desk, "rojin")
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    submit = desk.get_by_role("button", name="Submit")
    expect(submit).to_be_hidden()
    assert desk.locator(".desk-buttons button:disabled").locator("visible=true").count() == 0

    desk.get_by_label("Standfirst").press("End")
    desk.keyboard.type(" At last.")
    expect(desk.get_by_text("Revision 2 goes to the section’s editors.")).to_be_visible()
    submit.click()

    expect(desk.get_by_text("Saved as revision 2. Submitted.")).to_be_visible()
