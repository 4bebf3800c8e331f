"""What the emulators of shop systems have in common: customers, orders, what people do there, and who is told of it.

Each system writes this one world down in its own words. Amounts are minor units, times ISO texts in UTC.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Literal

from vitrino.connect.records import Credentials
from vitrino.connect.shop import Placing
from vitrino.connect.twin import Json, Twin

VISIT = ("source", "medium", "campaign", "content", "term", "landing", "referrer")
Deed = Literal["create", "update", "delete"]


@dataclass
class ShopTwin(Twin):
    """The documents: shop, order, customer, hook (by address), call (what was sent to hooks). Ids are numbers."""

    currency: ClassVar[str] = "PLN"

    def open_shop(self, name: str) -> Credentials:
        """The shop itself, with a key to it. The same world again gives the same shop."""
        raise NotImplementedError

    def make_shop(self, name: str) -> Json:
        known = self.store.get("shop", "shop")
        shop = known or {"name": name, "currency": self.currency, "token": secrets.token_hex(16)}
        self.store.put("shop", "shop", shop)
        return shop

    @property
    def shop(self) -> Json:
        return self.store.get("shop", "shop") or self.make_shop("Rehearsal shop")

    def add_customer(self, name: str, email: str, phone: str = "", consents: bool | None = None) -> str:
        """Somebody signs up; the same e-mail address is the same person. Returns the remote id."""
        known = next((one for one in self.customers() if one["email"] == email and email), None)
        number = known["id"] if known else self.store.next_number("customer")
        now = self.clock().isoformat()
        self._keep("customer", {
            "id": number, "name": name, "email": email, "phone": phone, "created": known["created"] if known else now,
            "updated": now, "consents": consents, "consent_at": now if consents is not None else "",
        })  # fmt: skip
        return str(number)

    def place_order(self, placing: Placing) -> str:
        """Somebody buys something and pays. Returns the remote id."""
        guest = {"name": placing.name, "email": placing.email, "phone": placing.phone}
        owner = "" if placing.is_guest else self.add_customer(placing.name, placing.email, placing.phone,
                                                             placing.consents)  # fmt: skip
        number = self.store.next_number("order")
        at = placing.at.isoformat()
        self._keep("order", {
            "id": number, "number": str(1000 + number), "customer_id": owner, "guest": guest, "state": "paid",
            "currency": placing.extra.get("currency", self.shop["currency"]),
            "items": [list(one) for one in placing.items],
            "total": sum(quantity * price for _name, quantity, price in placing.items), "refunded": 0, "created": at,
            "updated": at, "shipped": "", "delivered": "", "cancelled": "", "refunds": [],
            "coupons": list(placing.coupons), "heard_of": placing.heard_of,
            "visits": {one.place: {name: getattr(one, name) for name in VISIT} | {"at": at} for one in placing.visits},
        })  # fmt: skip
        return str(number)

    def change_order(self, remote_id: str, **changes: Any) -> None:
        """Any change; the shop notes the time of it."""
        order = self.order(remote_id)
        self._keep("order", {**order, **changes, "updated": self.clock().isoformat()})

    def ship(self, remote_id: str) -> None:
        self.change_order(remote_id, state="shipped", shipped=self.clock().isoformat())

    def deliver(self, remote_id: str) -> None:
        shipped = self.order(remote_id)["shipped"] or self.clock().isoformat()
        self.change_order(remote_id, state="delivered", shipped=shipped, delivered=self.clock().isoformat())

    def cancel(self, remote_id: str) -> None:
        self.change_order(remote_id, state="cancelled", cancelled=self.clock().isoformat())

    def refund(self, remote_id: str, amount: int) -> None:
        """Money goes back, perhaps only a part of it."""
        order = self.order(remote_id)
        refunds = [*order["refunds"], {"id": len(order["refunds"]) + 1, "amount": amount,
                                       "at": self.clock().isoformat()}]  # fmt: skip
        refunded = order["refunded"] + amount
        state = "refunded" if refunded >= order["total"] else order["state"]
        self.change_order(remote_id, refunds=refunds, refunded=refunded, state=state)

    def delete_order(self, remote_id: str) -> None:
        self.store.delete("order", remote_id)
        self._tell("order", "delete", {"id": int(remote_id)})

    def delete_customer(self, remote_id: str) -> None:
        self.store.delete("customer", remote_id)
        self._tell("customer", "delete", {"id": int(remote_id)})

    def order(self, remote_id: str) -> Json:
        found = self.store.get("order", str(remote_id))
        assert found is not None, "there is such an order"
        return found

    def orders(self) -> list[Json]:
        return [order for _key, order in self.store.items("order")]

    def customers(self) -> list[Json]:
        return [customer for _key, customer in self.store.items("customer")]

    def owner_of(self, order: Json) -> Json | None:
        """The customer behind an order, None for a guest or somebody who was deleted."""
        return self.store.get("customer", order["customer_id"]) if order["customer_id"] else None

    def fill(self, now: datetime) -> None:
        """A few orders of every kind, so that somebody who rehearses sees something. Only in an empty shop."""
        if self.orders():
            return
        for days, (name, email, items, deed) in enumerate(SAMPLES):
            order_id = self.place_order(Placing(name, email, items, now - timedelta(days=3 * days + 1),
                                                is_guest=deed == "guest", consents=days % 2 == 0))  # fmt: skip
            if deed in ("ship", "deliver", "cancel"):
                getattr(self, deed)(order_id)
            if deed == "refund":
                self.refund(order_id, items[0][2])

    # What the shop system tells by itself

    def calls(self) -> list[tuple[str, Mapping[str, str], bytes]]:
        """What was sent to subscribed addresses since the last look: address, headers, body."""
        found = [(call["url"], call["headers"], call["body"].encode()) for _key, call in self.store.items("call")]
        for key, _call in self.store.items("call"):
            self.store.delete("call", key)
        return found

    def signed_call(self, url: str, kind: str, deed: Deed, value: Json) -> tuple[Mapping[str, str], bytes] | None:
        """How this system calls a subscribed address; None for what it does not tell."""
        return None

    def _keep(self, kind: str, value: Json) -> None:
        deed: Deed = "update" if self.store.get(kind, str(value["id"])) else "create"
        self.store.put(kind, str(value["id"]), value)
        self._tell(kind, deed, value)

    def _tell(self, kind: str, deed: Deed, value: Json) -> None:
        for url, _hook in self.store.items("hook"):
            signed = self.signed_call(url, kind, deed, value)
            if signed is not None:
                headers, body = signed
                self.store.put("call", str(self.store.next_number("call")),
                               {"url": url, "headers": dict(headers), "body": body.decode()})  # fmt: skip


SAMPLES = (
    ("Ola Wiśniewska", "ola@example.com", (("Sourdough loaf", 2, 1800), ("Poppy seed roll", 1, 450)), "paid"),
    ("Marek Zieliński", "marek@example.com", (("Birthday cake", 1, 12900),), "ship"),
    ("Hanna Nowak", "hanna@example.com", (("Rye bread", 1, 1500),), "deliver"),
    ("Jan Kowalczyk", "jan@example.com", (("Box of biscuits", 3, 2200),), "refund"),
    ("Ewa Lis", "ewa@example.com", (("Cheesecake", 1, 8900),), "guest"),
    ("Ola Wiśniewska", "ola@example.com", (("Sourdough loaf", 1, 1800),), "deliver"),
    ("Piotr Mazur", "piotr@example.com", (("Bread rolls", 12, 120),), "cancel"),
)


def dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
