"""The files of deploy/: nginx takes its site, systemd its units, and the environments name settings that exist."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")


def unit(path):
    read = configparser.RawConfigParser(strict=False)
    read.optionxform = str
    read.read(path)
    return read


@pytest.mark.machines
def test_nginx_takes_the_site(tmp_path):
    assert NGINX, "nginx is not installed"
    key = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=news.example.org"]
    files = ["-keyout", str(tmp_path / "privkey.pem"), "-out", str(tmp_path / "fullchain.pem")]
    subprocess.run([*key, *files], check=True, capture_output=True)
    site = (DEPLOY / "nginx.conf").read_text().replace("/etc/letsencrypt/live/news.example.org", str(tmp_path))
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off;\n"
        + "".join(
            f"{name}_temp_path {tmp_path}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        + site
        + "}"
    )
    tried = subprocess.run([NGINX, "-t", "-c", str(whole)], capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr
    assert "[warn]" not in tried.stderr


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_as_its_own_user_and_may_do_little(path):
    service = unit(path)["Service"]
    assert service["User"] == "newsroom"
    for wall in ("NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices", "MemoryDenyWriteExecute"):
        assert service[wall] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""


def test_what_the_units_start_is_there():
    started = " ".join(unit(path)["Service"]["ExecStart"] for path in UNITS)
    assert "newsroom.wsgi:application" in started
    commands = re.findall(r"manage\.py (\w+)", started)
    assert sorted(commands) == ["backup", "worker"]


@pytest.mark.parametrize("name", ["one-machine.env", "many-machines.env"])
def test_an_environment_names_settings_that_exist(name):
    known = (ROOT / "newsroom" / "settings.py").read_text()
    lines = [line for line in (DEPLOY / name).read_text().splitlines() if line and not line.startswith("#")]
    assert len(lines) >= 8
    for line in lines:
        assert f'"{line.partition("=")[0]}"' in known
