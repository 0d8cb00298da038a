"""What readers get of a photo: the one place pages, feeds and structured data take it from.

A leaf of this app: it knows copies by their attributes and imports no model.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse

RECIPE = 1  # raised when photos/pixels.py makes the same file differently; all copies are then made anew

MIME_TYPES = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif"}
# Width and height at most; a smaller photo makes a smaller crop of the same shape.
CROPS = {"share": (1200, 630), "16x9": (1200, 675), "4x3": (1200, 900), "1x1": (1200, 1200)}
FOCAL_GRID = 5


@lru_cache(maxsize=4)
def _prefix(origin):
    return origin + reverse("photos:file", args=["x"]).removesuffix("x")


def address(name):
    """Return the public address of a copy."""
    return _prefix(settings.MEDIA_ORIGIN) + name


def crop_key(shape, focal):
    """Return the name under which the crop of a shape round a focal point is kept."""
    return f"{shape} {focal[0]:.2f} {focal[1]:.2f}"


def focal_class(focal):
    """Return the CSS class, one of 25, that keeps the focal point in sight where a frame crops the photo."""
    column, row = (min(int(fraction * FOCAL_GRID), FOCAL_GRID - 1) for fraction in focal)
    return f"focal-{column}-{row}"


class Copy(NamedTuple):
    """One copy of a photo as it comes along with a row that uses the photo: see `photos.models.copies_of`."""

    format: str
    name: str
    width: int  # pixels
    height: int
    crop: str  # as in a Rendition
    sha256: str  # of the original it was made from

    @property
    def url(self):
        """Return its public address, on the media origin where one is configured."""
        return address(self.name)


@dataclass(frozen=True)
class Source:
    """One format of a picture, from the narrowest to the widest copy."""

    type: str
    srcset: list[tuple[str, int]]  # address, width in pixels

    @property
    def srcset_text(self):
        """Return the value of an HTML `srcset` attribute."""
        return _srcset_text(self.srcset)


@dataclass(frozen=True)
class File:
    """One copy: its address and size in pixels."""

    url: str
    width: int
    height: int
    type: str
    srcset: list[tuple[str, int]]

    @property
    def srcset_text(self):
        """Return the value of an HTML `srcset` attribute."""
        return _srcset_text(self.srcset)


@dataclass(frozen=True)
class Picture:
    """A photo as readers get it: only copies that exist, with their sizes."""

    sources: list[Source]  # AVIF, WebP
    img: File  # the widest JPEG or PNG
    share: File | None  # for link previews: JPEG, 1200×630 at most
    crops: dict[str, File]  # for structured data: "16x9", "4x3", "1x1", as far as made
    focal_class: str

    @classmethod
    def of(cls, copies, own_focal, focal=None):
        """Return the picture the copies make, or None without a JPEG or PNG.

        Its crops are those round a use's `focal`; until they are made, those round the photo's `own_focal`.
        """
        focal = focal or own_focal
        whole = sorted((copy for copy in copies if not copy.crop), key=lambda copy: copy.width)
        by_format = {}
        for copy in whole:
            by_format.setdefault(copy.format, []).append((copy.url, copy.width))
        plain = [copy for copy in whole if copy.format in {"jpeg", "png"}]
        if not plain:
            return None
        made = {copy.crop: _file(copy) for copy in copies if copy.crop}
        crops = {shape: made.get(crop_key(shape, focal)) or made.get(crop_key(shape, own_focal)) for shape in CROPS}
        return cls(
            sources=[Source(MIME_TYPES[name], by_format[name]) for name in ("avif", "webp") if name in by_format],
            img=_file(plain[-1], by_format[plain[-1].format]),
            share=crops.pop("share"),
            crops={shape: file for shape, file in crops.items() if file},
            focal_class=focal_class(focal),
        )


def _file(copy, srcset=()):
    url = copy.url
    return File(url, copy.width, copy.height, MIME_TYPES[copy.format], list(srcset) or [(url, copy.width)])


def _srcset_text(srcset):
    return ", ".join(f"{url} {width}w" for url, width in srcset)
