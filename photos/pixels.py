"""Pixels: opening a file safely, setting it upright, bringing its colours to sRGB, cutting, writing copies.

Whatever a decoder throws is its caller's to catch; nothing here touches the database.
"""

import io
import threading
from contextlib import contextmanager
from math import ceil

from PIL import Image, ImageCms

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")  # what may be decoded; MPO is a JPEG with more pictures behind it
DECODERS = (*FORMATS, "MPO")

JPEG_QUALITY, WEBP_QUALITY, AVIF_QUALITY, AVIF_SPEED = 75, 70, 50, 8

# Pillow would only warn up to twice its own limit. Every file is opened by `open_image`, which compares with ours.
Image.MAX_IMAGE_PIXELS = None
PIXEL_LIMITS = {"jpeg": 80_000_000}  # decoded at reduced size; the others, which cannot be, are held to:
PIXEL_LIMIT = 40_000_000

# A decoded photo takes up to some hundred megabytes: one at a time in a process.
_one_at_a_time = threading.Lock()

# Exif's orientation → what sets the picture upright. 1 is upright; anything else in that field is junk.
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = {5, 6, 7, 8}
_ORIENTATION = 0x0112


class TooManyPixelsError(Exception):
    """A picture over the limit for its format. `pixels` and `limit` are numbers of pixels."""

    def __init__(self, pixels, limit):
        super().__init__(f"{pixels} pixels are over the limit of {limit}.")
        self.pixels, self.limit = pixels, limit


def open_image(file):
    """Return the image, its head read and nothing decoded. Raises TooManyPixelsError, and whatever Pillow raises."""
    file.seek(0)
    image = Image.open(file, formats=DECODERS)
    limit = PIXEL_LIMITS.get(format_of(image), PIXEL_LIMIT)
    if image.width * image.height > limit:
        raise TooManyPixelsError(image.width * image.height, limit)
    return image


def format_of(image):
    """Return our name of an opened image's format: jpeg, png, webp, avif or gif."""
    return {"MPO": "jpeg"}.get(image.format, image.format.lower())


def orientation(image):
    """Return Exif's orientation, 1 to 8; 1 where it is missing or junk."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - a broken Exif block may throw anything; the picture is still a picture
        return 1
    return value if value in _UPRIGHT else 1


def upright_size(image):
    """Return width and height as people see the picture."""
    width, height = image.size
    return (height, width) if orientation(image) in _SIDEWAYS else (width, height)


@contextmanager
def decoded(file, *, scale=1.0):
    """Give the upright first frame in sRGB, as RGB or RGBA, at `scale` of its size or a little more.

    One at a time in this process. JPEG is decoded at reduced size. Raises whatever the decoder throws.
    """
    with _one_at_a_time, open_image(file) as image:
        turn = _UPRIGHT.get(orientation(image))
        profile = image.info.get("icc_profile")
        width, height = image.size
        wanted = (max(1, ceil(width * scale)), max(1, ceil(height * scale)))
        image.draft(None, wanted)
        image.load()  # a moving picture's first frame
        turn = turn or _UPRIGHT.get(orientation(image))  # PNG may carry its Exif behind the pixels
        picture = _shrunk(image, wanted)
        picture = _to_srgb(picture, profile)
        if turn is not None:
            picture = picture.transpose(turn)
        yield picture


def _shrunk(image, wanted):
    """Return the image at `wanted` size or up to twice that, while it is still in its own mode, to spare memory."""
    factor = min(image.width // wanted[0], image.height // wanted[1])
    return image.reduce(factor) if factor >= 2 and image.mode in {"RGB", "RGBA", "L", "CMYK"} else image.copy()


def _to_srgb(image, profile):
    """Return the image as RGB or RGBA in sRGB."""
    image = _eight_bit(image)
    target = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode not in {"RGB", "RGBA", "L", "CMYK"}:
        image = image.convert(target)
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode="RGBA" if image.mode == "RGBA" else "RGB"
            ).convert(target)
        except (ImageCms.PyCMSError, ValueError, OSError):
            pass  # an unreadable profile, or one for other colours than the picture has: its plain colours stand
    return image.convert(target)


def _eight_bit(image):
    """Return 16-bit and float greys as 8 bit. Pillow's own conversion would cut every value off at 255."""
    if image.mode in {"I", "F"} or image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    return image


def resized(picture, size):
    """Return the picture at exactly `size`."""
    return picture if picture.size == tuple(size) else picture.resize(size, Image.Resampling.LANCZOS)


def crop_box(size, shape, focal):
    """Return the largest box (left, top, right, bottom) of a shape, its middle as near the focal point as it fits."""
    width, height = size
    ratio = shape[0] / shape[1]
    box_width, box_height = (height * ratio, height) if width / height > ratio else (width, width / ratio)
    left = min(max(focal[0] * width - box_width / 2, 0), width - box_width)
    top = min(max(focal[1] * height - box_height / 2, 0), height - box_height)
    return left, top, left + box_width, top + box_height


def cut(picture, box, size):
    """Return the box of the picture at `size`, transparent parts on white."""
    return flat(picture.resize(size, Image.Resampling.LANCZOS, box=box))


def flat(picture):
    """Return the picture as RGB, what is transparent on white."""
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def is_transparent(picture):
    """Whether anything shows through the picture; many files carry an alpha channel that hides nothing."""
    return picture.mode == "RGBA" and picture.getchannel("A").getextrema()[0] < 255


def encoded(picture, format, *, xmp=b""):
    """Return the bytes of a copy: pixels and our own XMP (none in PNG), nothing of the original file."""
    picture.info = {}
    out = io.BytesIO()
    extra = {"xmp": xmp} if xmp else {}
    if format == "jpeg":
        picture.save(out, "JPEG", quality=JPEG_QUALITY, progressive=True, optimize=True, **extra)
    elif format == "webp":
        picture.save(out, "WEBP", quality=WEBP_QUALITY, method=4, **extra)
    elif format == "avif":
        picture.save(out, "AVIF", quality=AVIF_QUALITY, speed=AVIF_SPEED, **extra)
    else:
        picture.save(out, "PNG", optimize=True)
    return out.getvalue()
