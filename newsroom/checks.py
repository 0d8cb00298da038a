"""System checks: what would let the newsroom run insecurely, lose data, or puzzle its staff, said before it happens.

Errors about security stop every command and the web server (newsroom/wsgi.py runs them too). Facts of the database
are asked by `migrate` and `check --database default` only, for a check must not fail where no database is up yet.
"""

import os
import sqlite3

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core import checks
from django.db import connection, connections

from newsroom import env, roles

NETWORK_SQLITE = {"nfs", "nfs4", "cifs", "smbfs", "smb3", "fuse.sshfs", "9p"}
OLDEST_SQLITE = (3, 37, 0)
OLDEST_POSTGRESQL = 140_000


@checks.register(checks.Tags.security)
def production_is_secure(app_configs=None, **kwargs):
    """On another host than loopback: an own secret, https, no DEBUG. All errors; the site does not start."""
    found = []
    if not settings.SITE_HOST:
        found.append(
            checks.Error(
                f"SITE_URL is {settings.SITE_URL!r}, which is no address.",
                hint="Write the address readers use, such as https://news.example.org.",
                id="newsroom.E001",
            )
        )
    if not settings.PRODUCTION:
        return found
    if settings.SECRET_KEY_IS_LOCAL:
        found.append(
            checks.Error(
                "SITE_URL names a public host, but SECRET_KEY is not set.",
                hint=(
                    "Set SECRET_KEY to 50 random letters and digits, the same for all processes: "
                    "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
                ),
                id="newsroom.E002",
            )
        )
    elif _is_weak(settings.SECRET_KEY):
        found.append(
            checks.Error(
                "SECRET_KEY is too short or too simple to sign sessions with.",
                hint="Use 50 random letters and digits.",
                id="newsroom.E003",
            )
        )
    if any(map(_is_weak, settings.SECRET_KEY_FALLBACKS)):
        found.append(
            checks.Error(
                "A key among SECRET_KEY_FALLBACKS is too short or too simple to sign sessions with.",
                hint="Name former keys of 50 random letters and digits only; whoever guesses one logs in as anybody.",
                id="newsroom.E003",
            )
        )
    if not settings.HTTPS:
        found.append(
            checks.Error(
                "SITE_URL names a public host without https.",
                hint="Passwords and drafts would travel readable. Put a certificate on it and write https:// here.",
                id="newsroom.E004",
            )
        )
    if settings.DEBUG:
        found.append(
            checks.Error(
                "DEBUG is on at a public host.",
                hint="It shows settings and code to whoever causes an error. Unset DEBUG.",
                id="newsroom.E005",
            )
        )
    return found


def _is_weak(secret):
    return len(secret) < 50 or len(set(secret)) < 5


# Variables in which a leading "$" is surely an unexpanded reference, not a character of the value.
_EXPANDED = ["SECRET_KEY", "DATABASE_URL", "CACHE_URL", "EMAIL_URL", "SITE_URL", "DATA_DIR", "S3_SECRET_ACCESS_KEY"]


@checks.register(checks.Tags.security)
def values_are_expanded(app_configs=None, **kwargs):
    """A value that begins with "$" was meant to be another variable's, or will be read as such by the parser."""
    return [
        checks.Error(
            f"{name} begins with “$”: it would be read as the name of another variable.",
            hint="Write the value itself; make secrets without “$”; percent-encode passwords in addresses (%24).",
            id="newsroom.E006",
        )
        for name in _EXPANDED
        if os.environ.get(name, "").strip().startswith("$")
    ]


@checks.register
def languages_are_known(app_configs=None, **kwargs):
    """LANGUAGES and LANGUAGE_CODE name languages we have words for, and the default is among them."""
    offered = [code for code, _name in settings.LANGUAGES]
    known = ", ".join(settings.ALL_LANGUAGES)
    found = [
        checks.Error(
            f"LANGUAGES names {code!r}, which this newsroom has no words for.",
            hint=f"Choose among {known}.",
            id="newsroom.E007",
        )
        for code in offered
        if code not in settings.ALL_LANGUAGES
    ]
    if settings.LANGUAGE_CODE not in offered:
        found.append(
            checks.Error(
                f"LANGUAGE_CODE {settings.LANGUAGE_CODE!r} is not among LANGUAGES.",
                hint=f"LANGUAGES is {', '.join(offered)}.",
                id="newsroom.E008",
            )
        )
    return found


@checks.register
def mail_is_configured(app_configs=None, **kwargs):
    """A public site without mail tells nobody of what waits for them."""
    if settings.EMAIL_CONFIGURED or not settings.PRODUCTION:
        return []
    return [
        checks.Warning(
            "No e-mail is configured: editors and moderators will not be notified.",
            hint="Set EMAIL_URL, such as smtp+tls://user:password@host:587.",
            id="newsroom.W001",
        )
    ]


@checks.register
def proxies_are_counted(app_configs=None, **kwargs):
    """A public site says how many proxies it trusts: uncounted, all readers behind one share one budget."""
    if env.text("TRUSTED_PROXY_HOPS") or not settings.PRODUCTION:
        return []
    return [
        checks.Warning(
            "TRUSTED_PROXY_HOPS is not set: behind a proxy all readers and log-ins would count as one network.",
            hint="Set it to how many proxies of yours stand before the server, mostly 1; to 0 where there is none.",
            id="newsroom.W003",
        )
    ]


@checks.register(checks.Tags.database)
def database_serves_well(app_configs=None, databases=None, **kwargs):
    """The engine is one we test and new enough; SQLite's file lies on a local disk (its log has no network writers)."""
    found = []
    for alias in databases or []:
        database = connections[alias]
        if database.vendor == "sqlite":
            found += _sqlite(str(database.settings_dict["NAME"]))
        elif database.vendor == "postgresql":
            if database.pg_version < OLDEST_POSTGRESQL:  # type: ignore[attr-defined]
                found.append(checks.Error("PostgreSQL 14 or later is needed.", id="newsroom.E010"))
        else:
            found.append(
                checks.Error(
                    f"The newsroom does not run on {database.vendor}.",
                    hint="Use SQLite (leave DATABASE_URL unset) or PostgreSQL.",
                    id="newsroom.E009",
                )
            )
    return found


def _sqlite(file):
    found = []
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        found.append(checks.Error("SQLite 3.37 or later is needed.", id="newsroom.E011"))
    if _filesystem_of(file) in NETWORK_SQLITE:
        found.append(
            checks.Error(
                f"{file} lies on a network disk, where SQLite loses data with several writers.",
                hint="Put DATA_DIR on a local disk, or use PostgreSQL.",
                id="newsroom.E012",
            )
        )
    return found


def _filesystem_of(file, mounts="/proc/mounts"):
    """Return the type of the file system that holds the file, or "" where the system does not tell."""
    best = ("", "")
    try:
        with open(mounts) as lines:
            for line in lines:
                _device, folder, kind, *_rest = line.split()
                folder = folder.rstrip("/") + "/"
                if os.path.realpath(file).startswith(folder) and len(folder) > len(best[0]):
                    best = (folder, kind)
    except OSError:
        pass
    return best[1]


@checks.register(checks.Tags.database)
def staff_is_in_order(app_configs=None, databases=None, **kwargs):
    """The groups exist, and no account of the demonstration stands on a public site."""
    users = get_user_model()
    if "default" not in (databases or []) or users._meta.db_table not in connection.introspection.table_names():
        return []  # asked of another database, or before the first migrate
    found: list[checks.CheckMessage] = []
    missing = roles.missing_groups()
    if missing:
        found.append(
            checks.Warning(
                f"These groups of the desk are missing: {', '.join(missing)}.",
                hint="Run `python manage.py roles`.",
                id="newsroom.W002",
            )
        )
    if settings.PRODUCTION and users.objects.filter(is_demo=True).exists():
        found.append(
            checks.Error(
                "This database holds accounts of the demonstration, and SITE_URL names a public host.",
                hint="They cannot log in here. Start from an empty database instead of a demonstration's.",
                id="newsroom.E013",
            )
        )
    return found


@checks.register(checks.Tags.staticfiles, deploy=True)
def static_files_are_collected(app_configs=None, **kwargs):
    """The web server names static files by the list that `collectstatic` writes; without it every page would fail."""
    if settings.DEBUG or not isinstance(staticfiles_storage, ManifestFilesMixin) or staticfiles_storage.hashed_files:
        return []
    return [
        checks.Error(
            f"{settings.STATIC_ROOT} holds no collected static files.",
            hint="Run `python manage.py collectstatic --no-input`.",
            id="newsroom.E014",
        )
    ]


@checks.register(checks.Tags.admin)
def lists_are_only_read(app_configs=None, **kwargs):
    """A list that can be edited overwrites what a colleague saved since it was opened, row by row and unseen."""
    return [
        checks.Error(
            f"The list of {model._meta.label} can be edited (list_editable).",
            hint="Take list_editable away; change a record on its own page, or by a verb for the chosen rows.",
            id="newsroom.E015",
        )
        for model, model_admin in admin.site._registry.items()
        if model_admin.list_editable
    ]
