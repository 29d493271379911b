"""What stays out of the log."""

import logging


class NoMalformedText(logging.Filter):
    """uvicorn logs a traceback for text that is not UTF-8: anybody could fill the disk with it."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not str(record.msg).startswith("Invalid UTF-8 sequence")
