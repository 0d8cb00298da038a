"""Readers find no English word on a page of another language, apart from names."""

import ast
import gettext
import re

import pytest

from tests.articles.press.public_strings import ROOT, in_module, in_template, public_strings

LANGUAGES = {"ar": 6, "ku": 2, "ckb": 2}  # and how many plural forms each has
_TEXT = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) ("(?:[^"\\]|\\.)*")$', re.MULTILINE)


def catalogue(language, suffix):
    return ROOT / "newsroom" / "locale" / language / "LC_MESSAGES" / f"django.{suffix}"


def compiled(language):
    with catalogue(language, "mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def translations(compiled, context, singular, plural, forms):
    """Return every form of a translation; the untranslated text where there is none."""
    if plural:
        return {compiled._catalog.get((singular, form), singular) for form in range(forms)}
    return {compiled.pgettext(context, singular) if context else compiled.gettext(singular)}


def test_the_public_strings_are_found():
    found = public_strings()
    assert len(found) > 130
    assert (None, "Skip to the text", None) in found
    assert ("credit line", "Reporting by", None) in found
    assert (None, "%(count)s story found.", "%(count)s stories found.") in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_public_string_is_translated(language):
    words = compiled(language)
    same_in_every_language = {"{time} ({zone})", ", "}
    untranslated = [
        singular
        for context, singular, plural in public_strings()
        if singular in translations(words, context, singular, plural, LANGUAGES[language])
        and singular not in same_in_every_language
    ]
    assert untranslated == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_holds_every_entry_of_its_source(language):
    source = catalogue(language, "po").read_text()
    assert "fuzzy" not in source
    words = compiled(language)
    known = set(words._catalog.values())
    written = {ast.literal_eval(text) for kind, text in _TEXT.findall(source) if kind.startswith("msgstr")} - {""}
    assert len(written) > 100
    assert written <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_every_placeholder(language):
    words = compiled(language)
    for context, singular, plural in public_strings():
        if plural:
            continue  # one and two may be words instead of digits
        wanted = set(re.findall(r"%\(\w+\)\w|{\w*}", singular))
        (text,) = translations(words, context, singular, plural, LANGUAGES[language])
        assert set(re.findall(r"%\(\w+\)\w|{\w*}", text)) == wanted, singular


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_holds_a_direction_mark(language):
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", catalogue(language, "po").read_text())


def test_sorani_is_written_with_its_own_letters():
    assert not re.search("[يك]", catalogue("ckb", "po").read_text())


def test_strings_are_read_from_templates_and_modules_as_they_are_written():
    assert in_template("{% translate 'a b' context \"c\" %}") == {("c", "a b", None)}
    assert in_template("{% blocktranslate count n=n %}{{ n }} x{% plural %}{{ n|f }} y{% endblocktranslate %}") == {
        (None, "%(n)s x", "%(n)s y")
    }
    assert in_module("_('a'); pgettext('c', 'b'); ngettext('d', 'e', 2); other('f')") == {
        (None, "a", None),
        ("c", "b", None),
        (None, "d", "e"),
    }


def test_public_templates_use_no_date_names_of_the_framework():
    for path in [*ROOT.glob("templates/articles/*.html"), *ROOT.glob("templates/*.html")]:
        assert not re.search(r"\|(date|time|timesince|timeuntil|naturaltime|naturalday)\b", path.read_text()), path
