"""What every response carries: its language, its content security policy, bytes that caches can keep.

The house has two sides. The *desk* is everything below /admin/, for staff who are logged in: private, never stored.
The *press* is all the rest: the same bytes for every reader, taken from the address alone, without cookie or session.
"""

import gzip
import hashlib
import re
import secrets
from functools import lru_cache

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponsePermanentRedirect, QueryDict
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.http import parse_http_date_safe

from newsroom import pages

DESK = "/admin/"
PRESS_CACHE = "public, max-age=60"
DESK_CACHE = "private, no-store"


def is_desk(request):
    """Return whether the request is for the desk, where sessions, messages and inline styles are allowed."""
    return request.path_info.startswith(DESK)


class DeskSessionMiddleware(SessionMiddleware):
    """Sessions whose cookie is written on the desk alone: no answer of the press sets, deletes or varies by it.

    Nor does the press see the CSRF cookie: a damaged one would be replaced there, by an answer that caches may keep.
    """

    def process_request(self, request):
        super().process_request(request)
        if not is_desk(request):
            request.COOKIES.pop(settings.CSRF_COOKIE_NAME, None)

    def process_response(self, request, response):
        return super().process_response(request, response) if is_desk(request) else response


class LanguageMiddleware:
    """Activate the language that the path names; on the desk the one its user chose.

    Nothing else is asked, no cookie and no Accept-Language, so that an address always gives the same bytes.
    The default language has bare paths: its prefix is a permanent redirect to them.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.codes = {code for code, _name in settings.LANGUAGES}

    def __call__(self, request):
        if is_desk(request):
            chosen = getattr(request.user, "language", "")
        else:
            chosen, _slash, rest = request.path_info.removeprefix("/").partition("/")
            if chosen == settings.LANGUAGE_CODE:
                return HttpResponsePermanentRedirect(_address(rest, request))
        with translation.override(chosen if chosen in self.codes else settings.LANGUAGE_CODE):
            return self.get_response(request)


def _address(rest, request):
    """Return the path `rest` on our own host with the request's query; "//host" cannot lead elsewhere."""
    query = request.META.get("QUERY_STRING", "")
    return "/" + escape_uri_path(rest.lstrip("/")) + (f"?{iri_to_uri(query)}" if query else "")


class ContentSecurityPolicyMiddleware:
    """Send the policy of the side of the house, from settings.SECURE_CSP or SECURE_CSP_DESK (names as in Django 6).

    Desk requests carry `csp_nonce`; a script tag with it runs. A view changes single directives of its own answer by
    `response.csp = {"style-src": ["'sha256-…'"]}`. What may frame a page follows from Django's decorators
    (`xframe_options_sameorigin` for the preview), so that both headers always say the same.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        desk = is_desk(request)
        if desk:
            request.csp_nonce = secrets.token_urlsafe(16)
        response = self.get_response(request)
        policy = dict(settings.SECURE_CSP_DESK if desk else settings.SECURE_CSP)
        if desk:
            policy["script-src"] = [*policy["script-src"], f"'nonce-{request.csp_nonce}'"]
        if response.get("X-Frame-Options") == "SAMEORIGIN":
            policy["frame-ancestors"] = ["'self'"]
        policy |= getattr(response, "csp", {})
        # A photo's file comes with a stricter policy of its own.
        response.headers.setdefault(
            "Content-Security-Policy", "; ".join(f"{name} {' '.join(to)}" for name, to in policy.items())
        )
        return response


class WatchedQuery(QueryDict):
    """A query that notes which of its parameters are looked for, there or not; see newsroom/pages.py."""

    _watching = False  # not while it is filled

    def __init__(self, query):
        super().__init__(query, encoding="utf-8")
        self._watching = True

    def _note(self, name):
        if self._watching:
            pages.reads(name)

    def __getitem__(self, name):
        self._note(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self._note(name)
        return super().__contains__(name)

    def getlist(self, name, default=None):
        self._note(name)
        return super().getlist(name, default)

    def __iter__(self):
        self._note(pages.EVERYTHING)
        return super().__iter__()

    def __len__(self):
        self._note(pages.EVERYTHING)
        return super().__len__()

    def keys(self):
        self._note(pages.EVERYTHING)
        return super().keys()

    def lists(self):
        self._note(pages.EVERYTHING)
        return super().lists()


class WatchedQueryMiddleware:
    """Where the answer may be kept for others, note what of its query it depends on."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if pages.is_watched():
            request.GET = WatchedQuery(request.META.get("QUERY_STRING", ""))
        return self.get_response(request)


class PublicBytesMiddleware:
    """Finish the bytes: on the press a strong ETag, 304, gzip and a minute in caches; on the desk no storing at all.

    Django's own GZipMiddleware weakens the ETag and pads at random, so that no two answers are equal. Pages say no
    Last-Modified: they change with what stands beside them and with time, and what PostgreSQL commits later may bear an
    earlier moment. A date could call a changed page unchanged; its ETag never does.
    """

    # What a cache before us may keep for a minute; everything else is not stored unless its view says so.
    KEPT = frozenset({200, 301, 304, 404, 410})

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if is_desk(request):
            response["Cache-Control"] = DESK_CACHE
            return response
        kept = request.method in {"GET", "HEAD"} and response.status_code in self.KEPT
        response.headers.setdefault("Cache-Control", PRESS_CACHE if kept else "no-store")
        if not kept or response.streaming or "no-store" in response["Cache-Control"]:
            return response
        return self._finished(request, response)

    def _finished(self, request, response):
        compress = False
        if not response.has_header("Content-Encoding") and _TEXT.match(response.get("Content-Type", "")):
            patch_vary_headers(response, ["Accept-Encoding"])
            asked = accepts_gzip(request.headers.get("Accept-Encoding", ""))
            compress = asked and is_worth_compressing(response["Content-Type"], response.content)
        if response.status_code == 200:
            digest = f'"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
            response.headers.setdefault("ETag", gzip_etag(digest) if compress else digest)
            answer = _conditional(request, response)
            if answer is not response:
                return answer
        if compress:
            response.content = compressed(response.content)
            response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(response.content))
        if request.method == "HEAD":
            response.content = b""
        return response


_TEXT = re.compile(r"text/|application/(json|xml|javascript|[\w.-]+\+(xml|json))|image/svg\+xml")
_WORTH_COMPRESSING = 200  # bytes


def is_worth_compressing(content_type, content):
    """Return whether a content is text, and long enough to become shorter."""
    return len(content) >= _WORTH_COMPRESSING and bool(_TEXT.match(content_type))


def compressed(content):
    """Return gzip bytes: the same page is the same bytes, at any moment and in any process (mtime 0)."""
    return gzip.compress(content, compresslevel=6, mtime=0)


def gzip_etag(etag):
    """Return the strong ETag of the compressed form of what has this one."""
    return f'{etag[:-1]}-gzip"'


@lru_cache(maxsize=64)
def accepts_gzip(asked):
    """Return whether an Accept-Encoding names gzip (or *) without refusing it by q=0."""
    for part in asked.lower().split(","):
        name, _semicolon, quality = part.replace(" ", "").partition(";")
        if name in {"gzip", "*"}:
            return not re.fullmatch(r"q=0(\.0*)?", quality)
    return False


def _conditional(request, response):
    """Return `response`, or in its place a 304 with the same headers where the reader already has these bytes."""
    modified = response.get("Last-Modified")
    answer = get_conditional_response(
        request,
        etag=response["ETag"],
        last_modified=parse_http_date_safe(modified) if modified else None,
        response=response,
    )
    if answer and answer is not response:
        about_the_body = {"content-type", "content-length", "content-encoding"}
        for name, value in response.items():
            if name.lower() not in about_the_body:
                answer[name] = value
    return answer
