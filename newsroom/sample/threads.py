"""The comments of a sample archive: few stories have many, most have none; people answer each other.

They come as the moderators' verbs leave them: received and held, then approved, rejected or marked as spam.
"""

import random
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from comments.finding import words_of
from comments.models import Comment, Decision, Discussion
from comments.rules import fingerprint
from newsroom.demo.content.comments import COMMENTS as DEMONSTRATION
from newsroom.demo.content.stories import STORIES
from newsroom.sample.records import FIRST
from newsroom.sample.stories import LANGUAGES
from newsroom.sample.tables import Table
from newsroom.sample.words import VOCABULARIES

LONGEST = 1_000  # comments under the newest story that is discussed
USUAL = 25  # comments under the others, on average
READERS = 20_000
APART = timedelta(seconds=97)  # from one comment to the next under a story
MODERATING = timedelta(minutes=6)

State = Comment.State
# What becomes of a comment: the verb, where it leads, how often.
FATES = {
    None: (State.PENDING, 3),
    "approve": (State.PUBLISHED, 90),
    "reject": (State.REJECTED, 4),
    "spam": (State.SPAM, 3),
}
MODELS = (Discussion, Comment, Decision)


@dataclass(frozen=True)
class Thread:
    """The comments of one story: `first` is the place of its first comment among all, `size` how many there are."""

    story: int
    first: int
    size: int


def plan(seed, stories, comments):
    """Give the Threads of an archive of so many stories and comments, the newest story's first."""
    if not stories or not comments:
        return
    chance = random.Random(f"{seed}:threads")  # noqa: S311
    usual = max(USUAL, -(-comments // stories) + 1)
    stride = max(1, stories * usual // max(comments, 1))
    story, given = stories - 1, 0
    while given < comments:
        size = LONGEST if given == 0 else chance.randint(1, 2 * usual - 1)
        if story < stride:
            size = comments - given  # the last that fits takes the rest
        size = min(size, comments - given)
        yield Thread(story, given, size)
        story, given = story - stride, given + size


def of_threads(deck, threads):
    """Return {model: rows} of some Threads."""
    comments = Comments(deck)
    for thread in threads:
        comments.add(thread)
    return {model: table.rows for model, table in comments.tables.items()}


class Comments:
    """The tables of comments, filled thread by thread."""

    def __init__(self, deck):
        self.deck = deck
        self.tables = {model: Table(model) for model in MODELS}
        language_of = {story.key: story.language for story in STORIES}
        self.texts = {language: [] for language in LANGUAGES}
        for comment in DEMONSTRATION:
            self.texts[language_of[comment.story]].append(comment.text)

    def add(self, thread):
        """Take the comments of one story."""
        chance = random.Random(f"{self.deck.seed}:thread:{thread.first}")  # noqa: S311
        story = self.deck.draw(thread.story)
        rows = []
        for place in range(thread.size):
            rows.append(self._drawn(chance, story, thread, place, rows))
        below = {}
        for row in rows:
            if row["state"] == State.PUBLISHED:
                for ancestor in _ancestors(row["path"]):
                    below[ancestor] = below.get(ancestor, 0) + 1
        for row in rows:
            self._add(row | {"published_below": below.get(row["path"], 0)}, story)
        states = [row["state"] for row in rows]
        self.tables[Discussion].add(
            article_id=FIRST + thread.story,
            published_count=states.count(State.PUBLISHED),
            waiting_count=states.count(State.PENDING),
            next_number=thread.size + 1,
        )

    def _drawn(self, chance, story, thread, place, before):
        verb = chance.choices(list(FATES), [often for _state, often in FATES.values()])[0]
        parent = chance.choice(before) if before and chance.random() < 0.6 else None
        if parent and parent["state"] != State.PUBLISHED:
            parent = None
        words = VOCABULARIES[story.language]
        texts = self.texts[story.language]
        number = place + 1
        posted = story.at + number * APART
        room = (Comment.LEVELS - 1) * Comment.NUMBER_WIDTH
        path = (parent["path"][:room] if parent else "") + f"{number:0{Comment.NUMBER_WIDTH}d}"
        return {
            "id": FIRST + thread.first + place,
            "article_id": FIRST + story.number,
            "parent_id": parent and parent["id"],
            "number": number,
            "path": path,
            "level": len(path) // Comment.NUMBER_WIDTH,
            "state": FATES[verb][0],
            "version": 2 if verb else 1,
            "name": f"{chance.choice(words.first_names)} {chance.choice(words.last_names)}",
            "body": " ".join(chance.sample(texts, min(len(texts), chance.choice([1, 1, 2])))),
            "language": story.language,
            "author_mark": f"{chance.randrange(READERS):032x}" if chance.random() < 0.25 else "",
            "posted_at": posted,
            "first_published_at": posted + MODERATING if verb == "approve" else None,
        }

    def _add(self, row, story):
        words = f"{_words(row['name'])} {_words(row['body'])}"
        self.tables[Comment].add(fingerprint=_fingerprint(row["body"]), words=words, **row)
        decision = {"id": 2 * row["id"], "comment_id": row["id"]}
        received = {"actor": Decision.Actor.RULE, "verb": "receive", "to_state": State.PENDING, "version": 1}
        self.tables[Decision].add(at=row["posted_at"], **received, **decision)
        verb = next(verb for verb, (state, _often) in FATES.items() if state == row["state"])
        if verb:
            decision["id"] += 1
            self.tables[Decision].add(
                actor=Decision.Actor.STAFF,
                by_id=self.deck.cast.publisher.pk,
                verb=verb,
                from_state=State.PENDING,
                to_state=row["state"],
                reason=Decision.Reason.OFF_TOPIC if verb == "reject" else "",
                version=2,
                at=row["posted_at"] + MODERATING,
                **decision,
            )


def _ancestors(path):
    return [path[:end] for end in range(Comment.NUMBER_WIDTH, len(path), Comment.NUMBER_WIDTH)]


@lru_cache(maxsize=50_000)
def _fingerprint(body):
    return fingerprint(body)


@lru_cache(maxsize=50_000)
def _words(text):
    return words_of(text)
