"""Log lines that stay lines: whatever came from outside can neither begin another one nor talk to the terminal."""

from __future__ import annotations

import logging
import re

_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class OneLine(logging.Formatter):
    """The message on one line. A traceback below it keeps its own."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return _ODD.sub(lambda sign: sign[0].encode("unicode_escape").decode(), super().formatMessage(record))
