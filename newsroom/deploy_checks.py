"""`check --deploy`: settings with which a public newsroom runs, but worse or less safely than its staff believes.

Mostly warnings: what must not run at all is refused in newsroom/checks.py. Only errors stop the web server.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

from newsroom import env

LOOPBACK = {"", "127.0.0.1", "localhost", "::1"}


def deploy_check(function):
    """Register a check of `check --deploy` and of the web server's start that looks at public sites alone."""

    def of_public_sites(app_configs=None, **kwargs):
        return list(function()) if settings.PRODUCTION else []

    checks.register(of_public_sites, checks.Tags.security, deploy=True)
    return function


@deploy_check
def jobs_have_a_worker():
    if settings.JOBS == "now":
        yield checks.Warning(
            "JOBS is “now”: photos are prepared and mail is sent while editors wait, and what fails is not repeated.",
            hint="Unset JOBS and run `manage.py worker`.",
            id="newsroom.W004",
        )


@deploy_check
def data_is_closed_to_others():
    """Others may pass through the folder to the static files, as nginx does, but not look around in it."""
    folder = settings.DATA_DIR
    open_to_others = folder.stat().st_mode & 0o066
    if folder.stat().st_mode & 0o011:
        named = [folder / "secret.key", *folder.glob("*.sqlite3*")]
        open_to_others |= any(file.exists() and file.stat().st_mode & 0o066 for file in named)
    if open_to_others:
        yield checks.Warning(
            f"Others on this machine may read what lies in {folder}: drafts, passwords, private photos.",
            hint=f"chmod 700 {folder} (711 where nginx serves the static files); chmod 600 {folder}/*.sqlite3*",
            id="newsroom.W005",
        )


@deploy_check
def proxies_are_plausible():
    hops = settings.TRUSTED_PROXY_HOPS
    if hops < 0:
        yield checks.Error(
            f"TRUSTED_PROXY_HOPS is {hops}.",
            hint="Write how many proxies of yours stand before the server; 0 where there is none.",
            id="newsroom.E016",
        )
    if hops > 3:
        yield checks.Warning(
            f"TRUSTED_PROXY_HOPS is {hops}. Each too many lets readers invent the address they are known by.",
            hint="Count only proxies of yours, each of which appends its caller to X-Forwarded-For.",
            id="newsroom.W006",
        )
    if hops == 0 and settings.HTTPS and env.text("TRUSTED_PROXY_HOPS"):
        yield checks.Info(
            "TRUSTED_PROXY_HOPS is 0 and the site speaks https: right only where the web server itself ends TLS.",
            hint="Behind a proxy write 1, or all readers and log-ins count as one.",
            id="newsroom.I001",
        )


@deploy_check
def photos_come_from_an_origin():
    origin = urlsplit(settings.MEDIA_ORIGIN)
    if not settings.MEDIA_ORIGIN:
        return
    if origin.scheme != "https" or not origin.hostname or origin.path or origin.query or origin.username:
        yield checks.Error(
            f"MEDIA_ORIGIN is {settings.MEDIA_ORIGIN!r}, which is no origin that readers of this site may load from.",
            hint="Write scheme and host alone, such as https://photos.example.org.",
            id="newsroom.E017",
        )
    elif origin.hostname == settings.SITE_HOST:
        yield checks.Warning(
            "MEDIA_ORIGIN names the site's own host.",
            hint="Unset it: our own host is what photos come from without it.",
            id="newsroom.W007",
        )


@deploy_check
def staff_has_a_second_factor():
    if settings.REQUIRE_SECOND_FACTOR == "none":
        yield checks.Warning(
            "No second factor is demanded: who learns a chief editor's password publishes in the newsroom's name.",
            hint="Set REQUIRE_SECOND_FACTOR to “chiefs” or “staff”.",
            id="newsroom.W008",
        )


@deploy_check
def metrics_stay_inside():
    for network in settings.METRICS_NETWORKS:
        if not network.is_private:
            yield checks.Error(
                f"METRICS_NETWORKS names {network}, which is no private network.",
                hint="Name loopback and networks of your own alone, such as 10.0.0.0/8.",
                id="newsroom.E018",
            )


@deploy_check
def what_travels_is_encrypted():
    mail, storage = urlsplit(env.text("EMAIL_URL")), urlsplit(env.text("S3_ENDPOINT_URL"))
    if mail.scheme == "smtp" and mail.hostname not in LOOPBACK:
        yield checks.Warning(
            "EMAIL_URL sends mail and its password readable over the network.",
            hint="Write smtp+tls:// or smtp+ssl://.",
            id="newsroom.W009",
        )
    if storage.scheme == "http" and storage.hostname not in LOOPBACK:
        yield checks.Warning(
            "S3_ENDPOINT_URL sends private photos readable over the network.",
            hint="Write https://.",
            id="newsroom.W010",
        )


@deploy_check
def processes_share_a_cache():
    if settings.CACHES["default"]["BACKEND"].rsplit(".", 1)[-1] in {"LocMemCache", "DummyCache"}:
        yield checks.Warning(
            "CACHE_URL names a cache that each process has for itself.",
            hint="Unset it for a table of the database, or name a Redis.",
            id="newsroom.W011",
        )


@deploy_check
def comments_ask_a_sum():
    if settings.COMMENT_CAPTCHA == "off":
        yield checks.Warning(
            "COMMENT_CAPTCHA is off: only budgets and the queue stand between robots and the moderators.",
            hint="Unset it, or watch the queue.",
            id="newsroom.W012",
        )
