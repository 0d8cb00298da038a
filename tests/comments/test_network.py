"""Whence a post comes: never an address, and never what a client says of itself."""

import datetime

import pytest
from django.apps import apps
from django.utils import timezone

from comments import moderation, network
from comments.models import Bucket, Comment, NetworkKey, Report
from tests import cast
from tests.comments import reader
from tests.comments.reader import make_comment

PEER = {"REMOTE_ADDR": "192.0.2.1"}


@pytest.mark.parametrize(
    ("hops", "forwarded", "found"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (0, None, "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 198.51.100.2", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, None, "192.0.2.1"),
        (1, "garbage", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, ", ".join(["6.6.6.6"] * 500), "6.6.6.6"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "203.0.113.9:4711", "192.0.2.1"),
        (1, "٢٠٣.0.113.9", "192.0.2.1"),
    ],
)
def test_forwarded_addresses_are_counted_from_the_right(hops, forwarded, found):
    meta = PEER | ({} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded})
    assert network.client_network(meta, hops) == found


def test_without_any_address_the_network_is_unknown():
    assert network.client_network({}, 0) == "unknown"
    assert network.client_network({"REMOTE_ADDR": "@"}, 3) == "unknown"


def test_two_addresses_of_one_ipv6_network_are_one():
    first, second = ({"REMOTE_ADDR": f"2001:db8::{n}"} for n in (1, 2))
    assert network.client_network(first, 0) == network.client_network(second, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("hops", [0, 1, 2])
def test_a_forged_header_never_changes_the_network(client, settings, hops):
    settings.TRUSTED_PROXY_HOPS = hops
    edition = cast.live_story()
    chain = ["198.51.100.7", "10.0.0.1"][:hops]
    for number, forged in enumerate(("6.6.6.6", "7.7.7.7")):
        token = reader.slip(edition)
        forwarded = ", ".join([forged, *chain]) if hops else forged
        fields = reader.form(edition, token, words=f"Text {number}")
        assert reader.send(client, fields, HTTP_X_FORWARDED_FOR=forwarded).status_code == 303
    assert Comment.objects.values("network").distinct().count() == 1


@pytest.mark.django_db
def test_no_column_holds_an_address(client):
    edition = cast.live_story()
    reader.comment_from(client, edition, "198.51.100.77")
    token = reader.slip(edition)
    reader.send(client, reader.form(edition, token, answer="99"), REMOTE_ADDR="198.51.100.77")
    rows = 0
    for model in apps.get_app_config("comments").get_models():
        for row in model.objects.values():
            rows += 1
            assert "198.51.100" not in str(row)
    assert rows > 5


@pytest.mark.django_db
def test_a_key_lives_thirty_days_and_takes_every_mark_with_it(client):
    edition = cast.live_story()
    first = reader.comment(client, edition)
    mark = first.network
    assert len(mark) == 32
    moderation.approve(first, by=cast.moderator(), version=1)
    moderation.report(first, reason="insult", network=mark)
    reader.send(client, reader.form(edition, reader.slip(edition), answer="99", words="Wrong"))  # a budget of its own
    assert Bucket.objects.filter(key__contains=mark).exists()
    assert network.forget_networks() == 0
    NetworkKey.objects.update(made_at=timezone.now() - datetime.timedelta(days=30))
    assert network.forget_networks() == 1
    assert not NetworkKey.objects.exists()
    assert not Comment.objects.exclude(network="").exists()
    assert not Report.objects.exclude(network="").exists()
    told = [str(row) for model in apps.get_app_config("comments").get_models() for row in model.objects.values()]
    assert len(told) >= 5
    assert not [row for row in told if mark in row]
    assert not Bucket.objects.exclude(key__startswith="sum:").exists()
    assert reader.comment(client, edition, words="Later").network not in {"", mark}


@pytest.mark.django_db
def test_marks_are_looked_for_among_the_last_comments_alone(monkeypatch):
    """Where nobody commented for a month, all marks are forgotten: to look for one would read every comment."""
    monkeypatch.setattr(network, "LOOKED_AT", 3)
    edition = cast.live_story()
    for mark in ("a", "b", "", "c"):
        Comment.objects.filter(pk=make_comment(edition).pk).update(network=mark)
    assert list(network.newest()) == [{"network": "c"}, {"network": "b"}]
