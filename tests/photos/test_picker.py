"""The picker's addresses, files taken in one by one, the sheet's row for all, and many photos at once."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from photos import library
from photos.models import Photo, PhotoAgency
from tests.cast import make_user
from tests.photos.files import file_bytes, make_photo, picture

pytestmark = pytest.mark.django_db

PICKER, UPLOAD = reverse("admin:photos_photo_picker"), reverse("admin:photos_photo_upload")
REPORTER = ["view_photo", "add_photo", "change_photo"]
EDITOR = [*REPORTER, "change_live_photo", "withdraw_photo"]


@pytest.fixture
def reporter(client):
    client.user = make_user("rojin", *REPORTER, app="photos")
    client.force_login(client.user)
    return client


@pytest.fixture
def photo_editor(client):
    client.user = make_user("karwan", *EDITOR, app="photos")
    client.force_login(client.user)
    return client


def offered(client, **query):
    page = client.get(PICKER, query).content.decode()
    return [json.loads(text.replace("&quot;", '"'))["caption"] for text in re.findall(r'data-photo="([^"]*)"', page)]


def upload(content=None, name="bridge.jpg"):
    return {"file": SimpleUploadedFile(name, file_bytes() if content is None else content)}


# The dialog ---------------------------------------------------------------------------------------------------


def test_todays_own_photos_come_first_and_none_twice(reporter, time_machine):
    make_photo(by=reporter.user, caption="Mine")
    make_photo(caption="Newer, another’s")
    assert offered(reporter) == ["Mine", "Newer, another’s"]


def test_the_dialog_is_whole_and_a_page_of_it_is_photos_alone(reporter):
    make_photo()
    assert "<dialog" in reporter.get(PICKER).content.decode()
    assert "<dialog" not in reporter.get(PICKER, {"page": 0}).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "bees"}, ["Bees"]),
        ({"missing": "credit"}, ["Bees"]),
        ({"added": "me"}, []),
        ({"use": "live"}, ["Wasps"]),
        ({"use": "nonsense"}, ["Wasps", "Bees"]),
        ({"page": "9" * 30}, ["Wasps", "Bees"]),
        ({"page": "-1"}, ["Wasps", "Bees"]),
        ({"page": "7"}, []),
    ],
)
def test_words_and_filters_find(reporter, stories, query, found):
    make_photo(caption="Bees")
    stories.add(make_photo(caption="Wasps", credit="AFP"))
    library.withdraw(make_photo(caption="Gone"), by=None, reason="A family asked.")
    assert offered(reporter, **query) == found


def test_more_photos_come_page_by_page(reporter, monkeypatch):
    monkeypatch.setattr("photos.picker.SHOWN", 2)
    for number in range(5):
        make_photo(caption=str(number))
    assert offered(reporter) == ["4", "3"]
    assert 'data-more="1"' in reporter.get(PICKER).content.decode()
    assert offered(reporter, page=1) == ["2", "1"]
    assert offered(reporter, page=2) == ["0"]
    assert "data-more" not in reporter.get(PICKER, {"page": 2}).content.decode()


def test_an_empty_library_and_an_empty_search_say_so(reporter):
    assert "There are no photos yet." in reporter.get(PICKER).content.decode()
    page = reporter.get(PICKER, {"q": "<b>bees</b>", "page": 0}).content.decode()
    assert "No photo has the words “&lt;b&gt;bees&lt;/b&gt;”." in page
    assert "Clear filters" in page


def test_the_picker_asks_the_database_as_often_for_many_as_for_one(reporter, stories, django_assert_max_num_queries):
    stories.add(make_photo())
    with django_assert_max_num_queries(10) as one:
        reporter.get(PICKER)
    for _ in range(6):
        stories.add(make_photo())
    with django_assert_max_num_queries(10) as many:
        reporter.get(PICKER)
    assert len(one) == len(many)


def test_the_picker_needs_the_right_and_changes_nothing(client):
    client.force_login(make_user("sami"))
    assert client.get(PICKER).status_code == 403
    assert client.post(PICKER).status_code == 405


def test_who_may_not_add_gets_no_drop_zone(client):
    client.force_login(make_user("lana", "view_photo", app="photos"))
    assert "photo-drop" not in client.get(PICKER).content.decode()


# One file a request -------------------------------------------------------------------------------------------


def test_a_file_is_taken_in_and_told(reporter):
    answer = reporter.post(UPLOAD, upload())
    photo = Photo.objects.get()
    told = answer.json()["photo"]
    assert answer.status_code == 201
    assert told["id"] == str(photo.pk)
    assert 'role="option"' in told["tile"]
    assert photo.added_by == reporter.user


@pytest.mark.parametrize(("content", "sentence"), [(b"", "is empty"), (b"notes", "is not a photo")])
def test_a_bad_file_is_answered_in_words(reporter, content, sentence):
    answer = reporter.post(UPLOAD, upload(content))
    assert sentence in answer.json()["error"]
    assert not Photo.objects.exists()


def test_no_file_at_all_is_answered_in_words(reporter):
    assert reporter.post(UPLOAD).json()["error"] == "Choose one or more photos."


def test_the_same_file_again_offers_the_photo_we_have(reporter):
    first = reporter.post(UPLOAD, upload()).json()["photo"]
    again = reporter.post(UPLOAD, upload(name="again.jpg")).json()
    assert "You already have this photo" in again["error"]
    assert again["photo"]["id"] == first["id"]
    assert Photo.objects.count() == 1


def test_too_large_a_file_is_dropped_while_it_arrives(reporter, monkeypatch):
    monkeypatch.setattr("photos.uploads.MAX_BYTES", 1000)
    assert "is larger than" in reporter.post(UPLOAD, upload()).json()["error"]


def test_a_full_disk_is_503_for_the_file(reporter, monkeypatch):
    def full(*args, **kwargs):
        raise OSError("No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)
    answer = reporter.post(UPLOAD, upload())
    assert answer.status_code == 503
    assert "Nothing was saved; try again." in answer.json()["error"]
    assert not Photo.objects.exists()


def test_taking_a_file_in_needs_the_token_the_right_and_a_post(reporter):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reporter.user)
    assert strict.post(UPLOAD, upload()).status_code == 403
    assert reporter.get(UPLOAD).status_code == 405
    reporter.user.user_permissions.clear()
    assert reporter.post(UPLOAD, upload()).status_code == 403
    assert not Photo.objects.exists()


# The sheet ----------------------------------------------------------------------------------------------------


def sheet(client, photos, **same):
    """Post the sheet of these photos, with words that are the same for all."""
    address = f"{reverse('admin:photos_photo_sheet')}?photos={','.join(str(photo.pk) for photo in photos)}"
    page = client.get(address)
    rows = [form for row in page.context["rows"] for form in [row]]
    data = {f"{row.prefix}-{name}": row[name].value() or "" for row in rows for name in row.fields}
    return client.post(address, data | {f"same-{name}": value for name, value in same.items()})


def test_forty_files_with_one_broken_are_39_photos_one_error_and_one_sheet_that_fills_39_credits(photo_editor):
    answers = [
        photo_editor.post(UPLOAD, upload(file_bytes(picture((320, 213), seed=seed)), f"{seed}.jpg")).json()
        for seed in range(39)
    ]
    answers.append(photo_editor.post(UPLOAD, upload(file_bytes()[:-400], "broken.jpg")).json())
    assert [answer["error"] for answer in answers if "error" in answer] == [
        "\u2068broken.jpg\u2069 is damaged or incomplete. Ask for it again."
    ]
    answer = sheet(photo_editor, Photo.objects.order_by("pk"), credit="Karam Youssef/AFP")
    assert answer.status_code == 302
    assert Photo.objects.filter(credit="Karam Youssef/AFP").count() == 39
    for seed in range(39):
        photo_editor.post(UPLOAD, upload(file_bytes(picture((320, 213), seed=seed)), f"again-{seed}.jpg"))
    assert Photo.objects.count() == 39


def test_what_is_the_same_fills_what_is_empty_and_changes_nothing_else(photo_editor):
    has, lacks = make_photo(credit="Reuters", usage_terms="Once."), make_photo()
    sheet(photo_editor, [has, lacks], credit="AFP", usage_terms="Not in print.", rights_until="2030-01-01T00:00")
    has.refresh_from_db()
    lacks.refresh_from_db()
    assert (has.credit, has.usage_terms) == ("Reuters", "Once.")
    assert (lacks.credit, lacks.usage_terms, lacks.agency.name) == ("AFP", "Not in print.", "AFP")
    assert has.rights_until == lacks.rights_until
    assert has.rights_until.year == 2030


def test_an_agency_brings_its_usual_words(photo_editor):
    agency = PhotoAgency.objects.get(name="AFP")
    agency.copyright_notice, agency.usage_terms = "© AFP", "Not in Turkey."
    agency.save()
    photo = make_photo()
    sheet(photo_editor, [photo], agency=agency.pk)
    photo.refresh_from_db()
    assert (photo.credit, photo.copyright_notice, photo.usage_terms) == ("AFP", "© AFP", "Not in Turkey.")


def test_a_wrong_word_for_all_saves_nothing_and_comes_back(photo_editor):
    photo = make_photo()
    answer = sheet(photo_editor, [photo], credit="A" * 201)
    assert answer.status_code == 422
    assert answer.context["same"].errors
    photo.refresh_from_db()
    assert photo.credit == ""


# Many at once -------------------------------------------------------------------------------------------------


def many(name, photos, field=""):
    query = "&".join([*(f"photo={photo.pk}" for photo in photos), *([f"field={field}"] if field else [])])
    return f"{reverse(f'admin:photos_photo_{name}')}?{query}"


def test_one_field_is_filled_for_all_and_replaces_only_on_request(photo_editor):
    has, lacks = make_photo(credit="Reuters"), make_photo()
    address = many("fill", [has, lacks], "credit")
    assert "Fill it for 2 photos" in photo_editor.get(address).content.decode()
    photo_editor.post(address, {"credit": "AFP"})
    assert set(Photo.objects.values_list("credit", flat=True)) == {"Reuters", "AFP"}
    photo_editor.post(address, {"credit": "AFP", "replace": "on"})
    assert set(Photo.objects.values_list("credit", flat=True)) == {"AFP"}


def test_what_one_may_not_change_is_refused_by_name_and_the_others_are_changed(reporter, stories):
    own, others = make_photo(by=reporter.user, caption="Own"), make_photo(caption="Another’s")
    page = reporter.post(many("fill", [own, others], "credit"), {"credit": "AFP"}, follow=True).content.decode()
    assert "1 photo was changed." in page
    assert "“Another’s”: You may change only photos that you added" in page


@pytest.mark.parametrize("field", ["withdrawn_reason", "sha256", "pk", "x" * 500])
def test_only_words_are_filled(photo_editor, field):
    assert photo_editor.get(many("fill", [make_photo()], field)).status_code == 404


def test_many_are_withdrawn_with_one_reason(photo_editor, stories):
    photos = [make_photo(), make_photo()]
    stories.add(photos[0])
    address = many("withdraw_many", photos)
    assert "Readers see 1 of these photos now." in photo_editor.get(address).content.decode()
    assert photo_editor.post(address, {"reason": ""}).status_code == 422
    photo_editor.post(address, {"reason": "The agency asked."})
    assert Photo.objects.filter(withdrawn_reason="The agency asked.").count() == 2


@pytest.mark.parametrize("name", ["fill", "withdraw_many"])
def test_nothing_selected_is_404_and_a_missing_right_403(client, name):
    client.force_login(make_user("karwan", *EDITOR, app="photos"))
    address = reverse(f"admin:photos_photo_{name}")
    assert client.get(address).status_code == 404
    assert client.get(f"{address}?photo=99999&photo=x&photo={'9' * 40}").status_code == 404
    client.force_login(make_user("sami"))
    assert client.get(many(name, [make_photo()])).status_code == 403


# The credit in brackets ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tail", "credit", "answer"),
    [
        ("AFP", "", {"credit": "AFP"}),
        ("أ ف ب", "", {"credit": "AFP"}),
        ("right", "", {"credit": ""}),
        ("AFP", "Karam Youssef/AFP", {"credit": "AFP"}),
        ("", "x" * 500, {"credit": ""}),
    ],
)
def test_brackets_that_hold_a_credit_are_offered(reporter, tail, credit, answer):
    assert reporter.get(reverse("admin:photos_photo_credit"), {"tail": tail, "credit": credit}).json() == answer


def test_a_credit_that_disagrees_is_said(reporter):
    answer = reporter.get(reverse("admin:photos_photo_credit"), {"tail": "AFP", "credit": "Reuters"}).json()
    assert answer["agrees"] is False
    assert "another credit (AFP)" in answer["sentence"]
