"""Three-way merge of a story: two people began from one revision, and both changed it.

By column, in the body by paragraph, in the rows by key. What only one side changed is taken; only what both changed
otherwise is asked. A merge knows documents alone: it asks no database and saves nothing.
"""

import hashlib
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from articles import html, insets
from articles.documents import COLUMNS
from articles.models import Story
from newsroom.text import tidy, tidy_line

MINE, THEIRS, EDIT = "mine", "theirs", "edit"
# What a clash may also be settled with: words of one's own. True where they stand on one line.
EDITABLE = {
    "kicker": True,
    "headline": True,
    "standfirst": False,
    "byline_line": True,
    "dateline": True,
    "source": True,
    "body": False,
}


@dataclass(frozen=True)
class Answer:
    """What somebody chose where both sides had changed the same; `text` goes with EDIT.

    `seen` is the mark of the clash they saw. Where the words have changed since, it answers nothing.
    """

    choice: str
    text: str = ""
    seen: str = ""


@dataclass(frozen=True)
class Clash:
    """One thing both sides changed. `field` names it in `choices`; `mine` and `theirs` are texts to show."""

    field: str
    label: str
    mine: str
    theirs: str
    seen: str = ""  # the mark of exactly these words
    choice: str = MINE
    text: str = ""  # words of one's own, as far as they are written
    is_editable: bool = False
    problem: str = ""  # why those words cannot stand


@dataclass
class Merge:
    """The merged document, what was taken from the other side, every question, and those still to be answered."""

    document: dict
    taken: list[str] = field(default_factory=list)
    asked: list[Clash] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


def merge(base, head, mine, choices=None):
    """Return the Merge of two documents that both grew out of `base`.

    `choices` answers clashes: {"headline": "mine", "body.2": Answer("edit", "…")}. An unanswered clash holds mine and
    is listed.
    """
    choices = {name: given if isinstance(given, Answer) else Answer(given) for name, given in (choices or {}).items()}
    result = Merge({"story": {}})
    base, head, mine = _settle_removed_nodes([base, head, mine], choices, result)
    for column in COLUMNS:
        label = _label(column)
        versions = [document["story"].get(column) for document in (base, head, mine)]
        if column == "body":
            result.document["story"][column] = _body(versions, label, choices, result)
        elif column == "insets":
            result.document["story"][column] = _insets(versions, label, choices, result)
        else:
            result.document["story"][column] = _value(column, label, versions, choices, result)
    result.document["story"] = _standing(result.document["story"])
    for rows, label in (("bylines", _("Bylines")), ("captions", _("Photos"))):
        result.document[rows] = _rows(rows, label, [document[rows] for document in (base, head, mine)], choices, result)
    result.document["tags"] = _tags(*(document["tags"] for document in (base, head, mine)))
    result.document["change"] = _value(
        "change", _("Kind of change"), [document["change"] for document in (base, head, mine)], choices, result
    )
    return result


def _label(column):
    return str(Story._meta.get_field(column.removesuffix("_id")).verbose_name).capitalize()


def _value(name, label, versions, choices, result):
    """Return one value: whichever side changed it, or the chosen one where both did."""
    base, theirs, mine = versions
    if theirs in (base, mine):
        return mine
    if mine == base:
        result.taken.append(label)
        return theirs
    return _choose(name, label, mine, theirs, choices, result)


def _choose(name, label, mine, theirs, choices, result):
    """Return the chosen one of two values, or words of one's own; note the question, and whether it stays open."""
    column = name.partition(".")[0]
    seen = hashlib.blake2b(repr((mine, theirs)).encode(), digest_size=8).hexdigest()
    answer = choices.get(name)
    if answer and answer.seen not in ("", seen):
        answer = None
    is_editable = column in EDITABLE and isinstance(mine, str) and isinstance(theirs, str)
    choice = answer.choice if answer else MINE
    own = _own(column, answer.text) if is_editable and choice == EDIT else ""
    problem = _problem(column, own)
    text = answer.text if answer and answer.text else _draft(column, mine) if is_editable else ""
    clash = Clash(name, label, _shown(mine), _shown(theirs), seen, choice, text, is_editable, problem)
    result.asked.append(clash)
    if answer is None or problem or choice not in (MINE, THEIRS, EDIT) or (choice == EDIT and not is_editable):
        result.clashes.append(clash)
        return mine
    return {MINE: mine, THEIRS: theirs, EDIT: own}[choice]


def _own(column, text):
    """Return words that somebody wrote to settle a clash, as their column holds them."""
    if column == "body":
        return html.clean(tidy(text))
    return tidy_line(text) if EDITABLE[column] else tidy(text).strip()


def _problem(column, own):
    """Return why words cannot stand in a column; empty where they can."""
    limit = Story._meta.get_field(column).max_length if own else None
    if not limit or len(own) <= limit:
        return ""
    return _("These are %(count)d characters; at most %(limit)d.") % {"count": len(own), "limit": limit}


def _draft(column, mine):
    """Return the words to begin with: mine, without mark-up where paragraphs are all there is of it."""
    if column != "body":
        return mine
    plain = [block.removeprefix("<p>").removesuffix("</p>") for block in html.elements(mine)]
    return mine if any(mark in block for block in plain for mark in "<>&") else "\n\n".join(plain)


def _shown(value):
    """Return a value as a person reads it: a row by its name or caption, what is missing as removed."""
    if value is None:
        return _("(removed)")
    if not isinstance(value, dict):
        return str(value)
    if value.get("kind") in insets.LIMITS:
        return insets.line(value)
    if "photo" in value:
        return (
            f"{_('photo')} {value['photo']}: {value['shown_caption']} ({value['credit'] or '–'}) [{value['shown_alt']}]"
        )
    if "author" in value:
        return f"{value['role']}: {value['name']}"
    return " · ".join(str(part) for part in value.values() if part)


def _body(versions, label, choices, result):
    """Merge bodies by block: edits of either side to different paragraphs go together."""
    base, theirs, mine = (html.elements(body or "") for body in versions)
    merged, at = [], 0
    for number, (start, end, hers, his) in enumerate(_edits(base, theirs, mine)):
        merged += base[at:start]
        at = end
        if hers == his or hers == base[start:end]:
            merged += his
        elif his == base[start:end]:
            result.taken.append(label)
            merged += hers
        else:
            chosen = _choose(f"body.{number}", label, "".join(his), "".join(hers), choices, result)
            merged.append(chosen)
    return "".join(merged + base[at:])


def _settle_removed_nodes(documents, choices, result):
    """Ask of each quote or embed that one side took out of the text while the other changed its words.

    The body holds a node's key alone, and would follow the removal: the new words would go with it. Where they are to
    stay, the node is put back into the text it was taken from. Returns the three documents, each with the quotes and
    embeds alone that stand in its text.
    """
    stories = [_standing(document["story"]) for document in documents]
    base = stories[0]
    for kind, key in html.nodes(base.get("body") or ""):
        entries = [story.get("insets", {}).get(key) for story in stories]
        old, theirs, mine = entries
        if kind not in insets.LIMITS or (theirs is None) == (mine is None) or old in (theirs, mine):
            continue
        if _choose(f"insets.{key}", _label("insets"), mine, theirs, choices, result) is not None:
            loser = stories[1 if theirs is None else 2]
            loser["body"] = _with_node(loser["body"], base["body"], key)
    return [document | {"story": story} for document, story in zip(documents, stories, strict=True)]


def _standing(story):
    """Return a document's story with no more quotes and embeds than stand in its text."""
    return story | {"insets": insets.clean(story.get("insets"), story.get("body") or "")}


def _with_node(body, base, key):
    """Return a body with the node of a key where it stood in `base`: behind the last block before it that is left."""
    blocks, before = html.elements(body), html.elements(base)
    at = next(number for number, block in enumerate(before) if key in block)
    last = next((block for block in reversed(before[:at]) if block in blocks), None)
    blocks.insert(blocks.index(last) + 1 if last else 0, before[at])
    return "".join(blocks)


def _insets(versions, label, choices, result):
    """Merge quotes and embeds by key. One that either side removed from the text goes with its node."""
    base, theirs, mine = (insets_of or {} for insets_of in versions)
    merged = {}
    for key in [*mine, *(key for key in theirs if key not in mine)]:
        if key in mine and key in theirs:
            sides = [base.get(key), theirs[key], mine[key]]
            merged[key] = _value(f"insets.{key}", label, sides, choices, result)
        else:
            merged[key] = mine.get(key) or theirs[key]
    return merged


def _edits(base, theirs, mine):
    """Yield (start, end, theirs, mine): runs of base blocks that a side changed, overlapping runs joined.

    Both sides' blocks for the whole run are given, unchanged ones included.
    """
    sides = [_changes(base, side) for side in (theirs, mine)]
    pending = sorted((i1, i2, side) for side, codes in enumerate(sides) for i1, i2, _j1, _j2 in codes)
    runs = []
    for start, end, _side in pending:
        # Two insertions at one place touch without overlapping; their order is a question too.
        if runs and (start < runs[-1][1] or start == runs[-1][0]):
            runs[-1][1] = max(runs[-1][1], end)
        else:
            runs.append([start, end])
    for start, end in runs:
        yield start, end, _side_of(theirs, sides[0], start, end), _side_of(mine, sides[1], start, end)


def _changes(base, side):
    """Return (i1, i2, j1, j2) of every change; as many blocks in the place of as many are a change each."""
    changes = []
    for op, i1, i2, j1, j2 in SequenceMatcher(None, base, side, autojunk=False).get_opcodes():
        if op == "replace" and i2 - i1 == j2 - j1:
            changes += [(i1 + step, i1 + step + 1, j1 + step, j1 + step + 1) for step in range(i2 - i1)]
        elif op != "equal":
            changes.append((i1, i2, j1, j2))
    return changes


def _side_of(blocks, codes, start, end):
    """Return a side's blocks that stand where base[start:end] stood."""
    inside = [code for code in codes if code[0] >= start and code[1] <= end]
    shift = sum((j2 - j1) - (i2 - i1) for i1, i2, j1, j2 in codes if (i2 <= start and (i1, i2) not in _spans(inside)))
    grown = sum((j2 - j1) - (i2 - i1) for i1, i2, j1, j2 in inside)
    return blocks[start + shift : end + shift + grown]


def _spans(codes):
    return {(i1, i2) for i1, i2, _j1, _j2 in codes}


def _rows(name, label, versions, choices, result):
    """Merge rows by key: added and removed ones of either side, each row's own changes, my order."""
    base, theirs, mine = ({row["key"]: row for row in rows} for rows in versions)
    order = [row["key"] for row in versions[2]] + [row["key"] for row in versions[1] if row["key"] not in mine]
    if [row["key"] for row in versions[2]] == [row["key"] for row in versions[0]]:
        order = [row["key"] for row in versions[1]] + [key for key in order if key not in theirs]
    merged = []
    for key in order:
        row = _value(f"{name}.{key}", label, [side.get(key) for side in (base, theirs, mine)], choices, result)
        if row is not None:
            merged.append(row)
    return _one_lead(merged, theirs, label, choices, result) if name == "captions" else merged


def _one_lead(rows, theirs, label, choices, result):
    """Return captions of which one leads: where each side brought its own, one is chosen and the other left out."""
    leads = [row for row in rows if row["role"] == "lead"]
    if len(leads) < 2:
        return rows
    hers = next((row for row in leads if theirs.get(row["key"], {}).get("role") == "lead"), leads[0])
    his = next(row for row in leads if row is not hers)
    chosen = _choose("captions.lead", label, his, hers, choices, result)
    return [row for row in rows if row["role"] != "lead" or row is chosen]


def _tags(base, theirs, mine):
    """Return the tags either side has and neither removed."""
    removed = set(base) - set(theirs) | set(base) - set(mine)
    return sorted((set(theirs) | set(mine)) - removed)
