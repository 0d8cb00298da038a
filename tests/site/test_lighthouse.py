"""Lighthouse, mobile profile: performance at least 98; accessibility, best practices and SEO 100."""

import json
import os
import subprocess

import pytest

from tests.site.conftest import MODULES

pytestmark = pytest.mark.site

KINDS = ("front", "section", "story", "search", "author", "day", "photo", "corrections", "history")
HIDDEN = {
    "search",
    "photo",
    "history",
}  # pages that tell search engines to stay away, which Lighthouse counts as a fault
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
AGAIN = 2  # a busy machine is no slow page: performance counts if one of three runs reaches it


def _scores(url, *, hidden, out):
    command = [
        *("node", str(MODULES / "lighthouse" / "cli" / "index.js"), url, "--quiet", "--output=json"),
        f"--output-path={out}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking",
        f"--only-categories={','.join(LEAST)}",
        *(["--skip-audits=is-crawlable"] if hidden else []),
    ]
    environment = os.environ | {"CHROME_PATH": os.environ.get("CHROMIUM", "/usr/bin/chromium")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180)
    if done.returncode:  # it lost its browser: no verdict on the page
        return None, done.stderr[-1000:]
    report = json.loads(out.read_text())
    scores = {name: round(100 * category["score"]) for name, category in report["categories"].items()}
    faults = [audit["title"] for audit in report["audits"].values() if audit.get("score") == 0]
    return scores, faults


@pytest.mark.parametrize("kind", KINDS)
def test_lighthouse_gives_full_marks(site, tmp_path, kind):
    url = site.address(site.pages("en")[kind])
    for _attempt in range(AGAIN + 1):
        scores, faults = _scores(url, hidden=kind in HIDDEN, out=tmp_path / "report.json")
        if scores and scores["performance"] >= LEAST["performance"]:
            break
    assert scores, faults
    assert scores.keys() == LEAST.keys()
    assert {name: score for name, score in scores.items() if score < LEAST[name]} == {}, faults
