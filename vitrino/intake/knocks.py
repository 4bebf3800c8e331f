"""Somebody knocks, and what is new is read now rather than in a minute. A line that breaks costs nothing but that."""

from __future__ import annotations

import logging
import threading
import time

from django.utils import timezone

from vitrino.channels import actions as channels
from vitrino.channels import queries
from vitrino.channels.queries import Channel
from vitrino.connect import registry
from vitrino.connect.errors import ConnectError
from vitrino.connect.lines import Line

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 500
AGAIN_AFTER_S = 60.0

_LOCK = threading.Lock()
_LINES: dict[int, Line] = {}
_AGAIN_AT: dict[int, float] = {}


def answer() -> int:
    """Look at every line, open those that are missing; on how many somebody knocked."""
    with _LOCK:
        # A database that may be a copy calls nobody.
        may_call = not queries.is_held(timezone.now())
        wanted = {channel.pk: channel for channel in queries.channels_that_knock()} if may_call else {}
        for pk in set(_LINES) - set(wanted):
            _LINES.pop(pk).close()
        return sum(_answer(channel) for channel in wanted.values())


def _answer(channel: Channel) -> bool:
    if channel.pk not in _LINES and time.monotonic() < _AGAIN_AT.get(channel.pk, 0.0):
        return False
    try:
        if channel.pk not in _LINES:
            _LINES[channel.pk] = queries.open_line(channel)
        messages = _LINES[channel.pk].take(0.0, MOST_AT_ONCE)
    except ConnectError as error:
        _hang_up(channel.pk)
        logger.info("channel %s can't knock: %s", channel.pk, type(error).__name__)
        return False
    told = registry.knocks()[channel.platform].kinds
    kinds = frozenset().union(*(told(message) for message in messages))
    if kinds:
        channels.read_soon(channel, kinds, timezone.now())
    return bool(kinds)


def _hang_up(pk: int) -> None:
    """Reading every minute goes on meanwhile; the line is tried again a little later."""
    line = _LINES.pop(pk, None)
    if line is not None:
        line.close()
    _AGAIN_AT[pk] = time.monotonic() + AGAIN_AFTER_S
