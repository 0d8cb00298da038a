"""People who read, comment and save all the while that something breaks off and comes back."""

import itertools
import threading
import time
from collections import deque

from tests.articles.desk_admin.post import fields_of
from tests.machines.people import Person, Readers, slip_in

WRITERS = 12  # more than the servers have threads for, were each kept waiting
PAUSE = 0.8  # seconds before a writer sends the next comment
COMMENTS = 150


class Load:
    """Three readers, a dozen who comment, and one who saves a story again and again.

    `taken` and `saved` are the words that were acknowledged, each with its moment. Who is answered by 503 sends the
    same again; `refusals` holds those answers beside the words. Any other answer is `unexpected`.
    """

    def __init__(self, house, *, reads, writes):
        self.house, self.story = house, writes[0]
        self.taken, self.saved, self.refusals, self.unexpected = [], [], [], []
        # The forms are open before anything breaks: a slip is fetched when a reader begins to write.
        stories = itertools.islice(itertools.cycle(writes), COMMENTS)
        self._open = deque((story, f"{_words()}", self._slip(story)) for story in stories)
        self._editor = Person(house).log_in("dana")
        self.readers = Readers(house, [story["path"] for story in reads])
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=run) for run in [self._comment] * WRITERS + [self._save]]

    def _slip(self, story):
        return slip_in(Person(self.house).get(f"/comments/token/?article={story['pk']}"))

    def __enter__(self):
        self.readers.__enter__()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self._stopping.set()
        for thread in self._threads:
            thread.join()
        self.readers.__exit__(*error)

    def is_taken_since(self, moment):
        """Return whether a comment was taken and a story saved that were sent after a moment."""
        return all(any(at > moment for at, _words in done) for done in (self.taken, self.saved))

    def _comment(self):
        while not self._stopping.wait(PAUSE):
            try:
                story, words, slip = self._open.popleft()
            except IndexError:
                return  # all is said
            began = time.monotonic()
            answer = Person(self.house).send_comment(story, words, slip)
            if answer.status == 303:
                self.taken.append((began, words))
            elif answer.status == 503:
                self.refusals.append((words, answer))
                self._open.append((story, words, slip))
            else:
                self.unexpected.append((answer.status, answer.text[:500]))

    def _save(self):
        path = f"/admin/articles/article/{self.story['pk']}/change/"
        while not self._stopping.wait(PAUSE):
            form = self._editor.get(path)
            if form.status == 503:
                continue
            headline, began = _words(), time.monotonic()
            answer = self._editor.post(path, fields_of(form) | {"headline": headline})
            if answer.status == 302:
                self.saved.append((began, headline))
            elif answer.status == 503:
                self.refusals.append((headline, answer))
            else:
                self.unexpected.append((answer.status, answer.text[:500]))


_numbers = itertools.count(1)


def _words():
    return f"Words number {next(_numbers)}, typed while it broke."
