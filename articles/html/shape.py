"""One shape for everything: what nh3 left of a body, brought to the form that the editor gives it."""

import re
from urllib.parse import urlsplit

from articles.html.allowed import BLOCKS, BOXES, INNER, LINK_SCHEMES, MARKS, NODES
from articles.html.tree import Element, text, walk
from newsroom.text import tidy

_SPACE = re.compile(r"[ \t\n\r\f]+")  # not the non-breaking space, which a writer sets on purpose
BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def _is_block(node):
    return isinstance(node, Element) and (node.tag in BLOCKS or node.tag in INNER or node.tag in BOXES)


def _has_block(nodes):
    return any(_is_block(node) or (isinstance(node, Element) and _has_block(node.children)) for node in nodes)


def flow(nodes, *, typed=False):
    """Return nodes as a list of blocks. Loose text becomes paragraphs, parted at blank lines where `typed`."""
    made, run = [], []

    def end_run():
        made.extend(_paragraph(run))
        run.clear()

    for node in nodes:
        if isinstance(node, str):
            first, *others = BLANK_LINE.split(node) if typed else [node]
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
        return [Element("hr")]
    if node.tag == "figure":
        return _node(node)
    if node.tag in {"p", "h2", "h3"} and not _has_block(node.children):
        return _paragraph(node.children, node.tag)
    if node.tag in {"ul", "ol"}:
        return _list(node)
    if node.tag == "table":
        return _table(node)
    inside = flow(node.children, typed=typed and node.tag in BOXES)
    if node.tag == "blockquote" and inside:
        return [Element("blockquote", children=inside)]
    return inside


def _node(figure):
    """Return a figure that is one of the desk's own nodes: a key and nothing else."""
    for name in NODES:
        key = (figure.attrs.get(name) or "").strip().lower()
        if KEY.fullmatch(key):
            return [Element("figure", {name: key})]
    return []


def _paragraph(nodes, tag="p"):
    """Return one paragraph or heading in a list; an empty list where nothing would be seen."""
    children = _inline(nodes)
    _single_spaces(children)
    while children and _is_edge(children[-1]):
        children.pop()
    while children and _is_edge(children[0]):
        children.pop(0)
    return [Element(tag, children=children)] if text(children).strip() else []


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
            made.append(Element("br"))
        elif node.tag in MARKS:
            made.extend(_mark(node, within))
        else:
            made.extend(_inline(node.children, within))
    return _joined(made)


def _mark(node, within):
    href = link(node.attrs.get("href") or "") if node.tag == "a" else None
    children = _inline(node.children, within | {node.tag})
    if node.tag in within or href == "" or not text(children).strip(" \n"):
        return children
    return [Element(node.tag, {"href": href} if href else {}, children)]


def _joined(nodes):
    """Return nodes with neighbouring texts, and neighbouring marks of one kind, made one."""
    made = []
    for node in nodes:
        last = made[-1] if made else None
        if isinstance(node, str) and isinstance(last, str):
            made[-1] = _SPACE.sub(" ", last + node)
        elif isinstance(node, Element) and isinstance(last, Element) and node.tag in MARKS and _same(node, last):
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
        if isinstance(child, Element) and child.tag == "li":
            items.append(child)
        elif isinstance(child, Element) or child.strip():
            stray.append(child)
    made = [Element("li", children=inside) for item in items if (inside := flow(item.children))]
    before = flow(stray)
    if not made:
        return before
    start = node.attrs.get("start") or ""
    attrs = {"start": str(int(start))} if node.tag == "ol" and re.fullmatch("[0-9]{1,4}", start) else {}
    return [*before, Element(node.tag, {} if attrs.get("start") == "1" else attrs, made)]


def _table(node):
    """Return the table as rows of one body; what a table may not hold directly goes before it."""
    rows, stray = [], []

    def gather(nodes):
        for child in nodes:
            if isinstance(child, Element) and child.tag in {"tbody", "thead", "tfoot"}:
                gather(child.children)
            elif isinstance(child, Element) and child.tag == "tr":
                rows.append(child)
            else:
                stray.append(child)

    gather(node.children)
    made = []
    for row in rows:
        cells = [cell for cell in row.children if isinstance(cell, Element) and cell.tag in {"th", "td"}]
        stray += [child for child in row.children if child not in cells]
        if cells:
            made.append(Element("tr", children=[_cell(cell) for cell in cells]))
    before = flow(stray)
    if not any(text(row.children).strip() or any(n.tag == "figure" for n in walk(row.children)) for row in made):
        return before
    return [*before, Element("table", children=[Element("tbody", children=made)])]


def _cell(cell):
    spans = {name: cell.attrs.get(name) or "" for name in ("colspan", "rowspan")}
    attrs = {name: value for name, value in spans.items() if re.fullmatch("[2-9]|[1-9][0-9]", value)}
    return Element(cell.tag, attrs, flow(cell.children))
