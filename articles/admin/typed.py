"""What a form's fields would make of a story: its document, to be compared; and what a form sends as it stands."""

import json
import re

from django.db import models
from django.forms import CheckboxInput, MultiWidget

from articles import documents, html
from articles.admin.fields import ROW_NUMBER
from articles.admin.form import LINES
from articles.models import Article, Byline, Caption, Story
from authors.models import Author
from newsroom.text import contained, tidy, tidy_line
from photos.models import Photo

_COMMA = re.compile("[,،]")
_LAST = 10**6  # the order of a row that has none


def start(article):
    """Return the document a form was opened on: that of the working copy, or of a story yet to be written."""
    if article is not None:
        found = documents.serialise(article)
        return found | {"captions": sorted(found["captions"], key=lambda row: row["role"] != Caption.Role.LEAD)}
    empty = Article()
    columns = {column: getattr(empty, column) for column in documents.COLUMNS}
    return {"story": columns, "bylines": [], "captions": [], "tags": [], "change": documents.NO_CHANGE}


def document(fields, opened):
    """Return the document that {name: value} of a form would make of the document it was `opened` on.

    It is made to be shown, not to be saved: what cannot be read stays as it was.
    """
    story = dict(opened["story"])
    for field in Story._meta.local_fields:
        if field.name in fields:
            story[field.attname] = _value(field, fields[field.name], story[field.attname])
    tags = opened["tags"]
    if "tags" in fields:
        tags = sorted({name for name in (tidy_line(part) for part in _COMMA.split(fields["tags"])) if name})
    change = {part: tidy(fields.get(f"change_{part}", opened["change"][part])).strip() for part in documents.NO_CHANGE}
    return {
        "story": story,
        "bylines": _bylines(fields, opened["bylines"]),
        "captions": _captions(fields, opened["captions"]),
        "tags": tags,
        "change": change,
    }


def _value(field, text, before):
    """Return the text of a field as its column would hold it."""
    if field.is_relation:
        return int(text) if ROW_NUMBER.fullmatch(text) else None
    if isinstance(field, models.JSONField):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return before
    if field.choices and text not in dict(field.flatchoices):
        return before
    if field.name == "body":
        return html.clean(tidy(text))
    return contained(tidy_line(text) if field.name in LINES else tidy(text).strip())


def _rows(fields, prefix, before):
    """Return the rows that were typed under a prefix, in their order, each with its key; removed ones left out."""
    places = {row["key"]: place for place, row in enumerate(before)}
    rows = {}
    for name, value in fields.items():
        if found := re.fullmatch(rf"{prefix}-(\d{{1,3}})-(\w+)", name):
            rows.setdefault(int(found[1]), {})[found[2]] = value
    shown = [
        row | {"key": row.get("row_key") or f"{prefix}-{index}", "place": (_order(row), index)}
        for index, row in sorted(rows.items())
        if not row.get("DELETE")
    ]
    return sorted(shown, key=lambda row: (row["place"][0], places.get(row["key"], _LAST), row["place"][1]))


def _order(row):
    return int(row["order"]) if ROW_NUMBER.fullmatch(row.get("order", "")) else 0


def _numbers(rows, name):
    return [int(row[name]) for row in rows if ROW_NUMBER.fullmatch(row.get(name, ""))]


def _bylines(fields, before):
    if "bylines-TOTAL_FORMS" not in fields:
        return before
    rows = _rows(fields, "bylines", before)
    authors = Author.objects.in_bulk(_numbers(rows, "author"))
    return [
        {"key": row["key"], "author": author.pk, "name": author.name, "role": role}
        for row in rows
        for role in [row.get("role") if row.get("role") in Byline.Role.values else Byline.Role.BY]
        for author in [authors.get(int(row["author"])) if ROW_NUMBER.fullmatch(row.get("author", "")) else None]
        if author
    ]


def _captions(fields, before):
    if "lead-TOTAL_FORMS" not in fields:
        return before
    typed = [(Caption.Role.LEAD, row) for row in _rows(fields, "lead", before)]
    in_gallery = {Caption.Role.GALLERY: Caption.Role.GALLERY}
    typed += [(in_gallery.get(row.get("role"), Caption.Role.INLINE), row) for row in _rows(fields, "captions", before)]
    photos = Photo.objects.in_bulk(_numbers([row for _role, row in typed], "photo"))
    known = {row["key"]: row for row in before}
    captions = []
    for role, row in typed:
        photo = photos.get(int(row["photo"])) if ROW_NUMBER.fullmatch(row.get("photo", "")) else None
        if photo is None:
            continue
        words = {name: tidy(row.get(name, "")).strip() or None for name in ("caption", "alt", "credit")}
        caption = Caption(photo=photo, role=role, decorative=bool(row.get("decorative")), **words)
        columns = {column: getattr(caption, column) for column in documents.CAPTION_COLUMNS}
        columns |= _focal_point(row, known.get(row["key"], {}))
        captions.append({"key": row["key"], "photo": photo.pk} | columns | documents.shown_words(caption))
    return captions


def _focal_point(row, kept):
    """Return a caption's own focal point as typed; as it was kept where the form had no fields for it."""
    if "focal_x" not in row:
        return {column: kept[column] for column in ("focal_x", "focal_y") if column in kept}
    try:
        x, y = (float(row.get(column, "")) for column in ("focal_x", "focal_y"))
    except ValueError:
        return {"focal_x": None, "focal_y": None}
    inside = 0 <= x <= 1 and 0 <= y <= 1
    return {"focal_x": x, "focal_y": y} if inside else {"focal_x": None, "focal_y": None}


def as_sent(form, name):
    """Return {name: value} that a browser would send of one field of a form as it was opened."""
    bound = form[name]
    widget, value = getattr(bound.field.widget, "widget", bound.field.widget), bound.value()
    if isinstance(widget, CheckboxInput):
        return {name: "on"} if value else {}
    if isinstance(widget, MultiWidget):
        parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
        return {f"{name}{suffix}": part.format_value(piece) or "" for suffix, part, piece in parts}
    shown = widget.format_value(value)
    return {name: (shown[0] if isinstance(shown, list) and shown else shown) or ""}
