"""What a cleaned body says: its blocks, its paragraphs, its links, the nodes that stand in it."""

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from articles.html.allowed import MARKS, NODES
from articles.html.tree import parse, serialise, text, walk

_MARK = re.compile(rf"</?(?:{'|'.join(MARKS)})\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_WITHOUT_TEXT = {*NODES.values(), "hr"}


def elements(html):
    """Return the top-level elements of a cleaned body in order, each as HTML; joined they are the body again."""
    return [serialise(node) for node in parse(html)]


def links(html):
    """Return the addresses a cleaned body links to, in reading order."""
    return [node.attrs["href"] for node in walk(parse(html)) if node.tag == "a" and "href" in node.attrs]


class Block(NamedTuple):
    """A paragraph's worth of a body. `text` is plain; that of a photo, quote or embed is its key."""

    kind: str  # p, h2, h3, li, blockquote, td, hr, or a name of NODES: photo, quote, embed
    text: str


@lru_cache(maxsize=32)  # a save asks for the same body's words several times
def blocks(html):
    """Return a cleaned body as blocks in reading order, each under the innermost element a reader would name."""
    return tuple(_blocks(parse(html), "p"))


def text_blocks(html):
    """Return the plain paragraphs of a cleaned body in reading order; rules and the desk's own nodes have none."""
    return [block.text for block in blocks(html) if block.kind not in _WITHOUT_TEXT]


def words(html):
    """Return the words of a cleaned body on one line, blocks apart. It builds no tree: a list asks for many at once."""
    return unescape(_TAG.sub(" ", _MARK.sub("", html)))  # in an attribute no > stands bare


def nodes(html):
    """Return (kind, key) of the photos, quotes and embeds of a cleaned body in reading order."""
    return [(block.kind, block.text) for block in blocks(html) if block.kind in NODES.values()]


def _blocks(children, within):
    for node in children:
        if isinstance(node, str):
            continue
        if node.tag == "figure":
            for name, key in node.attrs.items():
                if name in NODES:  # an old document may hold what is allowed no more
                    yield Block(NODES[name], key)
        elif node.tag == "hr":
            yield Block("hr", "")
        elif node.tag in {"h2", "h3"}:
            yield Block(node.tag, text(node.children))
        elif node.tag == "p":
            yield Block(within, text(node.children))
        else:
            named = {"li": "li", "blockquote": "blockquote", "td": "td", "th": "td"}.get(node.tag, within)
            yield from _blocks(node.children, named)
