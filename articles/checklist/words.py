"""Rules about what the story says and who stands on it. Each yields (field, sentence) and gets its number, if any."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import html, insets
from articles.models import Article, Byline

_PLACEHOLDER = re.compile(r"\b(TK|XXX)\b|\?\?\?")
_DESK_PATH = re.compile(r"^/(?:[a-z-]{2,10}/)?(admin|preview|share)/")


def has_headline(case, _number):
    if not case.story["headline"].strip():
        yield "headline", _("The story has no headline.")


def headline_is_short(case, number):
    if len(case.story["headline"]) > number:
        yield "headline", _("The headline has over %d characters.") % number


def headline_is_new(case, number):
    """Two stories under one headline are told apart by nobody; often the second is the first, sent again."""
    if not case.story["headline"].strip():
        return
    if other := case.same_headline_since(case.moment - timedelta(days=number)):
        sentence = _("Story #%(story)d went out under the same headline on %(day)s.")
        yield "headline", sentence % {"story": other.pk, "day": f"{other.published_at:%d.%m.}"}


def has_body(case, _number):
    """A retraction may have had its text cleared: its notice stands in the place of the words."""
    retracts = case.document["change"]["kind"] == Article.ChangeKind.RETRACTION
    if retracts and case.article.edition_or_none is not None:
        return
    if not html.text_blocks(case.story["body"]):
        yield "body", _("The story has no text.")


def has_section(case, _number):
    if not case.story["section_id"]:
        yield "section", _("The story has no section.")


def has_language(case, _number):
    if case.story["language"] not in dict(settings.LANGUAGES):
        yield "language", _("The site does not speak the story’s language; choose one that it does.")


def has_byline(case, _number):
    if not any(row["role"] == Byline.Role.BY for row in case.document["bylines"]):
        yield "bylines", _("Nobody stands on the byline: give somebody the role “by”.")


def byline_line_fits(case, _number):
    """`{3}` without a third row, of whichever role, would print nothing in its place."""
    names = case.document["bylines"]
    for number in _placed(case):
        if not 1 <= number <= len(names):
            yield "byline_line", _("The byline line asks for byline {%d}, which is not there.") % number


def byline_line_is_whole(case, _number):
    """Where the desk wrote its own line, whoever it forgot is printed nowhere."""
    placed = _placed(case)
    if not case.story["byline_line"].strip():
        return
    for number, row in enumerate(case.document["bylines"], start=1):
        if row["role"] == Byline.Role.BY and number not in placed:
            yield "byline_line", _("%s is missing from the byline line.") % row["name"]


def _placed(case):
    """Return the numbers of the bylines that the byline line names."""
    return [int(number) for number in re.findall(r"\{(\d{1,4})\}", case.story["byline_line"])]


def no_placeholders(case, _number):
    for column in ("headline", "standfirst", "body"):
        if found := _PLACEHOLDER.search(case.story[column]):
            yield column, _("The text still says “%s”.") % found.group()
    for line in insets.lines(case.story["insets"]):
        if found := _PLACEHOLDER.search(line):
            yield "body", _("A quote or embed still says “%s”.") % found.group()
    for row in case.document["captions"]:
        if found := _PLACEHOLDER.search(row["shown_caption"]):
            yield "captions", _("A caption still says “%s”.") % found.group()


def no_desk_address(case, _number):
    """A link into the desk opens for nobody outside it, and a share link gives away what it leads to."""
    for href in [*html.links(case.story["body"]), case.story["source_url"]]:
        address = urlsplit(href)
        if address.hostname in (None, settings.SITE_HOST) and _DESK_PATH.match(address.path):
            yield "body", _("A link leads to a page that only the desk can open.")
            return


def has_standfirst(case, _number):
    if not case.story["standfirst"].strip():
        yield "standfirst", _("There is no standfirst.")


def has_dateline(case, _number):
    if not case.story["dateline"].strip():
        yield "dateline", _("There is no dateline.")


def has_tags(case, _number):
    if not case.document["tags"]:
        yield "tags", _("There are no tags.")


def has_its_length(case, number):
    """A story is measured against what was commissioned; `number` is the percentage it may be off."""
    wanted = case.article.commissioned_words
    if wanted and abs(case.words - wanted) * 100 > wanted * number:
        yield (
            "body",
            ngettext(
                "The text has %(words)d word; %(wanted)d were commissioned.",
                "The text has %(words)d words; %(wanted)d were commissioned.",
                case.words,
            )
            % {"words": case.words, "wanted": wanted},
        )
