"""What the run itself wants of the database while it cuts connections, and while sleepers hold its lock."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from django.db import Error, connections

Result = TypeVar("Result")
PATIENCE_S = 180.0


def patiently(ask: Callable[[], Result]) -> Result:
    """Ask until there is an answer. Raises what the database said last when there is none for minutes."""
    ends_s = time.monotonic() + PATIENCE_S
    while True:
        try:
            return ask()
        except Error:
            if time.monotonic() > ends_s:
                raise
            connections.close_all()
            time.sleep(0.05)
