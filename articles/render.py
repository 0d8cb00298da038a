"""A story as readers see it, for the page, the preview, feeds and plain text alike.

`StoryPage` is all that templates and feeds may touch. The press builds one from an Edition, the preview from the
working copy: both are a Story, and their bylines and captions share their columns.
"""

import logging
import re
from dataclasses import dataclass, field
from datetime import datetime
from html import escape

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from articles import embeds, insets
from articles.models.section import Section
from articles.models.story import Story, StoryByline, StoryCaption

logger = logging.getLogger(__name__)

_NEIGHBOURS = re.compile(r'(?:<figure data-caption="[0-9a-f-]{36}">\s*</figure>\s*){2,}')
_NODE = re.compile(r'<figure data-(caption|quote|embed)="([0-9a-f-]{36})">\s*</figure>')
_TAG = re.compile(r"<(/?)(p|blockquote|ul|ol|table)\b[^>]*>")
_LINK = re.compile(r"<a (?=[^>]*href=\"https?:)")


@dataclass(frozen=True)
class ShownByline:
    """One name on a story, in its language, with the page of whoever bears it."""

    name: str
    url: str
    role: str
    author: object

    @classmethod
    def of(cls, row, language):
        url = reverse("articles:author", kwargs={"language": language, "slug": row.author.slug})
        return cls(row.author.name_in(language), url, row.role, row.author)

    @property
    def is_agency(self):
        return self.author.is_agency

    def __html__(self):
        return format_html('<a href="{}" rel="author"><bdi>{}</bdi></a>', self.url, self.name)


@dataclass(frozen=True)
class ShownCaption:
    """One photo of a story with its words. `picture` is None where the photo may not be shown: then nothing is."""

    key: str
    role: str
    caption: str
    caption_language: str  # only where it is not the story's
    alt: str
    credit: str
    photo: object
    picture: object

    @classmethod
    def of(cls, row, language):
        """Return the caption of an EditionCaption, or of a working copy's row whose empty words follow the photo."""
        follows = row.caption is None
        caption = getattr(row, "shown_caption", row.photo.caption if follows else row.caption)
        alt = getattr(row, "shown_alt", row.photo.alt if row.alt is None else row.alt)
        credit = row.photo.credit if row.credit is None else row.credit
        return cls(
            key=str(row.key),
            role=row.role,
            caption=_without_credit(caption, credit),
            caption_language=row.photo.language if follows and row.photo.language != language else "",
            alt="" if row.decorative else alt,
            credit=credit,
            photo=row.photo,
            picture=row.picture,
        )

    @property
    def labelled(self):
        """The caption as it stands alone, in feeds: after the word that the picture was made or altered with AI."""
        label = self.photo.ai_label
        return f"{label}. {self.caption}".rstrip() if label else self.caption


def _without_credit(caption, credit):
    """Return a caption without the credit in brackets at its end, which is printed after it anyway."""
    words = caption.rstrip(" .")
    return words.removesuffix(f"({credit})").rstrip() if credit and words.endswith(f"({credit})") else caption


@dataclass
class StoryPage:
    """What a story shows. Everything that is absent is empty, None or an empty list, and leaves no trace."""

    story: Story
    bylines: list[ShownByline]
    captions: list[ShownCaption]
    tags: list
    path: str = ""
    short_path: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    retracted: bool = False
    translations: list = field(default_factory=list)
    notices: list = field(default_factory=list)
    related: list = field(default_factory=list)
    version: int = 0  # how often its words were published; 0 where that is not asked
    known: frozenset = frozenset()  # the keys of all its captions, of photos that may not be shown too
    is_public: bool = True  # a preview has no address, comments or related stories
    figure: str = "articles/_figure.html"  # the template that draws a photo
    discussion: object = None  # how its comments stand, left here by the template tags of comments/
    comment_count: int | None = None  # None where that was not asked

    @classmethod
    def of(cls, story, *, bylines, captions, tags, **public):
        """Return the page of a Story from its rows: of an Edition, or of the working copy for a preview."""
        shown = [ShownCaption.of(row, story.language) for row in captions]
        return cls(
            story=story,
            bylines=[ShownByline.of(row, story.language) for row in bylines],
            captions=[caption for caption in shown if caption.picture],
            tags=list(tags),
            known=frozenset(caption.key for caption in shown),
            **public,
        )

    @property
    def language(self):
        return self.story.language

    @property
    def headline(self):
        """The headline as it stands alone: in titles, feeds and for machines, where no notice is beside it."""
        return f"{_('Retracted:')} {self.story.headline}" if self.retracted else self.story.headline

    @property
    def section(self) -> Section | None:
        return self.story.section

    @property
    def section_url(self):
        return reverse("articles:section", kwargs={"language": self.language, "slug": self.section.slug})

    # Names --------------------------------------------------------------------------------------------------

    @cached_property
    def names(self):
        """The names of the byline: whoever the story is by."""
        return [byline for byline in self.bylines if byline.role == StoryByline.Role.BY]

    @property
    def byline(self):
        """Return the byline as HTML: "By A, B and C"; an agency's bare name; or the desk's own line."""
        if self.story.byline_line:
            return _filled(self.story.byline_line, self.bylines)
        if not self.names:
            return ""
        names = joined(self.names)
        if all(name.is_agency for name in self.names):
            return names
        return format_html(_("By {}"), names)

    @property
    def credit_line(self):
        """Return who else worked on it, as HTML: "Reporting by: … / Editing by: …"."""
        parts = []
        for role, label in _credit_labels().items():
            names = [byline for byline in self.bylines if byline.role == role]
            if names:
                parts.append((label, joined(names)))
        return format_html_join(" / ", "{}: {}", parts)

    # Photos and body ------------------------------------------------------------------------------------------

    @cached_property
    def lead(self):
        return next((caption for caption in self.captions if caption.role == StoryCaption.Role.LEAD), None)

    @cached_property
    def gallery(self):
        """The photos that are neither lead nor in the text: the gallery at the foot."""
        placed = {key for _kind, key in _NODE.findall(self.story.body)}
        placed |= {entry.get("photo") for entry in self.story.insets.values()}
        return [caption for caption in self.captions if caption is not self.lead and caption.key not in placed]

    @cached_property
    def photos(self):
        """All its photos in the order of the page: lead, those in the text, the gallery at the foot."""
        shown = {caption.key: caption for caption in self.captions}
        nodes = _NODE.findall(self.story.body)
        keys = [key if kind == "caption" else self.story.insets.get(key, {}).get("photo") for kind, key in nodes]
        placed = [shown[key] for key in keys if key in shown]
        ordered = [*([self.lead] if self.lead else []), *placed, *self.gallery]
        return list({caption.key: caption for caption in ordered}.values())

    @cached_property
    def body(self):
        """The body as HTML for the page."""
        return self.body_with(self.figure)

    def body_with(self, figure_template):
        """Return the body as HTML with the dateline run in and each photo drawn by `figure_template`.

        Quotes and embeds are the same everywhere. What is unknown, or may not be shown, prints nothing.
        """
        captions = {caption.key: caption for caption in self.captions}

        def photo(key):
            return self._drawn(figure_template, caption=captions[key], story=self) if key in captions else ""

        def node(match):
            kind, key = match.groups()
            if kind == "caption":
                self._note_unknown(kind, key, key in self.known)
                return photo(key)
            entry = self.story.insets.get(key)
            self._note_unknown(kind, key, entry)
            if not entry or entry["kind"] != kind or not insets.is_shown(entry):
                return ""
            more = (
                {"provider": embeds.provider(entry["url"]), "photo": photo(entry["photo"])} if kind == "embed" else {}
            )
            return self._drawn(f"articles/_{kind}.html", inset=entry, **more)

        body = _with_dateline(self.story.body, self.story.dateline)
        if self.story.genre == Story.Genre.SPONSORED:
            body = _LINK.sub('<a rel="sponsored" ', body)
        return mark_safe(_NODE.sub(node, self._with_galleries(body, captions)))

    def _with_galleries(self, body, captions):
        """Return the body with a frame round each gallery: neighbours that are parts of one and may be shown."""

        def frame(match):
            runs = []  # [whether it is a gallery, its keys]; what may not be shown goes with what stands before it
            for _kind, key in _NODE.findall(match[0]):
                role = captions[key].role if key in captions else None
                if not runs or role not in (None, runs[-1][0]):
                    runs.append([role, []])
                runs[-1][0] = runs[-1][0] or role
                runs[-1][1].append(key)
            return "".join(_framed(role, keys) for role, keys in runs)

        return _NEIGHBOURS.sub(frame, body)

    def _drawn(self, template, **context):
        return render_to_string(template, context).strip()

    def _note_unknown(self, kind, key, known):
        if not known:
            logger.warning("Story %s: nothing is known of the %s %s in its text.", self.story.pk, kind, key)


def _framed(role, keys):
    """Return photo nodes, in one frame where they are a gallery."""
    figures = "".join(f'<figure data-caption="{key}"></figure>' for key in keys)
    return f'<div class="gallery">{figures}</div>' if role == StoryCaption.Role.GALLERY and len(keys) > 1 else figures


_GENRE_LABELS = {
    Story.Genre.OPINION: gettext_lazy("Opinion"),
    Story.Genre.ANALYSIS: gettext_lazy("Analysis"),
    Story.Genre.REVIEW: gettext_lazy("Review"),
    Story.Genre.SPONSORED: gettext_lazy("Sponsored"),
}


def genre_label(genre):
    """Return the word that stands above an opinion, an analysis, a review or an advertisement; else nothing."""
    return str(_GENRE_LABELS.get(genre, ""))


def _credit_labels():
    return {
        StoryByline.Role.REPORTING: pgettext("credit line", "Reporting by"),
        StoryByline.Role.ADDITIONAL: pgettext("credit line", "Additional reporting by"),
        StoryByline.Role.WRITING: pgettext("credit line", "Writing by"),
        StoryByline.Role.EDITING: pgettext("credit line", "Editing by"),
        StoryByline.Role.TRANSLATION: pgettext("credit line", "Translation by"),
    }


def joined(names) -> SafeString:
    """Return names as the language lists them: "A", "A and B", "A, B and C"."""
    *first, last = names
    if not first:
        return format_html("{}", last)
    comma = pgettext("between the names of a list", ", ")
    return format_html(_("{} and {}"), format_html_join(comma, "{}", ([name] for name in first)), last)


def _filled(line, names) -> SafeString:
    """Return the desk's byline line with {1}, {2} replaced by linked names; a number without a row stays away."""
    parts = re.split(r"\{(\d+)\}", line)
    filled = [
        (names[int(part) - 1] if 0 < int(part) <= len(names) else "") if place % 2 else part
        for place, part in enumerate(parts)
    ]
    return format_html_join("", "{}", ([part] for part in filled))


def _with_dateline(body, dateline):
    """Return the body with the dateline before its first sentence; in a paragraph of its own where there is none."""
    if not dateline:
        return body
    run_in = f'<span class="dateline">{escape(dateline)}</span> – '
    depth = 0
    for tag in _TAG.finditer(body):
        closing, name = tag[1], tag[2]
        if name != "p":
            depth += -1 if closing else 1
        elif not closing and not depth:
            return body[: tag.end()] + run_in + body[tag.end() :]
    return f"<p>{run_in.removesuffix(' – ')}</p>{body}"


def absolute(path):
    """Return an address of ours in full, never taken from the request."""
    return path if path.startswith(("http://", "https://")) else settings.SITE_URL + path
