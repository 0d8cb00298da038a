"""A newsroom that writes in Sorani first, or in one language alone, has a whole site too.

Languages are fixed when the process starts, so each house is a process of its own.
"""

import json
import os
import subprocess
import sys

import pytest

from tests.articles.press.public_strings import ROOT

# Makes a small site in the house's own first language, walks it, and prints what it found.
WALK = """
import json, django
from django.conf import settings
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
django.setup()
from django.core.management import call_command
from django.test.utils import setup_test_environment
setup_test_environment()
call_command("migrate", verbosity=0)
from django.test import Client
from tests import cast, walk
own = settings.LANGUAGE_CODE
edition = cast.live_story(language=own, headline="Bridge هەولێر", tags=["bridges"], photos=[cast.make_photo()])
cast.republish(edition.article, "correction", "An earlier version gave the wrong length.", standfirst="Corrected.")
doors = ["/", "/search/?q=bridge", "/sitemap.xml", "/news-sitemap.xml", "/robots.txt", "/corrections/", "/?text"]
walked = walk.walk(Client(), [*doors, f"/{own}/"])
found = {address: answer for address, answer in walked.items() if "/photos/" not in address}
front = walk.text(found["/"])
print(json.dumps({
    "statuses": {address: answer.status_code for address, answer in found.items()},
    "faults": walk.faults(Client(), found),
    "front": front,
    "story": edition.get_absolute_url(),
    "page": walk.text(found[edition.get_absolute_url()]),
    "unknown": Client().get("/ar/").status_code,
}))
"""


def house(tmp_path, **environment):
    """Return what a walk through a site with these settings found."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment |= {"DATA_DIR": str(tmp_path), "JOBS": "now", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    done = subprocess.run(
        [sys.executable, "-c", WALK], cwd=ROOT, env=kept | environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_sorani_can_be_the_sites_own_language(tmp_path):
    found = house(tmp_path, LANGUAGE_CODE="ckb")
    assert len(found["statuses"]) > 20
    assert found["faults"] == {}
    assert '<html lang="ckb" dir="rtl">' in found["front"]
    assert found["statuses"]["/ckb/"] == 301
    assert not found["story"].startswith("/ckb/")
    assert 'href="/en/"' in found["front"]
    assert found["unknown"] == 200
    assert 'hreflang="ku-Arab"' not in found["page"]  # a story without translations names none


@pytest.mark.parametrize("language", ["ku"])
def test_a_site_of_one_language_has_no_switcher_and_no_other_languages_addresses(tmp_path, language):
    found = house(tmp_path, LANGUAGES=language, LANGUAGE_CODE=language)
    assert found["faults"] == {}
    assert 'class="languages"' not in found["front"]
    assert "hreflang" not in found["front"]
    assert found["unknown"] == 404
