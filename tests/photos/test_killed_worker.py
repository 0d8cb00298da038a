"""Without a worker a photo has no copies, whatever readers ask; one killed half-way is relieved by the next."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from photos import preparing
from photos.models import Photo, Rendition
from tests.photos.files import make_photo

pytestmark = pytest.mark.django_db(transaction=True)

# One sweep in a process of its own, over the database and the files of this test.
WORKER = """
import os, sys
import django
from django.conf import settings
settings.STORAGES |= {
    name: {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": os.environ[name.upper()]}}
    for name in ("originals", "renditions")
}
django.setup()
from django.db import connections
settings.DATABASES["default"]["NAME"] = connections["default"].settings_dict["NAME"] = os.environ["SWEPT_DATABASE"]
from photos import preparing, renditions
if os.environ.get("HALTS_IN_THE_MIDDLE"):
    encoded, calls = renditions.pixels.encoded, []
    def halting(*args, **kwargs):
        calls.append(args)
        if len(calls) == 3:
            print("half-way", flush=True)
            sys.stdin.read()
        return encoded(*args, **kwargs)
    renditions.pixels.encoded = halting
print(preparing.sweep(), flush=True)
"""


def worker(folders, **environment):
    told = os.environ | {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "SWEPT_DATABASE": str(connection.settings_dict["NAME"]),
        "JOBS": "now",
        "ORIGINALS": str(folders["originals"]),
        "RENDITIONS": str(folders["renditions"]),
    }
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, "-c", WORKER], env=told | environment, cwd=settings.BASE_DIR, **pipes)


def said(process):
    """Return what a worker said before it ended."""
    output, _errors = process.communicate(timeout=60)
    return output.strip()


def is_due():
    Photo.objects.update(copies_due_at=timezone.now() - timedelta(seconds=1))


def test_a_worker_killed_half_way_leaves_nothing_undone(client, photo_storages):
    photo = make_photo(size=(640, 427))
    Rendition.objects.all().delete()  # as where its own job never came to run
    assert client.get("/").status_code == 200
    assert not Rendition.objects.exists()

    is_due()
    killed = worker(photo_storages, HALTS_IN_THE_MIDDLE="1")
    assert killed.stdout.readline().strip() == "half-way"
    killed.kill()
    killed.wait(10)
    assert not Photo.objects.get(pk=photo.pk).is_prepared

    assert said(worker(photo_storages)) == "0"  # the dead worker's ten minutes are not over
    assert Photo.objects.get(pk=photo.pk).copies_due_at > timezone.now() + preparing.LEASE / 2
    is_due()
    assert said(worker(photo_storages)) == "1"
    assert Photo.objects.get(pk=photo.pk).is_prepared
