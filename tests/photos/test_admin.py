"""The library on the desk: finding photos, taking files in, their words, withdrawing."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from photos import credits, library
from photos.models import Photo, PhotoAgency, PhotoEvent
from tests.cast import make_user
from tests.photos.files import file_bytes, make_photo, picture

pytestmark = pytest.mark.django_db

LIST, ADD = "admin:photos_photo_changelist", "admin:photos_photo_add"
EDITOR = ["view_photo", "add_photo", "change_photo", "change_live_photo", "withdraw_photo", "delete_photo"]
REPORTER = ["view_photo", "add_photo", "change_photo"]


@pytest.fixture
def photo_editor(client):
    client.user = make_user("karwan", *EDITOR, app="photos")
    client.force_login(client.user)
    return client


@pytest.fixture
def reporter(client):
    client.user = make_user("rojin", *REPORTER, app="photos")
    client.force_login(client.user)
    return client


def upload(name="bridge.jpg", content=None):
    return SimpleUploadedFile(name, file_bytes() if content is None else content, "image/jpeg")


def words_of(client, photo, **changes):
    """Return what the change form would post, with changes."""
    form = client.get(reverse("admin:photos_photo_change", args=[photo.pk])).context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    for name in ("rights_from", "rights_until"):
        data[f"{name}_0"] = data[f"{name}_1"] = ""
        data.pop(name)
    return {name: "" if value is None else value for name, value in (data | changes).items()}


def change(client, photo, **changes):
    return client.post(reverse("admin:photos_photo_change", args=[photo.pk]), words_of(client, photo, **changes))


def test_the_grid_shows_each_photo_with_its_words_and_badges(photo_editor, stories):
    stories.add(make_photo(caption="Bees in spring.", credit="AFP"))
    page = photo_editor.get(reverse(LIST)).content.decode()
    assert "Bees in spring." in page
    assert "In 1 live story" in page
    assert "No alt text" in page
    assert "-320.jpg" in page


def test_the_grid_asks_the_database_as_often_for_many_photos_as_for_one(
    photo_editor, stories, django_assert_max_num_queries
):
    stories.add(make_photo())
    with django_assert_max_num_queries(10) as one:
        photo_editor.get(reverse(LIST))
    for _ in range(5):
        stories.add(make_photo())
    with django_assert_max_num_queries(10) as many:
        photo_editor.get(reverse(LIST))
    assert len(one) == len(many)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bees spring", True),
        ("BEES", True),
        ("afp", True),
        ("hive", True),
        ("bees winter", False),
        ("100%_", False),
        ("' OR 1=1 --", False),
    ],
)
def test_a_search_finds_photos_in_which_every_word_occurs(photo_editor, words, found):
    make_photo(caption="Bees in spring.", alt="A hive", credit="AFP")
    page = photo_editor.get(reverse(LIST), {"q": words})
    assert bool(page.context["cl"].result_list) is found
    if not found:
        assert "Clear filters" in page.content.decode()


def test_arabic_letters_that_are_typed_for_one_another_find_the_same(photo_editor):
    make_photo(caption="مدرسة في القرية", language="ar")
    assert photo_editor.get(reverse(LIST), {"q": "مدرسه القريه"}).context["cl"].result_list


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("use=live", {"live"}),
        ("use=draft", {"draft"}),
        ("use=never", {"spare"}),
        ("missing=credit", {"draft", "spare"}),
        ("state=withdrawn", {"gone"}),
        ("", {"live", "draft", "spare"}),
        ("added=me", set()),
        ("added=today", {"live", "draft", "spare"}),
        ("rights=ended", set()),
        ("state=preparing", set()),
        ("use=nonsense", {"live", "draft", "spare"}),
    ],
)
def test_a_filter_leaves_the_photos_it_names(photo_editor, stories, query, titles):
    stories.add(make_photo(title="live", credit="AFP"))
    stories.add(make_photo(title="draft"), is_public=False)
    make_photo(title="spare")
    library.withdraw(make_photo(title="gone"), by=None, reason="A family asked.")
    assert {photo.title for photo in photo_editor.get(f"{reverse(LIST)}?{query}").context["cl"].result_list} == titles


def test_the_agency_filter_knows_the_agencies_in_the_library(photo_editor):
    photo = make_photo(credit="Karam Youssef/AFP")
    make_photo(credit="Reuters")
    page = photo_editor.get(reverse(LIST), {"agency__id__exact": photo.agency_id})
    assert [found.credit for found in page.context["cl"].result_list] == ["Karam Youssef/AFP"]


def test_an_empty_library_says_so(photo_editor):
    assert "There are no photos yet." in photo_editor.get(reverse(LIST)).content.decode()


def test_one_file_becomes_a_photo_with_the_typed_words(reporter):
    answer = reporter.post(reverse(ADD), {"files": upload(), "credit": "AFP", "caption": "Bees.", "language": "en"})
    photo = Photo.objects.get()
    assert answer.status_code == 302
    assert answer.url == reverse("admin:photos_photo_change", args=[photo.pk])
    assert (photo.credit, photo.caption, photo.added_by) == ("AFP", "Bees.", reporter.user)


def test_several_files_go_on_to_a_sheet(reporter):
    files = [upload(f"{seed}.jpg", file_bytes(picture(seed=seed))) for seed in (1, 2, 3)]
    answer = reporter.post(reverse(ADD), {"files": files, "credit": "AFP", "language": "en"})
    assert Photo.objects.filter(credit="AFP").count() == 3
    assert answer.url.startswith(reverse("admin:photos_photo_sheet"))
    assert len(reporter.get(answer.url).context["rows"]) == 3


def test_a_bad_file_among_good_ones_is_named_and_every_field_comes_back(reporter):
    files = [upload(), upload("notes.jpg", b"these are notes"), upload("nothing.jpg", b"")]
    answer = reporter.post(reverse(ADD), {"files": files, "caption": "Bees <b>in</b> spring.", "language": "ku"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "notes.jpg\u2069 is not a photo." in page
    assert "nothing.jpg\u2069 is empty." in page
    assert "Bees &lt;b&gt;in&lt;/b&gt; spring." in page
    assert answer.context["form"]["language"].value() == "ku"
    assert Photo.objects.count() == 1


def test_too_long_a_word_refuses_before_any_file_is_taken(reporter):
    answer = reporter.post(reverse(ADD), {"files": upload(), "credit": "A" * 201, "language": "en"})
    assert answer.status_code == 422
    assert "A" * 201 in answer.content.decode()
    assert not Photo.objects.exists()


def test_no_file_at_all_is_answered_in_words(reporter):
    assert "Choose one or more photos." in reporter.post(reverse(ADD), {"language": "en"}).content.decode()


def test_a_file_over_the_limit_is_dropped_while_it_arrives(reporter, monkeypatch):
    monkeypatch.setattr("photos.uploads.MAX_BYTES", 100_000)
    answer = reporter.post(reverse(ADD), {"files": [upload("big.jpg", b"\xff\xd8" + b"x" * 200_000)], "language": "en"})
    assert "big.jpg\u2069 is larger than 50 MB." in answer.content.decode()


def test_the_hundred_and_first_file_is_left_out_and_named(reporter, monkeypatch):
    monkeypatch.setattr("photos.uploads.MAX_FILES", 1)
    files = [upload("a.jpg"), upload("b.jpg", file_bytes(picture(seed=5)))]
    answer = reporter.post(reverse(ADD), {"files": files, "language": "en"})
    assert "b.jpg\u2069 was left out" in answer.content.decode()
    assert Photo.objects.count() == 1


def test_a_hundred_and_one_files_are_answered_one_by_one(reporter):
    files = [upload(f"{number}.jpg", b"no photo") for number in range(101)]
    answer = reporter.post(reverse(ADD), {"files": files, "language": "en"})
    assert answer.status_code == 422
    assert len(answer.context["form"].errors["files"]) == 101


def test_a_photo_taken_in_beside_a_story_goes_back_into_its_field(reporter):
    asked = reporter.get(reverse(ADD) + "?_to_field=id&_popup=1").content.decode()
    assert '<input type="hidden" name="_popup" value="1">' in asked
    assert " multiple" not in asked
    assert "For all of them" not in asked

    answer = reporter.post(reverse(ADD) + "?_popup=1", {"files": upload(), "language": "en", "_popup": "1"})

    assert answer.status_code == 200
    assert f"&quot;value&quot;: &quot;{Photo.objects.get().pk}&quot;" in answer.content.decode()
    assert not list(answer.wsgi_request._messages)


def test_taking_files_in_needs_the_token(reporter):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reporter.user)
    assert strict.post(reverse(ADD), {"files": upload(), "language": "en"}).status_code == 403
    assert not Photo.objects.exists()


def test_taking_files_in_needs_the_right(client):
    client.force_login(make_user("sami", "view_photo", app="photos"))
    assert client.get(reverse(ADD)).status_code == 403
    assert client.post(reverse(ADD), {"files": upload()}).status_code == 403


@pytest.mark.django_db(transaction=True)  # as it is served: no transaction around the request
def test_the_sheet_saves_rows_and_keeps_the_faulty_one(reporter):
    good, bad = make_photo(by=reporter.user), make_photo(by=reporter.user)
    data = {}
    for photo, credit in ((good, "AFP"), (bad, "A" * 300)):
        data |= {f"photo{photo.pk}-seen_version": photo.version, f"photo{photo.pk}-credit": credit}
    answer = reporter.post(f"{reverse('admin:photos_photo_sheet')}?photos={good.pk},{bad.pk}", data)
    assert answer.status_code == 422
    assert "A" * 300 in answer.content.decode()
    good.refresh_from_db()
    assert good.credit == "AFP"


def test_a_row_of_the_sheet_that_the_library_refuses_says_why_and_the_others_are_saved(reporter, monkeypatch):
    shown, own = make_photo(by=reporter.user), make_photo(by=reporter.user)
    may_change = library.may_change
    monkeypatch.setattr("photos.admin.PhotoAdmin.has_change_permission", lambda *_args: True)
    monkeypatch.setattr(library, "may_change", lambda photo, by: photo.pk != shown.pk and may_change(photo, by))
    data = {}
    for photo in (shown, own):
        data |= {f"photo{photo.pk}-seen_version": photo.version, f"photo{photo.pk}-caption": f"Typed {photo.pk}"}
    answer = reporter.post(f"{reverse('admin:photos_photo_sheet')}?photos={shown.pk},{own.pk}", data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "You may change only photos that you added" in page
    assert f"Typed {shown.pk}" in page
    own.refresh_from_db()
    assert own.caption == f"Typed {own.pk}"


@pytest.mark.parametrize("numbers", ["", "x", "9" * 40, "0,-1,x"])
def test_a_sheet_of_nothing_is_the_library(reporter, numbers):
    assert reporter.get(f"{reverse('admin:photos_photo_sheet')}?photos={numbers}").url == reverse(LIST)


def test_changed_words_are_saved_and_logged(photo_editor):
    photo = make_photo(credit="AFP")
    assert change(photo_editor, photo, credit="Reuters", caption="New words.").status_code == 302
    photo.refresh_from_db()
    assert (photo.credit, photo.caption, photo.agency.name) == ("Reuters", "New words.", "Reuters")
    event = photo.events.first()
    assert (event.kind, event.by) == ("words", photo_editor.user)
    assert event.changes["credit"] == ["AFP", "Reuters"]


def test_a_stale_form_overwrites_nothing_and_gives_the_words_back(photo_editor):
    photo = make_photo(caption="First.")
    opened = words_of(photo_editor, photo, caption="Mine, typed for a long time.")
    library.set_words(photo, by=make_user("hevi", *EDITOR, app="photos", first_name="Hêvî"), caption="Theirs.")
    answer = photo_editor.post(reverse("admin:photos_photo_change", args=[photo.pk]), opened)
    page = answer.content.decode()
    assert "Hêvî saved this photo at" in page
    assert "Mine, typed for a long time." in page
    photo.refresh_from_db()
    assert photo.caption == "Theirs."


@pytest.mark.parametrize(
    ("field", "value"),
    [("focal_x", "1.7"), ("focal_y", "NaN"), ("focal_x", "left"), ("taken_on", "2999-01-01"), ("rights_url", "java")],
)
def test_a_wrong_value_is_an_error_of_its_field(photo_editor, field, value):
    answer = change(photo_editor, make_photo(), **{field: value, "caption": "Typed."})
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors[field]
    assert "Typed." in answer.content.decode()


def test_rights_that_end_before_they_begin_are_refused(photo_editor):
    window = {"rights_from_0": "2026-02-02", "rights_from_1": "12:00", "rights_until_0": "2026-02-01"}
    answer = change(photo_editor, make_photo(), **window, rights_until_1="12:00")
    assert "The rights must end after they begin." in answer.content.decode()


def test_a_reporter_changes_an_own_photo_until_readers_see_it(reporter, stories):
    own, other = make_photo(by=reporter.user), make_photo()
    assert change(reporter, own, caption="Mine.").status_code == 302
    address = reverse("admin:photos_photo_change", args=[other.pk])
    assert reporter.post(address, {"caption": "Not mine."}).status_code == 403
    stories.add(own)
    assert reporter.post(reverse("admin:photos_photo_change", args=[own.pk]), {"caption": "x"}).status_code == 403


def test_the_page_of_a_photo_names_its_uses_and_history(photo_editor, stories):
    photo = make_photo(by=photo_editor.user)
    stories.add(photo, title="Bees come back")
    page = photo_editor.get(reverse("admin:photos_photo_change", args=[photo.pk])).content.decode()
    assert "Bees come back" in page
    assert "follows this photo’s words" in page
    assert "added" in page


def test_withdrawing_asks_for_a_reason(photo_editor):
    photo = make_photo()
    address = reverse("admin:photos_photo_withdraw", args=[photo.pk])
    assert photo_editor.get(address).status_code == 200
    assert "This field is required." in photo_editor.post(address, {"reason": "  "}).content.decode()
    assert photo_editor.post(address, {"reason": "The family asked."}).status_code == 302
    photo.refresh_from_db()
    assert (photo.withdrawn_reason, photo.withdrawn_by) == ("The family asked.", photo_editor.user)
    photo_editor.post(reverse("admin:photos_photo_reinstate", args=[photo.pk]))
    photo.refresh_from_db()
    assert not photo.is_withdrawn


def test_no_reader_is_said_to_see_a_photo_that_is_withdrawn(photo_editor, stories):
    photo = make_photo()
    stories.add(photo)
    address = reverse("admin:photos_photo_change", args=[photo.pk])
    assert "Readers see this photo in 1 live story" in photo_editor.get(address).content.decode()
    library.withdraw(photo, by=None, reason="A mistake.")
    page = photo_editor.get(address).content.decode()
    assert "Readers see" not in page
    assert '<li class="badge-plain">Would be in 1 live story</li>' in page


def test_a_withdrawn_photo_is_shown_to_those_alone_who_get_its_file(photo_editor, stories):
    photo = make_photo()
    library.withdraw(photo, by=None, reason="A mistake.")
    assert "-320.jpg" in photo_editor.get(reverse(LIST), {"state": "withdrawn"}).content.decode()
    photo_editor.force_login(make_user("rojin", *REPORTER, app="photos"))
    page = photo_editor.get(reverse(LIST), {"state": "withdrawn"}).content.decode()
    assert "-320.jpg" not in page
    assert '<span class="photo-none">Withdrawn</span>' in page


def test_a_file_we_have_leads_to_the_photo(reporter):
    photo = library.add(file_bytes(), by=None, name="a.jpg")
    page = reporter.post(reverse(ADD), {"files": upload("<b>.jpg"), "language": "en"}).content.decode()
    assert f'<a href="/admin/photos/photo/{photo.pk}/change/">You already have this photo' in page
    assert "<b>.jpg" not in page


def test_the_desk_home_leads_to_the_photos_for_those_who_may_see_them(reporter):
    link = f'href="{reverse(LIST)}">Photos</a>'
    assert link in reporter.get(reverse("admin:index")).content.decode()
    reporter.force_login(make_user("lana", "moderate_comment", app="comments"))
    assert link not in reporter.get(reverse("admin:index")).content.decode()


def test_withdrawing_needs_the_right(reporter):
    photo = make_photo(by=reporter.user)
    assert reporter.post(reverse("admin:photos_photo_withdraw", args=[photo.pk]), {"reason": "x"}).status_code == 403
    assert reporter.post(reverse("admin:photos_photo_reinstate", args=[photo.pk])).status_code == 403


def test_the_original_is_an_attachment_for_those_who_may_see_sources_and_the_opening_is_logged(client):
    photo = make_photo(name="source-name.jpg")
    address = reverse("admin:photos_photo_original", args=[photo.pk])
    client.force_login(make_user("karwan", *EDITOR, app="photos"))
    assert client.post(address).status_code == 403
    client.force_login(make_user("zozan", "view_photo", "see_source", app="photos"))
    assert client.get(address).status_code == 405
    answer = client.post(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert "source-name" not in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"
    assert len(answer.getvalue()) == photo.bytes
    assert photo.events.filter(kind=PhotoEvent.Kind.SOURCE_SEEN).count() == 1


def test_a_used_photo_is_not_deleted(photo_editor, stories):
    photo = make_photo()
    stories.add(photo, is_public=False)
    address = reverse("admin:photos_photo_delete", args=[photo.pk])
    assert photo_editor.post(address, {"post": "yes"}).status_code == 403
    stories.found.clear()
    assert photo_editor.post(address, {"post": "yes"}).status_code == 302
    assert not Photo.objects.exists()


def test_photos_are_found_by_typing_with_a_thumbnail(reporter):
    photo = make_photo(caption="Bees in spring.", alt="A hive", credit="AFP")
    library.withdraw(make_photo(caption="Bees in winter."), by=None, reason="A mistake.")
    found = json.loads(reporter.get(reverse("admin:photos_photo_find"), {"q": "bees"}).content)["results"]
    assert [(row["id"], row["text"], row["alt"]) for row in found] == [
        (str(photo.pk), "Bees in spring. (AFP)", "A hive")
    ]
    assert found[0]["thumbnail"].endswith("-320.jpg")


def test_a_photo_is_found_by_its_number(photo_editor):
    wanted, other = make_photo(caption="Bees in spring."), make_photo(caption="A bridge.")

    page = photo_editor.get(reverse(LIST), {"q": f"#{wanted.pk}"}).content.decode()

    assert wanted.caption in page
    assert other.caption not in page


def test_finding_asks_the_database_as_often_for_many_as_for_one(reporter, django_assert_max_num_queries):
    make_photo()
    with django_assert_max_num_queries(6) as one:
        reporter.get(reverse("admin:photos_photo_find"))
    make_photo()
    with django_assert_max_num_queries(6) as many:
        reporter.get(reverse("admin:photos_photo_find"))
    assert len(one) == len(many)


def test_finding_needs_the_right_to_see_photos(client):
    client.force_login(make_user("sami"))
    assert client.get(reverse("admin:photos_photo_find")).status_code == 403


AGENCY_ADD = "/admin/photos/photoagency/add/"


@pytest.fixture
def agencies(client):
    client.force_login(make_user("karwan", "view_photoagency", "add_photoagency", "change_photoagency", app="photos"))
    return client


def test_an_agency_s_spellings_are_a_line_each(agencies):
    agencies.post(AGENCY_ADD, {"name": "Firat", "spellings": " Firat News \n\nفرات\0\nفرات"})
    agency = PhotoAgency.objects.get(name="Firat")
    assert agency.spellings == ["Firat News", "فرات"]
    page = agencies.get(f"/admin/photos/photoagency/{agency.pk}/change/").content.decode()
    assert "Firat News\nفرات</textarea>" in page


@pytest.mark.parametrize("typed", ["5", "true", "[1, 2]", "[null]", '{"a": 1}'])
def test_whatever_is_typed_as_spellings_the_library_goes_on(agencies, typed):
    agencies.post(AGENCY_ADD, {"name": "Firat", "spellings": typed})
    assert PhotoAgency.objects.get(name="Firat").spellings == [typed]
    assert credits.agency_of("Firat").name == "Firat"
    assert agencies.get("/admin/photos/photoagency/").status_code == 200


def test_a_spelling_longer_than_a_name_is_refused_and_given_back(agencies):
    response = agencies.post(AGENCY_ADD, {"name": "Firat", "spellings": "x" * 121})
    assert "A spelling has at most 120 characters" in response.content.decode()
    assert f"{'x' * 121}</textarea>" in response.content.decode()
    assert not PhotoAgency.objects.filter(name="Firat").exists()
