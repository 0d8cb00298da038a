import pytest

from comments.models import Comment
from tests import cast
from tests.comments import reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return cast.live_story()


def test_a_right_comment_is_stored_waiting_and_leads_to_its_receipt(client, edition):
    token = reader.slip(edition)
    response = reader.send(client, reader.form(edition, token))
    assert response.status_code == 303
    comment = Comment.objects.get()
    assert (comment.state, comment.name, comment.body) == ("pending", "Azad", "The bridge is a great help.")
    page = client.get(response["Location"])
    assert page.status_code == 200
    assert "waits for an editor" in page.content.decode()
    assert "The bridge is a great help." in page.content.decode()
