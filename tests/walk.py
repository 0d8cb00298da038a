"""A reader with time: opens the site's doors and follows every link, picture and feed it is shown."""

import json
import re
from urllib.parse import urljoin, urlsplit

from defusedxml import ElementTree

DOORS = (
    "/",
    "/ar/",
    "/ku/",
    "/ckb/",
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/robots.txt",
    "/corrections/",
    "/search/?q=bridge",
)
_LINK = re.compile(
    r"""(?:href|src|url)=["']([^"'<>\s]+)["']|content=["'](https?://[^"'\s]+)["']|<loc>([^<]+)</loc>|<link>([^<]+)</link>"""
)
_STRUCTURED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_SRCSET = re.compile(r"""srcset=["']([^"']+)["']""")
_HOSTS = {"", "testserver", "127.0.0.1"}
LIMIT = 2_000


def links(page, address):
    """Return the paths of our own host that a page names, absolute and without fragments."""
    found = [next(filter(None, match)) for match in _LINK.findall(page)]
    for srcset in _SRCSET.findall(page):
        found += [candidate.split()[0] for candidate in srcset.split(",") if candidate.split()]
    paths = set()
    for link in found:
        parts = urlsplit(urljoin(address, link.replace("&amp;", "&")))
        if parts.scheme in ("", "http", "https") and (parts.hostname or "") in _HOSTS and parts.path.startswith("/"):
            paths.add(parts.path + (f"?{parts.query}" if parts.query else ""))
    return {path for path in paths if not path.startswith(("/static/", "/admin/"))}


def walk(client, doors=DOORS, *, beside="(?!)"):
    """Return {address: response} of everything an anonymous reader reaches from the doors.

    Addresses in which the expression `beside` is found are left out.
    """
    seen, waiting = {}, list(doors)
    while waiting:
        address = waiting.pop()
        if address in seen or re.search(beside, address):
            continue
        assert len(seen) < LIMIT, "the walk does not end"
        response = seen[address] = client.get(address, headers={"accept-encoding": "identity"})
        if response.status_code in (301, 302):
            waiting.append(response["Location"])
        elif "text" in response["Content-Type"] or "xml" in response["Content-Type"]:
            waiting += links(text(response), address) - seen.keys()
    return seen


def structured_data(page):
    """Return the blocks of JSON-LD in a page."""
    return _STRUCTURED.findall(page)


def strict_json(text):
    """Return what a JSON text says. Raises ValueError for what validators would repair, NaN among it."""

    def refuse(constant):
        raise ValueError(constant)

    return json.loads(text, parse_constant=refuse)


def faults(client, found):
    """Return what is wrong, whatever the house: {address: status} is broken, keeps a cookie, varies, is sent twice."""
    wrong = {}
    for address, answer in found.items():
        again = {"accept-encoding": "identity", "if-none-match": answer.get("ETag", "")}
        if answer.status_code >= 400:
            wrong[address] = answer.status_code
        elif answer.cookies or answer.get("Vary", "Accept-Encoding") != "Accept-Encoding":
            wrong[address] = "not the same for everyone"
        elif answer.has_header("ETag") and client.get(address, headers=again).status_code != 304:
            wrong[address] = "sent twice"
        elif "text/html" in answer["Content-Type"]:
            for block in structured_data(text(answer)):
                strict_json(block)
        elif "xml" in answer["Content-Type"]:
            ElementTree.fromstring(answer.content)
    return wrong


def text(response):
    """Return a response's body as text, whatever it is."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace")
