"""Replacing a photo's file, undoing it, and the end of the former file."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from photos import library, renditions, replacing
from photos.models import FormerFile, PhotoEvent, originals
from tests.cast import make_user
from tests.photos.files import file_bytes, make_photo, picture

pytestmark = pytest.mark.django_db

EDITOR = ["view_photo", "add_photo", "change_photo", "change_live_photo", "withdraw_photo"]
OTHER = file_bytes(picture((640, 427), seed=9_999))
SQUARE = file_bytes(picture((400, 400), seed=9_998))


def test_a_replaced_file_has_its_copies_and_the_old_addresses_end(stories, django_capture_on_commit_callbacks):
    photo = make_photo(caption="A bridge.")
    stories.add(photo)
    old = [copy.path for copy in photo.copies()]
    with django_capture_on_commit_callbacks(execute=True):
        library.replace_file(photo, OTHER, by=None, name="better.jpg")
    assert (photo.width, photo.original_name, photo.caption) == (640, "better.jpg", "A bridge.")
    assert photo.is_prepared
    assert {copy.sha256 for copy in photo.copies()} == {photo.sha256}
    assert photo.renditions.exclude(gone_at=None).count() == len(old)
    assert not any(renditions.renditions().exists(path) for path in old)
    assert stories.told == [(photo.pk, "replaced")]


def test_the_old_address_is_410_at_once(client, stories, django_capture_on_commit_callbacks):
    photo = make_photo()
    stories.add(photo)
    address = photo.copies()[0].url
    assert client.get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        library.replace_file(photo, OTHER, by=None)
    assert client.get(address).status_code == 410
    assert client.get(photo.copies()[0].url).status_code == 200


def test_the_same_file_is_no_replacement():
    photo = make_photo()
    content = originals().open(photo.original.name).read()
    with pytest.raises(library.Refusal, match="This is the same file"):
        library.replace_file(photo, content, by=None)


def test_another_photos_file_is_no_replacement():
    photo, other = make_photo(), make_photo()
    content = originals().open(other.original.name).read()
    with pytest.raises(library.Refusal, match="You already have this photo"):
        library.replace_file(photo, content, by=None)
    assert not FormerFile.objects.exists()


def test_the_focal_point_stays_with_the_shape_and_is_centred_without():
    photo = make_photo(focal_x=0.2, focal_y=0.3)
    assert library.replace_file(photo, OTHER, by=None) == []
    assert (photo.focal_x, photo.focal_y) == (0.2, 0.3)
    notices = library.replace_file(photo, SQUARE, by=None)
    assert (photo.focal_x, photo.focal_y) == (0.5, 0.5)
    assert "another shape" in notices[0]


def test_a_replacement_is_undone_while_the_former_file_is_kept(django_capture_on_commit_callbacks):
    photo = make_photo(focal_x=0.2, focal_y=0.3)
    before = photo.sha256, photo.width, photo.original_name
    with django_capture_on_commit_callbacks(execute=True):
        library.replace_file(photo, SQUARE, by=None, name="wrong.jpg")
        library.put_back(photo, by=None)
    assert (photo.sha256, photo.width, photo.original_name) == before
    assert (photo.focal_x, photo.focal_y) == (0.2, 0.3)
    assert photo.is_prepared
    assert originals().exists(photo.original.name)


def test_the_former_file_is_destroyed_after_thirty_days(time_machine):
    photo = make_photo()
    path = photo.original.name
    library.replace_file(photo, OTHER, by=None)
    time_machine.move_to(timezone.now() + timedelta(days=29))
    assert replacing.sweep() == 0
    assert originals().exists(path)
    time_machine.move_to(timezone.now() + timedelta(days=2))
    assert replacing.sweep() == 1
    assert not originals().exists(path)
    with pytest.raises(library.Refusal, match="no longer kept"):
        library.put_back(photo, by=None)


def test_the_former_file_is_destroyed_at_once_on_request(django_capture_on_commit_callbacks):
    photo = make_photo()
    path = photo.original.name
    with django_capture_on_commit_callbacks(execute=True):
        library.replace_file(photo, OTHER, by=None, destroy=True)
    assert not originals().exists(path)
    assert originals().exists(photo.original.name)


def test_a_replaced_file_comes_back_only_by_whom_may_withdraw():
    photo = make_photo()
    content = originals().open(photo.original.name).read()
    library.replace_file(photo, OTHER, by=None)
    rojin = make_user("rojin", "view_photo", "add_photo", "change_photo", app="photos")
    with pytest.raises(library.Refusal, match="was replaced by"):
        library.add(content, by=rojin, name="again.jpg")
    again = library.add(content, by=make_user("karwan", *EDITOR, app="photos"), name="again.jpg")
    with pytest.raises(library.Refusal, match="as another photo now"):
        library.put_back(photo, by=None)
    FormerFile.objects.update(replaced_at=timezone.now() - timedelta(days=31))
    replacing.sweep()
    assert originals().exists(again.original.name)


def test_replacing_is_logged_under_the_former_hash():
    photo = make_photo()
    old = photo.sha256
    library.replace_file(photo, OTHER, by=None)
    event = photo.events.first()
    assert (event.kind, event.sha256, event.changes["sha256"]) == (PhotoEvent.Kind.REPLACED, old, [old, photo.sha256])


def test_a_full_disk_leaves_the_former_file_in_its_place(monkeypatch):
    photo = make_photo()
    old = photo.sha256

    def full(*args, **kwargs):
        raise OSError("No space left on device")

    monkeypatch.setattr("photos.renditions.make_tile", full)
    with pytest.raises(library.NotStored):
        library.replace_file(photo, OTHER, by=None)
    photo.refresh_from_db()
    assert photo.sha256 == old
    assert photo.renditions.current().exists()


def test_a_reporter_replaces_an_own_photo_until_readers_see_it(stories):
    rojin = make_user("rojin", "view_photo", "add_photo", "change_photo", app="photos")
    photo = make_photo(by=rojin)
    library.replace_file(photo, OTHER, by=rojin)
    stories.add(photo)
    with pytest.raises(library.Refusal, match="until readers see them"):
        library.put_back(photo, by=rojin)


def test_the_page_lists_the_uses_and_takes_the_file(client, stories):
    client.force_login(make_user("karwan", *EDITOR, app="photos"))
    photo = make_photo()
    stories.add(photo, title="The bridge opens")
    address = reverse("admin:photos_photo_replace", args=[photo.pk])
    page = client.get(address).content.decode()
    assert "The bridge opens" in page
    assert "readers see it in 1 place" in page
    data = {"seen_version": photo.version}
    assert "Choose the new file." in client.post(address, data).content.decode()
    bad = SimpleUploadedFile("notes.jpg", b"these are notes")
    assert "is not a photo" in client.post(address, data | {"file": bad}).content.decode()
    assert client.post(address, data | {"file": SimpleUploadedFile("b.jpg", OTHER)}).status_code == 302
    stale = client.post(address, data | {"file": SimpleUploadedFile("c.jpg", SQUARE)})
    assert "Somebody changed this photo" in stale.content.decode()
