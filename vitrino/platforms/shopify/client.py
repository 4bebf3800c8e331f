"""Reading a Shopify shop. Its pages are chained by marks that hold the last row's own time and number, so a change in
between comes again at the end and nothing is skipped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from vitrino.connect import reading
from vitrino.connect.connector import Clock
from vitrino.connect.errors import AuthLost
from vitrino.connect.records import Credentials
from vitrino.connect.shop import ReadKind, ShopPage, ShopProfile
from vitrino.connect.shop_place import Place, place, turn
from vitrino.connect.wire import Door
from vitrino.domain.message import Message, say
from vitrino.platforms.shopify import queries, translate
from vitrino.platforms.shopify.api import Api, refuse_user_errors
from vitrino.platforms.shopify.shop import PAGE, SCOPES

TOPICS = (
    "ORDERS_CREATE", "ORDERS_UPDATED", "ORDERS_CANCELLED", "ORDERS_FULFILLED", "ORDERS_DELETE", "FULFILLMENTS_UPDATE",
    "CUSTOMERS_CREATE", "CUSTOMERS_UPDATE", "CUSTOMERS_DELETE", "APP_UNINSTALLED",
)  # fmt: skip
MOST_HOOKS = 100


class Client:
    """One shop."""

    def __init__(self, door: Door, credentials: Credentials, clock: Clock) -> None:
        self._api, self._clock = Api(door, credentials, clock), clock
        self._server = credentials.public["server"]

    def probe(self) -> ShopProfile:
        data = self._api.ask(queries.SHOP)
        shop = reading.mapping(data.get("shop"))
        domain = reading.text(shop.get("myshopifyDomain"), 200)
        if not domain:
            raise AuthLost(say("Shopify did not say which shop this key opens. Please make a new key."))
        granted = reading.mappings(reading.mapping(data.get("currentAppInstallation")).get("accessScopes"))
        notes = _notes({reading.text(one.get("handle"), 60) for one in granted})
        return ShopProfile(domain, reading.name(shop.get("name")) or domain, f"https://{domain}",
                           reading.text(shop.get("currencyCode"), 3), notes)  # fmt: skip

    def read(self, kind: ReadKind, cursor: str, since: datetime | None) -> ShopPage:
        at = place(cursor, since)
        asked, name = (queries.ORDERS, "orders") if kind == "orders" else (queries.CUSTOMERS, "customers")
        given = {"first": PAGE, "after": at.page or None, "query": _changed_since(at)}
        found = reading.mapping(self._api.ask(asked, **given).get(name))
        rows = list(reading.mappings(found.get("nodes")))
        info = reading.mapping(found.get("pageInfo"))
        more = reading.text(info.get("endCursor"), 1000) if info.get("hasNextPage") is True else ""
        total = self._count(kind, at) if not at.page and not at.newest and more else None
        if kind == "orders":
            return self._orders(at, rows, more, total)
        return self._customers(at, rows, more, total)

    def subscribe(self, url: str, secret: str) -> None:
        """Shopify signs with the app's own secret, whatever we would like."""
        known = {reading.text(one.get("topic"), 60) for one in self._hooks(url)}
        for topic in TOPICS:
            if topic not in known:
                answer = self._api.ask(queries.SUBSCRIBE, topic=topic, webhookSubscription={"uri": url})
                refuse_user_errors(answer.get("webhookSubscriptionCreate"))

    def unsubscribe(self, url: str) -> None:
        for one in self._hooks(url):
            self._api.ask(queries.UNSUBSCRIBE, id=reading.text(one.get("id"), 200))

    def _orders(self, at: Place, rows: list[Mapping[str, Any]], more: str, total: int | None) -> ShopPage:
        found = [one for row in rows if (one := translate.order(row)) is not None]
        cursor, is_complete = turn(at, [one.updated_at for one in found], more, self._clock())
        return ShopPage(cursor, is_complete, orders=tuple(found), total=total, skipped=len(rows) - len(found))

    def _customers(self, at: Place, rows: list[Mapping[str, Any]], more: str, total: int | None) -> ShopPage:
        found = [one for row in rows if (one := translate.customer(row)) is not None]
        times = [one.updated_at for one in found if one.updated_at]
        cursor, is_complete = turn(at, times, more, self._clock())
        return ShopPage(cursor, is_complete, customers=tuple(found), total=total, skipped=len(rows) - len(found))

    def _count(self, kind: ReadKind, at: Place) -> int | None:
        if kind == "orders":
            data = reading.mapping(self._api.ask(queries.COUNT_ORDERS, query=_changed_since(at)).get("ordersCount"))
        else:
            data = reading.mapping(self._api.ask(queries.COUNT_CUSTOMERS).get("customersCount"))
        return reading.integer(data.get("count"))

    def _hooks(self, url: str) -> list[Mapping[str, Any]]:
        data = reading.mapping(self._api.ask(queries.HOOKS, first=MOST_HOOKS).get("webhookSubscriptions"))
        return [one for one in reading.mappings(data.get("nodes")) if reading.text(one.get("uri"), 2000) == url]


def _changed_since(at: Place) -> str | None:
    return f"updated_at:>='{at.since_at:%Y-%m-%dT%H:%M:%SZ}'" if at.since_at else None


def _notes(granted: set[str]) -> tuple[Message, ...]:
    missing = [scope for scope in SCOPES if scope not in granted]
    if "read_all_orders" in missing:
        note = say("Shopify shows only orders of the last 60 days. For older ones the app needs {name}.",
                   name="read_all_orders")  # fmt: skip
        missing.remove("read_all_orders")
        return (note, *_lacking(missing))
    return _lacking(missing)


def _lacking(missing: list[str]) -> tuple[Message, ...]:
    return (say("The app lacks permissions in Shopify: {names}.", names=", ".join(missing)),) if missing else ()
