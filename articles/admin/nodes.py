"""The photo nodes of a saved text: each points at one caption of this story, or goes.

A node copied within the story, or from another, becomes a use of its own: the same photo and words under a new key.
What points at nothing is taken out, and the person is told.
"""

import re
import uuid

from django.utils.translation import ngettext

from articles.models import Caption
from articles.models.story import CAPTIONS_LIMIT

_PHOTO = re.compile(r'<figure data-caption="([0-9a-f-]{36})">\s*</figure>')
_COPIED = ("photo_id", "caption", "alt", "credit", "decorative", "focal_x", "focal_y")


def settle(article):
    """Bring the nodes of a saved story's text into order; return sentences about what was done."""
    keys = _PHOTO.findall(article.body)
    own = {str(row.key): row for row in Caption.objects.filter(article=article)} if keys else {}
    strange = {key for key in keys if key not in own}
    if not strange and len(keys) == len(set(keys)):
        return []
    elsewhere = {str(row.key): row for row in Caption.objects.filter(key__in=strange).order_by("pk")}
    placed, copied, lost = set(), 0, 0
    room = CAPTIONS_LIMIT - len(own)

    def node(match):
        nonlocal copied, lost
        key = match[1]
        if key in own and key not in placed:
            placed.add(key)
            return match[0]
        source = own.get(key) or elsewhere.get(key)
        if source is None or copied >= room:
            lost += 1
            return ""
        copied += 1
        return f'<figure data-caption="{_copy(source, article, order=len(own) + copied).key}"></figure>'

    article.body = _PHOTO.sub(node, article.body)
    article.save(update_fields=["body"])
    return _said(copied, lost)


def _copy(source, article, *, order):
    """Return a new caption of the article with the photo and words of another; never its lead."""
    role = Caption.Role.GALLERY if source.role == Caption.Role.GALLERY else Caption.Role.INLINE
    facts = {name: getattr(source, name) for name in _COPIED}
    return Caption.objects.create(article=article, key=uuid.uuid4(), role=role, order=order, **facts)


def _said(copied, lost):
    said = []
    if copied:
        words = ngettext(
            "%d copied photo has words of its own now.", "%d copied photos have words of their own now.", copied
        )
        said.append(words % copied)
    if lost:
        words = ngettext(
            "%d photo in the text was unknown and was taken out.",
            "%d photos in the text were unknown and were taken out.",
            lost,
        )
        said.append(words % lost)
    return said
