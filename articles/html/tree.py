"""A body as a tree of elements and texts, and as HTML again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from articles.html.allowed import SYNONYMS, VOID

_DEEPEST = 30  # nesting no writer reaches; deeper elements lose their tags and keep their text


@dataclass
class Element:
    tag: str
    attrs: dict = field(default_factory=dict)
    children: list = field(default_factory=list)


class _TreeBuilder(HTMLParser):
    """Builds a tree from what nh3 wrote, which is well-formed."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        element = Element(SYNONYMS.get(tag, tag), dict(attrs))
        parent = self.open[-1]
        if len(self.open) > _DEEPEST:
            self.open.append(parent)
            return
        parent.children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        if tag not in VOID and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def parse(html):
    builder = _TreeBuilder()
    builder.feed(html)
    builder.close()
    return builder.root.children


def walk(nodes) -> Iterator[Element]:
    for node in nodes:
        if isinstance(node, Element):
            yield node
            yield from walk(node.children)


def serialise(node):
    if isinstance(node, str):
        return escape(node, quote=False)
    attrs = "".join(f' {name}="{escape(value)}"' for name, value in node.attrs.items())
    if node.tag in VOID:
        return f"<{node.tag}{attrs}>"
    return f"<{node.tag}{attrs}>{''.join(map(serialise, node.children))}</{node.tag}>"


def text(nodes):
    return "".join(
        node if isinstance(node, str) else "\n" if node.tag == "br" else text(node.children) for node in nodes
    )
