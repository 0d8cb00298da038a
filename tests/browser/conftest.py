"""A real Chromium for the journeys of this folder (`pytest -n 0 -m browser`); a plain `pytest` never starts it."""

import os
import re
from pathlib import Path

import pytest

ARTIFACTS = Path(__file__).parent.parent / "artifacts"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
OUTCOMES = pytest.StashKey[dict[str, str]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Leave each phase's outcome on the test, so that a fixture can tell at its end whether the test failed."""
    report = yield
    item.stash.setdefault(OUTCOMES, {})[report.when] = report.outcome
    return report


@pytest.fixture(scope="session")
def chromium():
    """One running Chromium for all journeys; `CHROMIUM` names another binary than Debian's."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, live_server, request):
    """Return a function that opens a page in a fresh browser profile, its addresses relative to the live server.

    `open_page(viewport=PHONE, javascript=False, dark=True)`. A test that passes its own assertions still fails when a
    page wrote an error to the console, lacked a file, met a 500, or asked another host for anything. A failed
    test leaves a screenshot of every page in tests/artifacts/.
    """
    opened, faults = [], []

    def open_one(*, viewport=DESKTOP, javascript=True, dark=False, **options):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport=viewport,
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            **options,
        )
        context.set_default_timeout(10_000)
        page = context.new_page()
        _listen(page, live_server.url, faults)
        opened.append(page)
        return page

    yield open_one
    failed = "failed" in request.node.stash.get(OUTCOMES, {}).values()
    for number, page in enumerate(opened, start=1):
        if failed or faults:
            name = re.sub(r"\W+", "-", request.node.name)
            page.screenshot(path=ARTIFACTS / f"{name}-{number}.png", full_page=True)
        page.context.close()
    if not failed:
        assert not faults, "\n".join(faults)


def _listen(page, home, faults):
    """Collect into `faults` what a reader would not see but a browser complains of."""

    def on_console(message):
        # The browser repeats failed loads here without their kind; on_response judges those.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(f"console: {message.text}")

    def on_response(response):
        # A page may answer 404 or 422 on purpose; a file that a page needs may not.
        # The pulse of an open form says with 401 or 403 that its session ended or its token is out of date.
        is_answer = response.request.resource_type == "document" or response.url.endswith("/pulse/")
        if response.status >= (500 if is_answer else 400):
            faults.append(f"{response.status}: {response.url}")

    def on_request(request):
        if not request.url.startswith((home, "data:", "blob:")):
            faults.append(f"asked another host: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("response", on_response)
    page.on("request", on_request)
