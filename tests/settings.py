"""The settings of the tests: the newsroom's own, in a folder of their own, and what makes tests fast.

pytest-django loads settings before any conftest, therefore the environment is prepared here.
"""

import atexit
import os
import shutil
import tempfile

_data = tempfile.mkdtemp(prefix="newsroom-tests-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)

# A developer's own environment must not change what is tested; DATABASE_URL and CACHE_URL may, they choose the servers.
for name in ("SITE_URL", "DEBUG", "SECRET_KEY", "EMAIL_URL", "LANGUAGES", "LANGUAGE_CODE", "TIME_ZONE", "S3_BUCKET"):
    os.environ.pop(name, None)
os.environ |= {
    "DATA_DIR": _data,
    "JOBS": "now",  # a job runs where it is enqueued
    # Playwright's sync API keeps an event loop in the thread in which live-server tests use the database.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
}

from newsroom.settings import *  # noqa: E402, F403
from newsroom.settings import CACHES, DATA_DIR, DATABASES, STORAGES  # noqa: E402

# A real file instead of memory: threads and processes then meet the locks they will meet in service.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
    # Twenty forms at one moment wait longer on a busy machine than they would in service.
    DATABASES["default"]["OPTIONS"]["timeout"] = 120
WEB_WAITS = 120  # for the same reason
# The database's cache would add its queries to every count that a test pins.
if CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
# A process of its own has a Redis database of its own: one that clears its cache must not clear another's.
if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    server, _slash, number = CACHES["default"]["LOCATION"].rpartition("/")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    CACHES["default"] |= {"LOCATION": f"{server}/{(int(number) + int(worker)) % 16}"}
PAGE_STORE = 0  # tests of the page store make their own
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # strong ones take 0.2 s each
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True  # find static files where they are, without collectstatic
