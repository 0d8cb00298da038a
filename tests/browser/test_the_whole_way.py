"""A story's whole way: assigned, written, sent back, mended, approved, published, corrected.

Walked twice, in Arabic on a screen of 360 pixels: by keyboard alone, and without scripts. The steps are the same; only
the hands differ that take them.
"""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests import cast
from tests.browser.desk import NARROW, choose, find, log_in, narrow, tab_to
from tests.photos.files import make_photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOTE = "ذكرنا في نسخة سابقة أن العمل دام تسعة أشهر، والصحيح أحد عشر شهراً."


class Keys:
    """Hands that know the keyboard alone."""

    javascript = True
    body = ".field-body [contenteditable=true]"

    def __init__(self, page):
        self.page = page

    def write(self, selector, text):
        tab_to(self.page, selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, selector, value):
        choose(self.page, selector, value)

    def press(self, selector):
        """Press what leads to another page."""
        tab_to(self.page, selector)
        self._enter()

    def press_aside(self, selector):
        """Press a step that waits behind “More”, where it stands before it."""
        tab_to(self.page, ".more-acts summary")
        self.page.keyboard.press("Enter")
        tab_to(self.page, selector, key="Shift+Tab")
        self._enter()

    def _enter(self):
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def lead_with(self, photo):
        tab_to(self.page, "#lead-group .inline-related:not(.empty-form) button")
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector("dialog [role=option]")
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")

    def sign(self, name):
        tab_to(self.page, "#bylines-group .add-row a")
        self.page.keyboard.press("Enter")
        self.page.locator("#id_bylines-0-role").focus()  # the row opens before the button that adds it
        find(self.page, "#id_bylines-0-author", name)

    def look(self):
        """The form fits the screen."""
        narrow(self.page)


class Plain:
    """Hands on a page that runs no script."""

    javascript = False
    body = "#id_body"

    def __init__(self, page):
        self.page = page

    def write(self, selector, text):
        self.page.locator(selector).fill(text)

    def choose(self, selector, value):
        self.page.locator(selector).select_option(str(value))

    def press(self, selector):
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def press_aside(self, selector):
        self.page.locator(".more-acts summary").click()
        self.press(selector)

    def lead_with(self, photo):
        self.page.get_by_label("Number of the photo").first.fill(str(photo.pk))

    def sign(self, name):
        self.page.get_by_label("Or a name, in full").first.fill(name)

    def look(self):
        """The form fits the screen."""
        assert self.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def verb(name):
    return f'[name="_verb"][value="{name}"]'


SAVE, SURE = "[name=_save]", "#content-main form button.default"


def stage():
    return Article.objects.get().stage


def in_arabic(user):
    user.language = "ar"
    user.save()
    user.user_permissions.add(*cast.Permission.objects.filter(codename__in=["view_photo", "view_author", "view_tag"]))
    return user


@pytest.mark.parametrize("hands", [Keys, Plain])
def test_a_story_goes_its_whole_way(open_page, hands):
    rojin, _dana = in_arabic(cast.reporter()), in_arabic(cast.editor())
    section = cast.make_section("society")
    cast.make_author("ليلى عزيز")
    photo = make_photo(caption="رجل يعبر الجسر.", alt="رجل على جسر.", credit="AFP", language="ar")
    desks = [open_page(viewport=NARROW, javascript=hands.javascript) for _person in range(2)]
    editor, reporter = hands(desks[0]), hands(desks[1])
    log_in(editor.page, "dana")
    log_in(reporter.page, "rojin")

    # Dana assigns it.
    editor.page.goto("/admin/")
    editor.press('.desk-views a[href$="/assign/"]')
    editor.write("#id_brief", "الجسر يُفتح من جديد")
    editor.choose("#id_language", "ar")
    editor.choose("#id_section", section.pk)
    editor.choose("#id_assignee", rojin.pk)
    editor.press(SURE)
    assert stage() == "assigned"

    # Rojîn finds it on her desk, writes it, adds a photo and submits it.
    reporter.page.goto("/admin/")
    expect(reporter.page.locator("html")).to_have_attribute("dir", "rtl")
    reporter.press(".panel-mine li a")
    reporter.look()
    reporter.write("#id_headline", "الجسر يُفتح من جديد")
    reporter.write("#id_standfirst", "انتهى العمل بعد أشهر طويلة")
    reporter.lead_with(photo)
    reporter.sign("ليلى عزيز")
    reporter.write("#id_dateline", "ديرك")
    reporter.write(reporter.body, "دام العمل أشهراً.")
    reporter.write("#id_tags", "جسور")
    reporter.press(SAVE)
    reporter.look()
    reporter.press(verb("submit"))
    assert stage() == "submitted"

    # Dana sends it back with a reason, which Rojîn reads beside the text and mends.
    editor.page.goto("/admin/")
    editor.press(".panel-waiting li a")
    editor.look()
    editor.press_aside(verb("send_back"))
    editor.write("#id_reason", "كم شهراً؟")
    editor.press(SURE)
    assert stage() == "writing"
    reporter.page.goto("/admin/")
    reporter.press(".panel-waiting li a")
    expect(reporter.page.locator(".desk-sent-back q")).to_have_text("كم شهراً؟")
    reporter.write(reporter.body, "دام العمل تسعة أشهر.")
    reporter.press(verb("submit"))

    # Dana approves and publishes.
    editor.page.goto("/admin/")
    editor.press(".panel-waiting li a")
    editor.press(verb("approve"))
    assert stage() == "approved"
    editor.press(verb("publish"))
    editor.press(SURE)
    story = Article.objects.get()
    assert story.edition.body == "<p>دام العمل تسعة أشهر.</p>"

    # It was eleven: text, kind and note are one act on one screen.
    reporter.page.goto(f"/admin/articles/article/{story.pk}/change/")
    reporter.write(reporter.body, "دام العمل أحد عشر شهراً.")
    reporter.choose("#id_change_kind", "correction")
    reporter.write("#id_change_note", NOTE)
    reporter.press(SAVE)
    reporter.press(verb("submit"))
    editor.page.goto(f"/admin/articles/article/{story.pk}/change/")
    editor.press_aside(verb("publish"))
    expect(editor.page.locator(".told")).to_contain_text(NOTE)
    editor.press(SURE)

    reader = open_page(viewport=NARROW, javascript=False)
    reader.goto(story.edition.get_absolute_url())
    expect(reader.locator("article .body")).to_contain_text("دام العمل أحد عشر شهراً.")
    expect(reader.locator("article")).to_contain_text(NOTE)
    expect(reader.locator("article figcaption").first).to_contain_text("رجل يعبر الجسر.")
    expect(reader.get_by_role("link", name="ليلى عزيز").first).to_be_visible()
    reader.goto("/ar/corrections/")
    expect(reader.get_by_text(NOTE)).to_be_visible()
