"""What readers were told, and when: the published versions of a story and what changed from one to the next.

It reads the public words that each Publication keeps, never a document of the desk, and names nobody.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from articles import diff, slugs
from articles.models.edition import Edition
from articles.models.publication import Publication
from articles.press import errors, keys
from articles.press.page import Page, Slice, has_page, moved, page_number, respond

# Beyond it words are not compared any more, only whole blocks: the time grows with the square.
COMPARED = 50_000


@dataclass(frozen=True)
class Part:
    """A headline, paragraph, caption …: its kind as in the public words, and its difference (diff.Block)."""

    kind: str
    difference: diff.Block


@dataclass(frozen=True)
class Run:
    """Neighbouring parts: `folded` where nothing changed in them."""

    folded: bool
    parts: list[Part]


@dataclass(frozen=True)
class Version:
    """One Publication beside the one before it; `is_whole` where there are no words before it to compare with."""

    publication: Publication
    runs: list[Run]
    is_whole: bool


def history(request, language, year, month, slug):
    """Answer the published versions of a live story, newest first."""
    clean = slugs.normalise(slug)
    number = page_number(request)
    versions = Publication.objects.filter(edition=OuterRef("pk")).order_by()
    editions = Edition.objects.filter(language=language, slug=clean).defer("body", "insets")
    edition = editions.annotate(has_page=has_page(versions, number)).first()
    if not edition:
        raise Http404
    if not edition.is_live:
        return errors.withdrawn(edition)
    if not edition.has_page:
        raise Http404
    path = f"{edition.get_absolute_url()}history/"
    if (slug, f"{year}/{month}") != (clean, edition.month) or (number == 1 and "page" in request.GET):
        return moved(path)
    part = Slice.of(_shown(edition), number, path)
    page = Page(
        language=language,
        title=edition.headline,
        path=path,
        keys=keys.story(edition),
        description=edition.standfirst,
        indexable=False,
        section_id=edition.section_id,
    )
    return respond("articles/history.html", page, edition=edition, part=part, versions=_versions(part))


def _shown(edition):
    """Return the Publications since the last withdrawal, newest first: words once withdrawn do not come back here."""
    withdrawals = edition.publications.filter(kind=Publication.Kind.WITHDRAWAL)
    later = withdrawals.filter(Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gte=OuterRef("pk")))
    return edition.publications.filter(~Exists(later)).order_by("-at", "-pk")


def _versions(part):
    before = [*part.rows[1:], part.following]
    return [
        Version(row, _runs(words, row.words), is_whole=not words)
        for row, words in zip(part.rows, [older.words if older else [] for older in before], strict=True)
    ]


def _runs(old, new):
    """Return the difference of two versions' public words, what did not change folded together."""
    found = _difference([text for _kind, text in old], [text for _kind, text in new])
    parts = _with_kinds(found, [kind for kind, _text in old], [kind for kind, _text in new])
    grouped = groupby(parts, key=lambda part: part.difference.op == diff.SAME)
    return [Run(folded, list(run)) for folded, run in grouped]


def _with_kinds(found, old, new):
    """Yield the blocks with their kinds again: they follow the order of both versions, as the kinds do."""
    old, new = iter(old), iter(new)
    for block in found:
        was = next(old, "") if block.op != diff.INSERTED else ""
        now = next(new, "") if block.op != diff.DELETED else ""
        yield Part(now or was, block)


def _difference(old, new):
    if not old:
        return [diff.Block(diff.SAME, ((diff.SAME, text),)) for text in new]
    if sum(len(text.split()) for text in [*old, *new]) <= COMPARED:
        return diff.blocks(old, new)
    found = []
    for op, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            found += [diff.Block(diff.SAME, ((diff.SAME, text),)) for text in new[j1:j2]]
            continue
        found += [diff.Block(diff.DELETED, ((diff.DELETED, text),)) for text in old[i1:i2]]
        found += [diff.Block(diff.INSERTED, ((diff.INSERTED, text),)) for text in new[j1:j2]]
    return found
