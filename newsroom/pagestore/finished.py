"""One page as it is kept: its bytes plain and compressed, with a strong ETag each, ready for every reader."""

import json
from dataclasses import dataclass
from functools import lru_cache

from newsroom.middleware import compressed, gzip_etag, is_worth_compressing

# What a 304 leaves out; all else is sent with it (RFC 9110, 15.4.5).
_OF_THE_BODY = {"content-type", "content-length", "content-encoding"}


@dataclass(frozen=True)
class Representation:
    """A page in one coding (RFC 9110, 3.2): what is sent of it, as WSGI wants it."""

    status: str
    headers: list  # (name, value) of the whole answer
    unchanged: list  # the same of a 304
    etag: str  # empty where the answer has none
    body: bytes

    def answer(self, environ, start_response):
        """Answer a GET or HEAD of this page."""
        if self.etag and _is_known(environ.get("HTTP_IF_NONE_MATCH", ""), self.etag):
            start_response("304 Not Modified", list(self.unchanged))
            return []
        start_response(self.status, list(self.headers))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]

    def packed(self):
        """Return it as a row holds it."""
        return json.dumps([self.status, self.headers, self.unchanged, self.etag]), self.body

    @classmethod
    def unpacked(cls, head, body):
        return cls(*_head(head), body)


@dataclass(frozen=True)
class Finished:
    """A page in both codings; `gzip` is the plain one where nothing is won by compressing."""

    plain: Representation
    gzip: Representation

    @property
    def row(self):
        """Both, plain first, as a row holds them."""
        return [*self.plain.packed(), *self.gzip.packed()]

    @classmethod
    def of(cls, status, headers, body):
        """Make it from Django's whole answer, which was asked for without any coding.

        It is compressed where Django would: there the answer says that it varies by the coding.
        """
        plain, said = _represented(status, headers, body), dict(_lower(headers))
        varies = "accept-encoding" in said.get("vary", "").lower()
        if not varies or not is_worth_compressing(said.get("content-type", ""), body):
            return cls(plain, plain)
        packed = compressed(body)
        kept = [(name, value) for name, value in headers if name.lower() not in {"etag", "content-length"}]
        if plain.etag:
            kept.append(("ETag", gzip_etag(plain.etag)))
        kept += [("Content-Encoding", "gzip"), ("Content-Length", str(len(packed)))]
        return cls(plain, _represented(status, kept, packed))


def _represented(status, headers, body):
    unchanged = [(name, value) for name, value in headers if name.lower() not in _OF_THE_BODY]
    return Representation(status, list(headers), unchanged, dict(_lower(headers)).get("etag", ""), body)


@lru_cache(maxsize=4096)
def _head(packed):
    """Return status, headers, headers of a 304, and ETag; the same text again costs nothing."""
    status, headers, unchanged, etag = json.loads(packed)
    return status, [tuple(header) for header in headers], [tuple(header) for header in unchanged], etag


def _lower(headers):
    return [(name.lower(), value) for name, value in headers]


def _is_known(asked, etag):
    """Return whether an If-None-Match names the ETag; the comparison is weak (RFC 9110, 13.1.2)."""
    if asked == etag:
        return True
    return bool(asked) and any(part.strip() in {etag, f"W/{etag}", "*"} for part in asked.split(","))
