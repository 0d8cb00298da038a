"""Taking a file in: what it is, whether we take it, and the sentence where we do not.

The content decides, never the name or the declared type. Nothing is decoded before its size in pixels is known.
"""

import hashlib
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image

from newsroom.text import tidy_line
from photos import pixels

MAX_BYTES = 50 * 1024 * 1024
MIN_SIDE = 100
MAX_RATIO = 10
CHUNK = 64 * 1024
NAME_LIMIT = 255
NAME_SHOWN = 60

_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
# Marks that turn the direction of what follows, and the isolates themselves.
_DIRECTION_MARKS = dict.fromkeys([0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


class Refusal(Exception):
    """A photo or a verb was refused; `reasons` are sentences for the person. `photo`: the one we already have."""

    def __init__(self, sentence, *, photo=None):
        super().__init__(sentence)
        self.reasons = [sentence]
        self.photo = photo


@dataclass(frozen=True)
class Intake:
    """A file we take: its facts, and a temporary file that holds its bytes."""

    file: IO[bytes]
    name: str
    sha256: str
    bytes: int
    format: str
    width: int
    height: int
    is_transparent: bool
    tile: Image.Image  # the picture at about 320 px: the proof that it decodes
    is_moving: bool


def clean_name(name):
    """Return a file's name as one visible line without its folders; it is never used as a path."""
    last = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
    return tidy_line(last).translate(_DIRECTION_MARKS)[-NAME_LIMIT:] or _("The file")


def shown(name):
    """Return a file's name for use in a sentence: cut in its middle, and isolated from the direction around it."""
    if len(name) > NAME_SHOWN:
        name = f"{name[:30]}…{name[-25:]}"
    return f"{_ISOLATE}{name}{_END_ISOLATE}"


@contextmanager
def taken(file, name, *, tile_width=320):
    """Give the Intake of a readable binary file. Raises Refusal; the temporary file is gone afterwards in any case."""
    name = clean_name(name)
    with tempfile.TemporaryFile(prefix="photo-") as copy:
        digest, size = _copied(file, copy, name)
        if not size:
            raise Refusal(_("%(name)s is empty.") % {"name": shown(name)})
        format, width, height, frames = _examined(copy, name)
        tile = _decoded_tile(copy, name, tile_width / width)
        transparent = pixels.is_transparent(tile)
        yield Intake(copy, name, digest, size, format, width, height, transparent, tile, frames > 1)


def _copied(file, copy, name):
    """Copy into a temporary file, counting and hashing; reading stops at the limit."""
    digest, size = hashlib.sha256(), 0
    while chunk := file.read(CHUNK):
        size += len(chunk)
        if size > MAX_BYTES:
            raise too_large(name)
        digest.update(chunk)
        copy.write(chunk)
    return digest.hexdigest(), size


def too_large(name):
    """Return the refusal of a file over the limit."""
    return Refusal(_("%(name)s is larger than %(limit)d MB.") % {"name": shown(name), "limit": MAX_BYTES // 1024**2})


def _examined(file, name):
    """Return format, upright width and height, and the number of frames, from the file's head alone."""
    file.seek(0)
    head = file.read(4096)
    if sentence := _refused_kind(head):
        raise Refusal(sentence % {"name": shown(name)})
    try:
        with pixels.open_image(file) as image:
            format = pixels.format_of(image)
            width, height = pixels.upright_size(image)
            frames = 1 if format == "jpeg" else getattr(image, "n_frames", 1)
    except pixels.TooManyPixelsError as error:
        raise Refusal(
            _("%(name)s has %(count)d million pixels; the limit is %(limit)d million.")
            % {"name": shown(name), "count": round(error.pixels / 1e6), "limit": error.limit // 1_000_000}
        ) from error
    except Exception as error:  # decoders throw anything at hostile bytes
        raise Refusal((_damaged() if _has_our_head(head) else _no_photo()) % {"name": shown(name)}) from error
    _check_shape(name, width, height)
    return format, width, height, frames


def _check_shape(name, width, height):
    """Raise Refusal for a picture that is too small or too long to be shown anywhere."""
    if min(width, height) < MIN_SIDE:
        raise Refusal(
            _("%(name)s is too small (at least %(limit)d pixels).") % {"name": shown(name), "limit": MIN_SIDE}
        )
    if max(width, height) > MAX_RATIO * min(width, height):
        raise Refusal(
            _("%(name)s is too long and thin (%(limit)d to 1 at most).") % {"name": shown(name), "limit": MAX_RATIO}
        )


def _has_our_head(head):
    """Whether a file begins like one of the accepted formats."""
    return (
        head.startswith((b"\xff\xd8", b"\x89PNG", b"GIF8"))
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
        or (head[4:8] == b"ftyp" and b"avi" in head[8:32])
    )


def _refused_kind(head):
    """Return the sentence for a kind of picture we know and do not take, else None."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    brands = head[8:32] if head[4:8] == b"ftyp" else b""
    if text.startswith((b"<?xml", b"<svg", b"<!--", b"<!doctype svg")) and b"<svg" in text:
        return _("%(name)s is an SVG drawing. Export it as PNG and upload that.")
    if brands and b"avi" not in brands and any(brand in brands for brand in (b"hei", b"hev", b"mif1", b"msf1")):
        return _("%(name)s is a HEIC photo. Export it as JPEG and upload that.")
    if head.startswith(b"%PDF"):
        return _("%(name)s is a PDF document. Export its photo as JPEG and upload that.")
    if head.startswith(b"8BPS"):
        return _("%(name)s is a Photoshop file. Export it as JPEG and upload that.")
    if (
        brands.startswith(b"crx")
        or head.startswith((b"FUJIFILMCCD-RAW", b"IIRO", b"IIU\x00"))
        or b"CR\x02" in head[8:11]
    ):
        return _("%(name)s is a raw photo. Export it as JPEG and upload that.")
    if head.startswith((b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")):
        return _("%(name)s is a TIFF or raw photo. Export it as JPEG and upload that.")
    return None


def _damaged():
    return _("%(name)s is damaged or incomplete. Ask for it again.")


def _no_photo():
    return _("%(name)s is not a photo. JPEG, PNG, WebP, AVIF and GIF are accepted.")


def _decoded_tile(file, name, scale):
    """Return the picture decoded to its last row at reduced size. Raises Refusal where the file is damaged."""
    try:
        with pixels.decoded(file, scale=min(1.0, scale)) as picture:
            return picture
    except Exception as error:
        raise Refusal(_damaged() % {"name": shown(name)}) from error
