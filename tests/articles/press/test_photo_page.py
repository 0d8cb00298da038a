"""A photo's own page: the n-th of its story, large, with its words and the way to the next."""

import pytest

from articles import desk
from articles.models import Caption
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    photos = [cast.make_photo(caption=f"Caption {number}.", credit="AFP") for number in (1, 2, 3)]
    return cast.live_story(headline="Three photos", photos=photos)


def path(edition, number):
    return f"{edition.get_absolute_url()}photo/{number}/"


def test_a_photo_page_has_its_words_credit_and_neighbours(client, edition):
    text = client.get(path(edition, 2)).content.decode()
    assert "Caption 2." in text
    assert '<span class="credit" lang="en">AFP</span>' in text
    assert f'rel="prev" href="{path(edition, 1)}"' in text
    assert f'rel="next" href="{path(edition, 3)}"' in text
    assert "Photo 2 of 3" in text
    assert '<meta name="robots" content="noindex">' in text


def test_the_story_leads_to_each_of_its_photo_pages(client, edition):
    text = client.get(edition.get_absolute_url()).content.decode()
    for number in (1, 2, 3):
        assert f'<a class="to-photo" href="{path(edition, number)}">' in text


def test_a_decorative_photo_is_no_link_for_it_would_have_no_name(client):
    article = cast.make_article(photos=[cast.make_photo()])
    Caption.objects.filter(article=article).update(decorative=True)
    desk.record(article, by=cast.reporter())
    edition = desk.publish(article, by=cast.editor()).edition
    assert "to-photo" not in client.get(edition.get_absolute_url()).content.decode()


@pytest.mark.parametrize("number", ["0", "4", "01", "1000", "-1", "x"])
def test_a_photo_that_is_not_there_is_not_found(client, edition, number):
    assert client.get(path(edition, number)).status_code == 404


def test_another_month_leads_to_the_photos_own_address(client, edition):
    wrong = path(edition, 1).replace(f"/{edition.month}/", "/1999/01/")
    assert client.get(wrong)["Location"] == path(edition, 1)


def test_of_a_withdrawn_story_a_photo_page_gives_the_notice_alone(client, edition):
    desk.withdraw(edition.article, by=cast.editor(), reason="It was not ours to tell.")
    response = client.get(path(edition, 1))
    assert response.status_code == 410
    assert "Caption 1." not in response.content.decode()


def test_a_photo_page_asks_as_often_for_three_photos_as_for_one(client, edition, django_assert_num_queries):
    single = cast.live_story(photos=[cast.make_photo()])
    for story in (single, edition):
        with django_assert_num_queries(3):
            client.get(path(story, 1))
