"""Where a post comes from, known only by a mark: no address is ever stored.

A *network* is one IPv4 address or one IPv6 /64. Its mark is an HMAC under a NetworkKey, which is destroyed after 30
days together with every mark made with it.
"""

import datetime
import hashlib
import hmac
import ipaddress
import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import Subquery
from django.utils import timezone

from comments.models import Bucket, Comment, NetworkKey, Report

NEWEST = 100  # comments that are looked at for the sign of an uncounted proxy
LOOKED_AT = 1_000  # comments among which they are looked for
KEY_LIFE = datetime.timedelta(days=30)


def client_network(meta, hops):
    """Return the client's network as text, behind `hops` trusted proxies.

    Each proxy of ours appends to X-Forwarded-For the address it was called from, so hops are counted from the right;
    what a client wrote itself stands further left and is never read. Anything unclear: the direct peer.
    """
    peer = _network(meta.get("REMOTE_ADDR", ""))
    if hops < 1:
        return peer or "unknown"
    forwarded = meta.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if len(forwarded) < hops:
        return peer or "unknown"
    return _network(forwarded[-hops].strip()) or peer or "unknown"


def _network(text):
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    if address.version == 6:
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address.packed[:8] + bytes(8), 64)))
    return str(address)


def secret():
    """Return the question for the current key, to be asked beside another."""
    return Subquery(NetworkKey.objects.filter(slot=1).values("secret"))


def mark_of(request, key=None):
    """Return the mark of the network a request comes from, under the key that was asked for already, if it was.

    Writes at most the first key.
    """
    network = client_network(request.META, settings.TRUSTED_PROXY_HOPS)
    return hmac.new(bytes(key or _current_key()), network.encode(), hashlib.sha256).hexdigest()[:32]


def _current_key():
    # There is one slot: of two first posts at once, one makes the key and both use it.
    row, _made = NetworkKey.objects.get_or_create(
        slot=1, defaults={"secret": secrets.token_bytes(32), "made_at": timezone.now()}
    )
    return row.secret


def newest():
    """Return the question for the marks of the last hundred comments that have one, among the last thousand.

    Where nobody commented for a month no mark is left, and a search for one would read every comment there is.
    """
    last = Subquery(Comment.objects.order_by("-pk").values("pk")[:1])
    recent = Comment.objects.filter(pk__gt=last - LOOKED_AT).exclude(network="")
    return recent.order_by("-pk").values("network")[:NEWEST]


def all_from_one():
    """Return whether the last hundred comments came from one network: then a proxy before us is not counted."""
    marks = [row["network"] for row in newest()]
    return len(marks) == NEWEST and len(set(marks)) == 1


@transaction.atomic
def forget_networks(now=None):
    """Destroy a key older than 30 days and blank every mark made with it. Returns how many keys it destroyed."""
    destroyed, _ = NetworkKey.objects.filter(made_at__lte=(now or timezone.now()) - KEY_LIFE).delete()
    if destroyed:
        Comment.objects.exclude(network="").update(network="")
        Report.objects.exclude(network="").update(network="")
        Bucket.objects.exclude(key__startswith="sum:").delete()
    return destroyed
