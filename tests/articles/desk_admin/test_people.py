"""The pages that rename, retire and merge authors and rename sections."""

import pytest
from django.urls import reverse

from articles.models import Section
from authors.models import Author
from tests import cast
from tests.articles.desk_admin.post import said

pytestmark = pytest.mark.django_db
RIGHTS = ["view_author", "change_author", "view_section", "change_section"]


@pytest.fixture
def hevi(client):
    user = cast.chief()
    user.user_permissions.add(*cast.Permission.objects.filter(codename__in=RIGHTS))
    client.force_login(user)
    return client


@pytest.fixture
def dana(client):
    user = cast.editor()
    user.user_permissions.add(*cast.Permission.objects.filter(codename__in=["view_author", "view_section"]))
    client.force_login(user)
    return client


def page_of(row, name):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_name", args=[row.pk, name])


def change_page(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def test_the_name_of_an_author_that_exists_is_changed_by_its_verb_alone(hevi):
    author = cast.make_author("Leyla Aziz", names={"ar": "ليلى", "xx": "L"})
    page = hevi.get(change_page(author)).content.decode()
    assert 'name="name"' not in page
    assert "ar: ليلى" in page
    hevi.post(change_page(author), {"kind": "person", "name": "Other", "slug": "other", "profiles": ""})
    assert Author.objects.get().name == "Leyla Aziz"

    fields = {"name": "Leyla Ehmed", "names_ar": "ليلى أحمد", "slug": "leyla-ehmed"}
    response = hevi.post(page_of(author, "rename"), fields)

    assert "“Leyla Ehmed” now" in said(response)
    author = Author.objects.get()
    assert (author.names, author.slug) == ({"ar": "ليلى أحمد", "xx": "L"}, "leyla-ehmed")


def test_an_author_is_retired_and_brought_back(hevi):
    author = cast.make_author("Leyla Aziz")
    cast.live(authors=[author])
    assert "stands on 1 story, 1 of them published" in hevi.get(page_of(author, "retire")).content.decode()
    assert Author.objects.get().retired_at is None
    hevi.post(page_of(author, "retire"))
    assert Author.objects.get().retired_at is not None
    assert page_of(author, "retire") not in hevi.get(change_page(author)).content.decode()
    hevi.post(page_of(author, "return"))
    assert Author.objects.get().retired_at is None


def test_merging_authors_asks_with_numbers_first(hevi):
    old, new = cast.make_author("Leyla Aziz"), cast.make_author("Leyla Ehmed")
    cast.live(authors=[old])
    chosen = {"action": "merge_selected", "_selected_action": [old.pk, new.pk]}
    address = hevi.post(reverse("admin:authors_author_changelist"), chosen)["Location"]
    page = hevi.get(address).content.decode()
    assert "Leyla Aziz (person) – 1 story, 1 of them published" in page
    assert "Together: 1 story, 1 of them published." in page

    response = hevi.post(address, {"into": new.pk})

    assert said(response) == "Merged into “Leyla Ehmed”."
    assert Author.objects.get(pk=old.pk).merged_into == new


def test_a_refused_merge_says_why(hevi):
    old, new = cast.make_author("Leyla Aziz"), cast.make_agency()
    address = reverse("admin:authors_author_merge") + f"?row={old.pk}&row={new.pk}"
    assert "same kind" in hevi.post(address, {"into": new.pk}).content.decode()


def test_a_section_is_renamed_with_its_address(hevi):
    section = cast.make_section("society", names={"en": "Society"})
    response = hevi.post(page_of(section, "rename"), {"names_en": "People", "slug": "people"})
    assert "“People” now" in said(response)
    assert (Section.objects.get().names, Section.objects.get().slug) == ({"en": "People"}, "people")
    refused = hevi.post(page_of(section, "rename"), {"slug": "people"})
    assert "errorlist" in refused.content.decode()


def test_who_may_only_look_gets_403(dana):
    author, section = cast.make_author(), cast.make_section()
    pages = [page_of(author, "rename"), page_of(author, "retire"), page_of(section, "rename")]
    pages.append(reverse("admin:authors_author_merge") + f"?row={author.pk}&row={author.pk + 1}")
    assert [dana.get(page).status_code for page in pages] == [403] * 4
    assert [dana.post(page, {"name": "X"}).status_code for page in pages] == [403] * 4
    assert pages[0] not in dana.get(change_page(author)).content.decode()
