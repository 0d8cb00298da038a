"""How tests comment: as a reader does, by the form and its sum."""

import datetime
import re
from urllib.parse import urlencode

from django.utils import timezone

from comments import captcha, moderation
from comments.models import Comment

FORM = "application/x-www-form-urlencoded"


def slip(edition, *, age=30, again=False, language="en"):
    """Return a Token for a story, issued `age` seconds ago."""
    return captcha.issue(edition.pk, language, again=again, now=timezone.now() - datetime.timedelta(seconds=age))


def form(edition, token=None, *, answer=None, **fields):
    """Return the fields of a right post; with a token, its right answer."""
    typed = {"story": edition.pk, "words": "The bridge is a great help.", "pen": "Azad"}
    if token is not None:
        typed |= {"slip": str(token), "tally": token.sum.answer if answer is None else answer}
    return {name: value for name, value in (typed | fields).items() if value is not None}


def send(client, fields, **headers):
    body = fields if isinstance(fields, str | bytes) else urlencode(fields, errors="surrogatepass")
    return client.post("/comments/", body, content_type=FORM, **headers)


def comment(client, edition, **fields):
    """Send a right comment and return its row."""
    token = slip(edition)
    response = send(client, form(edition, token, **fields))
    assert response.status_code == 303, response.content.decode()
    return Comment.objects.get(token_id=token.id_text)


def make_comment(edition, *, by=None, **fields):
    """Return a comment made by the verb; published if `by` approves it."""
    made = moderation.receive(edition, **({"name": "Azad", "body": "A good bridge."} | fields))
    if by:
        moderation.approve(made, by=by, version=made.version)
    return Comment.objects.get(pk=made.pk)


def token_in(response):
    """Return the token of the form in a page."""
    found = re.search(r'name="slip" value="([^"]*)"', response.content.decode())
    return found[1] if found else ""


def comment_from(client, edition, address, **fields):
    """Send a right comment from another network and return its row."""
    token = slip(edition)
    assert send(client, form(edition, token, **fields), REMOTE_ADDR=address).status_code == 303
    return Comment.objects.get(token_id=token.id_text)
