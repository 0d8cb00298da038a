"""Test pictures, made by code, and `make_photo`, which puts one into the library with its copies made."""

import io
import itertools

from PIL import Image, ImageDraw

from photos import library, renditions

_numbers = itertools.count(1)


def picture(size=(640, 427), mode="RGB", seed=0):
    """Return a small picture with a gradient and a block that no other seed has."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.rectangle([0, 0, size[0] // 3, size[1] // 3], fill=(seed * 53 % 256, seed * 97 % 256, seed // 256 % 256))
    return image.convert(mode)


def file_bytes(image=None, format="JPEG", **options):
    """Return an image as the bytes of a file; a small JPEG without one."""
    out = io.BytesIO()
    (image or picture()).save(out, format, **options)
    return out.getvalue()


def make_photo(*, by=None, name=None, copies=True, size=(320, 213), **words):
    """Return a new photo in the library; its first copies are made at once. `by=None` adds it as the house."""
    number = next(_numbers)
    content = file_bytes(picture(size, seed=number))
    photo = library.add(content, by=by, name=name or f"picture-{number}.jpg", **words)
    if copies:
        renditions.make(photo, later=False)
    return photo
