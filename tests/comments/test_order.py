"""The order in which comments are read, page by page, in both directions."""

import html
import random
import re

import pytest
from django.utils import timezone

from comments.discussions import page_of
from comments.models import Comment
from tests import cast

pytestmark = pytest.mark.django_db


def grow(edition, count, seed):
    """Store a random forest of comments, some of them hidden; return the rows."""
    draw, rows, now = random.Random(seed), [], timezone.now()
    for number in range(1, count + 1):
        parent = draw.choice([None, None, *rows]) if rows else None
        room = parent.path[:12] if parent else ""
        path = f"{room}{number:06d}"
        state = draw.choice(["published"] * 5 + ["pending", "removed"])
        rows.append(
            Comment(
                article_id=edition.pk, number=number, path=path, level=len(path) // 6, state=state, name="Azad",
                body=f"Text {number}.", language="en", posted_at=now,
                first_published_at=now if state == "published" else None,
            )
        )  # fmt: skip
    for row in rows:
        row.published_below = sum(
            other.path.startswith(row.path) and other.path != row.path and other.state == "published" for other in rows
        )
    Comment.objects.bulk_create(rows)
    return rows


def read(edition, **order):
    """Return the paths of all pages, one after another."""
    found, after = [], ""
    while True:
        page = page_of(edition.pk, after=after, size=7, **order)
        found += [comment.path for comment in page.comments]
        after = page.after
        if not after:
            return found


@pytest.mark.parametrize("seed", range(6))
def test_pages_of_either_order_hold_every_shown_comment_once(seed):
    edition = cast.live_story()
    rows = [row for row in grow(edition, 90, seed) if row.state == "published" or row.published_below]
    oldest = sorted(row.path for row in rows)
    newest = sorted(oldest, key=lambda path: (-int(path[:6]), path))
    assert read(edition) == oldest
    assert read(edition, newest_first=True) == newest


def test_the_newest_order_is_followed_by_its_links(client):
    edition = cast.live_story()
    grow(edition, 200, 1)
    seen, address = [], f"/comments/{edition.pk}/?order=newest"
    while address:
        text = client.get(address).content.decode()
        seen += re.findall(r">Text (\d+)\.<", text)
        more = re.search(r'href="(\?[^"]+)" rel="next"', text)
        address = f"/comments/{edition.pk}/{html.unescape(more[1])}" if more else ""
    published = Comment.objects.filter(state="published")
    expected = sorted(published, key=lambda row: (-int(row.path[:6]), row.path))
    assert seen == [str(row.number) for row in expected]
