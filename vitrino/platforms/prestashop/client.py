"""Reading a PrestaShop by the time of the last change, in the shop's own clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from vitrino.connect import reading
from vitrino.connect.connector import Clock
from vitrino.connect.errors import Unsupported
from vitrino.connect.records import Credentials
from vitrino.connect.shop import ReadKind, ShopPage, ShopProfile
from vitrino.connect.shop_place import Place, advance, place
from vitrino.connect.wire import Door
from vitrino.platforms.prestashop import translate
from vitrino.platforms.prestashop.api import Api, Row
from vitrino.platforms.prestashop.auth import STATES
from vitrino.platforms.prestashop.shop import PAGE

BEGINNING, FAR_AHEAD = "2000-01-01 00:00:00", "2099-12-31 00:00:00"
NO_TIME = timedelta(0)


class Client:
    """One shop."""

    def __init__(self, door: Door, credentials: Credentials, clock: Clock) -> None:
        self._server, self._public, self._clock = credentials.public["server"], credentials.public, clock
        self._api = Api(door, self._server, credentials.secrets["key"], clock)
        self._zone = ZoneInfo(credentials.public["zone"])

    def probe(self) -> ShopProfile:
        """Reads one of everything that is needed, so that a missing permission shows at once and by name."""
        for resource in ("orders", "customers", "currencies", "order_states"):
            self._api.rows(resource, {"display": "[id]", "limit": "1"})
        host = self._server.partition("://")[2]
        return ShopProfile(host, self._public.get("name") or host, self._server)

    def read(self, kind: ReadKind, cursor: str, since: datetime | None) -> ShopPage:
        at = place(cursor, since)
        rows = self._api.rows(kind, {"display": "full", **self._changed(at)})
        if kind == "customers":
            phones = self._phones(reading.text(row.get("id"), 40) for row in rows)
            people = [(row, phones.get(reading.text(row.get("id"), 40), "")) for row in rows]
            customers = (translate.customer(row, self._zone, phone) for row, phone in people)
            return ShopPage(*self._next(at, rows), customers=tuple(filter(None, customers)))
        around = self._around(rows)
        orders = [one for row in rows if (one := translate.order(row, around)) is not None]
        return ShopPage(*self._next(at, rows), orders=tuple(orders), skipped=len(rows) - len(orders))

    def subscribe(self, url: str, secret: str) -> None:
        raise Unsupported("webhooks")

    def unsubscribe(self, url: str) -> None:
        """There is nothing to end."""

    def _changed(self, at: Place) -> dict[str, str]:
        return {"date": "1", "filter[date_upd]": f"[{self._local(at)},{FAR_AHEAD}]", "sort": "[date_upd_ASC,id_ASC]",
                "limit": f"{at.skip},{PAGE}"}  # fmt: skip

    def _local(self, at: Place) -> str:
        """Where to begin, by the shop's clock. When that was put back since, an hour of it came twice."""
        if at.since_at is None:
            return BEGINNING
        begin, now = at.since_at.astimezone(self._zone), self._clock().astimezone(self._zone)
        put_back = max(NO_TIME, (begin.utcoffset() or NO_TIME) - (now.utcoffset() or NO_TIME))
        return f"{begin.replace(tzinfo=None) - put_back:%Y-%m-%d %H:%M:%S}"

    def _next(self, at: Place, rows: Sequence[Row]) -> tuple[str, bool]:
        times = [time for row in rows if (time := translate.moment(row.get("date_upd"), self._zone))]
        return advance(at, times, len(rows), PAGE, self._clock())

    def _around(self, rows: Sequence[Row]) -> translate.Around:
        """Everything the orders of a page only name by number; a few questions for the whole page."""
        if not rows:
            return translate.Around(self._zone, self._states())
        order_ids = [reading.text(row.get("id"), 40) for row in rows]
        owner_ids = [reading.text(row.get("id_customer"), 40) for row in rows]
        every = {"display": "full"}
        return translate.Around(
            zone=self._zone,
            states=self._states(),
            currencies={_id(row): reading.text(row.get("iso_code"), 3) for row in self._api.rows("currencies", every)},
            flags={_id(row): row for row in self._api.rows("order_states", every)},
            customers={_id(row): row for row in self._api.among("customers", "id", owner_ids)},
            phones=self._phones(owner_ids),
            histories=_by(self._api.among("order_histories", "id_order", order_ids), "id_order"),
            slips=_by(self._api.among("order_slip", "id_order", order_ids), "id_order"),
            codes=self._codes(order_ids),
        )

    def _codes(self, order_ids: Sequence[str]) -> dict[str, list[str]]:
        """Order id -> the codes that were typed, as far as the key may look at cart rules."""
        used = self._api.among("order_cart_rules", "id_order", order_ids)
        rules = self._api.among("cart_rules", "id", (reading.text(row.get("id_cart_rule"), 40) for row in used))
        code_of = {_id(row): reading.text(row.get("code"), 60) for row in rules}
        return {order_id: [code_of.get(reading.text(row.get("id_cart_rule"), 40), "") for row in rows]
                for order_id, rows in _by(used, "id_order").items()}  # fmt: skip

    def _phones(self, owner_ids: Iterable[str]) -> dict[str, str]:
        addresses = self._api.among("addresses", "id_customer", owner_ids)
        found = {reading.text(row.get("id_customer"), 40): translate.phone_of(row) for row in addresses}
        return {owner_id: phone for owner_id, phone in found.items() if phone}

    def _states(self) -> Mapping[str, str]:
        return {name: self._public.get(name) or number for name, number in STATES.items()}


def _id(row: Row) -> str:
    return reading.text(row.get("id"), 40)


def _by(rows: Sequence[Row], name: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(reading.text(row.get(name), 40), []).append(row)
    return found
