"""Which story stands at which place of a sample archive. The same seed gives the same stories, each on its own."""

import random
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from articles.models import StoryByline, StoryCaption
from articles.slugs import slugify
from newsroom.demo.content.stories import STORIES as DEMONSTRATION
from newsroom.sample.words import VOCABULARIES

LANGUAGES = tuple(VOCABULARIES)
PACE = timedelta(minutes=12)  # from one story to the next: 120 a day
PARAGRAPHS = (3, 8)
TAGS = (2, 4)
GENRES = ("news",) * 12 + ("background", "reportage", "analysis", "opinion")
# One story in so many …
TRANSLATED = 20
CORRECTED = 50
BETWEEN = timedelta(hours=5)  # from a story to its correction

Role = StoryCaption.Role


@dataclass
class Cast:
    """What of a newsroom was there before its archive: rows, and names by language."""

    sections: list
    authors: list
    photos: list
    tags: dict  # language: rows
    writer: object
    publisher: object


@dataclass
class Drawn:
    """One story of the archive."""

    number: int
    language: str
    at: datetime  # when readers first got it
    section: object
    genre: str
    headline: str
    standfirst: str
    dateline: str
    slug: str
    paragraphs: list  # places in the pool of the language
    record: str  # the paragraph that is its own; what was first published where it was corrected
    corrected: str  # that paragraph as it reads today, empty where it never changed
    note: str
    bylines: list  # (key, author, role)
    captions: list  # (key, photo, role)
    tags: list
    translates: bool = False  # the story before it, which is in another language


class Deck:
    """All stories of an archive: `draw` gives any of them."""

    def __init__(self, seed, start, cast):
        self.seed, self.start, self.cast = seed, start, cast

    @cached_property
    def pools(self):
        """The demonstration's paragraphs, as HTML, by language."""
        pools = {language: [] for language in LANGUAGES}
        for story in DEMONSTRATION:
            pools[story.language] += [block for block in story.body.split("\n") if block.startswith("<p>")]
        return pools

    def draw(self, number):
        """Return the story at a place, counted from 0, the oldest."""
        chance = random.Random(f"{self.seed}:{number}")  # noqa: S311
        language = LANGUAGES[number % len(LANGUAGES)]
        words = VOCABULARIES[language]
        place, quarter = chance.choice(words.places), chance.choice(words.quarters)
        happening = chance.choice(words.happenings)
        first, last = chance.choice(words.first_names), chance.choice(words.last_names)
        file_number = 100_000 + number
        named = {"first": first, "last": last, "quarter": quarter, "place": place}
        drawn = Drawn(
            number=number,
            language=language,
            at=self.start + number * PACE + timedelta(seconds=chance.randrange(int(PACE.total_seconds()))),
            section=chance.choice(self.cast.sections),
            genre=chance.choice(GENRES),
            headline=words.headline.format(happening=happening, **named),
            standfirst=words.standfirst.format(count=chance.randrange(20, 900), **named),
            dateline=place,
            slug=f"{_stem(happening)}-{number}",
            paragraphs=chance.sample(range(len(self.pools[language])), chance.randrange(*PARAGRAPHS)),
            record=words.record.format(number=file_number, **named),
            corrected="",
            note="",
            bylines=self._bylines(chance),
            captions=self._captions(chance),
            tags=chance.sample(self.cast.tags[language], chance.randint(*TAGS)),
            translates=number % TRANSLATED == TRANSLATED - 1,
        )
        if chance.randrange(CORRECTED) == 0:
            drawn.corrected = words.record.format(number=file_number + 9, **named)
            drawn.note = words.correction.format(before=file_number, after=file_number + 9)
        return drawn

    def _bylines(self, chance):
        number = 2 if chance.random() < 0.15 else 1
        people = chance.sample(self.cast.authors, number)
        return [(_key(chance), author, StoryByline.Role.BY) for author in people]

    def _captions(self, chance):
        if not self.cast.photos:
            return []
        number = chance.choices([0, 1, 2], [35, 50, 15])[0]
        photos = chance.sample(self.cast.photos, min(number, len(self.cast.photos)))
        roles = [Role.LEAD, Role.GALLERY]
        return [(_key(chance), photo, role) for photo, role in zip(photos, roles, strict=False)]


def _key(chance):
    return uuid.UUID(int=chance.getrandbits(128), version=4)


_STEMS = {}


def _stem(happening):
    """Return the slug of what happened; there are few, and cleaning one costs more than drawing a story."""
    if happening not in _STEMS:
        _STEMS[happening] = slugify(happening)
    return _STEMS[happening]
