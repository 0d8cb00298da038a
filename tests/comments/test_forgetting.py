"""What readers were promised that the house forgets."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments.forgetting import forget_emails
from comments.models import Comment
from newsroom import jobs
from tests import cast
from tests.comments import reader

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days", "kept"), [(179, "azad@example.org"), (181, "")])
def test_an_email_address_is_forgotten_after_180_days_and_the_comment_stays(client, days, kept):
    comment = reader.comment(client, cast.live_story(), reach="azad@example.org")
    assert comment.email == "azad@example.org"
    Comment.objects.update(posted_at=timezone.now() - timedelta(days=days))
    assert forget_emails() == (0 if kept else 1)
    again = Comment.objects.get()
    assert (again.email, again.body) == (kept, comment.body)


def test_every_worker_forgets_addresses_daily():
    assert {sweep.name: sweep.every for sweep in jobs.sweeps()}["comments.emails"] == 24 * 3600
