"""A story written, submitted and published by people whose browsers run no script."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests import cast
from tests.browser.desk import log_in, open_form
from tests.photos.files import make_photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_story_is_written_submitted_and_published_without_scripts(open_page):
    for person in (cast.reporter(), cast.editor()):
        person.user_permissions.add(cast.Permission.objects.get(codename="view_photo"))
    cast.make_section("society")
    cast.make_author("Leyla Aziz")
    photo = make_photo(caption="A man crosses the new footbridge.", alt="A man on a bridge.", credit="AFP")
    original = cast.live(headline="پردەکە کرایەوە", language="ckb", authors=[cast.make_agency()])
    desk = open_page(javascript=False)
    log_in(desk, "rojin")
    open_form(desk)

    desk.get_by_label("Headline").fill("The footbridge opens again")
    desk.get_by_label("Standfirst").fill("Eleven months of work end.")
    desk.get_by_label("Number of the photo").first.fill(str(photo.pk))
    desk.get_by_label("Or a name, in full").first.fill("Leyla Aziz")
    desk.get_by_label("Dateline").fill("DERIK")
    desk.locator("#id_body").fill("One paragraph.\n\nAnother.")
    desk.get_by_label("Section").select_option("Society")
    desk.get_by_label("Number of the original story").fill(str(original.pk))
    desk.get_by_label("Tags").fill("bridges")
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("Saved as revision 1.")).to_be_visible()
    desk.get_by_role("button", name="Submit").click()
    expect(desk.get_by_text("Submitted.")).to_be_visible()

    article = Article.objects.get(headline="The footbridge opens again")
    assert article.body == "<p>One paragraph.</p><p>Another.</p>"
    assert article.translation_of == original
    editor = open_page(javascript=False)
    log_in(editor, "dana")
    open_form(editor, article)
    editor.get_by_role("button", name="Publish now").click()
    editor.get_by_role("button", name="Publish now").click()
    expect(editor.get_by_text("Published. Readers have it now.")).to_be_visible()

    editor.goto(article.edition.get_absolute_url())
    expect(editor.get_by_role("link", name="Leyla Aziz").first).to_be_visible()
    expect(editor.locator("article figcaption").first).to_contain_text("A man crosses the new footbridge.")
