"""Logs without personal data: one entry a line as JSON, or as text (LOG_FORMAT); both cleaned alike.

No entry holds a reader's address, an e-mail address, what was searched for, or the token of a share link or a receipt,
whoever wrote it: our own code, Django, or the text of an exception.
"""

import contextvars
import json
import logging
import re
import time
from datetime import UTC, datetime

# The id of the request that is at work; empty outside one.
request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")

_PERSONAL = [
    (re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"(?<![\w.])(\d{1,3}\.){3}\d{1,3}(?![\w.])"), "[address]"),
    (re.compile(r"(?<![\w:])(?=[0-9a-f:]*::|([0-9a-f]{1,4}:){7})[0-9a-f:]{3,39}(?![\w:])", re.IGNORECASE), "[address]"),
    # A query tells what somebody searched for; a secret in a path opens what it names.
    (re.compile(r"(/[^\s?\"'<>]*)\?[^\s\"'<>]*"), r"\1?…"),
    (re.compile(r"(/(?:share|receipt)/)[^/\s\"'<>]+"), r"\1…"),
    # PostgreSQL repeats the row that broke a rule.
    (re.compile(r"^(DETAIL:|\s*Failing row).*$", re.MULTILINE), r"\1 …"),
]


def cleaned(text):
    """Return a text without addresses of networks and people, queries and tokens."""
    for pattern, instead in _PERSONAL:
        text = pattern.sub(instead, text)
    return text


class Seldom:
    """Says what goes on and on at most once a minute, in each process."""

    EVERY = 60.0  # seconds

    def __init__(self, logger):
        self._logger, self._said = logger, -self.EVERY

    def warning(self, words, *values):
        if (now := time.monotonic()) - self._said >= self.EVERY:
            self._said = now
            self._logger.warning(words, *values)


class QuietRefusals(logging.Filter):
    """Let an answer that is no fault of ours be one line.

    Django logs a refused request with the whole way to the refusal, as if something had broken; a house in which people
    may not do everything would drown the faults that count. What /healthz answers it says itself, and seldom.
    """

    def filter(self, record):
        status = getattr(record, "status_code", 0)
        if status == 503 and getattr(getattr(record, "request", None), "path_info", "").startswith("/healthz"):
            return False
        if 400 <= status < 500:
            record.exc_info = record.exc_text = None
        return True


class TextFormatter(logging.Formatter):
    """Time, level, logger and words; the traceback below."""

    def __init__(self):
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record):
        return cleaned(super().format(record))


class JsonFormatter(logging.Formatter):
    """One object a line: time (UTC), level, logger, message; the request's id, and what the entry adds by `facts`."""

    def format(self, record):
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": cleaned(record.getMessage()),
        }
        if number := request_id.get():
            entry["request"] = number
        entry |= getattr(record, "facts", {})
        if record.exc_info:
            entry["error"] = cleaned(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False, default=str)
