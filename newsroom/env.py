"""Reading the environment strictly: a misspelt setting stops the start instead of being guessed at.

django-environ does the parsing; this module closes its gaps: it answers False for any unknown word where a
yes or no is asked, keeps spaces in lists, and treats an empty variable as set.
"""

import ipaddress
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.Env()

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off"})


# What the environment said, by name: two processes for which it differs may answer differently.
told: dict[str, str] = {}


def text(name, default=""):
    """Return the variable's text without surrounding space; the default where unset or empty."""
    told[name] = os.environ.get(name, "").strip()
    return told[name] or default


def boolean(name, default=False):
    """Return True or False. Raises ImproperlyConfigured for any other word than yes/no, on/off, true/false, 1/0."""
    value = text(name).lower()
    if not value:
        return default
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name} is {value!r}; write yes or no.")
    return value in YES


def integer(name, default):
    """Return a whole number. Raises ImproperlyConfigured where the text is none."""
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number.") from error


def words(name, default=()):
    """Return the comma-separated words of a variable, each without surrounding space."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or list(default)


def networks(name, default):
    """Return IP networks, of addresses or of networks such as 10.0.0.0/8. Raises ImproperlyConfigured for any other."""
    try:
        return [ipaddress.ip_network(word) for word in words(name, default)]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}. Write networks such as 10.0.0.0/8.") from error


def choice(name, options, default):
    """Return one of `options`. Raises ImproperlyConfigured, naming them all, for anything else."""
    value = text(name, default)
    if value not in options:
        raise ImproperlyConfigured(f"{name} is {value!r}; write one of {', '.join(options)}.")
    return value


def private_folder(name, default):
    """Return the folder a variable names, made for its owner alone; the rights of one that exists are its owner's.

    `default` is where nothing is set: that folder is ours, and closed to others at every start.
    """
    folder = Path(text(name, str(default))).absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not text(name):
        with suppress(PermissionError):  # somebody else's after all
            folder.chmod(0o700)
    return folder


def open_folder(folder):
    """Return a folder that others may read, a web server before us above all, whatever the umask of who makes it."""
    if not folder.exists():
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)
    return folder


def kept_secret(file):
    """Return the secret kept in a file, made at the first start, readable by its owner alone.

    It gets its name only when it is written whole, so that no full disk, kill or second process leaves or meets half of
    it. Raises ImproperlyConfigured where the file is empty.
    """
    if not file.exists():
        handle, unnamed = tempfile.mkstemp(dir=file.parent)  # rights 0600
        try:
            with open(handle, "w") as new:
                # urlsafe: a value that began with "$" would be read as another variable's name.
                new.write(secrets.token_urlsafe(50))
                new.flush()
                os.fsync(handle)
            with suppress(FileExistsError):  # another process was faster; its secret is the one
                os.link(unnamed, file)
        finally:
            os.unlink(unnamed)
    secret = file.read_text().strip()
    if not secret:
        raise ImproperlyConfigured(
            f"{file} is empty. Delete it and start again: a new secret is made, all log in anew."
        )
    return secret


def database(name, base_dir, default_file):
    """Return Django's database settings for a URL; SQLite in `default_file` where unset.

    A relative SQLite path is anchored to the project folder, so that it does not depend on where a command is run.
    """
    url = text(name)
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(default_file)}
    config = _env.db_url_config(url)
    if not config.get("ENGINE"):
        raise ImproperlyConfigured(f"{name} is not a database address such as postgres://user:password@host/name.")
    if config["ENGINE"].endswith("sqlite3") and config["NAME"] != ":memory:":
        config["NAME"] = str(base_dir / config["NAME"])
    return config


def cache(name, default):
    """Return Django's cache settings for a URL such as redis://host:6379/0; the default where unset."""
    url = text(name)
    return _env.cache_url_config(url) if url else default


def email(name):
    """Return Django's EMAIL_* settings for a URL such as smtp+tls://user:password@host:587; {} where unset."""
    url = text(name)
    return _env.email_url_config(url) if url else {}
