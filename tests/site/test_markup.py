"""The Nu HTML checker finds no error on any type of page, in four languages."""

import json
import subprocess

import pytest

from tests.site.conftest import MODULES, fetch

pytestmark = pytest.mark.site


def test_the_nu_checker_finds_no_error(site, tmp_path):
    files = {}
    for number, (name, path) in enumerate(site.every_page()):
        _status, page = fetch(site.address(path))
        file = tmp_path / f"{number}.html"
        file.write_text(page)
        files[file.name] = name
    assert len(files) >= 72
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(jar), "--format", "json", "--errors-only", "--exit-zero-always", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    found = json.loads(done.stderr or done.stdout)["messages"]
    faults = [
        f"{files[message['url'].rsplit('/', 1)[-1]]}, line {message.get('lastLine')}: {message['message']}"
        for message in found
        if message["type"] in {"error", "non-document-error"}
    ]
    assert faults == []


def test_the_nu_checker_sees_an_error(tmp_path):
    (tmp_path / "bad.html").write_text("<!doctype html><html lang=en><title>x</title><p><div></p></html>")
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(jar), "--format", "json", "--exit-zero-always", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert any(message["type"] == "error" for message in json.loads(done.stderr or done.stdout)["messages"])
