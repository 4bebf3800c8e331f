"""Shops for tests: twins behind real sockets, connected as an owner would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from vitrino.commerce import actions
from vitrino.commerce.models import ShopConnection, ShopReading
from vitrino.connect import registry
from vitrino.connect.shop import Placing
from vitrino.connect.shop_twin import ShopTwin
from vitrino.connect.twin import SqliteTwinStore
from vitrino.connect.twin_server import served
from vitrino.workspace.models import Person, Workspace
from vitrino.workspace.tests.cast import NOW

SYSTEMS = ("shopify", "woocommerce", "prestashop")
# A wait for the shop, not the pause between two rounds.
SOON = timedelta(seconds=90)
LOAF = (("Sourdough loaf", 1, 1800),)


@dataclass
class Town:
    """One twin, its address and its clock."""

    system: str
    twin: ShopTwin
    server: str
    now: datetime = NOW

    def fields(self) -> dict[str, str]:
        """What its owner would paste."""
        token = self.twin.shop["token"]
        return {
            "server": self.server, "client_id": token, "client_secret": f"shpss_{token}", "consumer_key": f"ck_{token}",
            "consumer_secret": f"cs_{token}", "key": token, "access_token": "", "time_zone": "",
        }  # fmt: skip

    def connect(self, workspace: Workspace, by: Person, months: int | None = None) -> ShopConnection:
        return actions.connect_shop(workspace=workspace, system=self.system, fields=self.fields(), by=by, now=self.now,
                                    months=months)  # fmt: skip

    def buy(self, number: int = 0, **changes: object) -> str:
        values: dict[str, object] = {"name": f"Ola Nowak {number}", "email": f"ola{number}@example.com", "items": LOAF,
                                     "at": self.now}  # fmt: skip
        return self.twin.place_order(Placing(**(values | changes)))  # type: ignore[arg-type]

    def later(self, **wait: float) -> datetime:
        self.now += timedelta(**wait)
        return self.now


@contextmanager
def town(system: str) -> Iterator[Town]:
    found = Town(system, cast(ShopTwin, None), "")
    twin = cast("type[ShopTwin]", registry.shop(system).twin)(SqliteTwinStore(":memory:"), lambda: found.now)
    twin.make_shop("Corner Bakery")
    with served(twin) as server:
        found.twin, found.server = twin, server
        yield found


def read_all(shop: ShopConnection, now: datetime, world: Town | None = None, most: int = 60) -> None:
    """Until nothing is due any more, as the engine would. world: its clock goes on where the shop asks to wait."""
    for _round in range(most):
        due = ShopReading.objects.filter(connection=shop, due_at__lte=now).select_related("connection__workspace")
        for reading in due:
            ShopReading.objects.filter(pk=reading.pk).update(due_at=actions.read(reading, now))
        left = ShopReading.objects.filter(connection=shop, due_at__lte=now + SOON).order_by("due_at").first()
        if left is None or left.due_at is None:
            return
        now = max(now, left.due_at)
        if world is not None:
            world.now = now
    raise AssertionError("the reading never ends")
