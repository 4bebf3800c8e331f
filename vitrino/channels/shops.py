"""The way to shop systems, which are no channels: the same guarded door, and the emulator inside for a rehearsal."""

from __future__ import annotations

from typing import Protocol, cast

from vitrino.channels import doors, installation
from vitrino.channels.clock import moment
from vitrino.channels.clockwatch import WatchingDoor
from vitrino.connect import registry
from vitrino.connect.errors import NotSent
from vitrino.connect.records import Credentials
from vitrino.connect.shop import ShopConnector
from vitrino.connect.shop_twin import ShopTwin
from vitrino.connect.twin import TwinDoor
from vitrino.connect.wire import Door
from vitrino.domain.message import say


class Shop(Protocol):
    """A row that stands for a connected shop."""

    workspace_id: int
    system: str
    is_rehearsal: bool


def internet() -> Door:
    """The way to a shop that is not connected yet."""
    return WatchingDoor(doors.internet())


def door_for(shop: Shop) -> Door:
    """The way out; closed while this database may be a copy."""
    if shop.is_rehearsal:
        return TwinDoor(twin(shop.workspace_id, shop.system))
    if installation.held_since(moment()) is not None:
        raise NotSent(say("This database was restored or copied, so nothing leaves it until a person confirms it."))
    return internet()


def connector(system: str, door: Door, credentials: Credentials) -> ShopConnector:
    return registry.shop(system).connector(door, credentials, moment)


def twin(workspace_id: int, system: str) -> ShopTwin:
    """The rehearsal shop of one system in one workspace."""
    return cast(ShopTwin, doors.twin(workspace_id, system))
