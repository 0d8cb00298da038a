"""axe-core finds nothing on any type of page, in four languages, by day and by night."""

import json

import pytest

from tests.site.conftest import LANGUAGES, MODULES

pytestmark = pytest.mark.site

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(site, chromium, language, scheme):
    source = (MODULES / "axe-core" / "axe.min.js").read_text()
    context = chromium.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    pages = site.pages(language)
    assert len(pages) >= 18
    faults = []
    for kind, path in pages.items():
        page.goto(site.address(path))
        page.evaluate(source)
        options = json.dumps({"runOnly": {"type": "tag", "values": RULES}})
        found = page.evaluate(f"axe.run(document, {options})")
        assert len(found["passes"]) > 5, f"{kind}: axe looked at next to nothing"
        for violation in found["violations"]:
            where = violation["nodes"][0]["html"][:160]
            faults.append(f"{kind}: {violation['id']} ({len(violation['nodes'])}×), {where}")
    context.close()
    assert faults == []
