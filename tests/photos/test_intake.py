"""What comes in: every bad file has its sentence and leaves nothing behind."""

import io
import struct
import tempfile
import zlib

import pytest
from PIL import Image

from photos import adding, intake, library
from photos.models import Photo, PhotoEvent
from tests.cast import make_user
from tests.photos.files import file_bytes, make_photo, picture

pytestmark = pytest.mark.django_db


def bomb(width, height):
    """Return a PNG of a few bytes that claims a great many pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + pixels + chunk(b"IEND", b"")


def heic():
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100)


def moving(format):
    out = io.BytesIO()
    frames = [picture(seed=seed) for seed in (1, 2, 3)]
    frames[0].save(out, format, save_all=True, append_images=frames[1:])
    return out.getvalue()


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

REFUSED = {
    "empty": ("a.jpg", b"", "is empty."),
    "text": (
        "a.jpg",
        b"Dear editor, here is the photo.",
        "is not a photo. JPEG, PNG, WebP, AVIF and GIF are accepted.",
    ),
    "script": ("a.jpg", b"<?php system($_GET['x']); ?>", "is not a photo."),
    "html": ("a.png", b"<!doctype html><html><script>alert(1)</script></html>", "is not a photo."),
    "svg": ("a.svg", SVG, "is an SVG drawing. Export it as PNG and upload that."),
    "svg named jpg": ("a.jpg", SVG, "is an SVG drawing."),
    "heic": ("a.heic", heic(), "is a HEIC photo. Export it as JPEG and upload that."),
    "tiff": ("a.tif", file_bytes(format="TIFF"), "is a TIFF or raw photo. Export it as JPEG and upload that."),
    "pdf": ("a.pdf", b"%PDF-1.7\n" + bytes(100), "is a PDF document."),
    "psd": ("a.psd", b"8BPS\x00\x01" + bytes(100), "is a Photoshop file."),
    "bmp": ("a.bmp", file_bytes(format="BMP"), "is not a photo."),
    "eps": ("a.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 500 500\n", "is not a photo."),
    "truncated": ("a.jpg", file_bytes()[:-4000], "is damaged or incomplete. Ask for it again."),
    "truncated head": ("a.jpg", file_bytes()[:60], "is damaged or incomplete."),
    "truncated png": ("a.png", file_bytes(format="PNG")[:-900], "is damaged or incomplete."),
    "truncated webp": ("a.webp", file_bytes(format="WEBP")[:-300], "is damaged or incomplete."),
    "truncated avif": ("a.avif", file_bytes(format="AVIF")[:-300], "is damaged or incomplete."),
    "bomb": ("a.png", bomb(30_000, 30_000), "has 900 million pixels; the limit is 40 million."),
    "just too many": ("a.png", bomb(7_000, 6_000), "has 42 million pixels; the limit is 40 million."),
    "two pixels": ("a.png", file_bytes(picture((2, 2)), "PNG"), "is too small (at least 100 pixels)."),
    "long and thin": ("a.png", file_bytes(picture((200, 2_100)), "PNG"), "is too long and thin (10 to 1 at most)."),
}


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_bad_file_has_its_sentence_and_leaves_nothing(name, content, sentence, photo_storages):
    with pytest.raises(library.Refusal) as refusal:
        library.add(content, by=None, name=name)
    assert refusal.value.reasons[0].startswith(f"\u2068{name}\u2069 {sentence}")
    assert not Photo.objects.exists()
    assert not PhotoEvent.objects.exists()
    assert not [file for folder in photo_storages.values() for file in folder.rglob("*") if file.is_file()]


def test_reading_stops_at_the_limit(monkeypatch):
    class Endless(io.RawIOBase):
        asked = 0

        def read(self, size=-1):
            self.asked += size
            return b"x" * size

    monkeypatch.setattr(intake, "MAX_BYTES", 1024**2)
    file = Endless()
    with pytest.raises(library.Refusal, match=r"is larger than 1 MB\."):
        library.add(file, by=None, name="a.jpg")
    assert file.asked <= 1024**2 + intake.CHUNK


def test_the_pixels_of_a_bomb_are_never_decoded(monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("decoded"))
    with pytest.raises(library.Refusal, match=r"900 million"):
        library.add(bomb(30_000, 30_000), by=None, name="a.png")


@pytest.mark.parametrize(("format", "kept"), [("JPEG", "jpeg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif")])
def test_the_content_decides_and_never_the_name(format, kept):
    photo = library.add(file_bytes(format=format), by=None, name="a.gif")
    assert photo.format == kept
    assert (photo.width, photo.height) == (640, 427)


def test_a_phones_file_of_several_pictures_is_a_jpeg():
    out = io.BytesIO()
    picture(seed=1).save(out, "MPO", save_all=True, append_images=[picture(seed=2)])
    photo = library.add(out.getvalue(), by=None, name="a.jpg")
    assert photo.format == "jpeg"
    assert not photo.notices


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_keeps_its_first_frame_and_says_so(format):
    photo = library.add(moving(format), by=None, name="a.gif")
    assert photo.notices == ["Moving pictures are not supported: the first frame was kept."]


def test_the_original_lies_under_its_hash_in_a_private_storage(photo_storages):
    content = file_bytes()
    photo = library.add(content, by=None, name="a.jpg")
    assert (photo_storages["originals"] / photo.sha256[:2] / photo.sha256).read_bytes() == content
    assert not hasattr(photo.original.storage, "url") or "a.jpg" not in photo.original.name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\Rojin\\a.jpg", "a.jpg"),
        ("nul\x00l.jpg", "null.jpg"),
        ("\u202egpj.exe", "gpj.exe"),
        ("", "The file"),
        ("x" * 4000 + ".jpg", "x" * 251 + ".jpg"),
    ],
)
def test_a_name_is_never_a_path_and_turns_no_direction(name, shown):
    photo = library.add(file_bytes(), by=None, name=name)
    assert photo.original_name == shown
    assert ".." not in photo.original.name


def test_a_long_name_is_cut_in_a_sentence():
    with pytest.raises(library.Refusal) as refusal:
        library.add(b"", by=None, name="x" * 4000 + ".jpg")
    assert len(refusal.value.reasons[0]) < 90


def test_the_same_file_again_is_the_photo_we_have():
    content = file_bytes()
    photo = library.add(content, by=None, name="a.jpg")
    with pytest.raises(library.Refusal, match=r"You already have this photo") as refusal:
        library.add(content, by=None, name="b.jpg")
    assert refusal.value.photo == photo


def test_the_same_file_uploaded_twice_at_once_is_one_photo(monkeypatch):
    content = file_bytes()
    checks = iter([True, False])
    check = adding.refuse_known
    monkeypatch.setattr(adding, "refuse_known", lambda *args, **kw: next(checks) or check(*args, **kw))
    photo = Photo.objects.get(pk=library.add(content, by=None, name="a.jpg").pk)
    checks = iter([True, False])
    with pytest.raises(library.Refusal, match=r"You already have this photo") as refusal:
        library.add(content, by=None, name="b.jpg")
    assert refusal.value.photo == photo
    assert photo.renditions.count() == 1


def test_a_withdrawn_file_that_comes_again_is_refused_with_who_and_why():
    content = file_bytes()
    photo = library.add(content, by=None, name="a.jpg")
    library.withdraw(photo, by=make_user("karwan", "withdraw_photo", app="photos"), reason="The family asked us.")
    with pytest.raises(library.Refusal, match=r"was withdrawn by karwan on .*: The family asked us\."):
        library.add(content, by=None, name="a.jpg")


def test_a_deleted_file_that_comes_again_is_refused_to_who_may_not_withdraw():
    content = file_bytes()
    library.delete(library.add(content, by=None, name="a.jpg"), by=None)
    with pytest.raises(library.Refusal, match=r"was deleted by the house"):
        library.add(content, by=make_user("rojin", "add_photo", app="photos"), name="a.jpg")
    assert library.add(content, by=make_user("karwan", "add_photo", "withdraw_photo", app="photos"), name="a.jpg").pk


def test_a_full_disk_saves_nothing(monkeypatch, photo_storages):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)
    with pytest.raises(library.Refusal, match=r"could not be stored\. Nothing was saved; try again\."):
        library.add(file_bytes(), by=None, name="a.jpg")
    assert not Photo.objects.exists()


def test_a_disk_that_fills_half_way_keeps_no_half(monkeypatch, photo_storages):
    def full(*args, **kw):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("photos.renditions.make_tile", full)
    with pytest.raises(library.Refusal, match=r"Nothing was saved"):
        library.add(file_bytes(), by=None, name="a.jpg")
    assert not Photo.objects.exists()
    assert not [file for file in photo_storages["originals"].rglob("*") if file.is_file()]


def test_no_temporary_file_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    make_photo()
    with pytest.raises(library.Refusal):
        library.add(file_bytes()[:-4000], by=None, name="a.jpg")
    assert not list(tmp_path.glob("photo-*"))


@pytest.mark.parametrize("tail", [b"<script>alert(1)</script>", b"PK\x03\x04" + bytes(50), b"<?php phpinfo(); ?>"])
def test_bytes_behind_a_photo_are_accepted_and_reach_no_copy(tail):
    from photos import renditions
    from photos.models import renditions as storage

    photo = library.add(file_bytes() + tail, by=None, name="a.jpg")
    renditions.make(photo)
    for copy in photo.copies():
        with storage().open(copy.path) as file:
            assert tail[:12] not in file.read()


def test_two_photos_with_the_same_pixels_never_share_an_address():
    one, two = (make_pixels_equal(tail) for tail in (b"a", b"b"))
    assert not {copy.name for copy in one.copies()} & {copy.name for copy in two.copies()}


def make_pixels_equal(tail):
    return library.add(file_bytes() + tail, by=None, name="a.jpg")


def test_adding_needs_the_right():
    with pytest.raises(library.Refusal, match=r"You may not add photos\."):
        library.add(file_bytes(), by=make_user("sami"), name="a.jpg")
