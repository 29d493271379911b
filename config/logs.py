"""What stays out of the log."""

import logging
import re


class NoMalformedText(logging.Filter):
    """uvicorn logs a traceback for text that is not UTF-8: anybody could fill the disk with it."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not str(record.msg).startswith("Invalid UTF-8 sequence")


class NoShareTokens(logging.Filter):
    """The address of a shared report opens it, so no log may hold one."""

    ADDRESS = re.compile(r"/shared/[^/\s]+")

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if "/shared/" in message:
            record.msg, record.args = self.ADDRESS.sub("/shared/…", message), ()
        return True
