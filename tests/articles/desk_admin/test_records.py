"""Sections, tags, the site's words, and the records nobody may change by hand."""

import pytest
from django.contrib.admin import site
from taggit.models import Tag

from articles.models import Section, SiteText
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(cast.make_user("root", is_superuser=True))
    return client


def test_a_section_is_named_by_language_without_braces(admin):
    admin.post(
        "/admin/articles/section/add/",
        {"names_en": "Politics", "names_ar": "سياسة", "slug": "politics", "colour": "red", "order": "1"},
    )

    assert Section.objects.get().names == {"en": "Politics", "ar": "سياسة"}


def test_a_section_needs_a_name_in_one_language(admin):
    response = admin.post("/admin/articles/section/add/", {"slug": "politics", "colour": "red", "order": "1"})

    assert response.status_code == 200
    assert "This field is required" in response.content.decode()


def test_the_address_of_a_section_stays(admin):
    section = cast.make_section("politics")

    admin.post(
        f"/admin/articles/section/{section.pk}/change/",
        {"names_en": "Politics", "slug": "elsewhere", "colour": "red", "order": "1"},
    )

    section.refresh_from_db()
    assert (section.slug, section.colour) == ("politics", "red")


def test_the_colour_of_a_section_is_changed_without_naming_it_again(admin):
    section = cast.make_section("politics", names={"en": "Politics", "ar": "سياسة"})

    admin.post(f"/admin/articles/section/{section.pk}/change/", {"colour": "red", "order": "1"})

    section.refresh_from_db()
    assert (section.colour, section.names) == ("red", {"en": "Politics", "ar": "سياسة"})


def test_where_to_follow_us_is_a_name_and_an_address_a_line(admin):
    fields = {"language": "en", "name": "Seven Bridges", "profiles": "Our Mastodon https://example.org/@seven\n"}

    admin.post("/admin/articles/sitetext/add/", fields)

    assert SiteText.objects.get().profiles == [{"name": "Our Mastodon", "url": "https://example.org/@seven"}]


def test_a_character_that_no_database_takes_is_dropped_from_where_to_follow_us(admin):
    fields = {"language": "en", "name": "Seven Bridges", "profiles": "Our Masto\0don https://example.org/@seven\n"}

    admin.post("/admin/articles/sitetext/add/", fields)

    assert SiteText.objects.get().profiles == [{"name": "Our Mastodon", "url": "https://example.org/@seven"}]


@pytest.mark.parametrize("line", ["Mastodon", "https://example.org", "X javascript:alert(1)"])
def test_a_line_without_name_or_address_is_refused_and_given_back(admin, line):
    response = admin.post("/admin/articles/sitetext/add/", {"language": "en", "name": "S", "profiles": line})

    assert response.status_code == 200
    assert f"{line}</textarea>" in response.content.decode()


def test_tags_cannot_be_merged_by_losing_their_stories(admin):
    article = cast.make_article(tags=["bridges", "Bridge"])
    chosen = list(Tag.objects.values_list("pk", flat=True))

    admin.post("/admin/taggit/tag/", {"action": "merge_tags", "_selected_action": chosen})
    admin.post("/admin/taggit/tag/", {"action": "delete_selected", "_selected_action": chosen, "post": "yes"})

    assert article.tags.count() == 2


def test_a_tag_in_use_keeps_its_name_and_address(admin):
    cast.make_article(tags=["bridges"])
    tag = Tag.objects.get()

    admin.post(f"/admin/taggit/tag/{tag.pk}/change/", {"name": "other", "slug": "other"})

    assert Tag.objects.get().name == "bridges"


def test_the_tag_list_counts_at_a_fixed_cost(admin, django_assert_num_queries):
    cast.live(tags=["bridges"])
    with django_assert_num_queries(6):
        admin.get("/admin/taggit/tag/")
    cast.live(tags=[f"tag {number}" for number in range(20)])
    with django_assert_num_queries(6):
        assert admin.get("/admin/taggit/tag/").status_code == 200


@pytest.mark.parametrize("model", ["revision", "publication", "desklog", "approval", "schedule"])
def test_what_the_verbs_wrote_can_be_read_and_changed_by_nobody(admin, model):
    article = cast.live()
    row = {
        "revision": article.revisions.first(),
        "publication": article.edition.publications.first(),
        "desklog": article.log.first(),
        "approval": article.approvals.first(),
    }.get(model)

    assert admin.get(f"/admin/articles/{model}/").status_code == 200
    assert admin.get(f"/admin/articles/{model}/add/").status_code == 403
    if row:
        assert admin.get(f"/admin/articles/{model}/{row.pk}/change/").status_code == 200
        assert admin.post(f"/admin/articles/{model}/{row.pk}/change/", {}).status_code == 403
        assert admin.post(f"/admin/articles/{model}/{row.pk}/delete/", {"post": "yes"}).status_code == 403


def test_every_list_of_the_desk_opens_and_has_no_editable_column(admin):
    apps = {"articles", "authors", "taggit", "photos"}
    lists = [model for model in site._registry if model._meta.app_label in apps]
    assert len(lists) >= 10
    for model in lists:
        assert not site._registry[model].list_editable
        assert admin.get(f"/admin/{model._meta.app_label}/{model._meta.model_name}/").status_code == 200


def test_a_new_tag_needs_no_address_typed(client):
    client.force_login(cast.make_user("tagger", "add_tag", "view_tag", app="taggit"))
    assert 'name="slug"' not in client.get("/admin/taggit/tag/add/").content.decode()

    client.post("/admin/taggit/tag/add/", {"name": "New bridges"})

    assert Tag.objects.get().slug == "new-bridges"
