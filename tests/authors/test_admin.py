"""The people's admin: names by language without braces, an address of their own, agencies told apart."""

import pytest
from django.urls import reverse
from django.utils import timezone

from authors.admin import ProfilesField
from authors.forms import ByLanguageField
from authors.models import Author
from tests import cast

pytestmark = pytest.mark.django_db

ADD = "/admin/authors/author/add/"


@pytest.fixture
def hevi(client):
    person = cast.chief()
    person.user_permissions.add(
        *cast.Permission.objects.filter(codename__in=["view_author", "add_author", "change_author", "view_photo"])
    )
    client.force_login(person)
    return client


def typed(**fields):
    return {"kind": "person", "name": "Leyla Aziz", "names_ar": "ليلى عزيز", "profiles": ""} | fields


def test_names_are_typed_by_language(hevi):
    assert hevi.post(ADD, typed()).status_code == 302

    author = Author.objects.get()
    assert author.names == {"ar": "ليلى عزيز"}
    assert author.name_in("ar") == "ليلى عزيز"


def test_the_address_comes_from_the_name_and_is_free(hevi):
    hevi.post(ADD, typed())
    hevi.post(ADD, typed())
    hevi.post(ADD, typed(name="ليلى"))

    assert list(Author.objects.order_by("pk").values_list("slug", flat=True)) == ["leyla-aziz", "leyla-aziz-2", "ليلى"]


def test_profiles_are_a_line_each(hevi):
    hevi.post(ADD, typed(profiles="example.org/leyla\n\nhttps://example.com/l"))

    assert Author.objects.get().profiles == ["https://example.org/leyla", "https://example.com/l"]


def test_a_profile_that_is_no_address_is_refused_and_given_back(hevi):
    response = hevi.post(ADD, typed(profiles="javascript:alert(1)"))

    assert response.status_code == 200
    assert "javascript:alert(1)</textarea>" in response.content.decode()
    assert not Author.objects.exists()


def test_words_in_a_language_that_is_not_on_the_form_are_kept():
    assert ByLanguageField().keep({"en": "Politics"}, {"tr": "Siyaset", "en": "Old"}) == {
        "tr": "Siyaset",
        "en": "Politics",
    }


def test_profiles_unchanged_are_no_change():
    assert not ProfilesField(required=False).has_changed(["https://example.org"], "https://example.org")


def test_an_agency_is_told_from_a_person_where_names_are_found_by_typing(hevi):
    cast.make_agency("Firat Agency")
    cast.make_author("Firat Ali")
    query = {"app_label": "articles", "model_name": "byline", "field_name": "author", "term": "firat"}

    results = hevi.get(reverse("admin:autocomplete"), query).json()["results"]

    assert {result["text"] for result in results} == {"Firat Agency (agency)", "Firat Ali"}


def test_a_retired_author_is_not_offered_for_a_story(hevi):
    cast.make_author("Firat Ali", retired_at=timezone.now())
    query = {"app_label": "articles", "model_name": "byline", "field_name": "author", "term": "firat"}

    assert hevi.get(reverse("admin:autocomplete"), query).json()["results"] == []


def test_a_chief_editor_links_a_byline_to_an_account_of_the_staff(hevi):
    rojin = cast.reporter()
    reader = cast.User.objects.create_user("reader")

    form = hevi.get(ADD).content.decode()
    assert f'<option value="{rojin.pk}">Rojîn Aziz</option>' in form
    assert f'<option value="{reader.pk}"' not in form

    hevi.post(ADD, typed(user=rojin.pk))
    assert Author.objects.get().user == rojin


def test_who_left_stays_linked_to_their_byline_when_it_is_saved(hevi):
    rojin = cast.reporter()
    author = cast.make_author(user=rojin)
    cast.User.objects.filter(pk=rojin.pk).update(is_active=False, is_staff=False)
    address = f"/admin/authors/author/{author.pk}/change/"

    assert f'<option value="{rojin.pk}" selected>' in hevi.get(address).content.decode()
    assert hevi.post(address, typed(user=rojin.pk)).status_code == 302

    assert Author.objects.get().user == rojin


def test_a_portrait_is_a_number_that_the_picker_takes_the_place_of(client):
    photo = cast.make_photo()
    author = cast.make_author()
    client.force_login(cast.make_user("hana", "view_author", "change_author", app="authors"))
    address = reverse("admin:authors_author_change", args=[author.pk])
    page = client.get(address)
    assert "data-photo-picker" in page.content.decode()
    assert "photos/picker.js" in page.content.decode()
    form = page.context["adminform"].form
    data = {"kind": author.kind, "name": author.name, "slug": author.slug, "portrait": photo.pk, "profiles": ""}
    client.post(address, data)
    author.refresh_from_db()
    assert author.portrait == photo
    assert "number" in str(form["portrait"])
    refused = client.post(address, data | {"portrait": "9" * 30})
    assert refused.status_code == 200
