"""What the newsroom refuses to start with, and what it warns of, by id."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from newsroom import checks, env, roles

PRODUCTION = {
    "SITE_URL": "https://news.example.org",
    "SECRET_KEY": "f3Jq0cVY9xkPz7Ls2Tb8Wn4Rm6Hd1Ga5Ue_KoXiQvByZtCjNpMlS",
    "EMAIL_URL": "smtp+tls://desk:secret@mail.example.org:587",
    "TRUSTED_PROXY_HOPS": "1",
    "REQUIRE_SECOND_FACTOR": "chiefs",
}


@pytest.fixture
def production(settings):
    """Settings as PRODUCTION's environment gives them."""
    settings.SITE_URL, settings.SITE_HOST = "https://news.example.org", "news.example.org"
    settings.PRODUCTION = settings.HTTPS = True
    settings.SECRET_KEY, settings.SECRET_KEY_IS_LOCAL = PRODUCTION["SECRET_KEY"], False
    settings.EMAIL_CONFIGURED = True
    return settings


def ids(found):
    return [message.id for message in found]


def started(*command, **environment):
    """Run a command of ours in an environment of its own. Returns the finished process."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=kept | {"DATA_DIR": str(settings.DATA_DIR / "elsewhere")} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture(scope="module")
def collected():
    """Static files as a web server in production needs them."""
    assert started("manage.py", "collectstatic", "--no-input").returncode == 0


# Starting -----------------------------------------------------------------------------------------------------


def test_a_proper_production_environment_passes_django_s_deployment_checks(collected):
    process = started("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (process.returncode, process.stderr) == (0, "")


def test_nothing_set_starts_on_loopback(collected):
    process = started("-c", "import newsroom.wsgi")
    assert (process.returncode, process.stderr) == (0, "")


def test_a_secret_is_made_once_for_its_owner_alone():
    started("manage.py", "check")
    file = settings.DATA_DIR / "elsewhere" / "secret.key"
    secret = file.read_text()
    started("manage.py", "check")
    assert file.read_text() == secret
    assert len(secret) >= 50
    assert file.stat().st_mode & 0o777 == 0o600


def test_an_empty_secret_stops_the_start_in_words(tmp_path):
    (tmp_path / "secret.key").touch()
    process = started("manage.py", "worker", "--once", DATA_DIR=str(tmp_path))
    assert process.returncode != 0
    assert "secret.key is empty. Delete it and start again" in process.stderr


def test_a_secret_that_could_not_be_written_leaves_no_file(tmp_path, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        env.kept_secret(tmp_path / "secret.key")
    assert list(tmp_path.iterdir()) == []


def test_of_two_first_starts_at_once_both_get_one_secret(tmp_path, monkeypatch):
    file, link = tmp_path / "secret.key", os.link

    def slower(source, target):
        file.write_text("the secret of the faster one")
        link(source, target)

    monkeypatch.setattr("os.link", slower)
    assert env.kept_secret(file) == "the secret of the faster one"
    assert list(tmp_path.iterdir()) == [file]


def test_the_data_are_their_owner_s_alone(tmp_path):
    folder = tmp_path / "news"
    started("manage.py", "check", DATA_DIR=str(folder))
    assert folder.stat().st_mode & 0o777 == 0o700


def test_our_own_folder_is_closed_to_others_at_every_start(tmp_path, monkeypatch):
    monkeypatch.delenv("DATA_DIR")
    tmp_path.chmod(0o755)
    assert env.private_folder("DATA_DIR", tmp_path).stat().st_mode & 0o777 == 0o700


def test_the_rights_of_a_folder_that_was_there_are_its_owner_s(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    tmp_path.chmod(0o750)
    assert env.private_folder("DATA_DIR", "elsewhere").stat().st_mode & 0o777 == 0o750


def test_the_folder_of_static_files_is_open_to_the_web_server_whoever_made_it(tmp_path):
    before = os.umask(0o077)
    try:
        assert env.open_folder(tmp_path / "static").stat().st_mode & 0o777 == 0o755
    finally:
        os.umask(before)


def test_the_web_server_does_not_start_insecurely_and_says_why():
    process = started("-c", "import newsroom.wsgi", SITE_URL="http://news.example.org", DEBUG="yes")
    assert process.returncode != 0
    for part in ("newsroom.E002", "newsroom.E004", "newsroom.E005", "Put a certificate on it"):
        assert part in process.stderr


def test_the_web_server_does_not_start_without_collected_static_files(tmp_path):
    process = started("-c", "import newsroom.wsgi", DATA_DIR=str(tmp_path))
    assert process.returncode != 0
    assert "newsroom.E014" in process.stderr
    assert "collectstatic" in process.stderr


def test_no_command_runs_insecurely():
    process = started("manage.py", "worker", "--once", SITE_URL="http://news.example.org")
    assert process.returncode != 0
    assert "newsroom.E002" in process.stderr


# Security -----------------------------------------------------------------------------------------------------


def test_loopback_demands_nothing():
    assert checks.production_is_secure() == []


def test_a_proper_production_is_in_order(production):
    assert checks.production_is_secure() == []
    assert checks.mail_is_configured() == []


@pytest.mark.parametrize(
    ("setting", "value", "expected"),
    [
        ("SITE_HOST", "", "newsroom.E001"),
        ("SECRET_KEY_IS_LOCAL", True, "newsroom.E002"),
        ("SECRET_KEY", "short", "newsroom.E003"),
        ("SECRET_KEY", "a" * 60, "newsroom.E003"),
        ("SECRET_KEY_FALLBACKS", ["f3Jq0cVY9xkPz7Ls2Tb8Wn4Rm6Hd1Ga5Ue_KoXiQvByZtCjNpMlS", "a"], "newsroom.E003"),
        ("HTTPS", False, "newsroom.E004"),
        ("DEBUG", True, "newsroom.E005"),
    ],
)
def test_each_insecurity_has_its_error(production, setting, value, expected):
    setattr(production, setting, value)
    assert ids(checks.production_is_secure()) == [expected]


def test_a_public_site_without_mail_is_warned_of(production):
    production.EMAIL_CONFIGURED = False
    assert ids(checks.mail_is_configured()) == ["newsroom.W001"]


def test_a_public_site_that_counts_no_proxies_is_warned(production, monkeypatch):
    monkeypatch.delenv("TRUSTED_PROXY_HOPS", raising=False)
    assert ids(checks.proxies_are_counted()) == ["newsroom.W003"]


@pytest.mark.parametrize("hops", ["0", "1"])
def test_a_number_of_proxies_is_no_warning_none_included(production, monkeypatch, hops):
    monkeypatch.setenv("TRUSTED_PROXY_HOPS", hops)
    assert checks.proxies_are_counted() == []


def test_a_value_that_begins_with_a_dollar_is_an_error(monkeypatch):
    assert checks.values_are_expanded() == []
    monkeypatch.setenv("SECRET_KEY", " $SECRET")
    assert ids(checks.values_are_expanded()) == ["newsroom.E006"]


# Languages ----------------------------------------------------------------------------------------------------


def test_a_language_without_words_is_an_error(settings):
    settings.LANGUAGES = [("en", "English"), ("tlh", "tlh")]
    assert ids(checks.languages_are_known()) == ["newsroom.E007"]


def test_the_default_language_must_be_offered(settings):
    settings.LANGUAGES = [("ar", "Arabic")]
    assert ids(checks.languages_are_known()) == ["newsroom.E008"]


def test_any_of_the_four_may_be_the_default(settings):
    for code in settings.ALL_LANGUAGES:
        settings.LANGUAGES, settings.LANGUAGE_CODE = [(code, code)], code
        assert checks.languages_are_known() == []


# Database -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_this_database_serves_well():
    assert checks.database_serves_well(databases=["default"]) == []
    assert checks.database_serves_well(databases=None) == []


def test_sqlite_on_a_network_disk_is_an_error(monkeypatch):
    monkeypatch.setattr(checks, "_filesystem_of", lambda file: "nfs4")
    assert ids(checks._sqlite("/srv/news/db.sqlite3")) == ["newsroom.E012"]


def test_the_file_system_is_that_of_the_innermost_mount(tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sda1 / ext4 rw 0 0\nfiler:/news /srv nfs4 rw 0 0\ntmpfs /srv/news/fast tmpfs rw 0 0\n")
    assert checks._filesystem_of("/var/db.sqlite3", mounts) == "ext4"
    assert checks._filesystem_of("/srv/news/db.sqlite3", mounts) == "nfs4"
    assert checks._filesystem_of("/srv/news/fast/db.sqlite3", mounts) == "tmpfs"
    assert checks._filesystem_of("/srvother/db.sqlite3", mounts) == "ext4"
    assert checks._filesystem_of("/db.sqlite3", Path("/no/such/file")) == ""


@pytest.mark.django_db
def test_missing_groups_are_warned_of_until_the_command_has_run():
    found = checks.staff_is_in_order(databases=["default"])
    assert ids(found) == ["newsroom.W002"]
    assert "Reporter, Editor, Chief editor" in found[0].msg
    roles.grant()
    assert checks.staff_is_in_order(databases=["default"]) == []


@pytest.mark.django_db
def test_accounts_of_the_demonstration_are_an_error_on_a_public_site(production, django_user_model):
    roles.grant()
    django_user_model.objects.create_user("editor", is_demo=True)
    assert ids(checks.staff_is_in_order(databases=["default"])) == ["newsroom.E013"]
    production.PRODUCTION = False
    assert checks.staff_is_in_order(databases=["default"]) == []


def test_a_list_that_can_be_edited_is_an_error(monkeypatch):
    from django.contrib import admin

    from articles.models import Article

    assert checks.lists_are_only_read() == []
    monkeypatch.setattr(admin.site.get_model_admin(Article), "list_editable", ("section",))
    assert [found.id for found in checks.lists_are_only_read()] == ["newsroom.E015"]
