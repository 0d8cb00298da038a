"""Who asks: staff and readers who speak TLS to nginx, and threads of readers who watch every byte they get."""

import http.client
import io
import itertools
import json
import re
import threading
import time
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from PIL import Image

from tests.articles.desk_admin.post import fields_of
from tests.machines.house import BOTH, HOST

PASSWORD = "a long enough word"
READ_EVERY = 0.01  # seconds; the machines' work needs the two cores too
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    content: bytes

    @property
    def text(self):
        return self.content.decode()


class Person:
    """A browser with cookies and an address of its own; `machines` says before which of them its nginx stands."""

    def __init__(self, house, *machines):
        self.house, self.port = house, house.ports[machines or BOTH]
        self.cookies = {}
        number = next(_numbers)
        self.address = f"198.51.{number // 250}.{number % 250 + 1}"

    def at(self, *machines):
        """Return the same person, logged in as before, who asks other machines."""
        other = Person(self.house, *machines)
        other.cookies, other.address = self.cookies, self.address
        return other

    def get(self, path):
        return self._ask("GET", path)

    def post(self, path, fields):
        return self._ask("POST", path, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def upload(self, path, name, content):
        edge = "an-edge-that-no-photo-holds"
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self._ask("POST", path, body, f"multipart/form-data; boundary={edge}")

    def _ask(self, method, path, body=None, kind=""):
        headers = {"Host": HOST, "X-Forwarded-For": self.address}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers |= {"Content-Type": kind, "Origin": f"https://{HOST}"}
            if "csrftoken" in self.cookies:
                headers["X-CSRFToken"] = self.cookies["csrftoken"]
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, context=self.house.trust, timeout=60)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer

    # What they do -----------------------------------------------------------------------------------------------

    def log_in(self, name):
        self.get("/admin/login/")
        answer = self.post("/admin/login/", {"username": name, "password": PASSWORD})
        assert answer.status == 302, answer.text
        return self

    def save(self, story, **changes):
        """Open the story's form, change some fields and save; return the answer."""
        path = f"/admin/articles/article/{story['pk']}/change/"
        return self.post(path, fields_of(self.get(path)) | changes)

    def act(self, story, verb, **given):
        """Open the page that asks for a verb, and confirm it."""
        path = f"/admin/articles/article/{story['pk']}/do/{verb}/"
        answer = self.post(path, fields_of(self.get(path), form_id=None) | given)
        assert answer.status == 302, answer.text
        return answer

    def comment(self, story, words):
        """Send a comment from the form of the page for it; return the answer."""
        token = self.get(f"/comments/token/?article={story['pk']}")
        assert token.status == 200, (token.status, token.text)
        return self.send_comment(story, words, slip_in(token))

    def send_comment(self, story, words, slip):
        return self.post("/comments/", {"story": story["pk"], "words": words, "pen": "Azad", "slip": slip})


def slip_in(token):
    return json.loads(token.content)["slip"]


def send_photo(person, *, colour, size=(1600, 1067)):
    """Send in a photo of one colour; return the answer."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG")
    return person.upload("/admin/photos/photo/upload/", "dyed.jpg", file.getvalue())


def uploaded(person, **photo):
    """Send in a photo and return its number."""
    answer = send_photo(person, **photo)
    assert answer.status == 201, (answer.status, answer.text)
    return json.loads(answer.content)["photo"]["id"]


def photos_on(page):
    """Return the addresses of the photos on a page."""
    return set(re.findall(r'<img[^>]* src="(/photos/[^"]+)"', page.text))


def is_prepared(house, number):
    """Return whether a worker has made the copies of a photo."""
    return house.rows("SELECT count(*) > 0 FROM photos_rendition WHERE format = 'webp' AND photo_id = %s", number)[0][0]


class Readers:
    """Threads that read the same pages over and over through nginx; `wrong` holds what was not as at first."""

    def __init__(self, house, paths, *, threads=3):
        self.house, self.paths = house, paths
        person = Person(house)
        self.first = {path: person.get(path) for path in paths}
        assert {answer.status for answer in self.first.values()} == {200}
        for machine in BOTH:  # both machines have them before anything breaks
            for path in paths:
                assert Person(house, machine).get(path).content == self.first[path].content
        self.count, self.wrong, self.longest = 0, [], 0.0
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=self._read) for _ in range(threads)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def _read(self):
        person = Person(self.house)
        for path in itertools.cycle(self.paths):
            if self._stopping.wait(READ_EVERY):
                return
            began = time.monotonic()
            try:
                answer = person.get(path)
            except OSError as error:
                self.wrong.append((path, repr(error)))
                continue
            self.longest = max(self.longest, time.monotonic() - began)
            self.count += 1
            if answer.status != 200 or answer.content != self.first[path].content:
                self.wrong.append((path, answer.status, answer.text[:200]))
