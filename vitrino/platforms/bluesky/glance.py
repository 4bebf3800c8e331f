"""Is there anything new? All notifications in one list (app.bsky.notification.listNotifications without `reasons`).

Jetstream can't tell: it filters by who writes, not by whom a text names.
"""

from __future__ import annotations

from vitrino.connect import reading
from vitrino.connect.connector import Clock
from vitrino.connect.knock import Glance
from vitrino.connect.records import ArrivalKind, Credentials
from vitrino.connect.wire import Door
from vitrino.platforms.bluesky.api import Api
from vitrino.platforms.bluesky.translate import REASONS

SHOWN = 30


def newest(door: Door, credentials: Credentials, clock: Clock) -> frozenset[tuple[ArrivalKind, str]]:
    """The newest notifications. One reason may belong to two kinds: then both are read."""
    api = Api(door, credentials.public.get("server", ""), credentials.secrets["access_token"], clock)
    found = api.ask("app.bsky.notification.listNotifications", {"limit": SHOWN}).get("notifications")
    return frozenset(
        (kind, reading.text(one.get("uri"), 1000))
        for one in reading.mappings(found if isinstance(found, list) else [])
        for kind, reasons in REASONS.items()
        if one.get("reason") in reasons
    )


GLANCE = Glance(newest)
