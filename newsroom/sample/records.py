"""The rows that the desk's verbs leave of a published story, made without calling them: two thousand stories a second.

What each verb would do is done here in the same order – record, submit, publish, and once more for a correction – so
that history, compare, restore and every page work on a sampled story as on any other.
tests/newsroom/test_sample.py publishes one by the verbs and compares row by row.
"""

from datetime import timedelta
from functools import lru_cache

from django.conf import settings

from articles import documents, insets
from articles.models import (
    Approval,
    Article,
    Byline,
    Caption,
    DeskLog,
    Edition,
    EditionByline,
    EditionCaption,
    Publication,
    Revision,
    SearchDocument,
    TaggedArticle,
    TaggedEdition,
)
from newsroom.sample.stories import BETWEEN
from newsroom.sample.tables import Table
from newsroom.text import normalise, tidy_line

FIRST = 10_000_000  # the number of an archive's first story; a newsroom's own are below
ROOM = 16  # numbers that the rows of one story may take in a table
WRITING = timedelta(minutes=95)  # from the first save to publication
READING = timedelta(minutes=35)  # from submission to publication

MODELS = (
    Article, Byline, Caption, TaggedArticle, Revision, Approval, DeskLog,
    Edition, EditionByline, EditionCaption, TaggedEdition, Publication, SearchDocument,
)  # fmt: skip


def of_stories(deck, places):
    """Return {model: rows} of the stories at some places of a deck."""
    records = Records(deck)
    for place in places:
        records.add(deck.draw(place))
    return {model: table.rows for model, table in records.tables.items()}


class Records:
    """The tables of stories, filled story by story."""

    def __init__(self, deck):
        self.deck, self.cast = deck, deck.cast
        self.tables = {model: Table(model) for model in MODELS}

    def add(self, drawn):
        """Take one story with everything that happened to it."""
        number = FIRST + drawn.number
        last = _Version(self.deck, drawn, drawn.at, drawn.record)
        versions = [last]
        if drawn.corrected:
            last = _Version(self.deck, drawn, drawn.at + BETWEEN, drawn.corrected, "correction", drawn.note)
            versions.append(last)
        self._add_article(number, drawn, last)
        self._add_edition(number, drawn, versions)
        self._add_rows(number, drawn)
        for place, version in enumerate(versions):
            following = versions[place + 1] if place + 1 < len(versions) else None
            self._add_version(number, number * ROOM + place, place + 1, version, following)

    def _add_article(self, number, drawn, last):
        self.tables[Article].add(
            id=number,
            stage=Article.Stage.APPROVED,
            created_by_id=self.cast.writer.pk,
            created_at=drawn.at - WRITING,
            saved_at=last.at - WRITING,
            **last.columns,
        )

    def _add_edition(self, number, drawn, versions):
        last = versions[-1]
        self.tables[Edition].add(
            article_id=number,
            revision_id=number * ROOM + len(versions) - 1,
            uri=f"tag:{settings.SITE_HOST},{drawn.at:%Y-%m-%d}:story/{number}",
            published_at=drawn.at,
            updated_at=last.at if len(versions) > 1 else None,
            **last.columns,
        )
        names = [author.name_in(drawn.language) for _key, author, _role in drawn.bylines]
        self.tables[SearchDocument].add(
            place=(int(drawn.at.timestamp()) << 30) + number,
            edition_id=number,
            language=drawn.language,
            section_id=drawn.section.pk,
            published_at=drawn.at,
            headline=_found_as(drawn.headline),
            standfirst=_found_as(drawn.standfirst),
            names=_found_as(" ".join([*names, *last.tags])),
            body=last.found_as,
        )

    def _add_rows(self, number, drawn):
        first = number * ROOM
        listing = {"language": drawn.language, "listed_at": drawn.at}
        for order, (key, author, role) in enumerate(drawn.bylines):
            row = {"id": first + order, "key": key, "author_id": author.pk, "role": role, "order": order}
            self.tables[Byline].add(article_id=number, **row)
            self.tables[EditionByline].add(edition_id=number, **row, **listing)
        for order, (key, photo, role) in enumerate(drawn.captions):
            row = {"id": first + order, "key": key, "photo_id": photo.pk, "role": role, "order": order}
            self.tables[Caption].add(article_id=number, **row)
            shown = {"shown_caption": photo.caption, "shown_alt": photo.alt}
            self.tables[EditionCaption].add(edition_id=number, **row, **shown)
        for order, tag in enumerate(drawn.tags):
            row = {"id": first + order, "tag_id": tag.pk, "content_object_id": number}
            self.tables[TaggedArticle].add(**row)
            self.tables[TaggedEdition].add(**row, **listing)

    def _add_version(self, number, revision, count, version, following):
        """Take what saving, submitting, approving and publishing one version leaves."""
        writer, publisher, at = self.cast.writer.pk, self.cast.publisher.pk, version.at
        saved = {"article_id": number, "revision_id": revision}
        self.tables[Revision].add(
            id=revision, article_id=number, number=count, schema=documents.SCHEMA, document=version.document,
            by_id=writer, at=at - WRITING,
        )  # fmt: skip
        self.tables[Approval].add(
            id=revision, by_id=publisher, at=at, dropped_at=following and following.at - WRITING, **saved
        )
        logged = number * ROOM + 2 * (count - 1)
        self.tables[DeskLog].add(id=logged, event="story.submitted", by_id=writer, at=at - READING, **saved)
        self.tables[DeskLog].add(id=logged + 1, event="story.approved", by_id=publisher, at=at, **saved)
        self.tables[Publication].add(
            id=revision, edition_id=number, revision_id=revision, kind=version.kind or Publication.Kind.FIRST,
            note=version.note, at=at, by_id=publisher, words=version.words,
        )  # fmt: skip


class _Version:
    """A story as it was published once: its columns, its document, its public words, what it is found by."""

    def __init__(self, deck, drawn, at, record, kind="", note=""):
        self.at, self.kind, self.note = at, kind, note
        pool = deck.pools[drawn.language]
        paragraphs = [_paragraph(pool[place]) for place in drawn.paragraphs]
        texts = [record, *(paragraph.text for paragraph in paragraphs)]
        self.tags = sorted(tag.name for tag in drawn.tags)
        self.columns = _columns() | {
            "language": drawn.language,
            "headline": drawn.headline,
            "standfirst": drawn.standfirst,
            "dateline": drawn.dateline,
            "body": "".join([f"<p>{record}</p>", *(paragraph.html for paragraph in paragraphs)]),
            "section_id": drawn.section.pk,
            "slug": drawn.slug,
            "genre": drawn.genre,
            "translation_of_id": FIRST + drawn.number - 1 if drawn.translates else None,
        }
        self.document = {
            "story": self.columns,
            "bylines": [
                {"key": str(key), "author": author.pk, "name": author.name, "role": role}
                for key, author, role in drawn.bylines
            ],
            "captions": [{"key": str(key), "role": role} | _following(photo) for key, photo, role in drawn.captions],
            "tags": self.tags,
            "change": {"kind": kind, "note": note},
        }
        self.words = _public_words(drawn, texts)
        body = [_found_as(drawn.dateline), _found_as(record), *(paragraph.found_as for paragraph in paragraphs)]
        self.found_as = " ".join(body)


@lru_cache(maxsize=1_000)
def _paragraph(html):
    return Paragraph(html)


class Paragraph:
    """A paragraph as it stands in a body, as readers meet it and as it is searched."""

    def __init__(self, html):
        self.html = html
        self.text = " ".join(insets.paragraphs(html, {}))
        self.found_as = _found_as(self.text)


@lru_cache(maxsize=50_000)
def _found_as(text):
    return normalise(tidy_line(text))


@lru_cache
def _columns():
    """Return the columns of an empty story."""
    return {column: getattr(Article(), column) for column in documents.COLUMNS}


@lru_cache
def _following(photo):
    """Return a document's columns of a caption that follows its photo in everything."""
    row = Caption(photo=photo)
    columns = {column: getattr(row, column) for column in documents.CAPTION_COLUMNS if column != "role"}
    return {"photo": photo.pk} | columns | documents.shown_words(row)


def _public_words(drawn, texts):
    """Return the words readers got, in the order of documents.public_words."""
    byline = _byline(drawn.language, tuple((author.pk, role) for _key, author, role in drawn.bylines), drawn)
    blocks = [["headline", drawn.headline], ["standfirst", drawn.standfirst], *byline, ["dateline", drawn.dateline]]
    blocks += [["paragraph", text] for text in texts]
    for _key, photo, _role in drawn.captions:
        blocks.append(["caption", f"{photo.caption} ({photo.credit})" if photo.credit else photo.caption])
    return [block for block in blocks if block[1]]


_BYLINES = {}


def _byline(language, signed, drawn):
    """Return the block of a byline, which takes longer to write than all else of a story and is one of few hundred."""
    if (language, signed) not in _BYLINES:
        rows = [EditionByline(author=author, role=role) for _key, author, role in drawn.bylines]
        _BYLINES[language, signed] = documents.public_words(Edition(language=language), rows, [])
    return _BYLINES[language, signed]
