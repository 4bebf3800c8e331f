"""Which way leads to a platform: the guarded door to the internet, or the twin inside the house for a rehearsal."""

from __future__ import annotations

import os
import threading
from datetime import datetime
from pathlib import Path
from typing import cast

from django.conf import settings

from vitrino.channels.clock import moment
from vitrino.channels.clockwatch import WatchingDoor
from vitrino.channels.models import Channel
from vitrino.connect import registry
from vitrino.connect.errors import NotSent
from vitrino.connect.http import HttpDoor, Limits
from vitrino.connect.intime import boot_s
from vitrino.connect.twin import SqliteTwinStore, Twin, TwinDoor
from vitrino.connect.wire import Door, Request, Response
from vitrino.domain.publication import may_write

_TWINS: dict[tuple[int, str, int, str], Twin] = {}
_LOCK = threading.Lock()
SHORTEST_S = 0.05


class DeadlineMissed(NotSent):
    """Sending took too long and was stopped in time. Nothing left this machine."""


class DeadlineDoor:
    """Lets no write begin after its deadline: asked as the very last thing, by the clock of the work in hand."""

    def __init__(self, inner: Door, deadline: datetime) -> None:
        self._inner, self._deadline = inner, deadline

    def send(self, request: Request) -> Response:
        if request.method not in ("GET", "HEAD") and not may_write(moment(), self._deadline):
            raise DeadlineMissed()
        return self._inner.send(request)


def internet(*, total_s: float | None = None) -> HttpDoor:
    """The guarded door. total_s: the longest a request may take, and until when a write may leave."""
    limits = Limits()
    if total_s is not None:
        limits = Limits(total_s=max(SHORTEST_S, min(limits.total_s, total_s)), write_until_s=boot_s() + total_s)
    return HttpDoor(allow_private=settings.VITRINO_ALLOW_PRIVATE, limits=limits)


def door_for(channel: Channel, *, total_s: float | None = None) -> Door:
    """The way to a channel's platform."""
    if channel.is_rehearsal:
        return TwinDoor(twin(channel.workspace_id, channel.platform))
    return WatchingDoor(internet(total_s=total_s))


def twin(workspace_id: int, platform: str) -> Twin:
    """The rehearsal world of one platform for one workspace; all its rehearsal channels there live in it."""
    path = Path(settings.VITRINO_DATA) / "rehearsal.sqlite3"
    name = (os.getpid(), str(path), workspace_id, platform)
    with _LOCK:
        if name not in _TWINS:
            made = cast("type[Twin]", _twin_class(platform))
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _TWINS[name] = made(SqliteTwinStore(str(path), f"{workspace_id}:{platform}:"), moment)
        return _TWINS[name]


def _twin_class(key: str) -> type[object] | None:
    return registry.shop(key).twin if key in registry.shops() else registry.platform(key).twin
