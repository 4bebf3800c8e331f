"""Glancing at accounts that have no line to knock by: what is new is read now rather than in a minute."""

from __future__ import annotations

import logging
import time

from django.utils import timezone

from vitrino.channels import actions as channels
from vitrino.channels import gateway, queries
from vitrino.channels.queries import Channel
from vitrino.connect.errors import ConnectError

logger = logging.getLogger(__name__)

# One round may take this long; whoever was left out comes first in the next.
ROUND_S = 4.0
AGAIN_AFTER_S = 60.0

_SEEN: dict[int, frozenset[tuple[str, str]]] = {}
_LOOKED_AT: dict[int, float] = {}


def look_round() -> int:
    """Glance at every account; at how many there is something new."""
    if queries.is_held(timezone.now()):  # this may be a copy, and a copy calls nobody
        return 0
    wanted = sorted(queries.channels_to_glance_at(), key=lambda channel: _LOOKED_AT.get(channel.pk, 0.0))
    for pk in set(_SEEN) - {channel.pk for channel in wanted}:
        del _SEEN[pk]
    ends_s = time.monotonic() + ROUND_S
    return sum(_look(channel) for channel in wanted if time.monotonic() < ends_s)


def _look(channel: Channel) -> bool:
    if time.monotonic() < _LOOKED_AT.get(channel.pk, 0.0):
        return False
    _LOOKED_AT[channel.pk] = time.monotonic()
    try:
        found = gateway.glance(channel)
    except ConnectError as error:
        _LOOKED_AT[channel.pk] += AGAIN_AFTER_S  # reading every minute goes on meanwhile
        logger.info("channel %s can't be glanced at: %s", channel.pk, type(error).__name__)
        return False
    fresh = found - _SEEN.get(channel.pk, frozenset())
    _SEEN[channel.pk] = found
    if fresh:
        channels.read_soon(channel, {kind for kind, _id in fresh}, timezone.now())
    return bool(fresh)
