"""Lighthouse, mobile profile: performance at least 98; accessibility, best practices and SEO 100; and single figures.

The figures are those of a slow phone that Lighthouse reckons with: when the largest part is painted, how long scripts
block, how far things jump while the page arrives.
"""

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
# Milliseconds, milliseconds, and the share of the screen that moves times the distance.
MOST = {"largest-contentful-paint": 1800, "total-blocking-time": 50, "cumulative-layout-shift": 0.01}
AGAIN = 2  # a busy machine is no slow page: of three runs one must reach it all


def _measured(url, *, hidden, out):
    """Return the scores by category, the single figures, and what Lighthouse found at fault."""
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
        return None, {}, done.stderr[-1000:]
    report = json.loads(out.read_text())
    scores = {name: round(100 * category["score"]) for name, category in report["categories"].items()}
    faults = [audit["title"] for audit in report["audits"].values() if audit.get("score") == 0]
    return scores, {name: report["audits"][name]["numericValue"] for name in MOST}, faults


@pytest.mark.parametrize("kind", KINDS)
def test_lighthouse_gives_full_marks(site, tmp_path, kind):
    url = site.address(site.pages("en")[kind])
    for _attempt in range(AGAIN + 1):
        scores, figures, faults = _measured(url, hidden=kind in HIDDEN, out=tmp_path / "report.json")
        above = {name: figure for name, figure in figures.items() if figure > MOST[name]}
        if scores and scores["performance"] >= LEAST["performance"] and not above:
            break
    assert scores, faults
    assert scores.keys() == LEAST.keys()
    assert {name: score for name, score in scores.items() if score < LEAST[name]} == {}, faults
    assert above == {}
