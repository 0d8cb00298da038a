"""A WSGI function that returns bytes recorded before: what the site is compared with. It uses nothing of ours.

BARE_ANSWERS names a JSON file {address: {"gzip" or "": [headers, body in base64]}}.
"""

import base64
import json
import os
from pathlib import Path


def _read(path):
    return {
        address: {
            coding: ([tuple(header) for header in headers], base64.b64decode(body), dict(headers).get("etag"))
            for coding, (headers, body) in answers.items()
        }
        for address, answers in json.loads(Path(path).read_text()).items()
    }


ANSWERS = _read(os.environ["BARE_ANSWERS"]) if "BARE_ANSWERS" in os.environ else {}


def application(environ, start_response):
    """Answer 200 with the recorded bytes of the address, in gzip where that is asked for, or 304."""
    query = environ["QUERY_STRING"]
    answers = ANSWERS[environ["PATH_INFO"] + (f"?{query}" if query else "")]
    coding = "gzip" if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") and "gzip" in answers else ""
    headers, body, etag = answers[coding]
    if etag and environ.get("HTTP_IF_NONE_MATCH") == etag:
        start_response("304 Not Modified", [("ETag", etag)])
        return []
    start_response("200 OK", headers)
    return [body]
