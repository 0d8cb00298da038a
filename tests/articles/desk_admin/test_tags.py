"""The pages that rename, merge and delete tags, and what a former name does in a form."""

import pytest
from django.urls import reverse
from taggit.models import Tag

from articles.models import Article, TagAlias
from tests import cast
from tests.articles.desk_admin.post import said, save

pytestmark = pytest.mark.django_db
RIGHTS = ["view_tag", "add_tag", "change_tag", "delete_tag"]


@pytest.fixture
def dana(client):
    user = cast.editor()
    user.user_permissions.add(*cast.Permission.objects.filter(codename__in=RIGHTS))
    client.force_login(user)
    return client


@pytest.fixture
def viewer(client):
    client.force_login(cast.make_user("viewer", *RIGHTS, app="taggit"))
    return client


def page_of(tag, name="rename"):
    return reverse("admin:taggit_tag_name", args=[tag.pk, name])


def merge_page(*tags):
    return reverse("admin:taggit_tag_merge") + "?" + "&".join(f"row={tag.pk}" for tag in tags)


def two():
    cast.live(tags=["Kobane"])
    cast.make_article(tags=["Kobane", "Kobani"])
    return Tag.objects.get(name="Kobane"), Tag.objects.get(name="Kobani")


def test_merging_asks_with_numbers_first(dana):
    old, new = two()
    chosen = {"action": "merge_selected", "_selected_action": [old.pk, new.pk]}
    response = dana.post(reverse("admin:taggit_tag_changelist"), chosen)
    page = dana.get(response["Location"]).content.decode()
    assert "Together: 2 stories, 1 of them published." in page
    assert "Kobane – 2 stories, 1 of them published" in page
    assert "Kobani – 1 story, 0 of them published" in page
    assert Tag.objects.count() == 2

    response = dana.post(merge_page(old, new), {"into": new.pk})

    assert said(response) == "Merged into “Kobani”."
    assert Tag.objects.get() == new


@pytest.mark.parametrize("into", ["", "0", "9" * 30, "abc"])
def test_one_that_was_not_chosen_stays_nowhere(dana, into):
    response = dana.post(merge_page(*two()), {"into": into})
    assert response.status_code == 200
    assert Tag.objects.count() == 2


@pytest.mark.parametrize("query", ["", "row=1", "row=abc&row=" + "9" * 30, "row=1&row=1"])
def test_fewer_than_two_are_not_merged(dana, query):
    response = dana.get(f"{reverse('admin:taggit_tag_merge')}?{query}", follow=True)
    assert "Choose at least two to merge." in response.content.decode()


def test_a_mere_viewer_gets_403_and_is_offered_nothing(viewer):
    old, new = two()
    chosen = {"action": "merge_selected", "_selected_action": [old.pk, new.pk]}
    answers = [
        viewer.post(reverse("admin:taggit_tag_changelist"), chosen),
        viewer.get(merge_page(old, new)),
        viewer.post(merge_page(old, new), {"into": new.pk}),
        viewer.get(page_of(old)),
        viewer.post(page_of(old), {"name": "Other"}),
        viewer.post(reverse("admin:taggit_tag_delete", args=[old.pk]), {"post": "yes"}),
    ]
    assert [answer.status_code for answer in answers] == [403] * 6
    assert Tag.objects.count() == 2
    page = viewer.get(reverse("admin:taggit_tag_change", args=[old.pk])).content.decode()
    assert page_of(old) not in page


def test_renaming_says_what_it_does(dana):
    old, _new = two()
    assert page_of(old) in dana.get(reverse("admin:taggit_tag_change", args=[old.pk])).content.decode()
    page = dana.get(page_of(old)).content.decode()
    assert "“Kobane” stands on 2 stories, 1 of them published." in page
    assert 'value="Kobane"' in page

    response = dana.post(page_of(old), {"name": "Kobanê"})

    assert "“Kobanê” now" in said(response)
    assert Tag.objects.get(pk=old.pk).name == "Kobanê"


@pytest.mark.parametrize("name", ["", "–", "Kobani", "y" * 200, "\0"])
def test_a_refused_name_comes_back(dana, name):
    old, _new = two()
    response = dana.post(page_of(old), {"name": name})
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert Tag.objects.get(pk=old.pk).name == "Kobane"


def test_typing_the_former_name_gives_the_tag(dana):
    old, new = two()
    dana.post(merge_page(old, new), {"into": new.pk})
    article = cast.make_article(tags=["bridges"])

    save(dana, article, tags="kobane, bridges, Kobani")

    assert sorted(Article.objects.get(pk=article.pk).tags.names()) == ["Kobani", "bridges"]
    assert not Tag.objects.filter(name__iexact="kobane").exists()


def test_a_new_tag_with_a_former_name_is_refused(dana):
    tag = Tag.objects.create(name="Kobani")
    TagAlias.objects.create(name="Kobane", key="kobane", slug="kobane", tag=tag)
    response = dana.post(reverse("admin:taggit_tag_add"), {"name": "KOBANE"})
    assert "is or was a name of the tag “Kobani”" in response.content.decode()
    assert Tag.objects.get() == tag


def test_only_a_tag_that_nothing_uses_can_be_deleted(dana):
    old, _new = two()
    unused = Tag.objects.create(name="Unused")
    assert dana.post(reverse("admin:taggit_tag_delete", args=[old.pk]), {"post": "yes"}).status_code == 403
    dana.post(reverse("admin:taggit_tag_delete", args=[unused.pk]), {"post": "yes"})
    assert not Tag.objects.filter(name="Unused").exists()


@pytest.mark.parametrize("name", ["merge", "retire", "nonsense"])
def test_an_act_that_tags_do_not_have_is_404(dana, name):
    assert dana.get(page_of(two()[0], name)).status_code == 404
