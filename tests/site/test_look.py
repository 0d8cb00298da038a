"""How a page stands on the screen, in numbers: what can be measured before anybody looks."""

from statistics import mean

import pytest

from tests.site.conftest import LANGUAGES

pytestmark = pytest.mark.site

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
# The characters of every full line of the paragraphs of a story: all lines but the last of each.
FULL_LINES = """() => [...document.querySelectorAll(".body > p")].flatMap(paragraph => {
    const lines = new Map(), walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT), range = new Range();
    const height = parseFloat(getComputedStyle(paragraph).lineHeight), top = paragraph.getBoundingClientRect().top;
    for (let text = walk.nextNode(); text; text = walk.nextNode()) {
        for (let place = 0; place < text.length; place++) {
            range.setStart(text, place);
            range.setEnd(text, place + 1);
            const box = range.getClientRects()[0];
            if (!box) continue;
            const line = Math.floor(((box.top + box.bottom) / 2 - top) / height);
            lines.set(line, (lines.get(line) || 0) + 1);
        }
    }
    return [...lines.values()].slice(0, -1);
})"""


def opened(site, chromium, language, size, kind="story"):
    page = chromium.new_page(viewport=size)
    page.goto(site.address(site.pages(language)[kind]))
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_of_a_story_holds_60_to_75_characters(site, chromium, language):
    page = opened(site, chromium, language, DESK)
    lines = page.evaluate(FULL_LINES)
    page.close()
    assert len(lines) >= 8
    assert 60 <= mean(lines) <= 75


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("kind", ["story", "front", "section"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lead_photo_begins_in_the_first_screen(site, chromium, language, kind, size):
    page = opened(site, chromium, language, size, kind)
    top = page.locator("main img[fetchpriority=high]").bounding_box()["y"]
    page.close()
    assert top <= size["height"] - 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_masthead_of_a_phone_is_64_pixels_high_at_most(site, chromium, language):
    page = opened(site, chromium, language, PHONE, "front")
    height = page.locator(".masthead").bounding_box()["height"]
    page.close()
    assert height <= 64
