"""What the machines' newsroom holds; run in its environment: `python -m tests.machines.fill stories 12`."""

import json
import sys

import django

django.setup()

from articles.models import Section  # noqa: E402
from authors.models import Author  # noqa: E402
from photos.models import Photo  # noqa: E402
from tests import cast  # noqa: E402


def stories(count):
    """Make the cast and so many live stories."""
    for member in (cast.reporter, cast.editor, cast.photo_editor, cast.moderator):
        member()
    made = [_told(cast.live_story(headline=f"Story {number} of the machines")) for number in range(int(count))]
    Section.objects.update(four_eyes=False)
    return made


def photo(number):
    """Give a photo its words and put it into a live story."""
    words = {"caption": "A dyed picture.", "alt": "A picture of one colour.", "credit": "Karwan Osman"}
    Photo.objects.filter(pk=number).update(**words)
    return _told(cast.live_story(photos=[Photo.objects.get(pk=number)], authors=[Author.objects.first()]))


def _told(edition):
    return {"pk": edition.pk, "path": edition.get_absolute_url(), "headline": edition.headline}


if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    print(json.dumps({"stories": stories, "photo": photo}[what](*arguments)))
