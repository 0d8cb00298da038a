"""Writing XML that every parser takes, whatever was typed into a story."""

import re
from contextlib import contextmanager
from io import StringIO
from xml.sax.saxutils import XMLGenerator

from django.http import HttpResponse

from newsroom.text import tidy

_FORBIDDEN = re.compile("[\ufffe\uffff]")


def clean(text):
    """Return text without the characters XML 1.0 has no way to write."""
    return _FORBIDDEN.sub("", tidy(str(text)))


class Document:
    """One XML document: `with xml.element("item"): xml.line("title", "…")`."""

    def __init__(self):
        self._text = StringIO()
        self._generator = XMLGenerator(self._text, "utf-8", short_empty_elements=True)
        self._generator.startDocument()

    @contextmanager
    def element(self, name, **attributes):
        self._generator.startElement(name, _named(attributes))
        yield self
        self._generator.endElement(name)

    def line(self, name, text="", **attributes):
        """Write an element that holds only text; none at all where there is neither text nor attribute."""
        if text in (None, "") and not attributes:
            return
        self._generator.startElement(name, _named(attributes))
        self._generator.characters(clean(text))
        self._generator.endElement(name)

    def response(self, content_type):
        self._generator.endDocument()
        return HttpResponse(self._text.getvalue().encode(), content_type=f"{content_type}; charset=utf-8")


def _named(attributes):
    """Return attributes under their XML names: `xmlns__dc` stands for xmlns:dc, `class_` for class."""
    return {name.replace("__", ":").rstrip("_"): clean(value) for name, value in attributes.items()}
