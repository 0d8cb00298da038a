"""What differs between two documents of a story, in the order of the form and in words people use."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles import diff, html, insets
from articles.documents import COLUMNS
from articles.models import Article, Byline, Caption, Section, Story

# Columns of running text; the headline has a rule of its own, the slug is fixed after publication.
_RUNNING = {"kicker", "headline", "standfirst", "dateline", "body", "insets", "slug"}
# Columns whose difference is shown by word; the others by value.
_PROSE = {"kicker", "headline", "standfirst", "byline_line", "dateline", "source"}


@dataclass(frozen=True)
class Change:
    """One field that differs. `blocks` are those of diff.py; an unchanged paragraph has op "same" and may be folded."""

    field: str
    label: str
    blocks: tuple


def compare(old, new):
    """Return the Changes between two documents, empty where they say the same."""
    changes = [_column(column, old["story"].get(column), new["story"].get(column)) for column in COLUMNS]
    changes.insert(
        COLUMNS.index("body") + 1,
        _change("captions", _("Photos"), _captions(old["captions"]), _captions(new["captions"])),
    )
    changes.insert(
        COLUMNS.index("byline_line"),
        _change("bylines", _("Bylines"), _bylines(old["bylines"]), _bylines(new["bylines"])),
    )
    changes.append(_change("tags", _("Tags"), old["tags"], new["tags"]))
    changes.append(_change("change", _("Kind of change"), _kind(old["change"]), _kind(new["change"])))
    return [change for change in changes if change]


def changed_words(old, new):
    """Return how many words differ in the running text that readers see, captions included."""
    return diff.changed_words(diff.blocks(_readers(old), _readers(new)))


def beyond_words(old, new):
    """Return the labels of what differs besides running text: names, photos, credits, links, section and the like.

    The slug is left out: it is fixed once readers have the story.
    """
    labels = [
        _label(column)
        for column in COLUMNS
        if column not in _RUNNING and old["story"].get(column) != new["story"].get(column)
    ]
    rows = (
        ("bylines", _("Bylines"), ("author", "role")),
        ("captions", _("Photos"), ("photo", "role", "credit", "decorative")),
    )
    for name, label, columns in rows:
        facts = [[[row[column] for column in columns] for row in document[name]] for document in (old, new)]
        if facts[0] != facts[1]:
            labels.append(label)
    if old["tags"] != new["tags"]:
        labels.append(_("Tags"))
    if insets.facts(old["story"]["insets"]) != insets.facts(new["story"]["insets"]):
        labels.append(_label("insets"))
    if html.links(old["story"]["body"]) != html.links(new["story"]["body"]):
        labels.append(_("Links"))
    return labels


def _readers(document):
    story = document["story"]
    words = [
        story["kicker"],
        story["headline"],
        story["standfirst"],
        story["dateline"],
        *insets.paragraphs(story["body"], story["insets"]),
    ]
    return [*words, *(row["shown_caption"] for row in document["captions"])]


def _change(field, label, old, new):
    """Return the Change between two lists of texts, or None where they are equal."""
    if old == new:
        return None
    return Change(field, label, tuple(diff.blocks(old, new)))


def _label(column):
    return str(Story._meta.get_field(column.removesuffix("_id")).verbose_name).capitalize()


def _column(column, old, new):
    if old == new:
        return None
    label = _label(column)
    if column == "body":
        found = _change(column, label, html.text_blocks(old or ""), html.text_blocks(new or ""))
        # The words agree and the mark-up does not: say so rather than show nothing.
        return found or Change(
            column, label, (diff.Block(diff.SAME, ((diff.SAME, _("Only the formatting changed.")),)),)
        )
    if column in _PROSE:
        return Change(column, label, (diff.Block(diff.CHANGED, tuple(diff.words(old or "", new or ""))),))
    return _change(column, label, _shown(column, old), _shown(column, new))


def _shown(column, value):
    """Return a column's value as a list of no or one text a person can read."""
    if value in (None, "", {}):
        return []
    if column == "insets":
        return insets.lines(value)
    if column == "section_id":
        section = Section.objects.filter(pk=value).first()
        return [str(section) if section else _("a section that no longer exists")]
    if column == "translation_of_id":
        return [str(Article.objects.filter(pk=value).first() or value)]
    choices = dict(Story._meta.get_field(column).flatchoices)
    return [str(choices.get(value, value))]


def in_words(column, value):
    """Return a column's value, or its text, as one line a person can read."""
    number = int(value) if column.endswith("_id") and str(value).isdecimal() else value
    return ", ".join(_shown(column, number)) or "–"


def _bylines(rows):
    roles = dict(Byline.Role.choices)
    return [f"{roles[row['role']]} {row['name']}" for row in rows]


def _captions(rows):
    roles = dict(Caption.Role.choices)
    lines = []
    for row in rows:
        credit = f" ({row['credit']})" if row["credit"] else ""
        alt = _("decorative") if row["decorative"] else row["shown_alt"]
        lines.append(f"{roles[row['role']]}, {_('photo')} {row['photo']}: {row['shown_caption']}{credit} [{alt}]")
    return lines


def _kind(change):
    kinds = dict(Article.ChangeKind.choices)
    return [str(part) for part in (kinds.get(change["kind"], ""), change["note"]) if part]


def digits(document):
    """Return every figure readers see, in order: a changed one is never a typo."""
    return re.findall(r"\d+", " ".join(_readers(document)))
