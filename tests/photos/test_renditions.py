"""The copies readers get: sizes, colours, what they must never contain, and how they are kept up to date."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from PIL import Image, ImageCms, ImageDraw

from photos import library, preparing, renditions
from photos.models import Photo, Rendition
from photos.models import renditions as storage
from tests.photos.files import file_bytes, make_photo, picture

pytestmark = pytest.mark.django_db


def add(content, **words):
    photo = library.add(content, by=None, name="a.jpg", **words)
    renditions.make(photo)
    return photo


def opened(copy):
    with storage().open(copy.path) as file:
        image = Image.open(io.BytesIO(file.read()))
    image.load()
    return image


def copies(photo, format=None, crop=""):
    return [copy for copy in photo.copies() if copy.format == (format or copy.format) and copy.crop == crop]


def widest(photo, format="jpeg"):
    return opened(copies(photo, format)[-1]).convert("RGB")


def near(colour, wanted, by=12):
    return all(abs(one - other) <= by for one, other in zip(colour, wanted, strict=True))


def quarters(size=(400, 200)):
    """Return a picture whose four quarters are red, green, blue and yellow, from the top left in reading order."""
    image = Image.new("RGB", size)
    draw = ImageDraw.Draw(image)
    width, height = size[0] // 2, size[1] // 2
    for at, colour in enumerate(["#e00000", "#00c000", "#0000e0", "#e0e000"]):
        left, top = at % 2 * width, at // 2 * height
        draw.rectangle([left, top, left + width - 1, top + height - 1], fill=colour)
    return image


def with_orientation(image, value):
    exif = Image.Exif()
    exif[0x0112] = value
    return file_bytes(image, exif=exif, quality=95)


# What undoes each orientation: applied to the upright picture it gives what a camera would have stored.
STORED = {
    1: [],
    2: [Image.Transpose.FLIP_LEFT_RIGHT],
    3: [Image.Transpose.ROTATE_180],
    4: [Image.Transpose.FLIP_TOP_BOTTOM],
    5: [Image.Transpose.TRANSPOSE],
    6: [Image.Transpose.ROTATE_90],
    7: [Image.Transpose.TRANSVERSE],
    8: [Image.Transpose.ROTATE_270],
}


@pytest.mark.parametrize("value", STORED)
def test_every_orientation_gives_the_same_upright_picture(value):
    stored = quarters()
    for step in STORED[value]:
        stored = stored.transpose(step)
    photo = add(with_orientation(stored, value))
    assert (photo.width, photo.height) == (400, 200)
    for format in ("jpeg", "webp", "avif"):
        shown = widest(photo, format)
        assert shown.size == (400, 200)
        corners = [shown.getpixel(at) for at in ((50, 50), (350, 50), (50, 150), (350, 150))]
        assert near(corners[0], (224, 0, 0), 20), corners
        assert near(corners[1], (0, 192, 0), 20), corners
        assert near(corners[3], (224, 224, 0), 20), corners


@pytest.mark.parametrize("junk", [0, 9, 65535])
def test_a_junk_orientation_is_none(junk):
    assert add(with_orientation(quarters(), junk)).width == 400


def test_widths_end_with_the_photos_own_and_are_never_larger():
    photo = make_photo(size=(1000, 500))
    assert [copy.width for copy in copies(photo, "jpeg")] == [320, 480, 640, 800, 1000]
    assert all(opened(copy).size == (copy.width, copy.height) for copy in photo.copies())


@pytest.mark.parametrize(("size", "widths"), [((2000, 1000), 6), ((150, 120), 1), ((500, 5000), 1), ((400, 3900), 2)])
def test_no_copy_is_wider_or_higher_than_the_limits(size, widths):
    photo = Photo(width=size[0], height=size[1])
    sizes = {(copy.width, copy.height) for copy in renditions.wanted(photo) if not copy.crop}
    assert len(sizes) == widths
    assert all(width <= min(1600, size[0]) and height <= 3200 for width, height in sizes)


def test_the_share_card_is_cut_round_the_focal_point():
    image = Image.new("RGB", (1400, 1400), "#202020")
    ImageDraw.Draw(image).rectangle([0, 0, 1400, 300], fill="#e00000")
    photo = add(file_bytes(image), focal_y=0.0)
    share = photo.picture().share
    assert (share.width, share.height) == (1200, 630)
    top = opened(next(copy for copy in photo.copies() if copy.url == share.url)).getpixel((600, 20))
    assert near(top, (224, 0, 0), 20)


def test_a_photo_too_small_for_a_share_card_has_none():
    assert make_photo(size=(590, 400)).picture().share is None


def test_structured_data_gets_its_three_shapes_from_the_later_job():
    photo = make_photo(size=(1300, 1250))
    assert not photo.picture().crops
    renditions.make(photo)
    shapes = {name: (file.width, file.height) for name, file in photo.picture().crops.items()}
    assert shapes == {"16x9": (1200, 675), "4x3": (1200, 900), "1x1": (1200, 1200)}


def test_the_first_job_makes_what_a_page_needs_and_the_second_avif():
    photo = make_photo(size=(800, 600))
    assert {source.type for source in photo.picture().sources} == {"image/webp"}
    renditions.make(photo)
    assert [source.type for source in photo.picture().sources] == ["image/avif", "image/webp"]


def test_a_photo_without_copies_has_no_picture_but_a_tile_for_the_desk():
    photo = make_photo(copies=False)
    assert photo.picture() is None
    assert not photo.is_prepared
    assert photo.thumbnail_url.endswith("-320.jpg")


# Colours ------------------------------------------------------------------------------------------------------


def p3_profile():
    """Return a profile whose red, green and blue are the Display P3 primaries (D50), written byte by byte."""
    import struct

    def fixed(value):
        return struct.pack(">i", round(value * 65536))

    def xyz(x, y, z):
        return b"XYZ \0\0\0\0" + fixed(x) + fixed(y) + fixed(z)

    name = b"desc\0\0\0\0" + struct.pack(">I", 3) + b"P3\0" + bytes(78)
    tags = {
        b"desc": name + bytes(-len(name) % 4),
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.51512, 0.24120, -0.00105),
        b"gXYZ": xyz(0.29198, 0.69225, 0.04189),
        b"bXYZ": xyz(0.15710, 0.06657, 0.78407),
        **dict.fromkeys(
            (b"rTRC", b"gTRC", b"bTRC"), b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
        ),
        b"cprt": b"text\0\0\0\0none\0\0\0\0",
    }
    table, body, offset = b"", b"", 128 + 4 + 12 * len(tags)
    for tag, data in tags.items():
        table += tag + struct.pack(">II", offset + len(body), len(data))
        body += data
    size = offset + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"lcms", 0x02400000, b"mntr", b"RGB ", b"XYZ ") + bytes(12) + b"acsp"
    head += bytes(28) + fixed(0.9642) + fixed(1.0) + fixed(0.8249)
    head += bytes(128 - len(head))
    return head + struct.pack(">I", len(tags)) + table + body


def test_a_display_p3_red_stays_that_red():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    p3 = ImageCms.ImageCmsProfile(io.BytesIO(p3_profile()))
    seen = Image.new("RGB", (400, 300), (200, 60, 50))
    stored = ImageCms.profileToProfile(seen, srgb, p3)
    assert not near(stored.getpixel((0, 0)), (200, 60, 50), 8), "the two spaces must differ for this to mean anything"
    photo = add(file_bytes(stored, icc_profile=p3_profile(), quality=98, subsampling=0))
    shown = opened(copies(photo, "jpeg")[-1])
    assert near(shown.getpixel((100, 100)), (200, 60, 50), 4)
    assert "icc_profile" not in shown.info


def test_an_unreadable_profile_is_ignored():
    photo = add(file_bytes(Image.new("RGB", (400, 300), (200, 60, 50)), icc_profile=b"no profile at all"))
    assert near(widest(photo).getpixel((100, 100)), (200, 60, 50))


def test_a_cmyk_jpeg_is_not_inverted():
    photo = add(file_bytes(Image.new("RGB", (400, 300), (230, 230, 200)).convert("CMYK")))
    assert near(widest(photo).getpixel((100, 100)), (230, 230, 200))


def test_sixteen_bit_grey_is_scaled_and_not_clipped():
    grey = Image.new("I;16", (400, 300), 128 * 257)
    photo = add(file_bytes(grey, "PNG"))
    assert near(widest(photo).getpixel((100, 100)), (128, 128, 128), 3)


@pytest.mark.parametrize("mode", ["1", "L", "P"])
def test_other_kinds_of_pixels_become_plain_ones(mode):
    image = Image.new("RGB", (400, 300), "white").convert(mode)
    assert near(widest(add(file_bytes(image, "PNG"))).getpixel((100, 100)), (255, 255, 255))


def test_transparency_gives_png_beside_webp_and_white_behind_the_share_card():
    image = Image.new("RGBA", (900, 600), (200, 0, 0, 0))
    ImageDraw.Draw(image).rectangle([300, 200, 600, 400], fill=(0, 0, 200, 255))
    photo = add(file_bytes(image, "PNG"))
    assert photo.is_transparent
    assert photo.picture().img.type == "image/png"
    assert opened(copies(photo, "webp")[-1]).convert("RGBA").getpixel((5, 5))[3] == 0
    share = next(copy for copy in photo.copies() if copy.url == photo.picture().share.url)
    assert near(opened(share).getpixel((5, 5)), (255, 255, 255))


def test_an_alpha_channel_that_hides_nothing_is_a_jpeg():
    photo = add(file_bytes(picture().convert("RGBA"), "PNG"))
    assert not photo.is_transparent
    assert photo.picture().img.type == "image/jpeg"


# What copies never contain ---------------------------------------------------------------------------------------

SECRETS = [b"SERIAL-4711", b"Owner Nobody", b"SECRETMAKER", b"Derik 37.0", b"SECRET-TOWN", b"SECRET COMMENT"]


def telltale():
    """Return a JPEG that says where, with which camera and by whom it was taken."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "SECRETMAKER", "Karam Youssef"
    details = exif.get_ifd(0x8769)
    details[0xA431], details[0xA430], details[0x927C] = "SERIAL-4711", "Owner Nobody", b"SECRETMAKER" * 4
    exif.get_ifd(0x8825).update({1: "N", 2: (37.0, 15.0, 10.0), 3: "E", 4: (40.0, 20.0, 3.0), 29: "2026:01:01"})
    exif.get_ifd(0x8825)[28] = b"Derik 37.0"
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><!-- SECRET-TOWN --></x:xmpmeta>'
    return file_bytes(picture((900, 600)), exif=exif, xmp=xmp, comment=b"SECRET COMMENT")


def test_no_copy_has_the_place_the_camera_or_the_owner():
    content = telltale()
    assert all(secret in content for secret in SECRETS), "the file must have what the copies must not"
    photo = add(content, credit="AFP", copyright_notice="© 2026 AFP", alt="A bridge")
    found = photo.copies()
    assert {copy.format for copy in found} == {"jpeg", "webp", "avif"}
    for copy in found:
        with storage().open(copy.path) as file:
            data = file.read()
        assert not [secret for secret in SECRETS if secret in data], copy.name
        assert b"Exif" not in data
        assert not dict(opened(copy).getexif())


def test_every_copy_has_credit_copyright_and_alt_text():
    photo = add(telltale(), credit='A "B" & <C>/AFP', copyright_notice="© 2026 AFP", alt="جسر فوق النهر")
    for copy in photo.copies():
        xmp = opened(copy).getxmp()["xmpmeta"]["RDF"]["Description"]
        assert xmp["Credit"] == 'A "B" & <C>/AFP'
        assert xmp["rights"]["Alt"]["li"]["text"] == "© 2026 AFP"
        assert xmp["AltTextAccessibility"]["Alt"]["li"]["text"] == "جسر فوق النهر"


def test_a_name_is_a_hash_and_tells_nothing(django_user_model):
    photo = make_photo(name="source-rojin.jpg")
    for copy in photo.copies():
        assert len(copy.name.split("-")[0]) == 32
        assert "rojin" not in copy.url


# Kept up to date -------------------------------------------------------------------------------------------------


def test_making_twice_makes_nothing_twice():
    photo = make_photo()
    assert renditions.make(photo) > 0
    assert renditions.make(photo) == 0


def test_a_new_credit_makes_new_copies_and_keeps_the_former_for_a_week(time_machine):
    photo = make_photo(credit="AFP")
    renditions.make(photo)
    before = {copy.name for copy in photo.copies()}
    library.set_words(photo, by=None, credit="Reuters")
    renditions.make(photo)
    after = {copy.name for copy in photo.copies()}
    assert not before & after
    assert len(before) == len(after)
    assert renditions.put_away() == 0
    time_machine.move_to(timezone.now() + timedelta(days=8))
    assert renditions.put_away() == len(before)
    gone = Rendition.objects.filter(name__in=before)
    assert all(copy.gone_at and not storage().exists(copy.path) for copy in gone)
    assert all(storage().exists(copy.path) for copy in photo.copies())


def test_words_changed_back_take_up_the_former_copies():
    photo = make_photo(credit="AFP")
    names = []
    for credit in ("Reuters", "AFP", "Reuters"):
        library.set_words(photo, by=None, credit=credit)
        renditions.make(photo, later=False)
        names.append({copy.name for copy in photo.copies()})
    assert names[0] == names[2] != names[1]
    assert photo.is_prepared


def test_a_caption_is_in_no_copy_and_makes_none_anew():
    photo = make_photo(caption="One.")
    renditions.make(photo)
    library.set_words(photo, by=None, caption="Two.")
    assert renditions.make(photo) == 0


def test_a_moved_focal_point_cuts_anew_and_leaves_whole_pictures():
    photo = make_photo(size=(700, 700))
    renditions.make(photo)
    whole = {copy.name for copy in copies(photo)}
    share = photo.picture().share
    library.set_words(photo, by=None, focal_y=0.1)
    assert renditions.make(photo) == 4  # the share card and the three shapes
    assert {copy.name for copy in copies(photo)} == whole
    assert photo.picture().share != share


def test_a_use_with_a_focal_point_of_its_own_gets_its_own_share_card(stories):
    photo = make_photo(size=(700, 700))
    assert photo.picture(focal=(0.5, 0.0)).share == photo.picture().share
    stories.add(photo, focal_points=((0.5, 0.0),))
    renditions.make(photo)
    assert photo.picture(focal=(0.5, 0.0)).share != photo.picture().share
    assert photo.picture(focal=(0.5, 0.0)).focal_class == "focal-2-0"


def test_a_failed_copy_keeps_its_words_and_is_tried_five_times_with_pauses(monkeypatch, time_machine):
    photo = make_photo(copies=False)

    def broken(*args, **kw):
        raise OSError("the disk is away")

    monkeypatch.setattr("photos.renditions.pixels.decoded", broken)
    moment, tries = timezone.now(), 0
    for _ in range(80):
        moment += timedelta(minutes=5)
        time_machine.move_to(moment, tick=False)
        before = Photo.objects.get().attempts
        preparing.sweep()
        tries += Photo.objects.get().attempts - before
    photo.refresh_from_db()
    assert tries == photo.attempts == 5
    assert "the disk is away" in photo.failure
    assert photo.copies_due_at is None


def test_trying_again_makes_what_failed(django_capture_on_commit_callbacks):
    photo = make_photo(copies=False)
    Photo.objects.update(failure="It broke.", attempts=5, copies_due_at=None)
    with django_capture_on_commit_callbacks(execute=True):
        library.try_again(photo, by=None)
    photo = Photo.objects.get()
    assert photo.is_prepared
    assert (photo.failure, photo.attempts, photo.copies_due_at) == ("", 0, None)


def test_adding_asks_for_copies_only_after_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        photo = library.add(file_bytes(), by=None, name="a.jpg")
    assert len(callbacks) == 1
    assert not photo.is_prepared
    callbacks[0]()
    photo = Photo.objects.get()
    assert [source.type for source in photo.picture().sources] == ["image/avif", "image/webp"]


def test_a_lost_job_is_made_up_for_by_the_sweep(time_machine):
    make_photo(copies=False)
    assert preparing.sweep() == 0  # it is left to its own job at first
    time_machine.move_to(timezone.now() + timedelta(minutes=2))
    assert preparing.sweep() == 1
    assert Photo.objects.get().is_prepared
    assert preparing.sweep() == 0


def test_a_photo_taken_by_one_worker_is_left_alone_by_the_next(monkeypatch, time_machine):
    for _ in range(2):
        make_photo(copies=False)
    time_machine.move_to(timezone.now() + timedelta(minutes=2))
    made = []

    def attempt(pk):
        # Meanwhile another worker takes the photo that this one has on its list.
        Photo.objects.exclude(pk=pk).update(copies_due_at=timezone.now() + preparing.LEASE)
        made.append(pk)
        return True

    monkeypatch.setattr("photos.preparing.attempt", attempt)
    assert preparing.sweep() == 1
    assert len(made) == 1


def test_a_job_killed_half_way_is_finished_by_the_next(monkeypatch):
    photo = make_photo(copies=False, size=(640, 427))
    encode, calls = renditions.pixels.encoded, []

    def killed(*args, **kw):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return encode(*args, **kw)

    monkeypatch.setattr("photos.renditions.pixels.encoded", killed)
    with pytest.raises(KeyboardInterrupt):
        renditions.make(photo, later=False)
    assert not Photo.objects.get().is_prepared
    monkeypatch.setattr("photos.renditions.pixels.encoded", encode)
    renditions.make(photo, later=False)
    assert Photo.objects.get().is_prepared


def test_the_command_completes_every_photo_and_counts(capsys):
    make_photo(copies=False)
    broken = make_photo(copies=False)
    Photo.objects.filter(pk=broken.pk).update(original="no/such/file")
    call_command("make_renditions")
    out = capsys.readouterr()
    assert "1 photos are complete; 1 failed." in out.out
    assert f"Photo {broken.pk}: The copies could not be made" in out.err


def test_pictures_of_any_number_of_photos_cost_two_queries(django_assert_num_queries):
    for count in (1, 3):
        for _ in range(count):
            make_photo()
        with django_assert_num_queries(2):
            assert all(photo.picture() and photo.is_showable for photo in Photo.objects.with_renditions())


def test_no_picture_of_a_withdrawn_photo_or_one_outside_its_rights():
    now = timezone.now()
    assert make_photo(rights_until=now - timedelta(seconds=1)).picture() is None
    assert make_photo(rights_from=now + timedelta(hours=1)).picture() is None
    photo = make_photo()
    library.withdraw(photo, by=None, reason="The family asked us.")
    assert photo.picture() is None
    assert photo.desk_picture is not None


@pytest.mark.parametrize("facts", [{}, {"rights_until": timedelta(-1)}, {"rights_from": timedelta(1)}, {"gone": True}])
def test_queryset_and_property_agree_on_what_may_be_shown(facts):
    window = {name: timezone.now() + value for name, value in facts.items() if name != "gone"}
    photo = make_photo(**window)
    if "gone" in facts:
        library.withdraw(photo, by=None, reason="A mistake.")
    assert Photo.objects.cleared().exists() is photo.is_cleared()
    assert Photo.objects.prepared().exists() is photo.is_prepared
