"""The document: a whole story as one JSON value. The only code that knows its shape.

    {"story": {column: value}, "bylines": [row], "captions": [row], "tags": [name], "change": {"kind", "note"}}

`serialise` makes one from the working copy; `write` puts one into an Article (restore) or an Edition (publish).
The columns are those of the abstract Story, so a new one is never forgotten. Rows keep their `key`; their order is
their place in the list. A document carries a schema number beside it and is upgraded when read, never rewritten.
"""

import uuid
from dataclasses import dataclass
from html import unescape

from django.utils import translation
from django.utils.html import strip_tags
from taggit.models import Tag

from articles import html, insets, protection, tagnames
from articles.models import Article, Edition, EditionByline, EditionCaption, Revision, Section, Story
from articles.render import StoryPage
from authors.models import Author
from newsroom.text import contained, tidy
from photos.models import Photo
from photos.verbs import names_creator

SCHEMA = 1

# What changed a document of schema n into n + 1 stands here under n; tests/documents/ keeps one sample of each.
UPGRADES = {}

COLUMNS = [field.attname for field in Story._meta.local_fields]
CAPTION_COLUMNS = ["role", "caption", "alt", "credit", "decorative", "focal_x", "focal_y"]
NO_CHANGE = {"kind": "", "note": ""}


def serialise(article):
    """Return the document of the working copy as its rows stand now (4 queries)."""
    return {
        "story": {column: getattr(article, column) for column in COLUMNS},
        "bylines": [
            {"key": str(row.key), "author": row.author_id, "name": row.author.name, "role": row.role}
            for row in article.bylines.select_related("author").order_by("order", "pk")
        ],
        "captions": [
            {"key": str(row.key), "photo": row.photo_id}
            | {column: getattr(row, column) for column in CAPTION_COLUMNS}
            | shown_words(row)
            for row in article.captions.select_related("photo").order_by("order", "pk")
        ],
        "tags": sorted(article.tags.names()),
        "change": {"kind": article.change_kind, "note": article.change_note},
    }


def shown_words(caption, photo=None):
    """Return the caption and alt text readers would get: the row's own, else the photo's."""
    photo = photo or caption.photo
    return {
        "shown_caption": photo.caption if caption.caption is None else caption.caption,
        "shown_alt": "" if caption.decorative else (photo.alt if caption.alt is None else caption.alt),
    }


def read(revision):
    """Return the document of a revision in today's schema, with public names in the place of protected ones."""
    document = revision.document
    for schema in range(revision.schema, SCHEMA):
        document = UPGRADES[schema](document)
    return protection.cover(document, revision, revision.article_id)


def shown(revision):
    """Return the document of a revision as people may see it: a credit that names a protected source is left out."""
    document = read(revision)
    own = [row["photo"] for row in document["captions"] if row["credit"]]
    protected = Photo.objects.filter(protect_source=True).in_bulk(own) if own else {}
    if not protected:
        return document
    captions = [
        row | {"credit": None}
        if row["photo"] in protected and names_creator(protected[row["photo"]], row["credit"])
        else row
        for row in document["captions"]
    ]
    return document | {"captions": captions}


def head(article):
    """Return the newest revision of an article, or None before its first save."""
    return Revision.objects.filter(article=article).order_by("-number").first()


def clean(article):
    """Bring the working copy's text to what may be stored; return the names of the columns this changed.

    Control characters and direction overrides go from every text, and the body passes the allowlist: a form, an
    importer and a restored revision all come through here.
    """
    changed = []
    for field in [*Story._meta.local_fields, Article._meta.get_field("change_note")]:
        value = getattr(article, field.attname)
        if not isinstance(value, str):
            continue
        cleaned = html.clean(tidy(value)) if field.name == "body" else contained(tidy(value))
        if cleaned != value:
            setattr(article, field.attname, cleaned)
            changed.append(field.attname)
    kept = insets.clean(article.insets, article.body)
    if kept != article.insets:
        article.insets = kept
        changed.append("insets")
    return changed


@dataclass
class Written:
    """What came of writing a document: rows with their author or photo, tags, and sentences about what is gone."""

    bylines: list
    captions: list
    tags: list[str]
    missing: list[str]


def write(document, story):
    """Put a document into an Article or Edition, save it and return what was Written.

    A photo or author that was deleted is left out and named; a merged author becomes the one merged into.
    """
    missing = []
    values = dict(document["story"])
    if values["section_id"] and not Section.objects.filter(pk=values["section_id"]).exists():
        missing.append("Its section no longer exists.")
        values["section_id"] = None
    if has_address(story):
        values.pop("slug", None)
    for column in COLUMNS:
        if column in values:
            setattr(story, column, values[column])
    story.body = html.clean(story.body)
    story.insets = insets.clean(story.insets, story.body)
    is_new = story._state.adding
    story.save(force_insert=is_new)
    present = [] if is_new else [*story.bylines.all(), *story.captions.all()]
    if not is_new:
        story.tagged.all().delete()
    bylines = _put_rows(story.bylines, story, present, _bylines(document["bylines"], story, missing))
    captions = _put_rows(story.captions, story, present, _captions(document["captions"], story, missing))
    tags = _write_tags(document["tags"], story)
    return Written(bylines, captions, tags, missing)


def unsaved(document, article):
    """Return a document as an Edition that is not saved, its bylines, captions and tags: for a page that shows it."""
    values = document["story"]
    edition = Edition(article=article, **{column: values[column] for column in COLUMNS if column in values})
    edition.body = html.clean(edition.body)
    edition.insets = insets.clean(edition.insets, edition.body)
    if edition.section_id and not Section.objects.filter(pk=edition.section_id).exists():
        edition.section_id = None
    rows = [
        [kind(key=uuid.UUID(key), edition=edition, **columns) for key, columns in wanted.items()]
        for kind, wanted in (
            (EditionByline, _bylines(document["bylines"], edition, [])),
            (EditionCaption, _captions(document["captions"], edition, [])),
        )
    ]
    return edition, *rows, list(Tag.objects.filter(name__in=document["tags"]).order_by("name"))


def has_address(story):
    """Whether readers know the story by its slug, which a document of before it moved may not take back."""
    return story.edition_or_none is not None if isinstance(story, Article) else not story._state.adding


def _listing(story):
    """Return the columns by which the rows of a live story stand in lists; a working copy stands in none."""
    return story.listing if isinstance(story, Edition) else {}


def _owner(story):
    """Return the name of the foreign key by which a row belongs to this story."""
    return "edition" if isinstance(story, Edition) else "article"


def _bylines(rows, story, missing):
    """Return {key: columns} of the bylines that can be written; add a sentence for each that cannot as it was."""
    listing = _listing(story)
    authors = Author.objects.select_related("merged_into").in_bulk([row["author"] for row in rows])
    wanted = {}
    for order, row in enumerate(rows):
        author = authors.get(row["author"])
        if author is None:
            missing.append(f"{row['name']} is no longer among the authors.")
            continue
        author = author.merged_into or author
        if author.name != row["name"]:
            missing.append(f"{row['name']} is now {author.name}.")
        wanted[row["key"]] = {"author": author, "role": row["role"], "order": order} | listing
    return wanted


def _captions(rows, story, missing):
    """Return {key: columns} of the captions that can be written; as _bylines."""
    photos = Photo.objects.in_bulk([row["photo"] for row in rows])
    shown = ["shown_caption", "shown_alt"] if isinstance(story, Edition) else []
    wanted = {}
    for order, row in enumerate(rows):
        photo = photos.get(row["photo"])
        if photo is None:
            missing.append(f"Photo {row['photo']} (“{row['shown_caption'][:60]}”) was deleted.")
            continue
        if photo.withdrawn_at:
            missing.append(f"Photo {photo.pk} (“{photo}”) was withdrawn.")
        wanted[row["key"]] = {"photo": photo, "order": order} | {
            column: row[column] for column in [*CAPTION_COLUMNS, *shown]
        }
        if photo.protect_source and names_creator(photo, row["credit"]):
            wanted[row["key"]]["credit"] = None  # written before the source was protected: it follows the photo now
    return wanted


def _put_rows(rows, story, present, wanted):
    """Make a story's rows those of {key: columns} and return them in order.

    A row that is `present` keeps its number, so that a form opened before still fits.
    """
    present = {str(row.key): row for row in present if isinstance(row, rows.model)}
    if gone := [row.pk for key, row in present.items() if key not in wanted]:
        rows.filter(pk__in=gone).delete()
    kept = [row for key, row in present.items() if key in wanted]
    new = [rows.model(key=uuid.UUID(key), **{_owner(story): story}) for key in wanted if key not in present]
    for row in [*kept, *new]:
        for column, value in wanted[str(row.key)].items():
            setattr(row, column, value)
    if kept:
        if "photo" in next(iter(wanted.values())):
            rows.filter(role="lead").update(role="inline")  # one lead at a time, also while the rows change places
        rows.model.objects.bulk_update(kept, list(next(iter(wanted.values()))))
    rows.model.objects.bulk_create(new)
    return sorted([*kept, *new], key=lambda row: row.order)


def _write_tags(names, story):
    """Assign tags by name, also by a former one, making those that no longer exist; return the names of today.

    taggit's own `set` asks row by row.
    """
    found = {tag.name: tag for tag in Tag.objects.filter(name__in=names)}
    if len(found) < len(names):
        names = tagnames.resolve(names)
        found = {tag.name: tag for tag in Tag.objects.filter(name__in=names)}
    tags = [found[name] if name in found else Tag.objects.create(name=name) for name in names]
    listing = _listing(story)
    story.tagged.model.objects.bulk_create(
        [story.tagged.model(tag=tag, content_object=story, **listing) for tag in tags]
    )
    return names


def public_words(edition, bylines, captions):
    """Return the words readers get, as ordered blocks [kind, text], for the public history.

    `bylines` and `captions` are the edition's rows with their author and photo. Kinds: headline, standfirst, byline,
    dateline, paragraph, caption, credit. Byline and credit line are the page's.
    """
    page = StoryPage.of(edition, bylines=bylines, captions=[], tags=[])
    with translation.override(edition.language):
        byline, credit_line = _plain(page.byline), _plain(page.credit_line)
    blocks = [
        ["headline", edition.headline],
        ["standfirst", edition.standfirst],
        ["byline", byline],
        ["dateline", edition.dateline],
    ]
    blocks += [["paragraph", text] for text in insets.paragraphs(edition.body, edition.insets)]
    for row in captions:
        credit = row.photo.credit if row.credit is None else row.credit
        blocks.append(["caption", f"{row.shown_caption} ({credit})" if credit else row.shown_caption])
    blocks.append(["credit", credit_line])
    return [block for block in blocks if block[1]]


def _plain(markup):
    """Return what a reader sees of a line of our own HTML."""
    return unescape(strip_tags(markup))
