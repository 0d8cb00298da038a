"""The body's HTML: what it may contain, and the one function that makes it so.

No other module knows the allowlist. `clean` runs wherever text enters the house, and again when an edition is written.
nh3 parses and removes what could do harm; what is left is then given one shape, the same that the editor gives it, so
that opening and saving a story changes nothing. It imports no models: a body is text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlsplit

import nh3

from newsroom.text import tidy

LINK_SCHEMES = ("http", "https", "mailto", "tel")

# What the editor offers. Each entry stands for elements of the allowlist below; a child is listed beside its parent,
# for the editor does not find it by itself. StoryPhoto and StoryPaste are ours: static/articles/desk/editor.js.
EDITOR_EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "HorizontalRule": True,
    "Link": {"enableTarget": False, "autolink": False, "protocols": ["mailto", "tel"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "StoryPhoto": True,
    "StoryPaste": True,
    "Menu": {
        "groups": [
            {"group": "blockType -lists", "type": "dropdown", "minItems": 2},
            {"group": "marks"},
            {"group": "link"},
            {"group": "lists"},
            {"group": "nodes -blockType -lists"},
            {"group": "table"},
            {"group": "history"},
        ]
    },
}

MARKS = frozenset({"strong", "em", "sub", "sup", "a"})
BLOCKS = frozenset({"p", "h2", "h3", "ul", "ol", "blockquote", "table", "hr", "figure"})
INNER = frozenset({"li", "tbody", "tr", "th", "td"})  # stand only inside their list or table
VOID = frozenset({"br", "hr"})
ALLOWED = MARKS | BLOCKS | INNER | VOID

# Elements that say the same as an allowed one.
SYNONYMS = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
# Elements that are dropped but part paragraphs: their text must not run together.
BOXES = frozenset(
    {"div", "section", "article", "main", "header", "footer", "aside", "address", "center", "pre"}
    | {"dl", "dt", "dd", "details", "summary", "thead", "tfoot", "caption"}
)
# Elements that go with everything in them.
UNWANTED = frozenset(
    {"script", "style", "title", "noscript", "template", "iframe", "object", "svg", "math", "select", "textarea"}
)

_cleaner = nh3.Cleaner(
    tags=set(ALLOWED | SYNONYMS.keys() | BOXES),
    attributes={
        "a": {"href"},
        "figure": {"data-caption"},
        "th": {"colspan", "rowspan"},
        "td": {"colspan", "rowspan"},
        "ol": {"start"},
    },
    clean_content_tags=set(UNWANTED),
    url_schemes=set(LINK_SCHEMES),
    link_rel=None,
)

_TAG = re.compile(r"<[a-zA-Z/!?]")
_SPACE = re.compile(r"[ \t\n\r\f]+")  # not the non-breaking space, which a writer sets on purpose
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DEEPEST = 30  # nesting no writer reaches; deeper elements lose their tags and keep their text


@lru_cache(maxsize=32)  # what was cleaned when it was saved is cleaned once more when it is published
def clean(html):
    """Return the body as the house stores it: allowed elements only, well-formed, without empty parts.

    Never raises. Applying it twice changes nothing. Text without any tag is taken as typed by hand: a blank line parts
    paragraphs, a line break stays one.
    """
    html = tidy(html)
    if not _TAG.search(html):
        html = "\n\n".join(part.replace("\n", "<br>") for part in _BLANK_LINE.split(html.strip()))
    return "".join(map(_serialise, _flow(_parse(_cleaner.clean(html)), typed=True)))


def elements(html):
    """Return the top-level elements of a cleaned body in order, each as HTML; joined they are the body again."""
    return [_serialise(node) for node in _parse(html)]


def links(html):
    """Return the addresses a cleaned body links to, in reading order."""
    return [node.attrs["href"] for node in _walk(_parse(html)) if node.tag == "a" and "href" in node.attrs]


class Block(NamedTuple):
    """A paragraph's worth of a body. `text` is plain; a photo's is its caption's key."""

    kind: str  # p, h2, h3, li, blockquote, td, figure or hr
    text: str


@lru_cache(maxsize=32)  # a save asks for the same body's words several times
def blocks(html):
    """Return a cleaned body as blocks in reading order, each under the innermost element a reader would name."""
    return tuple(_blocks(_parse(html), "p"))


def text_blocks(html):
    """Return the plain paragraphs of a cleaned body in reading order; photos and rules have none."""
    return [block.text for block in blocks(html) if block.kind not in {"figure", "hr"}]


# The tree -----------------------------------------------------------------------------------------------------


@dataclass
class _Element:
    tag: str
    attrs: dict = field(default_factory=dict)
    children: list = field(default_factory=list)


class _TreeBuilder(HTMLParser):
    """Builds a tree from what nh3 wrote, which is well-formed."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = _Element("")
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        element = _Element(SYNONYMS.get(tag, tag), dict(attrs))
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


def _parse(html):
    builder = _TreeBuilder()
    builder.feed(html)
    builder.close()
    return builder.root.children


def _walk(nodes) -> Iterator[_Element]:
    for node in nodes:
        if isinstance(node, _Element):
            yield node
            yield from _walk(node.children)


def _is_block(node):
    return isinstance(node, _Element) and (node.tag in BLOCKS or node.tag in INNER or node.tag in BOXES)


def _has_block(nodes):
    return any(_is_block(node) or (isinstance(node, _Element) and _has_block(node.children)) for node in nodes)


# One shape for everything -------------------------------------------------------------------------------------


def _flow(nodes, *, typed=False):
    """Return nodes as a list of blocks. Loose text becomes paragraphs, parted at blank lines where `typed`."""
    made, run = [], []

    def end_run():
        made.extend(_paragraph(run))
        run.clear()

    for node in nodes:
        if isinstance(node, str):
            first, *others = _BLANK_LINE.split(node) if typed else [node]
            run.append(first)
            for part in others:
                end_run()
                run.append(part)
        elif not _is_block(node) and not _has_block(node.children):
            run.append(node)
        else:
            end_run()
            made.extend(_block(node, typed=typed))
    end_run()
    return made


def _block(node, *, typed):
    """Return the blocks that an element amounts to; none where it says nothing."""
    if node.tag == "hr":
        return [_Element("hr")]
    if node.tag == "figure":
        key = (node.attrs.get("data-caption") or "").strip().lower()
        return [_Element("figure", {"data-caption": key})] if _KEY.fullmatch(key) else []
    if node.tag in {"p", "h2", "h3"} and not _has_block(node.children):
        return _paragraph(node.children, node.tag)
    if node.tag in {"ul", "ol"}:
        return _list(node)
    if node.tag == "table":
        return _table(node)
    inside = _flow(node.children, typed=typed and node.tag in BOXES)
    if node.tag == "blockquote" and inside:
        return [_Element("blockquote", children=inside)]
    return inside


def _paragraph(nodes, tag="p"):
    """Return one paragraph or heading in a list; an empty list where nothing would be seen."""
    children = _inline(nodes)
    _single_spaces(children)
    while children and _is_edge(children[-1]):
        children.pop()
    while children and _is_edge(children[0]):
        children.pop(0)
    return [_Element(tag, children=children)] if _text(children).strip() else []


def _is_edge(node):
    """Whether a node at the edge of a paragraph prints nothing there."""
    return not node.strip(" ") if isinstance(node, str) else node.tag == "br"


def _single_spaces(nodes):
    """Leave one plain space where several meet, across marks too; none at either end or beside a line break."""
    texts = []  # (list, index) of every text in reading order; None for a line break

    def gather(nodes):
        for index, node in enumerate(nodes):
            if isinstance(node, str):
                texts.append((nodes, index))
            elif node.tag == "br":
                texts.append(None)
            else:
                gather(node.children)

    def take_spaces(places, strip, ends):
        beside_space = True
        for place in places:
            if place is None:
                beside_space = True
                continue
            owner, index = place
            owner[index] = strip(owner[index], " ") if beside_space else owner[index]
            beside_space = ends(owner[index], " ") if owner[index] else beside_space

    gather(nodes)
    take_spaces(texts, str.lstrip, str.endswith)
    # Backwards, only the edges are left to do: spaces met in the middle have gone already.
    take_spaces(reversed(texts), str.rstrip, str.startswith)


def _inline(nodes, within=frozenset()):
    """Return text, marks and line breaks: marks that hold nothing are gone, spaces are single, neighbours joined."""
    made = []
    for node in nodes:
        if isinstance(node, str):
            made.append(_SPACE.sub(" ", node))
        elif node.tag == "br":
            made.append(_Element("br"))
        elif node.tag in MARKS:
            made.extend(_mark(node, within))
        else:
            made.extend(_inline(node.children, within))
    return _joined(made)


def _mark(node, within):
    href = link(node.attrs.get("href") or "") if node.tag == "a" else None
    children = _inline(node.children, within | {node.tag})
    if node.tag in within or href == "" or not _text(children).strip(" \n"):
        return children
    return [_Element(node.tag, {"href": href} if href else {}, children)]


def _joined(nodes):
    """Return nodes with neighbouring texts, and neighbouring marks of one kind, made one."""
    made = []
    for node in nodes:
        last = made[-1] if made else None
        if isinstance(node, str) and isinstance(last, str):
            made[-1] = _SPACE.sub(" ", last + node)
        elif isinstance(node, _Element) and isinstance(last, _Element) and node.tag in MARKS and _same(node, last):
            last.children = _joined(last.children + node.children)
        elif node != "":
            made.append(node)
    return made


def _same(one, other):
    return one.tag == other.tag and one.attrs == other.attrs


def link(href):
    """Return an address a link may lead to, or an empty string: http, https, mailto, tel, or within this site."""
    href = _SPACE.sub("", tidy(href))
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    if href.startswith(("//", "\\", "/\\")) or (parts.scheme and parts.scheme.lower() not in LINK_SCHEMES):
        return ""
    return href


def _list(node):
    items, stray = [], []
    for child in node.children:
        if isinstance(child, _Element) and child.tag == "li":
            items.append(child)
        elif isinstance(child, _Element) or child.strip():
            stray.append(child)
    made = [_Element("li", children=inside) for item in items if (inside := _flow(item.children))]
    before = _flow(stray)
    if not made:
        return before
    start = node.attrs.get("start") or ""
    attrs = {"start": str(int(start))} if node.tag == "ol" and re.fullmatch("[0-9]{1,4}", start) else {}
    return [*before, _Element(node.tag, {} if attrs.get("start") == "1" else attrs, made)]


def _table(node):
    """Return the table as rows of one body; what a table may not hold directly goes before it."""
    rows, stray = [], []

    def gather(nodes):
        for child in nodes:
            if isinstance(child, _Element) and child.tag in {"tbody", "thead", "tfoot"}:
                gather(child.children)
            elif isinstance(child, _Element) and child.tag == "tr":
                rows.append(child)
            else:
                stray.append(child)

    gather(node.children)
    made = []
    for row in rows:
        cells = [cell for cell in row.children if isinstance(cell, _Element) and cell.tag in {"th", "td"}]
        stray += [child for child in row.children if child not in cells]
        if cells:
            made.append(_Element("tr", children=[_cell(cell) for cell in cells]))
    before = _flow(stray)
    if not any(_text(row.children).strip() or any(n.tag == "figure" for n in _walk(row.children)) for row in made):
        return before
    return [*before, _Element("table", children=[_Element("tbody", children=made)])]


def _cell(cell):
    spans = {name: cell.attrs.get(name) or "" for name in ("colspan", "rowspan")}
    attrs = {name: value for name, value in spans.items() if re.fullmatch("[2-9]|[1-9][0-9]", value)}
    return _Element(cell.tag, attrs, _flow(cell.children))


# Out again ----------------------------------------------------------------------------------------------------


def _serialise(node):
    if isinstance(node, str):
        return escape(node, quote=False)
    attrs = "".join(f' {name}="{escape(value)}"' for name, value in node.attrs.items())
    if node.tag in VOID:
        return f"<{node.tag}{attrs}>"
    return f"<{node.tag}{attrs}>{''.join(map(_serialise, node.children))}</{node.tag}>"


def _text(nodes):
    return "".join(
        node if isinstance(node, str) else "\n" if node.tag == "br" else _text(node.children) for node in nodes
    )


def _blocks(nodes, within):
    for node in nodes:
        if isinstance(node, str):
            continue
        if node.tag == "figure":
            yield Block("figure", node.attrs.get("data-caption") or "")
        elif node.tag == "hr":
            yield Block("hr", "")
        elif node.tag in {"h2", "h3"}:
            yield Block(node.tag, _text(node.children))
        elif node.tag == "p":
            yield Block(within, _text(node.children))
        else:
            named = {"li": "li", "blockquote": "blockquote", "td": "td", "th": "td"}.get(node.tag, within)
            yield from _blocks(node.children, named)
