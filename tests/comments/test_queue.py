import pytest
from django.urls import reverse

from tests import cast
from tests.comments import reader

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comments/comment/queue/"


@pytest.fixture
def edition():
    return cast.live_story()


@pytest.fixture
def desk(client):
    client.force_login(cast.moderator())
    return client


def test_the_queue_shows_what_a_decision_needs(desk, edition):
    reader.make_comment(edition, body="See http://example.org/x now", name="Azad")
    page = desk.get(reverse("admin:comments_queue"))
    text = page.content.decode()
    assert page.status_code == 200
    assert edition.headline in text
    assert "<mark>http://example.org/x</mark>" in text
    assert "Links" in text
