"""The body's HTML: what it may contain, and the one function that makes it so.

No other module knows the allowlist. `clean` runs wherever text enters the house, and again when an edition is written.
nh3 parses and removes what could do harm; what is left is then given one shape, the same that the editor gives it, so
that opening and saving a story changes nothing. It imports no models: a body is text.
"""

import re
from functools import lru_cache

from articles.html.allowed import ALLOWED, NODES, cleaner
from articles.html.editor import EDITOR_EXTENSIONS
from articles.html.reading import Block, blocks, elements, links, nodes, text_blocks, words
from articles.html.shape import BLANK_LINE, KEY, flow, link
from articles.html.tree import parse, serialise
from newsroom.text import tidy

__all__ = [
    "ALLOWED",
    "EDITOR_EXTENSIONS",
    "KEY",
    "NODES",
    "Block",
    "blocks",
    "clean",
    "elements",
    "link",
    "links",
    "nodes",
    "text_blocks",
    "words",
]

_TAG = re.compile(r"<[a-zA-Z/!?]")


@lru_cache(maxsize=32)  # what was cleaned when it was saved is cleaned once more when it is published
def clean(html):
    """Return the body as the house stores it: allowed elements only, well-formed, without empty parts.

    Never raises. Applying it twice changes nothing. Text without any tag is taken as typed by hand: a blank line parts
    paragraphs, a line break stays one.
    """
    html = tidy(html)
    if not _TAG.search(html):
        html = "\n\n".join(part.replace("\n", "<br>") for part in BLANK_LINE.split(html.strip()))
    return "".join(map(serialise, flow(parse(cleaner.clean(html)), typed=True)))
