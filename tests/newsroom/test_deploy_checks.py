"""What `check --deploy` says of a public site, one setting at a time."""

import ipaddress

import pytest
from django.core import checks


@pytest.fixture(autouse=True)
def public(settings, tmp_path, monkeypatch):
    """A public site in which everything is in order."""
    settings.PRODUCTION = settings.HTTPS = True
    settings.SITE_HOST, settings.SITE_URL = "news.example.org", "https://news.example.org"
    settings.JOBS, settings.REQUIRE_SECOND_FACTOR = "worker", "chiefs"
    settings.DATA_DIR = tmp_path
    tmp_path.chmod(0o700)
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    settings.TRUSTED_PROXY_HOPS = 1
    monkeypatch.setenv("TRUSTED_PROXY_HOPS", "1")


OURS = {f"newsroom.W{number:03}" for number in range(4, 13)} | {f"newsroom.E{number:03}" for number in range(16, 19)}


def found():
    messages = checks.run_checks(tags=[checks.Tags.security], include_deployment_checks=True)
    return {message.id for message in messages} & (OURS | {"newsroom.I001"})


def test_a_site_in_order_is_told_nothing():
    assert found() == set()


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("JOBS", "now", "newsroom.W004"),
        ("TRUSTED_PROXY_HOPS", -1, "newsroom.E016"),
        ("TRUSTED_PROXY_HOPS", 4, "newsroom.W006"),
        ("TRUSTED_PROXY_HOPS", 0, "newsroom.I001"),
        ("MEDIA_ORIGIN", "photos.example.org", "newsroom.E017"),
        ("MEDIA_ORIGIN", "http://photos.example.org", "newsroom.E017"),
        ("MEDIA_ORIGIN", "https://photos.example.org/bucket", "newsroom.E017"),
        ("MEDIA_ORIGIN", "https://news.example.org", "newsroom.W007"),
        ("REQUIRE_SECOND_FACTOR", "none", "newsroom.W008"),
        ("METRICS_NETWORKS", [ipaddress.ip_network("0.0.0.0/0")], "newsroom.E018"),
        ("METRICS_NETWORKS", [ipaddress.ip_network("8.8.8.0/24")], "newsroom.E018"),
        ("CACHES", {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}, "newsroom.W011"),
        ("COMMENT_CAPTCHA", "off", "newsroom.W012"),
    ],
)
def test_a_dangerous_setting_is_told_on_a_public_site_alone(settings, setting, value, told):
    setattr(settings, setting, value)
    assert found() == {told}
    settings.PRODUCTION = False
    assert found() == set()


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("EMAIL_URL", "smtp://desk:secret@mail.example.org:25", "newsroom.W009"),
        ("S3_ENDPOINT_URL", "http://storage.example.org", "newsroom.W010"),
    ],
)
def test_what_travels_readable_is_told(monkeypatch, variable, value, told):
    monkeypatch.setenv(variable, value)
    assert found() == {told}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("EMAIL_URL", "smtp://localhost:25"),
        ("EMAIL_URL", "smtp+tls://desk:secret@mail.example.org:587"),
        ("S3_ENDPOINT_URL", "http://127.0.0.1:9000"),
        ("MEDIA_ORIGIN", "https://photos.example.org"),
    ],
)
def test_what_is_encrypted_or_stays_on_the_machine_is_not(monkeypatch, settings, variable, value):
    monkeypatch.setenv(variable, value)
    if variable == "MEDIA_ORIGIN":
        settings.MEDIA_ORIGIN = value
    assert found() == set()


@pytest.mark.parametrize("mode", [0o755, 0o750, 0o702])
def test_a_folder_that_others_may_look_into_is_told(tmp_path, mode):
    tmp_path.chmod(mode)
    assert found() == {"newsroom.W005"}


def test_others_may_pass_through_it_while_the_database_is_closed(tmp_path):
    file = tmp_path / "db.sqlite3"
    file.touch(0o600)
    tmp_path.chmod(0o711)
    assert found() == set()
    file.chmod(0o644)
    assert found() == {"newsroom.W005"}
    tmp_path.chmod(0o700)
    assert found() == set()
