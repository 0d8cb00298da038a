"""What a phone fetches: weights and numbers of requests, from our host alone, nothing wider than it can show."""

import re

import pytest

from tests.site.conftest import LANGUAGES

pytestmark = pytest.mark.site

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}
KB = 1000
LIST = {"html": 18, "css": 8, "js": 5, "requests": 20, "without": 40, "with": 250}
QUIET = {"html": 18, "css": 8, "js": 0, "requests": 5, "without": 40, "with": 250}
# By type of page: kilobytes as sent, compressed; `requests` besides in-body photos seen.
BUDGETS = {
    "story": {"html": 18, "css": 8, "js": 5, "requests": 6, "without": 40, "with": 150},
    "front": {"html": 25, "css": 8, "js": 5, "requests": 25, "without": 45, "with": 350},
    **dict.fromkeys(("section", "topic", "author", "day", "search"), LIST),
    **dict.fromkeys(("history", "photo", "corrections"), QUIET),
    "text-only story": {"html": 14, "css": 0, "js": 0, "requests": 1, "without": 14, "with": 14},
}
WIDEST = 800  # pixels: two for each of a phone's 390 points
NODES = 800
WHOLE = ["width", "height", "alt"]  # what every image states
COPY = re.compile(r"/photos/[0-9a-f]+-(\d+)\.\w+$")


class Load:
    """Everything a page asked for."""

    def __init__(self, chromium, url):
        context = chromium.new_context(**PHONE)
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        self.kinds, self.sizes, self.urls, self.faults = {}, {}, {}, []
        session.on("Network.responseReceived", self._received)
        session.on("Network.loadingFinished", self._finished)
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        page.goto(url, wait_until="networkidle")
        self.nodes = page.evaluate("document.querySelectorAll('*').length")
        self.cookies = context.cookies()
        self.images = page.evaluate(
            f"[...document.images].map(image => {WHOLE}.every(name => image.hasAttribute(name)))"
        )
        root = "document.documentElement"
        self.overflow = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
        context.close()

    def _received(self, event):
        self.kinds[event["requestId"]] = event["type"]
        self.urls[event["requestId"]] = event["response"]["url"]

    def _finished(self, event):
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    def weight(self, *kinds):
        """Return the kilobytes, headers included, of what is of these kinds; of everything where none is named."""
        return sum(size for key, size in self.sizes.items() if not kinds or self.kinds.get(key) in kinds) / KB

    def number(self):
        """Return how many requests were made, the icon's apart, which the browser asks for by itself."""
        return sum(not url.endswith((".svg", ".ico")) for url in self.urls.values())


@pytest.mark.parametrize("kind", BUDGETS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_keeps_to_its_budget(site, chromium, language, kind):
    load = Load(chromium, site.address(site.pages(language)[kind]))
    budget = BUDGETS[kind]
    photos = load.weight("Image")
    measured = {
        "html": load.weight("Document"),
        "css": load.weight("Stylesheet"),
        "js": load.weight("Script"),
        "requests": load.number(),
        "without": load.weight() - photos,
        "with": load.weight(),
    }
    assert {name: value for name, value in measured.items() if value > budget[name]} == {}
    assert load.nodes <= NODES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_asks_our_host_alone_sets_no_cookie_and_fits_the_phone(site, chromium, language):
    faults = []
    for kind, path in site.pages(language).items():
        load = Load(chromium, site.address(path))
        faults += [f"{kind} asked {url}" for url in load.urls.values() if not url.startswith((site.url, "data:"))]
        faults += [f"{kind} set {cookie['name']}" for cookie in load.cookies]
        faults += [f"{kind}: {fault}" for fault in load.faults if "404" not in fault]
        faults += [f"{kind}: an image without width, height or alt" for whole in load.images if not whole]
        faults += [f"{kind} is {load.overflow} px too wide"] if load.overflow else []
        wide = [
            url for url in load.urls.values() if (found := re.search(r"-(\d+)\.\w+$", url)) and int(found[1]) > WIDEST
        ]
        faults += [f"{kind} fetched {url}" for url in wide]
    assert faults == []
