"""A reader's way through the site with scripts off, and what a phone is sent."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import SiteText
from authors.models import Author
from tests import cast
from tests.browser.conftest import DESKTOP, PHONE
from tests.comments.reader import make_comment
from tests.photos.files import make_photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NARROW = {"width": 320, "height": 640}


@pytest.fixture
def story():
    """A corrected English story with photos and an Arabic translation, among others."""
    words = {"credit": "AFP", "alt": "A gradient with a block.", "caption": "A block."}
    photos = [make_photo(size=(2400, 1600), **words), make_photo(size=(1600, 1067), **words)]
    SiteText.objects.create(language="en", name="Firat Post")
    author = cast.make_author("Ana Qadir", slug="ana", bio={"en": "Writes about bridges."})
    for number in range(21):
        at = timezone.now() - timedelta(hours=number + 2)
        cast.live_story(headline=f"Story {number}", authors=[author], tags=["rivers"], at=at)
    original = cast.live(headline="The bridge reopens", photos=photos, authors=[author], tags=["bridges"])
    cast.live_story(headline="الجسر يُفتح من جديد", language="ar", translation_of=original, authors=[author])
    cast.republish(
        original, "correction", "An earlier version gave the wrong length.", standfirst="After eleven months."
    )
    return original.edition


def test_a_reader_goes_all_the_way_without_scripts(open_page, story):
    page = open_page(viewport=PHONE, javascript=False)
    page.goto("/")
    page.click("text=The bridge reopens")
    assert page.inner_text("h1") == "The bridge reopens"

    page.click(".notice a")
    page.click("text=All published versions")
    assert page.inner_text("ins").endswith("After eleven months.")
    page.click("text=Read the story as it is now")

    page.click(".to-photo >> nth=0")
    assert "Photo 1 of 2" in page.inner_text("main")
    page.click("text=Next photo")
    assert "Photo 2 of 2" in page.inner_text("main")
    page.click("h1 a")

    page.click("text=Text-only version")
    assert page.locator("img").count() == 0
    assert page.inner_text("h1") == "The bridge reopens"
    page.click("text=Full version")

    page.click(".also-in a")
    assert page.get_attribute("html", "dir") == "rtl"
    assert page.inner_text("h1") == "الجسر يُفتح من جديد"
    page.click(".also-in a")

    page.click(".kicker a")
    page.click(".pager .older")
    page.click(".pager .newer")
    page.click("text=The bridge reopens")
    page.click(".topics a")
    assert page.inner_text("h1") == "bridges"
    page.click("text=The bridge reopens")
    page.click(".byline a")
    assert "Writes about bridges." in page.inner_text("main")

    page.click("nav.tools >> text=Search")
    page.fill("[name=q]", "bridge eleven")
    page.click("text=Narrow the search")
    page.select_option("[name=section]", "society")
    page.click("main button")
    assert page.inner_text("[role=status]") == "1 story found."
    assert page.inner_text("main mark >> nth=0") == "bridge"


def test_what_does_not_exist_leads_on(open_page, story):
    page = open_page(javascript=False)
    assert page.goto("/2026/11/nothing-here/").status == 404
    page.fill("[name=q]", "reopens")
    page.click("main button")
    assert "1 story found." in page.inner_text("main")


@pytest.mark.parametrize("viewport", [NARROW, PHONE, DESKTOP], ids=["320", "390", "1280"])
def test_nothing_is_wider_than_the_screen(open_page, story, viewport):
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
    table = f"<table><tbody><tr>{'<td><p>cell</p></td>' * 20}</tr></tbody></table>"
    cast.live_story(headline=long, standfirst=long, body=f"<p>{long}</p>{table}")
    page = open_page(viewport=viewport, javascript=False)
    arabic = story.get_absolute_url().replace("the-bridge-reopens", "")
    author = Author.objects.get(slug="ana")
    paths = ["/", "/ar/", "/ckb/", "/section/society/", "/topic/rivers/", f"/author/{author.slug}/", "/search/?q=story"]
    paths += ["/corrections/", "/ar/search/", arabic, story.get_absolute_url(), f"{story.get_absolute_url()}history/"]
    for path in paths:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path
    page.goto("/search/?q=Donaudampf" + long[10:100])
    page.goto("/")
    page.click(f"text={long[:40]}")
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_a_dense_phone_is_sent_no_more_than_it_can_show(open_page, story):
    page = open_page(viewport=PHONE, javascript=True, device_scale_factor=3)
    for path in ("/", story.get_absolute_url()):
        page.goto(path)
        page.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
        page.wait_for_load_state("networkidle")
        for source, width in page.evaluate("[...document.images].map(i => [i.currentSrc, i.naturalWidth])"):
            file = source.rsplit("-", 1)[1]
            assert int(file.split(".")[0]) <= 800, (path, source, width)


def test_the_photo_begins_in_the_first_screen_and_the_text_has_a_reading_measure(open_page, story):
    page = open_page(viewport=PHONE)
    page.goto(story.get_absolute_url())
    assert page.evaluate("document.querySelector('.lead img').getBoundingClientRect().top") < PHONE["height"]
    assert page.evaluate("document.querySelector('.masthead').getBoundingClientRect().height") <= 64
    page.set_viewport_size(DESKTOP)
    assert 600 <= page.evaluate("document.querySelector('.body p').getBoundingClientRect().width") <= 700


def test_letters_twice_as_large_need_no_sideways_scrolling(open_page, story):
    make_comment(story, by=cast.moderator())
    page = open_page(viewport=PHONE, bypass_csp=True)
    for path in ("/", "/ar/", story.get_absolute_url(), "/search/?q=story", f"/comments/{story.pk}/new/"):
        page.goto(path)
        page.add_style_tag(content="html { font-size: 200% }")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path


def test_a_tap_on_a_photo_opens_its_story(open_page, story):
    page = open_page(viewport=PHONE)
    page.goto("/section/society/")
    box = page.locator(".card-photo").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(f"**{story.get_absolute_url()}")


def test_paper_is_white_and_holds_the_story_alone(open_page, story):
    page = open_page(viewport=PHONE, dark=True)
    page.goto(story.get_absolute_url())
    page.emulate_media(media="print", color_scheme="dark")
    shown = page.evaluate(
        """[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color,
        getComputedStyle(document.querySelector('#comments')).display,
        getComputedStyle(document.querySelector('.lead picture')).marginInlineStart]"""
    )
    assert shown == ["rgb(255, 255, 255)", "rgb(0, 0, 0)", "none", "0px"]
    page.goto(f"/comments/{story.pk}/")
    assert page.is_visible("main h1")


def test_an_english_name_begins_at_the_edge_of_an_arabic_page(open_page, story):
    page = open_page(viewport=PHONE)
    page.goto("/ar/author/ana/")
    assert page.evaluate("document.querySelector('h1 bdi').getBoundingClientRect().right") >= PHONE["width"] - 20


@pytest.mark.parametrize("dark", [False, True])
def test_every_target_is_large_enough(open_page, story, dark):
    make_comment(story, by=cast.moderator())
    page = open_page(viewport=PHONE, dark=dark)
    for path in ("/", story.get_absolute_url(), f"/comments/{story.pk}/"):
        page.goto(path)
        small = page.evaluate(
            """[...document.querySelectorAll(`header.masthead a, nav a, .foot a, button, [type=checkbox], .story-head a,
            .notice a, .story-foot > p a, .corrections a, .comments a`)]
            .map(a => [a.textContent.trim(), a.getBoundingClientRect()])
            .filter(([text, box]) => box.width && (box.height < 24 || box.width < 24)).map(([text]) => text)"""
        )
        assert small == [], path


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_keyboard_begins_with_the_skip_link_and_every_control_says_what_it_is(open_page, story, language):
    page = open_page(viewport=DESKTOP, javascript=True)
    prefix, skip = ("", "Skip to the text") if language == "en" else ("/ar", "انتقل إلى النص")
    page.goto(f"{prefix}/")
    own = page.get_attribute(".top h2 a", "href")
    for path in (f"{prefix}/", own, f"{own}photo/1/", f"{prefix}/search/?q=bridge&order=newest", f"{prefix}/nothing/"):
        page.goto(path)
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.inner_text() == skip, path
        assert focused.bounding_box()["y"] >= 0, path
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main", path
        nameless = page.evaluate(
            """[...document.querySelectorAll('a, button, summary, input:not([type=hidden]), select, textarea')]
            .filter(control => ![control.textContent, control.getAttribute('aria-label'),
                ...[...control.labels || []].map(label => label.textContent),
                ...[...control.querySelectorAll('img')].map(image => image.alt)].some(name => name && name.trim()))
            .map(control => control.outerHTML.slice(0, 120))"""
        )
        assert nameless == [], path
