"""Search among comments, for moderators: by the words of a name or a text, and by the headline of the story.

A scan of a hundred thousand texts takes a third of a second; an index over their words takes none. Of words that stand
nearly everywhere the newest comments are enough: to read all would cost what the scan costs. Of comments/ this
module and its migration alone ask which database runs.
"""

import re

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from articles.search import headed
from newsroom.text import normalise

MOST_WORDS = 12
MOST_FOUND = 10_000  # the newest comments that hold the words
_TOKEN = re.compile(r"[^\W_]+")
_MATCHING = {
    "sqlite": """SELECT rowid FROM comments_wordsindex WHERE comments_wordsindex MATCH %s
        ORDER BY rowid DESC LIMIT %s""",
    "postgresql": """SELECT id FROM comments_comment WHERE vector @@ to_tsquery('simple', %s)
        ORDER BY id DESC LIMIT %s""",
}


def words_of(*texts):
    """Return `Comment.words` for a name and a text: as search compares them. Each database indexes them by itself."""
    return " ".join(token for text in texts for token in _tokens(text))


def narrow(comments, typed):
    """Return those of the comments that hold all words of `typed`, or the beginnings of them: of the newest that do.

    The comments under a story belong to it whose headline holds what was typed.
    """
    tokens = _tokens(typed)[:MOST_WORDS]
    if not tokens:
        return comments.none()
    vendor = connection.vendor
    # Only letters and digits reach the database: nothing a person types is syntax.
    match = " ".join(f'"{token}"*' for token in tokens) if vendor == "sqlite" else " & ".join(f"{t}:*" for t in tokens)
    found = RawSQL(_MATCHING[vendor], [match, MOST_FOUND])  # noqa: S611
    return comments.filter(Q(pk__in=found) | Q(article__in=headed(typed)))


def _tokens(text):
    return _TOKEN.findall(normalise(text))
