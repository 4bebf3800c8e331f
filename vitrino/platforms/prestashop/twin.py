"""An emulator of a PrestaShop's webservice with its own habits: all values are text, an empty list is `[]`, times are
local, and what a key may read is ticked for each kind of thing."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from vitrino.connect.records import Credentials
from vitrino.connect.secret import Secret
from vitrino.connect.shop_twin import ShopTwin
from vitrino.connect.twin import Call, Json, answer_json, route
from vitrino.connect.wire import Response
from vitrino.domain.money import major
from vitrino.platforms.prestashop.auth import STATES

ZONE = ZoneInfo("Europe/Warsaw")
OUR_STATES = {"waiting": "1", "paid": "2", "failed": STATES["PS_OS_ERROR"], "shipped": STATES["PS_OS_SHIPPING"],
              "delivered": STATES["PS_OS_DELIVERED"], "cancelled": STATES["PS_OS_CANCELED"],
              "refunded": STATES["PS_OS_REFUND"]}  # fmt: skip
RESOURCES = ("orders", "customers", "addresses", "currencies", "order_states", "order_histories", "order_slip",
             "configurations", "order_cart_rules", "cart_rules")  # fmt: skip
CURRENCIES = ("PLN", "EUR", "JPY", "KWD")
_FILTER = re.compile(r"filter\[(\w+)\]")
DISABLED = "The PrestaShop webservice is disabled. Please activate it in the PrestaShop Back Office"


@dataclass
class Twin(ShopTwin):
    """allowed: what the key may read. is_on: the webservice. swallows_headers: the host takes Authorization away."""

    key: ClassVar[str] = "prestashop"
    allowed: frozenset[str] = field(default=frozenset(RESOURCES))
    is_on: bool = True
    swallows_headers: bool = False

    def open_shop(self, name: str) -> Credentials:
        token = self.make_shop(name)["token"]
        public = {"server": "https://rehearsal.shop.example", "zone": ZONE.key, "name": name, **STATES}
        return Credentials({"key": Secret(token)}, public)

    def unauthorized(self) -> Response:
        return Response(401, {"content-type": "text/html", "www-authenticate": "Basic"}, b"401 Unauthorized")

    @route("GET", "/api/{resource}")
    def list_rows(self, call: Call) -> Response:
        resource = call.parts["resource"]
        refused = self._refused(call, resource)
        if refused is not None:
            return refused
        rows: list[Json] = {
            "orders": self._orders, "customers": self._customers, "addresses": self._addresses,
            "currencies": lambda: [{"id": str(n), "iso_code": code} for n, code in enumerate(CURRENCIES, 1)],
            "order_states": _states, "order_histories": self._histories, "order_slip": self._slips,
            "configurations": self._configurations, "order_cart_rules": self._used_codes, "cart_rules": self._codes,
        }[resource]()  # fmt: skip
        return self._answered(call, resource, rows)

    def _refused(self, call: Call, resource: str) -> Response | None:
        if not self.is_on:
            return _errors(503, 22, DISABLED)
        given = "" if self.swallows_headers else call.header("authorization").removeprefix("Basic ")
        given = given or base64.b64encode(f"{call.query.get('ws_key', '')}:".encode()).decode()
        if given != base64.b64encode(f"{self.shop['token']}:".encode()).decode():
            return self.unauthorized()
        if resource not in RESOURCES:
            return _errors(400, 27, f'Resource of type "{resource}" does not exists')
        if resource not in self.allowed:
            return _errors(401, 26, f'Resource of type "{resource}" is not allowed with this authentication key')
        if call.query.get("output_format") != "JSON":
            return Response(200, {"content-type": "text/xml;charset=utf-8"}, b"<?xml version='1.0'?><prestashop/>")
        return None

    def _answered(self, call: Call, resource: str, rows: list[Json]) -> Response:
        for name, wanted in call.query.items():
            column = _FILTER.fullmatch(name)
            if column is None:
                continue
            if rows and column[1] not in rows[0]:
                return _errors(500, 32, f'This filter does not exist. Did you mean: "id"? ({column[1]})')
            if column[1].startswith("date_") and call.query.get("date") != "1":
                return _errors(500, 32, "Date filters need date=1")
            rows = [row for row in rows if _passes(str(row[column[1]]), wanted)]
        for part in reversed(call.query.get("sort", "[id_ASC]").strip("[]").split(",")):
            column_name, _underscore, way = part.rpartition("_")
            rows = sorted(rows, key=_by_column(column_name), reverse=way == "DESC")
        start, _comma, size = call.query.get("limit", "0,100000").rpartition(",")
        rows = rows[int(start or 0) : int(start or 0) + int(size)]
        if call.query.get("display", "[id]") != "full":
            names = call.query.get("display", "[id]").strip("[]").split(",")
            rows = [{name: row[name] for name in names if name in row} for row in rows]
        return answer_json({resource: rows} if rows else [])

    def _orders(self) -> list[Json]:
        return [self.order_json(order) for order in self.orders()]

    def order_json(self, order: Json) -> Json:
        currency, paid = order["currency"], _six(order["total"], order["currency"])
        return {
            "id": str(order["id"]), "id_customer": order["customer_id"] or self._guest_id(order),
            "id_currency": str(CURRENCIES.index(currency) + 1), "current_state": OUR_STATES[order["state"]],
            "reference": f"XK{order['number']}", "date_add": local(order["created"]),
            "date_upd": local(order["updated"]), "total_paid": paid, "total_paid_tax_incl": paid,
            "valid": "1", "payment": "Bank wire",
            "associations": {"order_rows": [
                {"id": str(n), "product_name": name, "product_quantity": str(quantity),
                 "unit_price_tax_incl": _six(price, currency)}
                for n, (name, quantity, price) in enumerate(order["items"], 1)
            ]},
        }  # fmt: skip

    def _guest_id(self, order: Json) -> str:
        """PrestaShop keeps a row for each guest, once an order."""
        return str(100_000 + order["id"]) if order["guest"]["email"] else "0"

    def _people(self) -> list[Json]:
        guests = [{**order["guest"], "id": 100_000 + order["id"], "created": order["created"], "is_guest": True,
                   "updated": order["created"], "consents": None, "consent_at": ""}
                  for order in self.orders() if not order["customer_id"] and order["guest"]["email"]]  # fmt: skip
        return [*({**one, "is_guest": False} for one in self.customers()), *guests]

    def _customers(self) -> list[Json]:
        return [customer_json(one) for one in self._people()]

    def _addresses(self) -> list[Json]:
        return [{"id": str(one["id"]), "id_customer": str(one["id"]), "phone": one["phone"], "phone_mobile": ""}
                for one in self._people()]  # fmt: skip

    def _histories(self) -> list[Json]:
        steps = [
            (order, state, order[state]) for order in self.orders() for state in ("shipped", "delivered", "cancelled")
        ]
        return [{"id": str(n), "id_order": str(order["id"]), "id_order_state": OUR_STATES[state], "date_add": local(at)}
                for n, (order, state, at) in enumerate(steps, 1) if at]  # fmt: skip

    def _slips(self) -> list[Json]:
        return [{"id": f"{order['id']}{one['id']}", "id_order": str(order["id"]), "date_add": local(one["at"]),
                 "total_products_tax_incl": _six(one["amount"], order["currency"]),
                 "total_shipping_tax_incl": "0.000000"}
                for order in self.orders() for one in order["refunds"]]  # fmt: skip

    def _used_codes(self) -> list[Json]:
        pairs = [(order, code) for order in self.orders() for code in order["coupons"]]
        return [{"id": str(n), "id_order": str(order["id"]), "id_cart_rule": self._numbers()[code], "name": "Rabat",
                 "value": "1.000000"} for n, (order, code) in enumerate(pairs, 1)]  # fmt: skip

    def _codes(self) -> list[Json]:
        return [{"id": number, "code": code} for code, number in self._numbers().items()]

    def _numbers(self) -> dict[str, str]:
        codes = sorted({code for order in self.orders() for code in order["coupons"]})
        return {code: str(n) for n, code in enumerate(codes, 1)}

    def _configurations(self) -> list[Json]:
        known = {"PS_TIMEZONE": ZONE.key, "PS_SHOP_NAME": self.shop["name"], **STATES}
        return [{"id": str(n), "name": name, "value": value} for n, (name, value) in enumerate(known.items(), 1)]


def customer_json(customer: Json) -> Json:
    first, _space, last = customer["name"].partition(" ")
    return {
        "id": str(customer["id"]), "firstname": first, "lastname": last, "email": customer["email"], "deleted": "0",
        "newsletter": str(int(bool(customer["consents"]))), "is_guest": str(int(customer["is_guest"])),
        "newsletter_date_add": local(customer["consent_at"]),
        "date_add": local(customer["created"]), "date_upd": local(customer["updated"]),
    }  # fmt: skip


def local(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone(ZONE):%Y-%m-%d %H:%M:%S}" if at else "0000-00-00 00:00:00"


def _states() -> list[Json]:
    return [{"id": number, "paid": "0" if name in ("waiting", "cancelled", "failed") else "1",
             "shipped": "1" if name in ("shipped", "delivered") else "0"}
            for name, number in OUR_STATES.items()]  # fmt: skip


def _six(units: int, currency: str) -> str:
    """PrestaShop keeps six decimals, whatever the currency has."""
    whole, _point, rest = major(units, currency).partition(".")
    return f"{whole}.{rest.ljust(6, '0')}"


def _passes(value: str, wanted: str) -> bool:
    inside = wanted.strip("[]")
    if "," in inside:
        low, _comma, high = inside.partition(",")
        return low <= value <= high
    return value in inside.split("|")


def _by_column(name: str) -> Callable[[Json], Any]:
    return lambda row: (int(row[name]), "") if str(row[name]).isdigit() else (0, str(row[name]))


def _errors(status: int, code: int, message: str) -> Response:
    return answer_json({"errors": [{"code": code, "message": message}]}, status)
