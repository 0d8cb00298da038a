"""Comments as readers send them: each from another network, with the right answer to a sum of its own."""

import secrets
from datetime import timedelta
from urllib.parse import urlencode

from django.utils import timezone

from articles.models import Edition
from comments import captcha

STORIES = 50  # among which they are shared; one story alone would soon be slow
AGE = timedelta(seconds=30)  # since its sum was shown; nobody types faster than the captcha believes
FORM = "application/x-www-form-urlencoded"


def posts(count):
    """Return so many requests, as load.run takes them, for a server that trusts one proxy."""
    run = secrets.token_hex(4)  # the same words again from the same network are a double
    stories = Edition.objects.live().in_language("en").newest().values_list("pk", flat=True)[:STORIES]
    return [_post(stories[number % len(stories)], number, run) for number in range(count)]


def _post(story, number, run):
    token = captcha.issue(story, "en", now=timezone.now() - AGE)
    fields = {
        "story": story, "slip": str(token), "tally": token.sum.answer, "pen": f"Reader {number}",
        "words": f"The market hall was full by nine, and {number} of us stood in the rain at {run}. Who knows why?",
    }  # fmt: skip
    network = (
        f"198.{18 + number // 65_536}.{number // 256 % 256}.{number % 256}"  # for benchmarks: RFC 2544, appendix C
    )
    return ["/comments/", {"Content-Type": FORM, "X-Forwarded-For": network}, urlencode(fields)]
