"""Comparing texts by word: blocks (paragraphs) are aligned first, then the words inside changed ones.

Used by the desk's compare and by the public history. It knows nothing of stories.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, INSERTED, DELETED, CHANGED = "same", "ins", "del", "changed"

# A word with the space after it, so that joining the tokens gives the text back.
_TOKEN = re.compile(r"\S+\s*|\s+")
# Two blocks are versions of one another when at least this share of their words agrees.
_KINSHIP = 0.4


@dataclass(frozen=True)
class Block:
    """One aligned block. `op` is same, ins, del or changed; `parts` are (same | ins | del, text) in reading order."""

    op: str
    parts: tuple[tuple[str, str], ...]


def blocks(old, new):
    """Return the aligned blocks of two lists of texts, in reading order."""
    result = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        if op == "equal":
            result += [Block(SAME, ((SAME, text),)) for text in old[i1:i2]]
        else:
            result += _changed_run(old[i1:i2], new[j1:j2])
    return result


def _changed_run(old, new):
    """Pair each old block with the next new one that is its kin; the rest is deleted or inserted whole."""
    result, start = [], 0
    matcher, after = SequenceMatcher(autojunk=False), [_TOKEN.findall(text) for text in new]
    for text in old:
        matcher.set_seq2(_TOKEN.findall(text))  # what the matcher learns of it serves every comparison
        partner = next((j for j in range(start, len(new)) if _kin(matcher, after[j])), None)
        if partner is None:
            result.append(Block(DELETED, ((DELETED, text),)))
            continue
        result += [Block(INSERTED, ((INSERTED, added),)) for added in new[start:partner]]
        result.append(Block(CHANGED, tuple(words(text, new[partner]))))
        start = partner + 1
    return result + [Block(INSERTED, ((INSERTED, added),)) for added in new[start:]]


def _kin(matcher, tokens):
    """Whether a block is a version of the one that the matcher holds: the cheap upper bounds are asked first."""
    matcher.set_seq1(tokens)
    return all(share() >= _KINSHIP for share in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))


def words(old, new):
    """Return the difference of two texts as (same | ins | del, text) parts, cut between words."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    parts = []
    for op, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            parts.append((SAME, "".join(before[i1:i2])))
            continue
        if i1 < i2:
            parts.append((DELETED, "".join(before[i1:i2])))
        if j1 < j2:
            parts.append((INSERTED, "".join(after[j1:j2])))
    return parts


def changed_words(found):
    """Return how many words an editor touched: of each run of changes, the larger of what went and what came."""
    total = gone = come = 0
    for block in [*found, Block(SAME, ())]:
        if block.op == SAME:
            total, gone, come = total + max(gone, come), 0, 0
            continue
        gone += sum(len(text.split()) for op, text in block.parts if op == DELETED)
        come += sum(len(text.split()) for op, text in block.parts if op == INSERTED)
    return total
