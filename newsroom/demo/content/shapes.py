"""The shapes of the demonstration's data. The command reads them; nothing here imports Django."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Photo:
    """A picture drawn by code, with the words the library keeps of it.

    `shows` is the sentence it is drawn from. `shape` is landscape (3:2), wide (16:9) or portrait (3:4); `focal` is a
    fraction of width and height from the upper left corner. Of a protected photo nobody learns the creator.
    """

    name: str
    shows: str
    caption: str
    alt: str
    credit: str
    creator: str
    language: str = "en"
    shape: str = "landscape"
    focal: tuple[float, float] = (0.5, 0.5)
    is_protected: bool = False


@dataclass(frozen=True)
class Person:
    """A byline: `kind` person or agency. `names` and `bio` are by language."""

    slug: str
    name: str
    kind: str = "person"
    job_title: str = ""
    names: dict[str, str] | None = None
    bio: dict[str, str] | None = None


@dataclass(frozen=True)
class Account:
    """A member of staff: `role` is a group made by the command `roles`, `author` the slug of their byline, if any."""

    username: str
    role: str
    first_name: str
    last_name: str
    language: str = "en"
    author: str = ""


@dataclass(frozen=True)
class Section:
    slug: str
    colour: str
    names: dict[str, str]


@dataclass(frozen=True)
class Masthead:
    """What the site says of itself in one language."""

    language: str
    name: str
    strapline: str
    follow_words: str
    about: str


@dataclass(frozen=True)
class Use:
    """A use of a photo in a story. Words that are None follow the photo."""

    photo: str
    caption: str | None = None
    alt: str | None = None
    credit: str | None = None


@dataclass(frozen=True)
class Quote:
    """A pull quote: {quote:name} in the text."""

    name: str
    words: str
    who: str

    @property
    def parts(self):
        return {"kind": "quote", "words": self.words, "who": self.who}


@dataclass(frozen=True)
class Embed:
    """A post or film elsewhere: {embed:name} in the text."""

    name: str
    url: str
    title: str
    author: str

    @property
    def parts(self):
        return {"kind": "embed", "url": self.url, "title": self.title, "author": self.author, "photo": ""}


@dataclass(frozen=True)
class Embargo:
    """Why nothing of a story may be public, and for how many hours from now."""

    hours: float
    reason: str


@dataclass(frozen=True)
class Protection:
    """Whose name a story hides, whose it carries instead (slugs), and which accounts may open it."""

    author: str
    public: str
    editors: tuple[str, ...]


@dataclass(frozen=True)
class Edit:
    """A change of words: in `field` of the story (body: the finished HTML), `old` occurs once and becomes `new`."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """A later publication of a live story: its kind, `age` (hours before now), note to readers and edits."""

    kind: str
    age: float
    edits: tuple[Edit, ...]
    note: str = ""


@dataclass(frozen=True)
class Story:
    """A story and what happened to it.

    `state` is live, withdrawn (published, then withdrawn for the public reason `reason`), scheduled (to be published
    `due` hours from now), a desk stage: assigned, writing, submitted, approved, or sent_back (because of `reason`); or
    killed (because of `reason`). What is live may be withdrawn by the clock: `due` hours from now, because of `reason`.
    `age` is hours before now: of the first publication, or of the last save of what was never published.
    `writer` and `publisher` are usernames of accounts; they differ, and the publisher has no byline on the story.
    """

    key: str
    language: str
    section: str
    age: float
    headline: str = ""
    standfirst: str = ""
    kicker: str = ""
    dateline: str = ""
    bylines: tuple[tuple[str, str], ...] = ()  # author's slug, role as in StoryByline.Role
    byline_line: str = ""
    # Blocks between blank lines; a line break in one is a space. A block is markup, a paragraph, or one of
    # {photo:name}, {quote:name} and {embed:name}.
    text: str = ""
    source: str = ""
    source_url: str = ""
    slug: str = ""
    genre: str = "news"
    tags: tuple[str, ...] = ()
    lead: Use | None = None
    inline: tuple[Use, ...] = ()  # one for each {photo:name} of the text
    gallery: tuple[Use, ...] = ()
    insets: tuple[Quote | Embed, ...] = ()  # one for each {quote:name} and {embed:name} of the text
    translation_of: str = ""
    state: str = "live"
    reason: str = ""
    withdrawn_age: float = 0
    due: float = 0
    embargo: Embargo | None = None
    protection: Protection | None = None
    brief: str = ""
    deadline: float = 0  # hours from now
    needs_photo: bool = False
    changes: tuple[Change, ...] = ()
    draft: tuple[Edit, ...] = ()  # saved after the last publication, not published
    writer: str = "reporter"
    publisher: str = "editor"

    @cached_property
    def body(self):
        """Return the text as HTML; photos, quotes and embeds still stand as {photo:name} in blocks of their own."""
        return "\n".join(_block(" ".join(block.split("\n"))) for block in self.text.strip().split("\n\n"))

    @property
    def was_published(self):
        return self.state in {"live", "withdrawn"}

    @property
    def is_to_be_withdrawn(self):
        return self.state == "live" and bool(self.due)


def _block(block):
    return block if not block or block.startswith(("<", "{")) else f"<p>{block}</p>"


@dataclass(frozen=True)
class Stub:
    """A story of which there is only a plan. `deadline` is hours from now, `day` days from today; None: not yet."""

    brief: str
    section: str
    language: str = "en"
    writer: str = "reporter"  # a username; empty: nobody yet
    deadline: float | None = None
    day: int | None = None
    words: int | None = None
    needs_photo: bool = False


@dataclass(frozen=True)
class Plan:
    """What is planned of a story that is being written."""

    story: str
    day: int
    words: int


@dataclass(frozen=True)
class Front:
    """What the desk put on a front: stories by their keys in its slots, 0 the lead. `section` empty is the home."""

    language: str
    stories: dict[int, str]
    section: str = ""


@dataclass(frozen=True)
class Comment:
    """A reader's comment: `state` as in the comments' model, `reason` a code for what was rejected or removed.

    `age` is hours before now; `reply_to` the `ref` of an earlier comment under the same story.
    """

    ref: str
    story: str
    name: str
    text: str
    age: float
    reply_to: str = ""
    state: str = "published"
    reason: str = ""
    note: str = ""  # to the author, shown on the receipt
    reports_error: bool = False
    is_picked: bool = False
    reported: str = ""  # what a reader finds wrong with it, as in the reports' model
    alarm: str = ""  # and in the reader's words


@dataclass(frozen=True)
class Remark:
    """A note on a story: its key, who wrote it, what others answered, and who resolved it."""

    story: str
    writer: str
    text: str
    answers: tuple[tuple[str, str], ...] = ()
    resolved_by: str = ""


@dataclass(frozen=True)
class Unsaved:
    """What a form still held when its browser was closed: of which story, whose, and how it differed."""

    story: str
    writer: str
    edits: tuple[Edit, ...]
