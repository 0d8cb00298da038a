"""Addresses in comments: finding them, judging them, showing them. Our own and linear in the length of the text."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"“”«»]{1,2000}", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@./])(?:www\.[^\s<>\"]{3,200}|[a-z0-9-]{2,63}\.(?:com|net|org|info|biz|ru|cn|top|xyz|shop)\b)", re.I
)
_MARKUP = re.compile(r"\[/?(?:url|link|img)\b|\]\(\s*\w|<a\s", re.IGNORECASE)
_TRAILING = ".,;:!?،؛؟…'’"
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Link:
    """One http or https address in a text. `host` is ASCII; `odd` names what makes it no link at all."""

    start: int
    end: int
    url: str
    host: str
    odd: str = ""


def find_links(text):
    """Return the Links of a text in order; the odd ones too, which are shown as plain text and held."""
    return [_link(found.start(), _trimmed(found.group())) for found in _ADDRESS.finditer(text)]


def count_notations(text):
    """Return how many addresses the text holds in any notation: plain, without scheme, BBCode, Markdown or HTML."""
    return len(_ADDRESS.findall(text)) + len(_BARE.findall(_ADDRESS.sub(" ", text))) + len(_MARKUP.findall(text))


def _trimmed(address):
    """Return the address without the sentence's punctuation, and without a bracket it did not open."""
    while address:
        last = address[-1]
        if last in _TRAILING or (last == ")" and address.count(")") > address.count("(")) or last in "]}":
            address = address[:-1]
        else:
            break
    return address


def _link(start, address):
    end = start + len(address)
    if _BIDI.search(address):
        return Link(start, end, address, "", odd="hidden characters in the address")
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return Link(start, end, address, "", odd="an address that cannot be read")
    if "@" in parts.netloc:
        return Link(start, end, address, "", odd="a name before the host")
    if "\\" in address:
        return Link(start, end, address, "", odd="an address that cannot be read")
    try:
        ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return Link(start, end, address, "", odd="an address that cannot be read")
    if not _is_host(ascii_host):
        return Link(start, end, address, ascii_host, odd="an address that cannot be read")
    return Link(start, end, address, ascii_host)


def _is_host(host):
    if re.fullmatch(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+\.?", host):
        return True
    try:
        return bool(ipaddress.ip_address(host))
    except ValueError:
        return False


def linkify(text, *, dead=False):
    """Return the text escaped, its http addresses as links; `dead`: shown whole, not to be followed.

    A host in other letters than ASCII is shown as ASCII: apple.com in Cyrillic letters is not apple.com.
    """
    out, at = [], 0
    for link in find_links(text):
        out.append(escape(text[at : link.start]))
        out.append(_shown(link, dead))
        at = link.end
    out.append(escape(text[at:]))
    return mark_safe("".join(out))


def _shown(link, dead):
    if link.odd or dead:
        return format_html('<span class="dead-link">{}</span>', link.url)
    scheme, _, rest = link.url.partition("://")
    typed_host = re.split(r"[/?#:]", rest, maxsplit=1)[0]
    address = f"{scheme}://{link.host}{rest[len(typed_host) :]}"
    return format_html('<a href="{}" rel="ugc nofollow noopener noreferrer">{}</a>', address, address)
