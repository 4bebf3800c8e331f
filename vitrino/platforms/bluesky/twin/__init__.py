"""A Bluesky network in a box: the server that holds the account and the AppView that shows it, in one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from vitrino.platforms.bluesky.twin.people import People
from vitrino.platforms.bluesky.twin.records import RecordRoutes
from vitrino.platforms.bluesky.twin.sessions import SessionRoutes
from vitrino.platforms.bluesky.twin.views import ViewRoutes


@dataclass
class Twin(People, SessionRoutes, RecordRoutes, ViewRoutes):
    """One network with the shop's account and whoever writes to it."""

    key: ClassVar[str] = "bluesky"
