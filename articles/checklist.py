"""The gate: small named rules over a document, run at the moment of effect for button, bulk action, API and clock.

Each has a stage from which on it counts, and a severity: a block refuses the verb, advice stops nothing.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import compare, documents, html
from articles.models import Article, Byline
from photos import credits
from photos.models import Photo

BLOCK, ADVICE = "block", "advice"
SUBMIT, APPROVE, PUBLISH = "submit", "approve", "publish"
_STAGES = (SUBMIT, APPROVE, PUBLISH)

NOTE_MINIMUM, NOTE_LIMIT = 20, 1_000
HEADLINE_ADVICE = 110
TYPO_WORDS = 15  # changed words up to which a fix may be called a typo
_PLACEHOLDER = re.compile(r"\b(TK|XXX)\b|\?\?\?")
_DESK_ADDRESS = re.compile(r'href="[^"]*/(admin|preview|share)/')
_FILE_NAME = re.compile(r"^[\w-]+\.(jpe?g|png|webp|gif|avif|heic|tiff?)$", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """One line of the checklist. `field` names the form's field to jump to."""

    severity: str
    field: str
    sentence: str


@dataclass(frozen=True)
class Case:
    """What the rules look at: a document, the moment it would go out, and the facts beside the document."""

    document: dict
    moment: datetime
    photos: dict
    needs_photo: bool
    published: dict | None  # what readers have or had, where this document would replace it

    @property
    def story(self):
        return self.document["story"]


def findings(article, revision, stage, *, moment=None):
    """Return what stands against a verb of this stage, blocks first; earlier stages' rules count too.

    `moment` is when the revision would go out (now). At most 3 queries.
    """
    document, edition = documents.read(revision), article.edition_or_none
    replaced = edition is not None and edition.revision_id != revision.pk
    wanted = [row["photo"] for row in document["captions"]]
    photos = Photo.objects.with_renditions().in_bulk(wanted) if wanted else {}
    published = documents.read(edition.revision) if replaced and stage == PUBLISH else None
    case = Case(document, moment or timezone.now(), photos, article.needs_photo, published)
    counted = _STAGES[: _STAGES.index(stage) + 1]
    found = [finding for since, rule in RULES if since in counted for finding in rule(case)]
    return sorted(found, key=lambda finding: finding.severity != BLOCK)


def blocks(found):
    """Return the sentences of the findings that refuse."""
    return [finding.sentence for finding in found if finding.severity == BLOCK]


def has_headline(case):
    if not case.story["headline"].strip():
        yield Finding(BLOCK, "headline", _("The story has no headline."))
    elif len(case.story["headline"]) > HEADLINE_ADVICE:
        yield Finding(ADVICE, "headline", _("The headline has over %d characters.") % HEADLINE_ADVICE)


def has_body(case):
    if not html.text_blocks(case.story["body"]):
        yield Finding(BLOCK, "body", _("The story has no text."))


def has_section(case):
    if not case.story["section_id"]:
        yield Finding(BLOCK, "section", _("The story has no section."))


def has_byline(case):
    if not any(row["role"] == Byline.Role.BY for row in case.document["bylines"]):
        yield Finding(BLOCK, "bylines", _("Nobody stands on the byline."))


def byline_line_fits(case):
    """`{3}` without a third row, of whichever role, would print nothing in its place."""
    names = case.document["bylines"]
    for number in re.findall(r"\{(\d+)\}", case.story["byline_line"]):
        if not 1 <= int(number) <= len(names):
            yield Finding(BLOCK, "byline_line", _("The byline line asks for byline {%s}, which is not there.") % number)


def photos_are_credited(case):
    for row in case.document["captions"]:
        photo = case.photos.get(row["photo"])
        if photo is None:
            yield Finding(BLOCK, "captions", _("Photo %s no longer exists; choose another.") % row["photo"])
            continue
        name = shorten(row["shown_caption"], 60, placeholder="…") or str(photo)
        if not (photo.credit if row["credit"] is None else row["credit"]):
            yield Finding(BLOCK, "captions", _no_credit(row["shown_caption"], name))
        if not row["decorative"] and not row["shown_alt"].strip():
            yield Finding(BLOCK, "captions", _("The photo “%s” has no alt text.") % name)
        elif _FILE_NAME.match(row["shown_alt"]):
            yield Finding(BLOCK, "captions", _("The alt text of “%s” is a file name.") % name)


def _no_credit(caption, name):
    """Say that a photo has no credit, and where it stands instead: agencies write it at the end of the caption."""
    words, credit = credits.split(caption)
    if not credit:
        return _("The photo “%s” has no credit.") % name
    sentence = _("The photo “%(photo)s” has no credit: move “%(tail)s” from its caption to the credit.")
    return sentence % {"photo": shorten(words, 60, placeholder="…"), "tail": caption.removeprefix(words).strip()}


def photos_may_be_shown(case):
    for photo in case.photos.values():
        if photo.is_withdrawn:
            sentence = _("The photo “%s” was withdrawn; choose another or remove it.")
        elif not photo.is_cleared(case.moment):
            sentence = _("The photo “%s” may not be shown at that time: its rights do not cover it.")
        elif not photo.is_prepared:
            sentence = _("The photo “%s” is still being prepared; try again in a minute.")
        else:
            continue
        yield Finding(BLOCK, "captions", sentence % photo)


def photo_if_needed(case):
    if case.needs_photo and not case.document["captions"]:
        yield Finding(BLOCK, "captions", _("The story was commissioned with a photo and has none."))


def no_placeholders(case):
    for column in ("headline", "standfirst", "body"):
        if found := _PLACEHOLDER.search(case.story[column]):
            yield Finding(BLOCK, column, _("The text still says “%s”.") % found.group())


def no_desk_address(case):
    if _DESK_ADDRESS.search(case.story["body"]):
        yield Finding(BLOCK, "body", _("A link leads to a page that only the desk can open."))


def change_is_explained(case):
    """Over a story that was live, the kind decides what readers are told; some kinds owe them a note."""
    if case.published is None:
        return
    kind, note = case.document["change"]["kind"], case.document["change"]["note"].strip()
    if not kind:
        yield Finding(BLOCK, "change_kind", _("Choose what kind of change this is; readers are told by it."))
    elif kind == Article.ChangeKind.TYPO and note:
        yield Finding(BLOCK, "change_note", _("A typo fix has no note to readers; clear it or choose another kind."))
    elif kind in NEED_NOTE and not NOTE_MINIMUM <= len(note) <= NOTE_LIMIT:
        yield Finding(
            BLOCK,
            "change_note",
            _("Tell readers what was changed and why, in %(least)d to %(most)d characters.")
            % {"least": NOTE_MINIMUM, "most": NOTE_LIMIT},
        )


def typo_is_small(case):
    """A typo is told to nobody and needs no second pair of eyes; so it may change a few words and nothing else."""
    if case.published is None or case.document["change"]["kind"] != Article.ChangeKind.TYPO:
        return
    words = compare.changed_words(case.published, case.document)
    beyond = compare.beyond_words(case.published, case.document)
    if words > TYPO_WORDS:
        what = _("%d words") % words
    elif case.published["story"]["headline"] != case.story["headline"]:
        what = _("the headline")
    elif beyond:
        what = _("more than words (%s)") % ", ".join(beyond)
    elif compare.digits(case.published) != compare.digits(case.document):
        what = _("a figure")
    else:
        return
    yield Finding(BLOCK, "change_kind", _("This changes %s; choose update, clarification or correction.") % what)


def reads_complete(case):
    for column, sentence in (
        ("standfirst", _("There is no standfirst.")),
        ("dateline", _("There is no dateline.")),
    ):
        if not case.story[column].strip():
            yield Finding(ADVICE, column, sentence)
    if not case.document["tags"]:
        yield Finding(ADVICE, "tags", _("There are no tags."))


def photos_are_used_once(case):
    wanted = [row["photo"] for row in case.document["captions"]]
    if len(wanted) > len(set(wanted)):
        yield Finding(ADVICE, "captions", _("One photo is used twice."))


NEED_NOTE = (Article.ChangeKind.CLARIFICATION, Article.ChangeKind.CORRECTION, Article.ChangeKind.RETRACTION)

RULES = (
    (SUBMIT, has_headline),
    (SUBMIT, has_body),
    (SUBMIT, has_section),
    (SUBMIT, has_byline),
    (SUBMIT, byline_line_fits),
    (SUBMIT, photos_are_credited),
    (SUBMIT, reads_complete),
    (SUBMIT, photos_are_used_once),
    (APPROVE, no_placeholders),
    (APPROVE, no_desk_address),
    (APPROVE, photo_if_needed),
    (PUBLISH, photos_may_be_shown),
    (PUBLISH, change_is_explained),
    (PUBLISH, typo_is_small),
)
