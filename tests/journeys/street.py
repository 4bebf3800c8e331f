"""A shop with a real account on the official Bluesky servers, and a customer with another client."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from tests.peers.bluesky.network import Account, BlueskyNetwork
from vitrino.channels import actions as channels
from vitrino.channels.actions import Away
from vitrino.engine import leases
from vitrino.engine.ticker import ensure_schedules, run_row, run_until_idle
from vitrino.engine.work import WORKS
from vitrino.listening import actions as listening
from vitrino.workspace.tests.cast import Cast, assemble

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel

ROUND_S = 0.1


@dataclass
class Street:
    """The shop with its real account, and the customer on another client."""

    cast: Cast
    network: BlueskyNetwork
    shop: Account
    customer: Account

    def work(self, later: timedelta = timedelta(0)) -> datetime:
        """Let the network settle and Vitrino do whatever is due."""
        self.network.settle()
        now = timezone.now() + later
        run_until_idle(now)
        return now

    def work_until(self, holds: Callable[[], object], wait_s: float) -> float:
        """Let Vitrino do what is due when it is due, as its ticker does, and nobody help the network along.

        The seconds until `holds`. Raises AssertionError after `wait_s`.
        """
        begun_s = time.monotonic()
        while not holds():
            assert time.monotonic() - begun_s < wait_s, f"not within {wait_s:.0f} s"
            ensure_schedules(timezone.now())
            for work in list(WORKS.values()):
                for row in leases.claim(work.rows(), now=timezone.now(), lease_s=work.lease_s, limit=20):
                    run_row(work, row)
            time.sleep(ROUND_S)
        return time.monotonic() - begun_s

    def connect(self) -> Channel:
        fields = {"handle": self.shop.handle, "app_password": self.shop.password, "server": self.network.pds_url}
        listening.grow_watches(workspace=self.cast.bakery, now=timezone.now())
        channel = channels.begin_connect(workspace=self.cast.bakery, platform="bluesky", fields=fields,
                                         by=self.cast.anna, now=timezone.now())  # fmt: skip
        assert not isinstance(channel, Away)
        assert (channel.handle, channel.remote_id, channel.is_rehearsal) == (self.shop.handle, self.shop.did, False)
        return channel

    def add(self, collection: str, **fields: Any) -> str:
        """The customer makes a record of another kind than a post; its address."""
        value = {"$type": collection, "createdAt": timezone.now().isoformat(), **fields}
        wanted = {"repo": self.customer.did, "collection": collection, "record": value}
        return str(self.network.call("com.atproto.repo.createRecord", wanted, account=self.customer)["uri"])

    def records(self, collection: str = "app.bsky.feed.post") -> list[dict[str, Any]]:
        """What the shop's server holds of the shop."""
        kept = self.network.ask("com.atproto.repo.listRecords", repo=self.shop.did, collection=collection)
        return list(kept["records"])


def open_street(network: BlueskyNetwork) -> Street:
    shop, customer = (network.create_account(f"{name}-{secrets.token_hex(3)}") for name in ("zorza", "dorota"))
    return Street(assemble(), network, shop, customer)


def naming(account: Account, text: str) -> dict[str, Any]:
    """Fields of a post whose text begins with the handle of `account`."""
    feature = {"$type": "app.bsky.richtext.facet#mention", "did": account.did}
    facet = {"index": {"byteStart": 0, "byteEnd": len(f"@{account.handle}")}, "features": [feature]}
    return {"text": f"@{account.handle} {text}", "facets": [facet]}
