"""The text-only version of a page: one request, no photo, no script, one small style sheet inside it.

For readers on the worst of lines. The same templates make it; `?text` asks for it, and its links keep asking.
"""

import base64
import hashlib
import re

PARAMETER = "text"

STYLE = (
    "html{background:#fff;color:#111}a{color:#0645ad}"
    "@media(prefers-color-scheme:dark){html{background:#16140f;color:#eee}a{color:#9cf}}"
    "body{max-inline-size:42rem;margin:0 auto;padding:1rem;font:1.125rem/1.6 serif}"
    ":lang(ar),:lang(ckb){line-height:1.9}"
    "h1,h2,h3{line-height:1.25;text-wrap:balance}"
    ".masthead,.foot,.kicker,.times,.byline,.credit-line,.source{font-family:sans-serif;font-size:1rem}"
    "nav ul,.stories,.foot-links,.periods,.slots,.beside,.dense ul,.block ul{list-style:none;padding:0}"
    ".languages li,.foot-links li,.share li,.topics li{display:inline-block;margin-inline-end:1rem}"
    "a{padding-block:.2rem}article.card{border-block-start:1px solid #999;padding-block:.5rem}"
    ".card h2,.card h3{margin:.25rem 0;font-size:1.25rem}"
    "blockquote{margin-inline:0;padding-inline-start:1rem;border-inline-start:3px solid}"
    ".hidden{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}"
    "input,select,button{font:inherit;max-inline-size:100%}table{display:block;overflow-x:auto}"
)
# As a content security policy names it.
STYLE_HASH = f"'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"

_LINK = re.compile(r'(<a\b(?![^>]*rel="alternate")[^>]*?\bhref=")(/[^"#?]*)(\?[^"#]*)?(#[^"]*)?(?=")')
# The link to the full version says rel="alternate". What has no text-only version, or is none of the press's pages.
_WITHOUT = re.compile(r"^/(photos|comments|static|s|share|admin)/|/(feed|history|corrections|photo/\d+)/")


def is_asked(request):
    """Whether a request is for the text-only version."""
    return PARAMETER in request.GET


def version(path):
    """Return the address of a page's text-only version."""
    return f"{path}{'&' if '?' in path else '?'}{PARAMETER}"


def kept(page):
    """Return a page's HTML in which every link to a page of ours asks for its text-only version too."""

    def link(found):
        before, path, query, fragment = found[1], found[2], found[3] or "", found[4] or ""
        if _WITHOUT.search(path):
            return found[0]
        return f"{before}{path}{query}{'&amp;' if query else '?'}{PARAMETER}{fragment}"

    return _LINK.sub(link, page)
