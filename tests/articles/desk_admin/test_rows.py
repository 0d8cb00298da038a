"""The rows of the form without scripts, names made in place, and the credits offered from logged work."""

import pytest
from django.utils import timezone

from articles import desk
from articles.models import Article, Byline
from authors.models import Author
from tests import cast
from tests.articles.desk_admin.post import change_url, opened, send, with_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter(client):
    client.force_login(cast.reporter())
    return client


@pytest.fixture
def maker(client):
    """An editor who may add names."""
    dana = cast.editor()
    dana.user_permissions.add(cast.Permission.objects.get(codename="add_author"))
    client.force_login(dana)
    return client


def names(article):
    return [(row.author.name, row.role) for row in article.bylines.order_by("order", "pk")]


def answer(client, article, **row):
    return send(client, article, with_row(opened(client, article), "bylines", **row)).content.decode()


# Names --------------------------------------------------------------------------------------------------------


def test_a_name_typed_in_full_stands_at_the_end_of_the_names(reporter):
    article = cast.make_article(authors=[cast.make_author("Leyla Aziz"), cast.make_author("Baran Demir")])
    cast.make_agency("Firat Agency")

    answer(reporter, article, name="firat agency", role="by")

    assert names(article) == [("Leyla Aziz", "by"), ("Baran Demir", "by"), ("Firat Agency", "by")]


def test_a_name_is_known_in_another_language_too(reporter):
    article = cast.make_article(authors=[])
    author = cast.make_author("Leyla Aziz", names={"ar": "ليلى عزيز"})
    answer(reporter, article, name="ليلى عزيز", role="by")
    assert article.bylines.get().author == author


def test_two_who_bear_one_name_are_told_apart_by_their_slugs(reporter):
    article = cast.make_article(authors=[])
    cast.make_author("Leyla Aziz", slug="leyla-aziz")
    other = cast.make_author("Leyla Aziz", slug="leyla-aziz-2")
    assert "Type one of these instead: leyla-aziz, leyla-aziz-2." in answer(
        reporter, article, name="Leyla Aziz", role="by"
    )
    answer(reporter, article, name="leyla-aziz-2", role="by")
    assert article.bylines.get().author == other


def test_a_new_name_is_made_with_the_row_and_once(maker):
    article = cast.make_article(by=cast.editor(), authors=[])
    for _time in range(2):
        answer(maker, article, name="Agence Nouvelle", kind="agency", role="by")
    made = Author.objects.get(name="Agence Nouvelle")
    assert (made.kind, made.slug) == ("agency", "agence-nouvelle")
    assert article.bylines.count() == 2


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"name": "Nobody Known"}, "Nobody is called that."),
        ({"name": "x" * 121}, "A name has at most 120 characters (it has 121)."),
        ({"name": "Twice Borne"}, "More than one bears this name"),
        ({"role": "editing"}, "Choose a name, or type it in full."),
        ({"name": "Nobody Known", "kind": "robot"}, "Select a valid choice."),
    ],
)
def test_a_name_that_cannot_be_taken_is_refused_in_words_and_comes_back(maker, row, sentence):
    cast.make_author("Twice Borne")
    cast.make_author("Twice Borne")
    article = cast.make_article(by=cast.editor())
    page = answer(maker, article, **({"role": "by"} | row))
    assert sentence in page
    assert row.get("name", "") in page
    assert article.bylines.count() == 1


def test_who_may_not_add_names_is_told_so(reporter):
    article = cast.make_article()
    assert "You may not add names." in answer(reporter, article, name="Nobody Known", kind="person", role="by")
    assert not Author.objects.filter(name="Nobody Known").exists()


def test_the_byline_line_asks_for_no_row_that_is_not_there(reporter):
    article = cast.make_article(byline_line="Reported by {1}, translated by {3}")
    page = reporter.get(change_url(article)).content.decode()
    assert "The byline line asks for byline {3}, which is not there." in page
    with pytest.raises(desk.Refusal, match="asks for byline"):
        desk.submit(article, by=cast.reporter())


# Photos and the original of a translation ---------------------------------------------------------------------


def test_a_photo_is_put_in_by_its_number(reporter):
    article = cast.make_article()
    photo, other = cast.make_photo(), cast.make_photo()
    fields = opened(reporter, article) | {"lead-0-photo": str(photo.pk)}
    send(reporter, article, with_row(fields, "captions", photo=str(other.pk)))
    assert article.captions.get(role="lead").photo == photo
    assert article.captions.get(role="inline").photo == other


@pytest.mark.parametrize("number", ["99999", "9" * 40, "0", "-1", "x"])
def test_a_number_of_no_photo_is_refused_in_words(reporter, number):
    article = cast.make_article()
    response = send(reporter, article, opened(reporter, article) | {"lead-0-photo": number})
    assert response.status_code == 200
    assert 'class="errorlist"' in response.content.decode()
    assert not article.captions.exists()


def test_a_withdrawn_photo_is_not_put_in_by_its_number(reporter):
    photo = cast.make_photo(withdrawn_at=timezone.now(), withdrawn_reason="Not ours")
    article = cast.make_article()
    response = send(reporter, article, opened(reporter, article) | {"lead-0-photo": str(photo.pk)})
    assert "This photo was withdrawn; choose another." in response.content.decode()


def test_a_translation_names_its_original_by_number(reporter):
    original = cast.make_article()
    article = cast.make_article(language="ku")
    send(reporter, article, opened(reporter, article) | {"translation_number": str(original.pk)})
    article.refresh_from_db()
    assert article.translation_of == original


@pytest.mark.parametrize("number", ["itself", "99999", "9" * 40])
def test_a_translation_of_nothing_is_refused_in_words(reporter, number):
    article = cast.make_article()
    number = str(article.pk) if number == "itself" else number
    response = send(reporter, article, opened(reporter, article) | {"translation_number": number})
    assert "There is no other story #" in response.content.decode()


def test_the_empty_rows_of_the_form_save_nothing(reporter):
    article = cast.make_article()
    fields = opened(reporter, article)
    assert (fields["bylines-TOTAL_FORMS"], fields["captions-TOTAL_FORMS"]) == ("2", "1")
    send(reporter, article, fields)
    assert (article.bylines.count(), article.captions.count(), article.revisions.count()) == (1, 0, 1)


# The credit line from logged work -----------------------------------------------------------------------------


@pytest.fixture
def worked():
    """A story that Rojîn wrote and Dana edited, with only an agency on the byline."""
    cast.make_author("Rojîn Aziz", user=cast.reporter())
    cast.make_author("Dana Karim", user=cast.editor())
    article = cast.make_article(authors=[cast.make_agency()])
    cast.edit(article, by=cast.editor(), kicker="River")
    return article


def test_logged_work_is_offered_and_filled_by_nobody(reporter, worked):
    page = reporter.get(change_url(worked)).content.decode()
    assert "Reporting by Rojîn Aziz (1 save)" in page
    assert "Editing by Dana Karim (1 save)" in page

    send(reporter, worked, opened(reporter, worked) | {"headline": "Saved without taking"})

    assert names(worked) == [("Firat Agency", "by")]


def test_what_is_taken_becomes_rows_that_can_be_changed_and_is_offered_no_more(reporter, worked):
    rojin, dana = Author.objects.get(name="Rojîn Aziz"), Author.objects.get(name="Dana Karim")
    taken = [f"{rojin.pk}:reporting", f"{dana.pk}:editing"]

    send(reporter, worked, opened(reporter, worked) | {"credits": taken})

    assert names(worked) == [("Firat Agency", "by"), ("Rojîn Aziz", "reporting"), ("Dana Karim", "editing")]
    assert [row["role"] for row in worked.revisions.first().document["bylines"]] == ["by", "reporting", "editing"]
    assert "Offered from logged work" not in reporter.get(change_url(worked)).content.decode()


def test_who_approved_edited(client, worked):
    desk.submit(worked, by=cast.reporter())
    desk.approve(Article.objects.get(pk=worked.pk), by=cast.editor())
    client.force_login(cast.editor())
    assert "Editing by Dana Karim (1 save, approved it)" in client.get(change_url(worked)).content.decode()


def test_who_only_assigned_a_story_did_not_write_it(reporter):
    cast.make_author("Rojîn Aziz", user=cast.reporter())
    cast.make_author("Dana Karim", user=cast.editor())
    stub = desk.assign(by=cast.editor(), section=cast.make_section(), brief="The bridge", assignee=cast.reporter())
    cast.edit(stub, headline="The bridge is open", body="<p>It opened on Sunday.</p>")

    page = reporter.get(change_url(stub)).content.decode()
    assert "Reporting by Rojîn Aziz (1 save)" in page
    assert "Dana Karim (" not in page

    cast.edit(stub, by=cast.editor(), kicker="River")
    assert "Editing by Dana Karim (1 save)" in reporter.get(change_url(stub)).content.decode()


@pytest.mark.parametrize("forged", ["1:by", "x", "99999:reporting", ":"])
def test_a_forged_offer_adds_nothing(reporter, worked, forged):
    assert send(reporter, worked, opened(reporter, worked) | {"credits": [forged]}).status_code == 302
    assert Byline.objects.filter(article=worked).count() == 1
