"""The public address of photos: who gets which bytes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from photos import library
from photos.models import Rendition, renditions
from tests.cast import make_user
from tests.photos.files import make_photo

pytestmark = pytest.mark.django_db


def address_of(photo):
    return photo.thumbnail_url


@pytest.fixture
def staff(client):
    user = make_user("karwan", "view_photo", app="photos")
    client.force_login(user)
    return client


def test_a_photo_of_a_live_story_is_public_and_immutable(client, stories):
    photo = make_photo()
    stories.add(photo)
    answer = client.get(address_of(photo))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "public, max-age=31536000, s-maxage=300, immutable"
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert not answer.has_header("Vary")
    assert not answer.cookies
    content = answer.getvalue()
    assert content[:3] == b"\xff\xd8\xff"
    assert int(answer["Content-Length"]) == len(content)


def test_the_public_answer_costs_one_query_and_no_session(client, stories, django_assert_num_queries):
    photo = make_photo()
    stories.add(photo)
    client.force_login(make_user("karwan", "view_photo", app="photos"))
    address = address_of(photo)
    with django_assert_num_queries(1):
        assert client.get(address).status_code == 200


def test_a_reader_who_has_the_photo_is_told_so(client, stories):
    photo = make_photo()
    stories.add(photo)
    etag = client.get(address_of(photo))["ETag"]
    assert not etag.startswith("W/")
    answer = client.get(address_of(photo), headers={"If-None-Match": etag})
    assert answer.status_code == 304
    assert answer["ETag"] == etag
    assert answer["Cache-Control"].startswith("public")
    assert not answer.has_header("Vary")


def test_head_answers_like_get(client, stories):
    photo = make_photo()
    stories.add(photo)
    get, head = client.get(address_of(photo)), client.head(address_of(photo))
    assert (head.status_code, head["Content-Length"], head["ETag"]) == (200, get["Content-Length"], get["ETag"])
    assert b"".join(head) == b""


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_is_written_to_a_photo_address(client, stories, method):
    assert getattr(client, method)("/photos/whatever.jpg").status_code == 405


@pytest.mark.parametrize("name", ["x.jpg", "0" * 32 + "-320.jpg", "%00", "a" * 4000])
def test_an_unknown_name_is_404_and_kept_by_no_cache(client, stories, name):
    answer = client.get(f"/photos/{name}")
    assert answer.status_code == 404
    assert answer["Cache-Control"] == "no-store"


def test_a_drafts_photo_is_404_to_readers(client, stories):
    photo = make_photo()
    stories.add(photo, is_public=False)
    answer = client.get(address_of(photo))
    assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store")


def test_a_drafts_photo_is_private_to_staff(staff, stories):
    photo = make_photo()
    stories.add(photo, is_public=False)
    answer = staff.get(address_of(photo))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


def test_staff_without_the_right_are_readers(client, stories):
    photo = make_photo()
    client.force_login(make_user("sami"))
    assert client.get(address_of(photo)).status_code == 404


def test_a_withdrawn_photo_is_410_at_once(client, stories):
    photo = make_photo()
    stories.add(photo)
    address = address_of(photo)
    assert client.get(address).status_code == 200
    library.withdraw(photo, by=None, reason="The family asked us.")
    answer = client.get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (410, "no-store")
    assert "family" not in answer.content.decode()
    library.reinstate(photo, by=None)
    assert client.get(address).status_code == 200


def test_a_withdrawn_photo_is_seen_only_by_those_who_may_withdraw(client, stories):
    photo = make_photo()
    address = address_of(photo)
    library.withdraw(photo, by=None, reason="The family asked us.")
    client.force_login(make_user("rojin", "view_photo", app="photos"))
    assert client.get(address).status_code == 410
    client.force_login(make_user("karwan", "view_photo", "withdraw_photo", app="photos"))
    assert client.get(address)["Cache-Control"] == "private, no-store"


def test_rights_begin_and_end_to_the_second_without_any_worker(client, stories, time_machine):
    now = timezone.now().replace(microsecond=0)
    photo = make_photo(rights_from=now + timedelta(hours=1), rights_until=now + timedelta(hours=2))
    stories.add(photo)
    moments = {3599: 410, 3601: 200, 7199: 200, 7201: 410}
    answers = {}
    for seconds in moments:
        time_machine.move_to(now + timedelta(seconds=seconds), tick=False)
        answers[seconds] = client.get(address_of(photo)).status_code
    assert answers == moments


def test_a_former_copy_is_served_until_it_is_put_away(client, stories):
    photo = make_photo()
    stories.add(photo)
    address = address_of(photo)
    Rendition.objects.update(superseded_at=timezone.now())
    assert client.get(address).status_code == 200
    Rendition.objects.update(gone_at=timezone.now())
    assert client.get(address).status_code == 410


def test_a_lost_file_is_503_in_words(client, stories):
    photo = make_photo()
    stories.add(photo)
    copy = photo.copies()[0]
    renditions().delete(copy.path)
    answer = client.get(copy.url)
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    assert "Try again" in answer.content.decode()


def test_no_address_gives_the_original(client, stories):
    photo = make_photo()
    stories.add(photo)
    for name in ("..%2Fdb.sqlite3", photo.original.name, photo.sha256, photo.original_name):
        assert client.get(f"/photos/{name}").status_code == 404
