"""The public copies of a photo: what it should have, what it has, and making the difference.

`make` is idempotent and safe to repeat: upload, changed words, a new recipe, retries and the command all call it.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from newsroom import pages
from photos import pixels, uses, xmp
from photos.models import Photo, Rendition, originals, renditions
from photos.picture import CROPS, RECIPE, crop_key

WIDTHS = (320, 480, 640, 800, 1200, 1600)
MAX_HEIGHT = 3200
MIN_CROP_WIDTH = 600
KEPT = timedelta(days=7)  # cached pages and feed readers still name a former copy


@dataclass(frozen=True)
class Wanted:
    """A copy a photo should have. `later`: made by the second job, because readers can do without it for a while."""

    crop: str
    format: str
    width: int
    height: int
    later: bool = False
    box: tuple[float, float, float, float] | None = None  # in pixels of the upright original

    @property
    def key(self):
        return self.crop, self.format, self.width


def wanted(photo, focal_points=()):
    """Return the copies a photo should have; crops round its own focal point and those its uses have."""
    plain = "png" if photo.is_transparent else "jpeg"
    copies = []
    for width, height in _sizes(photo.width, photo.height):
        copies += [
            Wanted("", plain, width, height),
            Wanted("", "webp", width, height),
            Wanted("", "avif", width, height, later=True),
        ]
    for focal in dict.fromkeys([(photo.focal_x, photo.focal_y), *focal_points]):
        for name, shape in CROPS.items():
            box = pixels.crop_box((photo.width, photo.height), shape, focal)
            width = min(shape[0], round(box[2] - box[0]))
            if width >= MIN_CROP_WIDTH:
                height = round(width * shape[1] / shape[0])
                copies.append(Wanted(crop_key(name, focal), "jpeg", width, height, name != "share", box))
    return list({copy.key: copy for copy in copies}.values())


def _sizes(width, height):
    """Return the sizes of the whole picture, never larger than it is and never higher than WebP and screens bear."""
    widest = min(width, MAX_HEIGHT * width // height)
    widths = [step for step in WIDTHS if step < widest] + ([widest] if widest <= WIDTHS[-1] else [])
    return [(step, max(1, round(step * height / width))) for step in widths or [widest]]


def make(photo, *, later=True):
    """Make the copies a photo lacks and put the outdated ones away; return how many were made.

    `later=False` leaves AVIF and the crops for machines to a second call. Raises what decoder or storage throw;
    what is already right is kept, and nothing is switched unless all went well.
    """
    focal_points = [focal for use in uses.of([photo])[photo.pk] for focal in use.focal_points]
    goal = wanted(photo, focal_points)
    packet = xmp.packet(photo)
    fresh = Q(sha256=photo.sha256, recipe=RECIPE, words=_words(packet))
    have = {_key(row) for row in photo.renditions.current().filter(fresh)}
    missing = [copy for copy in goal if copy.key not in have and (later or not copy.later)]
    made = list(_made(photo, missing, packet)) if missing else []
    _switch(photo, goal, made)
    return len(made)


def make_tile(photo, tile):
    """Make the narrowest copy from the picture decoded at intake, so that the desk sees the new photo at once."""
    copy = min((copy for copy in wanted(photo) if not copy.crop and not copy.later), key=lambda copy: copy.width)
    image = pixels.resized(tile if photo.is_transparent else pixels.flat(tile), (copy.width, copy.height))
    packet = xmp.packet(photo)
    _stored(photo, copy, pixels.encoded(image, copy.format, xmp=packet), _words(packet)).save()


def _words(packet):
    return hashlib.sha256(packet).hexdigest() if packet else ""


def _made(photo, missing, packet):
    """Encode and store the missing copies from one decode; give their unsaved rows."""
    scale = min(1.0, max(_scale(photo, copy) for copy in missing))
    with originals().open(photo.original.name) as file, pixels.decoded(file, scale=scale) as picture:
        ratio = picture.width / photo.width, picture.height / photo.height
        shrunk = picture if photo.is_transparent else pixels.flat(picture)
        for copy in sorted(missing, key=lambda copy: (bool(copy.box), -copy.width)):
            if copy.box:
                box = tuple(side * ratio[at % 2] for at, side in enumerate(copy.box))
                image = pixels.cut(picture, box, (copy.width, copy.height))
            else:
                # Widths cascade: each is shrunk from the one before, which is a little wider and already small.
                shrunk = image = pixels.resized(shrunk, (copy.width, copy.height))
            yield _stored(photo, copy, pixels.encoded(image, copy.format, xmp=packet), _words(packet))


def _scale(photo, copy):
    """Return at what part of its size the original must be decoded for this copy to be sharp."""
    return copy.width / (copy.box[2] - copy.box[0] if copy.box else photo.width)


def _stored(photo, copy, content, words):
    # Photo and original go in: two photos never share an address, not even one taken in anew and its replaced self.
    digest = hashlib.sha256(f"{photo.pk} {photo.sha256} ".encode() + content).hexdigest()[:32]
    shape = copy.crop.split(" ")[0] or copy.width
    extension = "jpg" if copy.format == "jpeg" else copy.format
    row = Rendition(
        photo=photo,
        sha256=photo.sha256,
        words=words,
        crop=copy.crop,
        format=copy.format,
        name=f"{digest}-{shape}.{extension}",
        width=copy.width,
        height=copy.height,
        bytes=len(content),
    )
    storage = renditions()
    if not storage.exists(row.path):
        storage.save(row.path, ContentFile(content))
    return row


@transaction.atomic
def _switch(photo, goal, made):
    """Let pages name the new copies, put away those they replace, and note what is left to do, in one moment."""
    now = timezone.now()
    locked = Photo.objects.select_for_update(no_key=True).get(pk=photo.pk)
    for row in made:
        # Words changed back and forth give the same bytes again: the former row is taken up.
        row.pk = Rendition.objects.filter(name=row.name).values_list("pk", flat=True).first()
        row.save()
    newest = {_key(row): row.pk for row in made}
    keys = {copy.key for copy in goal}
    current = list(photo.renditions.current())
    outdated = [row.pk for row in current if _key(row) not in keys or newest.get(_key(row), row.pk) != row.pk]
    Rendition.objects.filter(pk__in=outdated).update(superseded_at=now)
    pages.purge(f"photo:{photo.pk}")
    if locked.version == photo.version and keys <= {_key(row) for row in current}:
        Photo.objects.filter(pk=photo.pk).update(failure="", attempts=0, copies_due_at=None)
    photo.__dict__.pop("current_renditions", None)


def _key(row):
    return row.crop, row.format, row.width


def put_away(now=None):
    """Delete the files of copies that were superseded a week ago; return how many. Their addresses answer 410."""
    now = now or timezone.now()
    rows = list(Rendition.objects.filter(superseded_at__lte=now - KEPT, gone_at=None)[:500])
    for row in rows:
        Rendition.objects.filter(pk=row.pk).update(gone_at=now)
        renditions().delete(row.path)
    return len(rows)
