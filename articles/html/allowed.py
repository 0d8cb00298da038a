"""The allowlist: which elements and attributes a body may hold, and the parser that removes all others."""

import nh3

LINK_SCHEMES = ("http", "https", "mailto", "tel")

MARKS = frozenset({"strong", "em", "sub", "sup", "a"})
BLOCKS = frozenset({"p", "h2", "h3", "ul", "ol", "blockquote", "table", "hr", "figure"})
INNER = frozenset({"li", "tbody", "tr", "th", "td"})  # stand only inside their list or table
VOID = frozenset({"br", "hr"})
ALLOWED = MARKS | BLOCKS | INNER | VOID

# What a figure may stand for: the attribute that holds the key, and what it is called in blocks and insets.
NODES = {"data-caption": "photo", "data-quote": "quote", "data-embed": "embed"}

# Elements that say the same as an allowed one.
SYNONYMS = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
# Elements that are dropped but part paragraphs: their text must not run together.
BOXES = frozenset(
    {"div", "section", "article", "main", "header", "footer", "aside", "address", "center", "pre"}
    | {"dl", "dt", "dd", "details", "summary", "thead", "tfoot", "caption"}
)
# Elements that go with everything in them.
UNWANTED = frozenset(
    {"script", "style", "title", "noscript", "template", "iframe", "object", "svg", "math", "select", "textarea"}
)

cleaner = nh3.Cleaner(
    tags=set(ALLOWED | SYNONYMS.keys() | BOXES),
    attributes={
        "a": {"href"},
        "figure": set(NODES),
        "th": {"colspan", "rowspan"},
        "td": {"colspan", "rowspan"},
        "ol": {"start"},
    },
    clean_content_tags=set(UNWANTED),
    url_schemes=set(LINK_SCHEMES),
    link_rel=None,
)
