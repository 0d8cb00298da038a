"""The demonstration served as in earnest, for the checkers of this folder (`pytest -n 0 -m site`); see package.json."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urljoin

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
MODULES = HERE / "node_modules"
LANGUAGES = ("en", "ar", "ku", "ckb")
STARTING = 240  # seconds in which a slow machine has drawn the demonstration's photos


def fetch(url, **headers):
    """Return (status, body) of an address, whatever the status."""
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


class Site:
    """The served demonstration, and the address of one page of every type in each language."""

    def __init__(self, url):
        self.url = url

    def first(self, path, pattern):
        """Return the first link of the page at `path` that matches; an error says which was looked for."""
        _status, page = fetch(self.url + path)
        found = re.search(rf'href="((?:/[a-z]+)?{pattern})"', page)
        assert found, f"{path} has no link like {pattern}"
        return found[1]

    def pages(self, language):
        """Return {type: path}, for every type of page that readers can open."""
        prefix = "" if language == "en" else f"/{language}"
        front = f"{prefix}/"
        story = self.story(language)
        year, month = re.search(r"/(\d{4})/(\d\d)/", story).groups()
        archive = f"{prefix}/{year}/"
        comments = self.first(story, r"/comments/\d+/feed/").removesuffix("feed/")
        return {
            "front": front,
            "story": story,
            "photo": f"{story}photo/1/",
            "history": f"{story}history/",
            "section": self.first(front, r"/section/[^\"/]+/"),
            "topic": self.first(story, r"/topic/[^\"/]+/"),
            "author": self.first(story, r"/author/[^\"/]+/"),
            "year": archive,
            "month": f"{archive}{month}/",
            "day": self.first(f"{archive}{month}/", rf"/{year}/{month}/\d\d/"),
            "search": f"{prefix}/search/?q={SEARCHED[language]}&order=newest",
            "nothing found": f"{prefix}/search/?q=zzzz",
            "corrections": f"{prefix}/corrections/",
            "not found": f"{prefix}/nothing/",
            "text-only front": f"{front}?text",
            "text-only story": f"{story}?text",
            "comments": comments,
            "comment form": f"{comments}new/",
        }

    def story(self, language):
        """Return a story with a photo: the lead of the front."""
        prefix = "" if language == "en" else f"/{language}"
        return self.first(f"{prefix}/", r"/\d{4}/\d\d/[^\"/]{3,}/")

    def every_page(self):
        """Return [(name, path)] of all types in all languages."""
        return [(f"{kind}, {code}", path) for code in LANGUAGES for kind, path in self.pages(code).items()]

    def address(self, path):
        return urljoin(self.url, path)


# A word that stands in several stories of the demonstration.
SEARCHED = {"en": "bridge", "ar": "%D8%A7%D9%84%D9%85%D8%AF%D8%B1%D8%B3%D8%A9", "ku": "av", "ckb": "%D8%A6%D8%A7%D9%88"}


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The demonstration in a folder of its own, filled, served with compressed and hashed files, and stopped again."""
    data = tmp_path_factory.mktemp("site")
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "CACHE_URL", "JOBS"}}
    environment = kept | {"DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    url = f"http://127.0.0.1:{(port := _free_port())}"
    with open(data / "out.log", "w") as log:
        command = [sys.executable, "manage.py", "demo", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait_for(url, process, data / "out.log")
        yield Site(url)
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(30)


def _wait_for(url, process, log):
    for _second in range(STARTING):
        if process.poll() is not None:
            break
        try:
            if fetch(f"{url}/robots.txt")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(1)
    pytest.fail(f"The demonstration did not start:\n{log.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()
