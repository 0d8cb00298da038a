"""The numbers of photos. Queries are held by the suite; times and memory by `pytest -n 0 -m benchmark -s`."""

import io
import json
import statistics
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse
from PIL import Image

from photos import verbs
from photos.models import Photo, Rendition
from tests import cast

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

ROOT = Path(__file__).parent.parent.parent

# Run in a process of its own, so that the peak of its memory is that of this work alone.
_PREPARE = """
import json, os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
def peak():
    # Not getrusage: what a child reports there begins with the peak of the process it was forked from.
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
import django
django.setup()
from photos import pixels, renditions
from photos.models import Photo
with open(sys.argv[1], "rb") as file:
    with pixels.open_image(file) as image:
        width, height = pixels.upright_size(image)
    photo = Photo(sha256="0" * 64, width=width, height=height, credit="AFP", alt="A river.", pk=1)
    goal = [copy for copy in renditions.wanted(photo) if copy.later == (sys.argv[2] == "later")]
    before, started = peak(), time.process_time()
    top = max(renditions._scale(photo, copy) for copy in goal)
    with pixels.decoded(file, scale=min(1.0, top)) as picture:
        pass
    for copy in sorted(goal, key=lambda copy: -copy.width):
        if copy.box:
            scale = picture.width / photo.width
            image = pixels.cut(picture, tuple(side * scale for side in copy.box), (copy.width, copy.height))
        else:
            image = pixels.resized(picture, (copy.width, copy.height))
        pixels.encoded(image, copy.format)
print(json.dumps({
    "seconds": time.process_time() - started,
    "megabytes": peak(),
    "base": before,
}))
"""

_REFUSE = """
import json, os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
def peak():
    # Not getrusage: what a child reports there begins with the peak of the process it was forked from.
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
import django
django.setup()
from photos import intake
started, said = time.process_time(), ""
try:
    with open(sys.argv[1], "rb") as file, intake.taken(file, "bomb.png"):
        pass
except intake.Refusal as refusal:
    said = refusal.reasons[0]
print(json.dumps({
    "seconds": time.process_time() - started,
    "megabytes": peak(),
    "said": said,
}))
"""


def measured(program, *arguments):
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def told(what, value, limit, unit):
    print(f"\n{what} ({connection.vendor}): {value:.2f} {unit}, at most {limit} {unit}")
    assert value <= limit, what


@pytest.fixture(scope="module")
def camera_file(tmp_path_factory):
    """A JPEG of 24 megapixels with the detail of a photo."""
    path = tmp_path_factory.mktemp("camera") / "24mp.jpg"
    noise = Image.effect_noise((1500, 1000), 60).resize((6000, 4000))
    Image.merge("RGB", [noise, noise.rotate(180), noise.transpose(0)]).save(path, quality=90)
    return path


def test_the_first_copies_of_24_megapixels(camera_file):
    found = measured(_PREPARE, camera_file, "first")
    told("JPEG, WebP and the share crop of 24 MP", found["seconds"], 3, "s CPU")
    told("their memory above the program's own", found["megabytes"] - found["base"], 200, "MB")


def test_the_later_copies_of_24_megapixels(camera_file):
    found = measured(_PREPARE, camera_file, "later")
    told("AVIF and the crops for machines of 24 MP", found["seconds"], 4, "s CPU")
    told("their memory above the program's own", found["megabytes"] - found["base"], 250, "MB")


def test_a_bomb_is_refused_quickly(tmp_path):
    bomb = tmp_path / "bomb.png"
    Image.new("1", (30_000, 30_000)).save(bomb, optimize=False)
    print(f"\n900 MP in {bomb.stat().st_size // 1000} kB")
    found = measured(_REFUSE, bomb)
    assert "900 million pixels; the limit is 40 million" in found["said"]
    told("Refusing 900 megapixels", found["seconds"], 2, "s CPU")
    told("its memory", found["megabytes"], 500, "MB")


def test_a_file_of_ten_million_pixels_of_nonsense_is_refused_quickly(tmp_path):
    path = tmp_path / "nonsense.jpg"
    out = io.BytesIO()
    Image.effect_noise((4000, 3000), 60).save(out, "JPEG")
    path.write_bytes(out.getvalue()[: len(out.getvalue()) // 2])
    found = measured(_REFUSE, path)
    assert "damaged" in found["said"]
    told("Refusing half a file", found["seconds"], 2, "s CPU")


def fill(count, uses=0):
    """Put photos into the library by rows alone, each with its copies, and use them in stories."""
    words = ["river", "bridge", "harbour", "market", "school", "winter", "Kobanê", "مدرسة"]
    photos = []
    for number in range(count):
        photo = Photo(
            sha256=f"{number:064x}", original=f"o/{number}", format="jpeg", bytes=9, width=1600, height=1067,
            original_name=f"DSC_{number:05d}.jpg", caption=f"{words[number % 8]} {words[number // 8 % 8]} {number}",
            alt="x", credit="AFP" if number % 2 else "", language="en",
        )  # fmt: skip
        verbs.index(photo, {})
        photos.append(photo)
    Photo.objects.bulk_create(photos, batch_size=2000)
    copies = [
        Rendition(
            photo=photo, sha256=photo.sha256, format=format, name=f"{uuid.uuid4().hex}-320.{suffix}", width=320,
            height=213, bytes=9,
        )
        for photo in photos
        for format, suffix in (("jpeg", "jpg"), ("webp", "webp"))
    ]  # fmt: skip
    Rendition.objects.bulk_create(copies, batch_size=2000)
    for start in range(0, len(photos) if uses else 0, 20):
        for _use in range(uses):
            cast.make_article(photos=photos[start : start + 20], save=False)
    return photos


def milliseconds(act, rounds=7):
    times = []
    for _round in range(rounds):
        started = time.perf_counter()
        act()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times[1:])


def test_the_library_and_the_picker_with_a_thousand_photos_of_three_uses_each(client):
    fill(1000, uses=3)
    client.force_login(cast.make_user("karwan", "view_photo", "add_photo", "change_photo", app="photos"))
    for name in ("changelist", "picker"):
        address = reverse(f"admin:photos_photo_{name}")
        told(f"The {name} with 1,000 photos", milliseconds(lambda address=address: client.get(address)), 200, "ms")


def test_the_library_the_picker_and_a_search_with_fifty_thousand_photos(client):
    fill(50_000)
    client.force_login(cast.make_user("karwan", "view_photo", "add_photo", "change_photo", app="photos"))
    library, picker = reverse("admin:photos_photo_changelist"), reverse("admin:photos_photo_picker")
    for what, address, query, limit in (
        ("The library with 50,000 photos", library, {}, 200),
        ("The picker with 50,000 photos", picker, {}, 200),
        ("A search that finds many", library, {"q": "river bridge"}, 500),
        ("A search that finds one", library, {"q": "dsc_00077"}, 500),
        ("A search that finds nothing", picker, {"q": "unheardof", "page": 0}, 500),
        ("Photos without credit, never used", library, {"missing": "credit", "use": "never"}, 500),
    ):
        told(what, milliseconds(lambda address=address, query=query: client.get(address, query)), limit, "ms")
