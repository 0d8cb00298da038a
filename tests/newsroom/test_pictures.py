import io

import pytest
from PIL import Image, ImageStat

from newsroom.demo.content.photos import PHOTOS
from newsroom.demo.pictures import PICTURES, draw

SMALL = 240


def opened(data):
    return Image.open(io.BytesIO(data))


def test_every_photo_of_the_demo_is_drawn_and_no_picture_lies_idle():
    assert {photo.name for photo in PHOTOS} == PICTURES.keys()


@pytest.mark.parametrize("photo", PHOTOS, ids=lambda photo: photo.name)
def test_a_picture_is_a_jpeg_of_its_shape_with_light_and_dark_in_it(photo):
    picture = opened(draw(photo.name, photo.shape, SMALL))

    assert picture.format == "JPEG"
    width, height = picture.size
    shapes = {"landscape": (240, 160), "wide": (240, 135), "portrait": (168, 224)}
    assert (width, height) == shapes[photo.shape]
    darkest, brightest = picture.convert("L").getextrema()
    assert darkest < 90
    assert brightest > 165
    # An abandoned drawing would be an even sky.
    assert max(ImageStat.Stat(picture).stddev) > 25


def test_the_same_name_gives_the_same_bytes():
    assert draw("rain_street", width=SMALL) == draw("rain_street", width=SMALL)


def test_a_full_picture_is_as_wide_as_a_press_photo_and_light_enough_to_send():
    data = draw("bee_hives")

    assert opened(data).size == (2000, 1333)
    assert len(data) <= 700_000


def test_a_picture_nobody_drew_is_refused():
    with pytest.raises(KeyError):
        draw("sea_serpent")
