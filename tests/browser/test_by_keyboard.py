"""The whole form by keyboard alone, from right to left, on a screen of 360 pixels, in Arabic."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests import cast
from tests.browser.desk import NARROW, body_of, find, log_in, narrow, open_form, paste, tab_to
from tests.photos.files import make_photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_story_is_written_and_its_next_step_opened_without_a_mouse(open_page):
    rojin = cast.reporter()
    rojin.language = "ar"
    rojin.save()
    rights = cast.Permission.objects.filter(codename__in=["view_photo", "view_author", "view_tag"])
    rojin.user_permissions.add(*rights)
    cast.make_section("society")
    cast.make_author("ليلى عزيز")
    photo = make_photo(caption="رجل يعبر الجسر.", alt="رجل على جسر.", credit="AFP", language="ar")
    desk = open_page(viewport=NARROW)
    # The log-in speaks the site's language, the desk the person's.
    log_in(desk, "rojin")
    open_form(desk)
    expect(desk.locator("html")).to_have_attribute("dir", "rtl")
    narrow(desk)

    tab_to(desk, "#id_kicker")
    tab_to(desk, "#id_headline")
    desk.keyboard.type("الجسر يُفتح من جديد")
    tab_to(desk, "#id_standfirst")
    desk.keyboard.type("أحد عشر شهراً من العمل")
    tab_to(desk, "#lead-group .inline-related:not(.empty-form) button")
    desk.keyboard.press("Enter")
    desk.wait_for_selector("dialog [role=option]")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    tab_to(desk, "#id_lead-0-caption")
    tab_to(desk, "#bylines-group .add-row a")
    desk.keyboard.press("Enter")
    desk.locator("#id_bylines-0-role").focus()  # the row opens before the button that adds it
    find(desk, "#id_bylines-0-author", "ليلى")
    tab_to(desk, "#id_dateline")
    desk.keyboard.type("ديرك")
    tab_to(desk, ".field-body [contenteditable=true]")
    desk.keyboard.type("مشى الناس على الجسر يوم الأحد.")
    tab_to(desk, "#id_section")
    desk.keyboard.type("Soc")
    tab_to(desk, "#id_language")
    desk.select_option("#id_language", "ar")
    tab_to(desk, "#id_tags")
    desk.keyboard.type("جسور، ديرك")
    narrow(desk)
    desk.keyboard.press("Control+s")
    desk.wait_for_url(re.compile("/change/$"))
    narrow(desk)

    article = Article.objects.get()
    assert (article.headline, article.dateline, article.language) == ("الجسر يُفتح من جديد", "ديرك", "ar")
    assert article.body == "<p>مشى الناس على الجسر يوم الأحد.</p>"
    assert [row.author.name for row in article.bylines.all()] == ["ليلى عزيز"]
    assert [row.photo for row in article.captions.all()] == [photo]
    assert set(article.tags.names()) == {"جسور", "ديرك"}
    assert desk.locator("#id_headline").get_attribute("dir") == "rtl"

    desk.keyboard.press("Control+Shift+Enter")
    desk.wait_for_url(re.compile("/do/submit/$"))
    assert Article.objects.get().stage == "writing"
    tab_to(desk, "#content-main form button.default")
    desk.keyboard.press("Enter")
    desk.wait_for_url(re.compile("/change/$"))
    assert Article.objects.get().stage == "submitted"
    narrow(desk)


def test_a_new_name_is_made_where_it_is_typed(open_page):
    dana = cast.editor()
    dana.user_permissions.add(*cast.Permission.objects.filter(codename__in=["view_author", "add_author"]))
    article = cast.make_article(authors=[])
    desk = open_page()
    log_in(desk, "dana")
    open_form(desk, article)
    desk.locator("#bylines-group .add-row a").click()
    desk.locator("#id_bylines-0-role").focus()
    find(desk, "#id_bylines-0-author", "Agence Nouvelle")
    expect(desk.locator("#id_bylines-0-kind")).to_be_focused()
    desk.keyboard.press("ArrowDown")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("Saved as revision 2.")).to_be_visible()

    author = article.bylines.get().author
    assert (author.name, author.kind) == ("Agence Nouvelle", "agency")


def test_a_place_and_a_source_in_pasted_words_are_offered_and_moved_only_by_a_button(open_page):
    article = cast.make_article(body="", dateline="", source="")
    desk = open_page()
    log_in(desk, "rojin")
    open_form(desk, article)
    paste(
        desk,
        "<p>ISTANBUL (Firat) – The bridge opened.</p><p>Second.</p>"
        "<p>Source: <a href='https://example.org/'>Firat Agency</a></p>",
    )

    expect(desk.get_by_text("The text begins with a place: “ISTANBUL”.")).to_be_visible()
    expect(desk.get_by_label("Dateline")).to_have_value("")
    desk.get_by_role("button", name="Make it the dateline").click()
    expect(desk.get_by_label("Dateline")).to_have_value("ISTANBUL")
    desk.get_by_role("button", name="Move it to the source").click()
    expect(desk.get_by_label("Source:")).to_have_value("Firat Agency")
    expect(desk.get_by_label("Source’s address")).to_have_value("https://example.org/")
    expect(body_of(desk).locator("p")).to_have_text(["The bridge opened.", "Second."])
