"""The photos in a story's form: cards, their focal points, and the nodes of the text that point at them."""

import pytest

from articles.models import Caption
from tests import cast
from tests.articles.desk_admin.post import change_url, opened, said, save, send, with_row

pytestmark = pytest.mark.django_db

KEY = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"


@pytest.fixture
def reporter(client):
    client.force_login(cast.reporter())
    return client


def figure(key):
    return f'<figure data-caption="{key}"></figure>'


def story_with_photo(**words):
    article = cast.make_article(photos=[cast.make_photo(), cast.make_photo()])
    Caption.objects.filter(article=article, role="inline").update(**words)
    row = article.captions.get(role="inline")
    cast.edit(article, body=f"<p>One</p>{figure(row.key)}<p>Two</p>")
    return article, row


def test_a_node_copied_within_the_story_is_a_use_of_its_own(reporter):
    article, row = story_with_photo(caption="Its own words.", focal_x=0.2, focal_y=0.3)
    response = save(reporter, article, body=f"{figure(row.key)}<p>Text</p>{figure(row.key)}")
    article.refresh_from_db()
    other = article.captions.exclude(key=row.key).get(role="inline")
    assert article.body == f"{figure(row.key)}<p>Text</p>{figure(other.key)}"
    assert (other.photo, other.caption, other.focal_x, other.focal_y) == (row.photo, "Its own words.", 0.2, 0.3)
    assert "1 copied photo has words of its own now." in said(response)
    assert len(article.revisions.first().document["captions"]) == 3


def test_a_node_copied_from_another_story_is_a_use_of_its_own(reporter):
    _other, row = story_with_photo(credit="AFP")
    article = cast.make_article()
    save(reporter, article, body=f"<p>Text</p>{figure(row.key)}")
    copy = article.captions.get()
    assert (copy.photo, copy.credit, copy.role) == (row.photo, "AFP", "inline")
    assert copy.key != row.key
    article.refresh_from_db()
    assert article.body == f"<p>Text</p>{figure(copy.key)}"


def test_a_copied_lead_is_no_second_lead(reporter):
    article = cast.make_article(photos=[cast.make_photo()])
    lead = article.captions.get()
    save(reporter, article, body=f"{figure(lead.key)}<p>Text</p>{figure(lead.key)}")
    assert sorted(article.captions.values_list("role", flat=True)) == ["inline", "lead"]


def test_a_forged_node_goes_and_it_is_said(reporter):
    article = cast.make_article()
    response = save(reporter, article, body=f"<p>Text</p>{figure(KEY)}")
    article.refresh_from_db()
    assert article.body == "<p>Text</p>"
    assert "1 photo in the text was unknown and was taken out." in said(response)


def test_other_attributes_of_a_node_go(reporter):
    article, row = story_with_photo()
    save(reporter, article, body=f'<p>T</p><figure data-caption="{row.key}" onclick="x()" class="y"></figure>')
    article.refresh_from_db()
    assert article.body == f"<p>T</p>{figure(row.key)}"


def test_a_photo_taken_from_the_text_follows_it_at_the_foot(reporter):
    article, row = story_with_photo()
    save(reporter, article, body="<p>Text</p>")
    assert article.captions.filter(key=row.key).exists()


def test_an_unchanged_text_is_left_alone(reporter):
    article, _row = story_with_photo()
    response = save(reporter, article, headline="Another headline")
    assert "photo" not in said(response)
    assert article.captions.count() == 2


def test_a_card_takes_a_place_in_a_gallery_and_a_focal_point(reporter):
    article, row = story_with_photo()
    save(
        reporter, article, **{"captions-0-role": "gallery", "captions-0-focal_x": "0.25", "captions-0-focal_y": "0.75"}
    )
    row.refresh_from_db()
    assert (row.role, row.focal_x, row.focal_y) == ("gallery", 0.25, 0.75)
    saved = next(
        caption for caption in article.revisions.first().document["captions"] if caption["key"] == str(row.key)
    )
    assert (saved["role"], saved["focal_x"], saved["focal_y"]) == ("gallery", 0.25, 0.75)


@pytest.mark.parametrize(
    ("x", "y", "sentence"),
    [
        ("1.7", "0.5", "less than or equal to 1"),
        ("-0.1", "0.5", "greater than or equal to 0"),
        ("NaN", "0.5", "Enter a number"),
        ("0.5", "", "A focal point has two numbers"),
    ],
)
def test_a_wrong_focal_point_is_an_error_of_its_field_and_everything_typed_comes_back(reporter, x, y, sentence):
    article, _row = story_with_photo()
    changes = {"captions-0-focal_x": x, "captions-0-focal_y": y, "captions-0-caption": "Typed words."}
    response = save(reporter, article, **changes)
    page = response.content.decode()
    assert sentence in page
    assert "Typed words." in page


@pytest.mark.parametrize("number", ["999999", "9" * 30, "-1", "abc"])
def test_a_forged_photo_is_refused_in_words(reporter, number):
    article = cast.make_article()
    response = send(reporter, article, with_row(opened(reporter, article), "captions", photo=number, order=0))
    assert response.status_code == 200
    assert not article.captions.exists()


def test_a_withdrawn_photo_is_newly_put_nowhere_and_stays_where_it_is(reporter):
    from photos import library

    article, row = story_with_photo()
    library.withdraw(row.photo, by=None, reason="A family asked.")
    assert save(reporter, article, headline="Another headline").status_code == 302
    other = cast.make_article()
    response = send(reporter, other, with_row(opened(reporter, other), "captions", photo=row.photo.pk, order=0))
    assert "This photo was withdrawn; choose another." in response.content.decode()


def test_the_form_lists_no_photo_but_those_of_the_story(reporter):
    article, _row = story_with_photo()
    cast.make_photo(caption="A photo of another story.")
    assert "A photo of another story." not in reporter.get(change_url(article)).content.decode()
