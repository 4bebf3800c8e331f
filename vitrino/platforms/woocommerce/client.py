"""Reading a WooCommerce shop. Orders by the time of their change; customers, who have none, all over again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from vitrino.connect import reading
from vitrino.connect.connector import Clock
from vitrino.connect.errors import Transient
from vitrino.connect.headers import whole
from vitrino.connect.records import Credentials
from vitrino.connect.shop import ReadKind, ShopPage, ShopProfile
from vitrino.connect.shop_place import TIED, Place, advance, place
from vitrino.connect.wire import Door, Response
from vitrino.domain.message import say
from vitrino.platforms.woocommerce import translate
from vitrino.platforms.woocommerce.api import Api
from vitrino.platforms.woocommerce.shop import PAGE

TOPICS = (
    "order.created", "order.updated", "order.deleted", "order.restored", "customer.created", "customer.updated",
    "customer.deleted",
)  # fmt: skip


class Client:
    """One shop."""

    def __init__(self, door: Door, credentials: Credentials, clock: Clock) -> None:
        self._api, self._clock = Api(door, credentials, clock), clock
        self._server = credentials.public["server"]

    def probe(self) -> ShopProfile:
        """WooCommerce has no word for itself without more rights, so the shop is its address; its key can read."""
        self._api.read("/orders", {"per_page": "1"})
        return ShopProfile(self._server.partition("://")[2], self._server.partition("://")[2], self._server)

    def read(self, kind: ReadKind, cursor: str, since: datetime | None) -> ShopPage:
        return self._orders(place(cursor, since)) if kind == "orders" else self._customers(place(cursor, None))

    def subscribe(self, url: str, secret: str) -> None:
        known = {reading.text(one.get("topic")): one for one in self._hooks(url)}
        for topic in TOPICS:
            if reading.text(known.get(topic, {}).get("status")) == "active":
                continue
            if topic in known:  # WooCommerce switches off what failed five times
                self._api.delete(f"/webhooks/{reading.text(known[topic].get('id'))}")
            made = {"name": f"Vitrino: {topic}", "topic": topic, "delivery_url": url, "secret": secret,
                    "status": "active"}  # fmt: skip
            self._api.create("/webhooks", made)

    def unsubscribe(self, url: str) -> None:
        for one in self._hooks(url):
            self._api.delete(f"/webhooks/{reading.text(one.get('id'))}")

    def _orders(self, at: Place) -> ShopPage:
        params = {"per_page": str(PAGE), "offset": str(at.skip), "orderby": "modified", "order": "asc", "status": "any",
                  "dates_are_gmt": "true"}  # fmt: skip
        if at.since_at is not None:  # "after" leaves out its own second
            params["modified_after"] = f"{at.since_at - timedelta(seconds=1):%Y-%m-%dT%H:%M:%S}"
        response = self._api.read("/orders", params)
        rows = _rows(response)
        found = [one for row in rows if (one := translate.order(row)) is not None]
        cursor, is_complete = advance(at, [one.updated_at for one in found], len(rows), PAGE, self._clock())
        return ShopPage(cursor, is_complete, orders=tuple(found), total=_total(response, at),
                        skipped=len(rows) - len(found))  # fmt: skip

    def _customers(self, at: Place) -> ShopPage:
        """Pages overlap, because whoever is deleted meanwhile makes the rest move up."""
        params = {"per_page": str(PAGE), "offset": str(at.skip), "orderby": "id", "order": "asc", "role": "all"}
        response = self._api.read("/customers", params)
        rows = _rows(response)
        found = [one for row in rows if (one := translate.customer(row)) is not None]
        is_complete = len(rows) < PAGE
        cursor = Place() if is_complete else Place(skip=at.skip + PAGE - TIED)
        return ShopPage(cursor.stored(), is_complete, customers=tuple(found), total=_total(response, at),
                        skipped=len(rows) - len(found))  # fmt: skip

    def _hooks(self, url: str) -> list[Mapping[str, Any]]:
        response = self._api.read("/webhooks", {"per_page": "100"})
        return [one for one in _rows(response) if reading.text(one.get("delivery_url")) == url]


def _rows(response: Response) -> list[Mapping[str, Any]]:
    """The list in an answer. Raises Transient for anything else: a page of an error, a plug-in's greeting."""
    value = response.json()
    if not isinstance(value, list):
        raise Transient(say("The shop's answer was not a list. A plug-in may be in the way."))
    return list(reading.mappings(value))


def _total(response: Response, at: Place) -> int | None:
    """How many there are in all: only the first page is asked, because later ones count what is left."""
    return None if at.newest or at.skip else whole(response.headers.get("x-wp-total", ""))
