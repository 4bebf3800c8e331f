"""`python -m tests.kill.shops --kills 20`: whoever reads a shop is killed again and again while the shop goes on.

The shop is an emulator behind a real socket; orders change while its pages are read. At the end Vitrino must know every
order once and as it is in the shop. `--careless` keeps the place before it stores the page, to show that this proof
notices. Prints one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from typing import Any, cast

SELLS_EVERY_S = 0.02
LONGEST_LIFE_S = 0.3
STARTS_WITHIN_S = 60.0
LAST_RUN_S = 240.0


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VITRINO_DATA": folder, "DJANGO_SETTINGS_MODULE": "vitrino.config.settings", "DATABASE_URL": "",
                       "VITRINO_ALLOW_PRIVATE": "true"}  # fmt: skip
        from tests.kill import nursery  # noqa: F401  # everything imported, Django set up
        from vitrino.config import installation
        from vitrino.connect.twin_server import served

        list(installation.prepare())
        twin = _town(arguments)
        with served(twin) as server:
            shop = _connect(arguments.system, server, twin)
            kills = _kill_again_and_again(twin, arguments)
            sys.stdout.write(json.dumps({"kills": kills, **_judged(shop, twin)}) + "\n")


def _town(arguments: argparse.Namespace) -> Any:
    """A shop with orders of the last weeks."""
    from vitrino.connect import registry
    from vitrino.connect.shop_twin import ShopTwin
    from vitrino.connect.twin import SqliteTwinStore

    made = cast("type[ShopTwin]", registry.shop(arguments.system).twin)(
        SqliteTwinStore(":memory:"), lambda: datetime.now(UTC)
    )
    begin = datetime.now(UTC) - timedelta(days=20)
    for number in range(arguments.orders):
        _sell(made, number, begin + timedelta(minutes=5 * number))
    return made


def _sell(twin: Any, number: int, at: datetime) -> str:
    from vitrino.connect.shop import Placing

    placed: str = twin.place_order(Placing(f"Ola {number}", f"ola{number}@example.com", (("Loaf", 1, 1800),), at))
    return placed


def _connect(system: str, server: str, twin: Any) -> Any:
    from vitrino.commerce import actions
    from vitrino.workspace.models import Person, Workspace

    now = datetime.now(UTC)
    person = Person.objects.create_user("owner@example.com", None, name="Owner")
    workspace = Workspace.objects.create(name="Shop", slug="shop", created_at=now, onboarding_step=0)
    token = twin.shop["token"]
    fields = {"server": server, "consumer_key": f"ck_{token}", "consumer_secret": f"cs_{token}", "client_id": token,
              "client_secret": f"shpss_{token}", "key": token}  # fmt: skip
    return actions.connect_shop(workspace=workspace, system=system, fields=fields, by=person, now=now)


def _kill_again_and_again(twin: Any, arguments: argparse.Namespace) -> int:
    """Each reader is killed in the midst of its work; how many were before everything had been read."""
    dice, kills = random.Random(arguments.seed), 0
    for _kill in range(arguments.kills):
        before, reader = _place(), _start(arguments)
        ends = time.monotonic() + STARTS_WITHIN_S
        while _place() == before and reader.is_alive() and time.monotonic() < ends:  # until it has read something
            _go_on(twin, dice)
            time.sleep(SELLS_EVERY_S)
        time.sleep(dice.uniform(0.0, LONGEST_LIFE_S))
        kills += reader.is_alive()
        reader.kill()
        reader.join()
    last = _start(arguments)
    last.join(LAST_RUN_S)
    if last.is_alive():
        last.kill()
        raise SystemExit("The reading never ends.")
    return kills


def _place() -> str:
    from vitrino.commerce.models import ShopReading

    return str(ShopReading.objects.values_list("cursor", flat=True).get(kind="orders"))


def _go_on(twin: Any, dice: random.Random) -> None:
    """Somebody buys, or an older order changes, which moves it to the end of the list."""
    orders = twin.orders()
    if dice.random() < 0.2:
        _sell(twin, 100_000 + len(orders), datetime.now(UTC))
    else:
        twin.change_order(str(dice.choice(orders)["id"]), total=dice.randrange(100, 9_000))


def _start(arguments: argparse.Namespace) -> ForkServerProcess:
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.kill.nursery"])
    process = context.Process(target=_read, args=(arguments.careless,), daemon=True)
    process.start()
    return process


def _read(is_careless: bool) -> None:
    """Read until nothing is left, as a worker does."""
    from vitrino.commerce import reading
    from vitrino.commerce.models import ShopReading

    if is_careless:
        reading.store = _careless  # type: ignore[assignment]
    while True:
        for row in ShopReading.objects.select_related("connection__workspace"):
            due_at = reading.read(row, datetime.now(UTC))
            ShopReading.objects.filter(pk=row.pk).update(due_at=due_at)
        if not ShopReading.objects.filter(due_at__lte=datetime.now(UTC) + timedelta(seconds=30)).exists():
            return
        time.sleep(0.05)


def _careless(row: Any, page: Any, now: datetime) -> bool:
    """The place first, and what was on the page a moment later."""
    from vitrino.commerce.models import ShopReading
    from vitrino.commerce.taking import take_customers, take_orders

    ShopReading.objects.filter(pk=row.pk).update(cursor=page.cursor)
    time.sleep(0.2)
    take_customers(row.connection, page.customers, now)
    take_orders(row.connection, page.orders, now, is_read=True)
    row.refresh_from_db()
    return True


def _judged(shop: Any, twin: Any) -> dict[str, Any]:
    """What Vitrino knows against what is in the shop."""
    from vitrino.commerce.models import Order

    with suppress(AttributeError):
        shop.refresh_from_db()
    known = list(Order.objects.values_list("remote_id", "total_minor"))
    truth = {str(order["id"]): order["total"] for order in twin.orders()}
    ids = [remote_id for remote_id, _total in known]
    return {
        "orders": len(truth),
        "missing": len(set(truth) - set(ids)),
        "twice": len(ids) - len(set(ids)),
        "out of date": sum(truth.get(remote_id) != total for remote_id, total in known),
        "state": shop.state,
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--orders", type=int, default=1_500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--system", choices=("shopify", "woocommerce", "prestashop"), default="woocommerce")
    parser.add_argument("--careless", action="store_true", help="the variant that keeps its place too early")
    return parser.parse_args()


if __name__ == "__main__":
    main()
