"""All settings, in one file over the environment. It starts from a clone with nothing set.

A newsroom on another host than loopback is *production*: newsroom/checks.py then demands a secret of its own,
https and no DEBUG, and the site does not start without them. docs/settings.md describes every variable.
"""

from pathlib import Path
from urllib.parse import urlsplit

import django.conf.locale
from django.utils.translation import gettext_lazy as _

from newsroom import env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.private_folder("DATA_DIR", BASE_DIR / "data")

# The site's address -------------------------------------------------------------------------------------------

SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname or ""
PRODUCTION = SITE_HOST not in {"127.0.0.1", "localhost", "::1"}
HTTPS = SITE_URL.startswith("https://")
DEBUG = env.boolean("DEBUG", False)
ALLOWED_HOSTS = [SITE_HOST] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]"]

# Secrets ------------------------------------------------------------------------------------------------------

SECRET_KEY_IS_LOCAL = not env.text("SECRET_KEY")
SECRET_KEY = env.text("SECRET_KEY") or env.kept_secret(DATA_DIR / "secret.key")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")

# Parts --------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "newsroom.apps.DeskConfig",  # the admin site, ours
    "newsroom.apps.NewsroomConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",  # the stock widgets' templates, found after ours
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "taggit",
    "js_asset",
    "django_prose_editor",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_tasks",
    "django_tasks_db",
    "photos",
    "authors",
    "articles",
    "comments",
]

# The order matters: what is further up sees the request earlier and the response later.
MIDDLEWARE = [
    "newsroom.metrics.RequestsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.middleware.ContentSecurityPolicyMiddleware",
    "newsroom.middleware.WatchedQueryMiddleware",
    "newsroom.middleware.PublicBytesMiddleware",
    "newsroom.middleware.DeskSessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # A session that still lacks its second factor is nobody's, for everything further down.
    "authors.second_factor.SecondFactorMiddleware",
    # Needs the user; is needed by everything that resolves an address.
    "newsroom.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
AUTH_USER_MODEL = "authors.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# Our widgets' templates lie in templates/ like all others.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database and cache -------------------------------------------------------------------------------------------


def _tuned(config):
    """Return database settings with what each engine needs to serve several processes well."""
    if config["ENGINE"].endswith("sqlite3"):
        # IMMEDIATE: a transaction that reads and then writes must not lose its lock half-way.
        # The connection stays open: the last one to close would checkpoint and delete the write-ahead log.
        options = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
        }
        return config | {"OPTIONS": options, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    # Each thread keeps its connection and looks first whether it still answers. A database that is gone is an error at
    # once: threads that waited for it, as they do for a pool, would keep readers from pages that need no database.
    options = config.get("OPTIONS", {}) | {"connect_timeout": 2, "tcp_user_timeout": 10_000}
    return config | {"OPTIONS": options, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}


DATABASES = {"default": _tuned(env.database("DATABASE_URL", BASE_DIR, DATA_DIR / "db.sqlite3"))}
# Seconds for which a web server waits where somebody else holds a lock: a thread that waits is one less for readers,
# whose pages need none. The worker and commands have more patience.
WEB_WAITS = 3
if env.text("NEW_DATABASE_URL"):  # where `manage.py copy_database` moves the newsroom
    DATABASES["new"] = _tuned(env.database("NEW_DATABASE_URL", BASE_DIR, ""))
CACHES = {
    "default": env.cache(
        "CACHE_URL", {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "newsroom_cache"}
    )
}
if CACHES["default"]["BACKEND"].endswith(".RedisCache"):
    CACHES["default"] |= {
        "BACKEND": "newsroom.cache.LenientRedisCache",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1} | CACHES["default"].get("OPTIONS", {}),  # seconds
    }

# Files --------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = env.open_folder(DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
S3_BUCKET = env.text("S3_BUCKET")
MEDIA_ORIGIN = env.text("MEDIA_ORIGIN").rstrip("/")


def _private_storage(folder):
    """Return a storage for photos: a folder of DATA_DIR, or of the bucket. Neither has a public address."""
    if not S3_BUCKET:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": DATA_DIR / folder, "file_permissions_mode": 0o600},
        }
    return {
        "BACKEND": "newsroom.storage.PrivateS3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "location": folder,
            "endpoint_url": env.text("S3_ENDPOINT_URL") or None,
            "access_key": env.text("S3_ACCESS_KEY_ID"),
            "secret_key": env.text("S3_SECRET_ACCESS_KEY"),
            "default_acl": "private",
            "file_overwrite": True,
        },
    }


STORAGES = {
    "default": _private_storage("files"),
    "originals": _private_storage("originals"),
    "renditions": _private_storage("renditions"),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Languages and time -------------------------------------------------------------------------------------------

# Django does not know Kurmanji; get_language_info("ku") would raise KeyError.
django.conf.locale.LANG_INFO["ku"] = {"bidi": False, "code": "ku", "name": "Kurmanji", "name_local": "Kurdî"}

ALL_LANGUAGES = {"en": _("English"), "ar": _("Arabic"), "ku": _("Kurmanji"), "ckb": _("Sorani")}
LANGUAGES = [(code, ALL_LANGUAGES.get(code, code)) for code in env.words("LANGUAGES", ALL_LANGUAGES)]
LANGUAGE_CODE = env.text("LANGUAGE_CODE", "en")
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale"]
ARABIC_DIGITS = env.choice("ARABIC_DIGITS", ["western", "arabic"], "western")
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("TIME_ZONE", "UTC")

# Jobs and mail ------------------------------------------------------------------------------------------------

JOBS = env.choice("JOBS", ["worker", "now"], "worker")
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if JOBS == "worker"
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}
vars().update(env.email("EMAIL_URL"))
EMAIL_TIMEOUT = 10  # seconds; a silent server keeps a worker's other jobs waiting no longer
EMAIL_CONFIGURED = bool(env.text("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", f"newsroom@{SITE_HOST}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Security -----------------------------------------------------------------------------------------------------

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "newsroom.errors.csrf_failure"

_SELF, _NONE = "'self'", "'none'"
_MEDIA = [_SELF, MEDIA_ORIGIN] if MEDIA_ORIGIN else [_SELF]
SECURE_CSP = {
    "default-src": [_NONE],
    "script-src": [_SELF],
    "style-src": [_SELF],
    "img-src": _MEDIA,
    "media-src": _MEDIA,
    "connect-src": [_SELF],
    "manifest-src": [_SELF],
    "form-action": [_SELF],
    "base-uri": [_NONE],
    "frame-ancestors": [_NONE],
}
# The editor of the body sets inline styles and draws its icons from data; the preview stands in a frame.
SECURE_CSP_DESK = SECURE_CSP | {
    "style-src": [_SELF, "'unsafe-inline'"],
    "img-src": [*_MEDIA, "data:", "blob:"],
    "font-src": [_SELF],
    "frame-src": [_SELF],
}
LOGIN_URL = "admin:login"
REQUIRE_SECOND_FACTOR = env.choice("REQUIRE_SECOND_FACTOR", ["none", "chiefs", "staff"], "none")
OTP_TOTP_ISSUER = SITE_HOST
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0  # the budgets below count wrong codes, like all else
AUTHENTICATION_BACKENDS = ["newsroom.auth.StaffBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# A story form with 40 captions, 20 bylines and a body of 300,000 characters must pass; more is an attack.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
# photos/uploads.py takes 100 files and names the others; only beyond this is the request refused as a whole.
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

# Comments -----------------------------------------------------------------------------------------------------

COMMENT_CAPTCHA = env.choice("COMMENT_CAPTCHA", ["arithmetic", "off"], "arithmetic")
COMMENT_CAPTCHA_BLANK = env.choice("COMMENT_CAPTCHA_BLANK", ["result", "any"], "result")
COMMENT_CAPTCHA_OPERATORS = env.text("COMMENT_CAPTCHA_OPERATORS", "+−×")
COMMENT_CAPTCHA_LIFE = env.integer("COMMENT_CAPTCHA_LIFE", 3600)  # seconds
COMMENT_CAPTCHA_MIN_SECONDS = env.integer("COMMENT_CAPTCHA_MIN_SECONDS", 3)
TRUSTED_PROXY_HOPS = env.integer("TRUSTED_PROXY_HOPS", 0)
# Each budget: (how many, within how many seconds). Networks are shared by many people, so the first number of a pair
# only makes things slower (posts are held, sums are no longer offered); the second refuses.
COMMENT_BUDGETS = {
    "wrong": [(5, 600), (20, 3600)],  # wrong or forged answers of a network
    "post": [(10, 600), (100, 600)],  # posts of a network
    "unanswered": [(5, 3600)],  # "I can't answer this", of a network
    "mark": [(1, 10), (20, 3600)],  # posts of a reader who is remembered
    "edit": [(5, 3600)],  # changes of one comment by its author; each keeps the text before
    "slow": [(1, 300)],  # posts of a mark, else a network, under a story that is slow
    "article": [(30, 600)],  # posts under one story; beyond, it is slow for an hour
    "report": [(5, 3600)],  # alarms of a network
    "alarm": [(1, 3600)],  # mails to moderators of one kind
    "log_in": [(10, 900)],  # failed log-ins of a network for one name
    "log_ins": [(100, 3600)],  # failed log-ins of a network for any name
    "code": [(5, 300)],  # wrong codes, or passwords beside them, of a network for one account
    "codes": [(30, 86400)],  # of any network for one account: a code has a million forms, three of them right
}

# The readers' site --------------------------------------------------------------------------------------------

SHARE_LINKS = env.words("SHARE_LINKS", ["email", "whatsapp", "telegram", "facebook", "x"])
FRONT_SLOTS = env.integer("FRONT_SLOTS", 8)
ROBOTS_AI = env.choice("ROBOTS_AI", ["allow", "refuse"], "allow")
SECURITY_CONTACT = env.text("SECURITY_CONTACT")
PAGE_STORE = env.integer("PAGE_STORE", 256)  # megabytes of finished pages that each machine keeps; 0: none
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False

# Logs and metrics ---------------------------------------------------------------------------------------------

LOG_FORMAT = env.choice("LOG_FORMAT", ["text", "json"], "text")
METRICS_NETWORKS = env.networks("METRICS_NETWORKS", ["127.0.0.0/8", "::1"])
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"quiet_refusals": {"()": "newsroom.logs.QuietRefusals"}},
    "formatters": {
        "text": {"()": "newsroom.logs.TextFormatter"},
        "json": {"()": "newsroom.logs.JsonFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["quiet_refusals"], "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": "INFO" if not DEBUG else "DEBUG"},
    "loggers": {
        "django.db.backends": {"level": "INFO"},
        "PIL": {"level": "INFO"},
        "django_tasks_db": {"level": "WARNING"},  # else four lines a second
    },
}
