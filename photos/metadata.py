"""What a file says about itself: XMP, IIM and Exif, each read for itself, so that one broken block spoils no other."""

import re
from dataclasses import dataclass, field
from datetime import date

from defusedxml import ElementTree
from PIL import IptcImagePlugin

from newsroom.text import tidy
from photos import pixels

XMP_LIMIT = 1024 * 1024  # bytes; a longer packet is not for a press photo
VALUE_LIMIT = 2_000  # characters kept of one value

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_EXT = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"

# Our field → where each standard has it, the first that is filled counts. IPTC Photo Metadata Standard 2023.1.
XMP = {
    "caption": [_DC + "description"],
    "alt": [_CORE + "AltTextAccessibility"],
    "credit": [_PHOTOSHOP + "Credit"],
    "creator": [_DC + "creator"],
    "source": [_PHOTOSHOP + "Source"],
    "copyright_notice": [_DC + "rights"],
    "usage_terms": [_RIGHTS + "UsageTerms"],
    "rights_url": [_RIGHTS + "WebStatement"],
    "title": [_PHOTOSHOP + "Headline", _DC + "title"],
    "taken_on": [_PHOTOSHOP + "DateCreated"],
    "digital_source_type": [_EXT + "DigitalSourceType"],
    # Shown beside the photo's words, never applied.
    "instructions": [_PHOTOSHOP + "Instructions"],
    "keywords": [_DC + "subject"],
    "place": [_CORE + "Location", _PHOTOSHOP + "City", _PHOTOSHOP + "State", _PHOTOSHOP + "Country"],
    "persons": [_EXT + "PersonInImage"],
    "description": [_CORE + "ExtDescrAccessibility"],
}
IIM = {
    "caption": [(2, 120)],
    "credit": [(2, 110)],
    "creator": [(2, 80)],
    "source": [(2, 115)],
    "copyright_notice": [(2, 116)],
    "title": [(2, 105), (2, 5)],
    "taken_on": [(2, 55)],
    "instructions": [(2, 40)],
    "keywords": [(2, 25)],
    "place": [(2, 92), (2, 90), (2, 101)],
}
EXIF = {"caption": [0x010E], "creator": [0x013B], "copyright_notice": [0x8298]}
_EXIF_DETAILS, _EXIF_GPS, _EXIF_TAKEN = 0x8769, 0x8825, 0x9003
_TELLTALES = {0xA431: "serial number", 0xA435: "serial number", 0xA430: "owner name", 0x927C: "maker note"}
_IIM_UTF8 = b"\x1b%G"
_IIM_CREDIT_LIMIT = 32  # bytes, by the standard; longer credits were cut by many programs
_DATE = re.compile(r"(\d{4})[-:]?(\d{2})[-:]?(\d{2})")


@dataclass
class Found:
    """What was read: {standard: {field: text}}, what could not be, and what would have given somebody away."""

    values: dict = field(default_factory=dict)
    unreadable: list = field(default_factory=list)  # names of standards
    telltales: list = field(default_factory=list)  # "GPS position", "serial number" …
    credit_may_be_cut: bool = False


def read(file, language):
    """Return what a file says about itself; of texts in several languages the one in `language`. Raises nothing."""
    found = Found()
    with pixels.open_image(file) as image:
        for name, reader in (("XMP", _xmp), ("IIM", _iim), ("Exif", _exif)):
            try:
                values = reader(image, language, found)
            except Exception:  # noqa: BLE001 - hostile or broken metadata may throw anything; the photo is still taken
                found.unreadable.append(name)
                continue
            kept = {key: tidy(text).strip()[:VALUE_LIMIT] for key, text in values.items() if text and text.strip()}
            if kept:
                found.values[name] = kept
    return found


def day(text):
    """Return the date a metadata text begins with (2026-05-01, 2026:05:01, 20260501), or None."""
    match = _DATE.match(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


# XMP ----------------------------------------------------------------------------------------------------------


def _xmp(image, language, found):
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    if not packet:
        return {}
    if len(packet) > XMP_LIMIT:
        raise ValueError("The XMP packet is too long.")
    packet = packet.encode() if isinstance(packet, str) else packet
    root = ElementTree.fromstring(packet.strip(b"\x00 \r\n\t"))
    properties = {}
    for description in root.iter(_RDF + "Description"):
        for name, text in description.attrib.items():
            properties.setdefault(name, text)
        for element in description:
            properties.setdefault(element.tag, _xmp_text(element, language))
    return _first(properties, XMP)


def _xmp_text(element, language):
    """Return a property's text: of alternatives the one in `language`, of a list all joined by commas."""
    alternatives = element.find(_RDF + "Alt")
    if alternatives is not None:
        texts = {item.get(_LANG, "x-default").lower(): item.text or "" for item in alternatives}
        wanted = [texts[code] for code in texts if code.split("-")[0] == language]
        return next(iter([*wanted, *filter(None, [texts.get("x-default")]), *texts.values()]), "")
    items = [item.text.strip() for item in element.iter(_RDF + "li") if item.text and item.text.strip()]
    return ", ".join(items) or element.get(_RDF + "resource") or element.text or ""


# IIM and Exif -------------------------------------------------------------------------------------------------


def _iim(image, language, found):
    records = IptcImagePlugin.getiptcinfo(image) or {}
    is_utf8 = records.get((1, 90)) == _IIM_UTF8
    texts = {}
    for key, value in records.items():
        parts = value if isinstance(value, list) else [value]
        texts[key] = ", ".join(_decoded(part, is_utf8=is_utf8) for part in parts)
    credit = records.get((2, 110))
    found.credit_may_be_cut = isinstance(credit, bytes) and len(credit) == _IIM_CREDIT_LIMIT
    return _first(texts, IIM)


def _exif(image, language, found):
    exif = image.getexif()
    details = exif.get_ifd(_EXIF_DETAILS)
    if exif.get_ifd(_EXIF_GPS):
        found.telltales.append("GPS position")
    found.telltales += dict.fromkeys(name for tag, name in _TELLTALES.items() if details.get(tag))
    # Pillow reads Exif's texts as Latin-1, whatever they are.
    texts = {
        tag: _decoded(text.encode("latin-1", "replace"), is_utf8=False)
        for tag, text in exif.items()
        if isinstance(text, str)
    }
    taken = details.get(_EXIF_TAKEN)
    return _first(texts, EXIF) | ({"taken_on": taken} if isinstance(taken, str) else {})


def _decoded(value, *, is_utf8):
    """Return bytes of an old standard as text: UTF-8 if they are, else Arabic or Western Windows, by what comes out."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        if is_utf8:
            return value.decode("utf-8", "replace")
    arabic = value.decode("cp1256", "replace")
    others = [letter for letter in arabic if not letter.isascii()]
    letters = sum("\u0600" <= letter <= "\u06ff" for letter in others)
    return arabic if letters * 2 >= len(others) else value.decode("cp1252", "replace")


def _first(texts, table):
    """Return {our field: the first filled text of its places}."""
    return {name: next((texts[place] for place in places if texts.get(place)), "") for name, places in table.items()}
