"""`python -m tests.kill.webhooks --kills 200`: `vitrino serve` is killed again and again while webhooks come in.

Whoever delivers comes again after anything but 200, as platforms do. At the end everything that was acknowledged must
be stored, and read. `--careless` answers before it stores, to show that this proof notices. Prints one line of JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import socket
import sys
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from typing import Any

CALLERS = 24
AGAIN_AFTER_S = 0.1
STARTS_WITHIN_S = 60.0


class Callers:
    """Websites that bring comments without end, and remember what was acknowledged."""

    def __init__(self, port: int, path: str, secret: str, dice: random.Random) -> None:
        self._port, self._path, self._secret, self._dice = port, path, secret, dice
        self.acknowledged: set[str] = set()
        self.repeated = 0
        self.is_over = False

    async def call(self) -> None:
        """One caller: a comment, again and again until it is taken; now and then once more although it was."""
        while not self.is_over:
            name = f"{self._dice.getrandbits(64):x}"
            request = self._request(name)
            while not self.is_over and not await self._is_taken(request):
                self.repeated += 1
                await asyncio.sleep(AGAIN_AFTER_S)
            if self.is_over:
                return
            self.acknowledged.add(name)
            if self._dice.random() < 0.1:
                await self._is_taken(request)

    async def _is_taken(self, request: bytes) -> bool:
        """Was the answer a 200? Anything else, silence and a broken connection included, is none."""
        with suppress(OSError, TimeoutError, ValueError):
            async with asyncio.timeout(20):
                reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
                try:
                    writer.write(request)
                    head = await reader.readline()
                    return head.split(b" ")[1:2] == [b"200"]
                finally:
                    writer.close()
        return False

    def _request(self, name: str) -> bytes:
        from benchmarks import load
        from vitrino.connect.signatures import stamped

        now = datetime.now(UTC)
        body = json.dumps({"id": name, "at": now.isoformat(), "text": f"Comment {name}"}).encode()
        headers = {"x-vitrino-signature": stamped(self._secret, body, now), "connection": "close"}
        return load.request(self._path, body, headers)


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="vitrino-webhooks-") as folder:
        os.environ |= {"VITRINO_DATA": folder, "DATABASE_URL": arguments.database_url, "VITRINO_THREADS": "2"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "vitrino.config.settings"
        from vitrino.config import installation

        list(installation.prepare())
        path, secret = _address()
        callers = Callers(_free_port(), path, secret, random.Random(arguments.seed))
        kills = asyncio.run(_kill_again_and_again(callers, arguments))
        told = {"kills": kills, "seed": arguments.seed, **_judged(callers)}
    sys.stdout.write(json.dumps(told) + "\n")


async def _kill_again_and_again(callers: Callers, arguments: argparse.Namespace) -> int:
    dice = random.Random(arguments.seed + 1)
    calling = [asyncio.create_task(callers.call()) for _number in range(CALLERS)]
    for _kill in range(arguments.kills):
        server = _start(callers._port, arguments)
        known, ends = len(callers.acknowledged), time.monotonic() + STARTS_WITHIN_S
        while len(callers.acknowledged) == known:  # until it takes something
            if not server.is_alive() or time.monotonic() > ends:
                raise SystemExit("The server did not start.")
            await asyncio.sleep(0.01)
        await asyncio.sleep(dice.uniform(0.0, 0.5))
        server.kill()
        server.join()
    callers.is_over = True
    await asyncio.gather(*calling)
    return int(arguments.kills)


def _start(port: int, arguments: argparse.Namespace) -> ForkServerProcess:
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.kill.nursery"])
    process = context.Process(target=_serve, args=(port, arguments.careless), daemon=True)
    process.start()
    return process


def _serve(port: int, is_careless: bool) -> None:
    from tests.kill import nursery

    (nursery.serve_carelessly if is_careless else nursery.serve)(port)


def _judged(callers: Callers) -> dict[str, Any]:
    """What is there in the end, after everything that waits was read."""
    from django.utils import timezone

    from vitrino.channels.models import Arrival
    from vitrino.intake import actions
    from vitrino.intake.models import Delivery

    actions.read_waiting(timezone.now())
    stored = [json.loads(bytes(body))["id"] for body in Delivery.objects.values_list("body", flat=True)]
    read = list(Arrival.objects.values_list("remote_id", flat=True))
    return {
        "acknowledged": len(callers.acknowledged),
        "called again": callers.repeated,
        "missing": len(callers.acknowledged - set(stored)),
        "not read": len(callers.acknowledged - set(read)),
        "twice": len(stored) - len(set(stored)) + len(read) - len(set(read)),
        "dead": Delivery.objects.filter(state=Delivery.State.DEAD).count(),
    }


def _address() -> tuple[str, str]:
    from urllib.parse import urlsplit

    from vitrino.intake import actions, queries
    from vitrino.workspace.models import Workspace

    now = datetime.now(UTC)
    shop = Workspace.objects.create(name="Shop", slug="shop", created_at=now, onboarding_step=0)
    address = actions.open_address(workspace=shop, platform="sitecomments", by=None, now=now)
    url, secret = queries.shown(address)
    return urlsplit(url).path, secret


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--careless", action="store_true", help="the variant that answers before it stores")
    parser.add_argument("--database-url", default="", help="a PostgreSQL instead of SQLite")
    return parser.parse_args()


if __name__ == "__main__":
    main()
