"""Protecting a source: only those who may see sources learn who is behind a photo, and each opening is logged."""

import json

import pytest
from django.urls import reverse

from photos import library, renditions
from photos.models import Photo, PhotoEvent, Rendition
from tests.cast import make_user
from tests.photos.files import make_photo

pytestmark = pytest.mark.django_db

EDITOR = ["view_photo", "add_photo", "change_photo", "change_live_photo", "withdraw_photo"]


def protected(**words):
    facts = {"creator": "Hiwa Rashid", "source": "a neighbour", "credit": "Hiwa Rashid/AFP", "caption": "A street."}
    photo = make_photo(name="hiwa-rashid-041.jpg", **(facts | words))
    library.protect_source(photo, by=None, credit="AFP")
    renditions.make(photo, later=False)
    return Photo.objects.get(pk=photo.pk)


@pytest.fixture
def desk(client):
    client.user = make_user("karwan", *EDITOR, app="photos")
    client.force_login(client.user)
    return client


@pytest.fixture
def keeper(client):
    client.user = make_user("keeper", *EDITOR, "see_source", app="photos")
    client.force_login(client.user)
    return client


def test_protecting_changes_the_credit_and_ends_the_old_addresses(stories):
    photo = make_photo(creator="Hiwa Rashid", credit="Hiwa Rashid/AFP")
    old = [copy.name for copy in photo.copies()]
    stories.add(photo)
    library.protect_source(photo, by=None, credit="AFP")
    assert (photo.protect_source, photo.credit) == (True, "AFP")
    assert Rendition.objects.filter(name__in=old, gone_at=None).count() == 0
    assert stories.told == [(photo.pk, "protected")]


@pytest.mark.parametrize("credit", ["Hiwa Rashid", "RASHID/AFP", "", "   ", "Foto: hiwa"])
def test_a_credit_that_names_the_creator_is_refused_and_nothing_is_changed(credit):
    photo = make_photo(creator="Hiwa Rashid", credit="Hiwa Rashid/AFP")
    with pytest.raises(library.Refusal, match="without the creator"):
        library.protect_source(photo, by=None, credit=credit)
    photo.refresh_from_db()
    assert not photo.protect_source
    assert photo.copies()


def test_the_name_of_an_agency_as_creator_hides_no_credit():
    photo = make_photo(creator="AFP", credit="AFP")
    library.protect_source(photo, by=None)
    assert photo.credit == "AFP"


def test_the_new_copies_carry_no_creator():
    photo = protected()
    for copy in photo.copies():
        content = renditions.renditions().open(copy.path).read()
        assert b"Rashid" not in content
        assert b"AFP" in content


def test_words_that_still_name_the_creator_are_listed(stories):
    photo = make_photo(creator="Hiwa Rashid", credit="AFP", caption="Seen by Hiwa Rashid.", alt="A street.")
    stories.add(photo, title="The street of Hiwa")
    named = library.protect_source(photo, by=None)
    assert named == [
        "A caption of “The street of Hiwa” still names the creator.",
        "The photo’s caption still names the creator.",
    ]


def test_no_page_of_the_desk_says_who_is_behind_a_protected_photo(desk, stories):
    photo = protected(caption="", title="")
    addresses = [
        reverse("admin:photos_photo_changelist"),
        reverse("admin:photos_photo_change", args=[photo.pk]),
        reverse("admin:photos_photo_picker"),
        reverse("admin:photos_photo_find") + f"?q=%23{photo.pk}",
        f"{reverse('admin:photos_photo_sheet')}?photos={photo.pk}",
        f"{reverse('admin:photos_photo_fill')}?photo={photo.pk}&field=credit",
        reverse("admin:photos_photo_withdraw", args=[photo.pk]),
        reverse("admin:photos_photo_delete", args=[photo.pk]),
    ]
    seen = 0
    for address in addresses:
        answer = desk.get(address)
        seen += answer.status_code == 200
        page = answer.content.decode().lower()
        assert "rashid" not in page, address
        assert "neighbour" not in page, address
    assert seen == len(addresses) - 1  # deleting is not theirs


@pytest.mark.parametrize("words", ["rashid", "hiwa-rashid-041"])
def test_nobody_finds_a_protected_photo_by_its_creator_or_file_name(desk, words):
    protected()
    assert not desk.get(reverse("admin:photos_photo_find"), {"q": words}).json()["results"]


def test_who_may_see_the_source_opens_it_and_the_opening_is_logged(keeper):
    photo = protected()
    before = keeper.get(reverse("admin:photos_photo_change", args=[photo.pk])).content.decode()
    page = keeper.post(reverse("admin:photos_photo_source", args=[photo.pk])).content.decode()
    assert "Hiwa" not in before
    assert "Hiwa Rashid" in page
    assert "hiwa-rashid-041.jpg" in page
    event = photo.events.first()
    assert (event.kind, event.by) == (PhotoEvent.Kind.SOURCE_SEEN, keeper.user)


def test_who_may_see_the_source_changes_it_there(keeper):
    photo = protected()
    data = {"creator": "Nobody", "source": "", "taken_on": "", "seen_version": photo.version}
    keeper.post(reverse("admin:photos_photo_source", args=[photo.pk]), data)
    photo.refresh_from_db()
    assert photo.creator == "Nobody"


@pytest.mark.parametrize("name", ["source", "unprotect", "original"])
def test_opening_needs_the_right(desk, name):
    photo = protected()
    assert desk.post(reverse(f"admin:photos_photo_{name}", args=[photo.pk])).status_code == 403
    assert not photo.events.filter(kind=PhotoEvent.Kind.SOURCE_SEEN).exists()


@pytest.mark.parametrize("words", [{"creator": "X"}, {"source": ""}, {"taken_on": None}])
def test_who_may_not_see_the_source_cannot_change_it(words):
    with pytest.raises(library.Refusal, match="protected"):
        library.set_words(protected(), by=make_user("karwan", *EDITOR, app="photos"), **words)


def test_a_later_credit_may_not_name_the_creator():
    with pytest.raises(library.Refusal, match="may not name"):
        library.set_words(protected(), by=None, credit="Rashid/AFP")


def test_lifting_needs_the_right_and_a_reason(keeper):
    photo = protected()
    with pytest.raises(library.Refusal, match="Only who may see sources"):
        library.unprotect_source(photo, by=make_user("karwan", *EDITOR, app="photos"), reason="He is safe.")
    with pytest.raises(library.Refusal, match="Say why"):
        library.unprotect_source(photo, by=keeper.user, reason=" ")
    library.unprotect_source(photo, by=keeper.user, reason="He is safe.")
    assert not photo.protect_source
    assert photo.events.first().why == "He is safe."
    assert "rashid" in photo.search_text


def test_the_same_file_again_is_refused_without_details():
    photo = protected()
    content = renditions.originals().open(photo.original.name).read()
    with pytest.raises(library.Refusal) as refusal:
        library.add(content, by=None, name="b.jpg")
    assert "cannot be taken in" in str(refusal.value)
    assert refusal.value.photo is None


def test_the_events_keep_the_name_for_those_who_may_see_it():
    photo = protected()
    kept = json.dumps([event.changes for event in photo.events.all()])
    assert "Rashid" in kept


def test_protecting_is_asked_for_on_a_page_of_its_own(desk):
    photo = make_photo(creator="Hiwa Rashid", credit="Hiwa Rashid/AFP")
    address = reverse("admin:photos_photo_protect", args=[photo.pk])
    assert desk.get(address).context["form"]["credit"].value() == ""
    assert "without the creator" in desk.post(address, {"credit": "Rashid"}).content.decode()
    assert desk.post(address, {"credit": "AFP"}).status_code == 302
    photo.refresh_from_db()
    assert photo.protect_source
