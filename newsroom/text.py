"""Plain text, as every room treats it. A leaf: it imports none of our apps."""

import re

# C0 controls except tab and newline, C1 controls, lone surrogates: none of them draws, some break XML and databases.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def tidy(text):
    """Return text without control characters and with plain newlines; everything a person can see stays as typed."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def tidy_line(text):
    """Return tidied text on one line, without surrounding space."""
    return re.sub(r"[\n\t]+", " ", tidy(text)).strip()
