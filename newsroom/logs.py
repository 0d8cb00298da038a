"""What is written to the log, and how loudly."""

import logging


class QuietRefusals(logging.Filter):
    """Let an answer that is no fault of ours be one line.

    Django logs a refused request with the whole way to the refusal, as if something had broken; a house in which people
    may not do everything would drown the faults that count.
    """

    def filter(self, record):
        if 400 <= getattr(record, "status_code", 0) < 500:
            record.exc_info = record.exc_text = None
        return True
