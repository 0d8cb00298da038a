"""Insets: what stands in a body as one piece and is edited in a dialog of its own, a pull quote or an embed.

The body holds a node with a key and nothing else; `Story.insets` maps the key to what it stands for:

    {"kind": "quote", "words", "who"}    {"kind": "embed", "url", "title", "author", "photo": key of a caption, or ""}

It imports no models: insets are data, in the document and in the edition alike.
"""

from django.utils.translation import gettext as _

from articles import html
from articles.embeds import provider
from newsroom.text import contained, tidy, tidy_line

QUOTE, EMBED = "quote", "embed"
MOST = 60  # in one story
# Characters of each part.
LIMITS = {
    QUOTE: {"words": 1_000, "who": 120},
    EMBED: {"url": 500, "title": 200, "author": 120, "photo": 36},
}


def clean(insets, body):
    """Return the insets that stand in a cleaned body, in its order and with nothing but their parts, as plain text.

    Never raises: what is no inset is left out.
    """
    cleaned = entries(insets)
    return {key: cleaned[key] for kind, key in html.nodes(body) if cleaned.get(key, {}).get("kind") == kind}


def entries(insets):
    """Return all insets among what was sent or stored, each with nothing but its parts, as plain text."""
    return {
        key: {"kind": entry["kind"]} | {part: _part(part, entry.get(part)) for part in LIMITS[entry["kind"]]}
        for key, entry in (insets.items() if isinstance(insets, dict) else ())
        if html.KEY.fullmatch(key) and isinstance(entry, dict) and entry.get("kind") in (QUOTE, EMBED)
    }


def _part(name, value):
    if not isinstance(value, str):
        return ""
    if name == "words":
        return contained(tidy(value)).strip()
    value = contained(tidy_line(value))
    if name == "url":
        return html.link(value)
    return value if name != "photo" or html.KEY.fullmatch(value) else ""


def faults(insets):
    """Return a sentence for each part that is too long, with limit and length; and one where there are too many."""
    found = []
    if len(insets) > MOST:
        found.append(_("A story has at most %(limit)d quotes and embeds; these are %(count)d.") % _counts(MOST, insets))
    for entry in insets.values():
        for part, limit in LIMITS[entry["kind"]].items():
            if len(entry[part]) > limit:
                sentence = _("%(part)s “%(start)s…” has at most %(limit)d characters (it has %(count)d).")
                names = {"part": labels(entry["kind"])[part], "start": entry[part][:30]}
                found.append(sentence % (names | _counts(limit, entry[part])))
    return found


def lost(insets):
    """Return a sentence for each address among what was sent that `entries` cannot keep: it leads to no page."""
    found = []
    for entry in insets.values():
        typed = entry.get("url") if isinstance(entry, dict) and entry.get("kind") == EMBED else None
        if isinstance(typed, str) and tidy_line(typed) and not _part("url", typed):
            sentence = _(
                "The embed’s address “%s” is none of a page: it begins with https://. Change it, or remove it."
            )
            found.append(sentence % tidy_line(typed)[:80])
    return found


def _counts(limit, what):
    return {"limit": limit, "count": len(what)}


def labels(kind):
    """Return what the parts of an inset are called."""
    if kind == QUOTE:
        return {"words": _("The quote"), "who": _("Who said it")}
    return {
        "url": _("The embed’s address"),
        "title": _("The embed’s title"),
        "author": _("The embed’s author"),
        "photo": _("The embed’s photo"),
    }


def is_shown(entry):
    """Return whether readers see anything of an inset: a quote has words, an embed a provider of ours."""
    return bool(entry["words"] if entry["kind"] == QUOTE else provider(entry["url"]))


def missing(body, insets):
    """Return the kinds of the quotes and embeds that stand in a body and of which nothing is known."""
    return [kind for kind, key in html.nodes(body) if kind in LIMITS and key not in insets]


def paragraphs(body, insets):
    """Return the texts of a cleaned body with its insets' own words in their places, as a reader meets them."""
    found = []
    for kind, text in html.blocks(body):
        if kind in LIMITS:
            found += _words(insets.get(text))
        elif kind not in {"photo", "hr"}:
            found.append(text)
    return found


def words(body, insets):
    """Return the words of a cleaned body on one line, those of its insets after them."""
    return " ".join([html.words(body), *(text for entry in insets.values() for text in _words(entry))])


def _words(entry):
    if not entry or not is_shown(entry):
        return []
    parts = [entry[part] for part in ("words", "who", "title", "author") if entry.get(part)]
    return [" – ".join(parts)] if parts else []


def lines(insets):
    """Return a line of text for each inset, as a person compares them."""
    return [line(entry) for entry in insets.values()]


def line(entry):
    """Return an inset as one line of text."""
    if entry["kind"] == QUOTE:
        return " – ".join(part for part in (f"“{entry['words']}”", entry["who"]) if part)
    said = [entry["title"], entry["author"], entry["url"], f"{_('photo')} {entry['photo']}" if entry["photo"] else ""]
    return f"{provider(entry['url']) or _('Embed')}: " + " · ".join(part for part in said if part)


def facts(insets):
    """Return what of the insets is more than running text: whose words, and where an embed leads."""
    return [[entry.get(part, "") for part in ("kind", "who", "url", "author", "photo")] for entry in insets.values()]
