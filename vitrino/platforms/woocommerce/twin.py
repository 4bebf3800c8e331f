"""An emulator of a WooCommerce shop's REST API v3, as strict as the documentation."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from vitrino.connect.records import Credentials
from vitrino.connect.secret import Secret
from vitrino.connect.shop_twin import Deed, ShopTwin, dumped
from vitrino.connect.twin import Call, Json, answer_json, route
from vitrino.connect.wire import Response
from vitrino.domain.money import major

STATES = {"waiting": "pending", "paid": "processing", "shipped": "completed", "delivered": "completed"}
SORTS = frozenset({"date", "modified", "id", "include", "title", "slug"})
SORTS_PEOPLE = frozenset({"id", "include", "name", "registered_date"})
ZONE = ZoneInfo("Europe/Warsaw")
Keyed = Callable[[Any, Call], Response]


def keyed(handler: Keyed) -> Keyed:
    """The route needs a key: in the header, or in the address where the host swallows headers."""

    @wraps(handler)
    def checked(twin: Twin, call: Call) -> Response:
        given = call.header("authorization").removeprefix("Basic ")
        if twin.swallows_headers or not given:
            given = base64.b64encode(
                f"{call.query.get('consumer_key', '')}:{call.query.get('consumer_secret', '')}".encode()
            ).decode()
        if given == base64.b64encode(b":").decode():
            return _error(401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.")
        if given != twin.pair():
            return twin.unauthorized()
        return handler(twin, call)

    return checked


@dataclass
class Twin(ShopTwin):
    """swallows_headers: the host in front of it takes the Authorization header away, as some do."""

    key: ClassVar[str] = "woocommerce"
    swallows_headers: bool = False

    def open_shop(self, name: str) -> Credentials:
        token = self.make_shop(name)["token"]
        hidden = {"consumer_key": Secret(f"ck_{token}"), "consumer_secret": Secret(f"cs_{token}")}
        return Credentials(hidden, {"server": "https://rehearsal.shop.example"})

    def pair(self) -> str:
        token = self.shop["token"]
        return base64.b64encode(f"ck_{token}:cs_{token}".encode()).decode()

    def unauthorized(self) -> Response:
        return _error(401, "woocommerce_rest_authentication_error", "Consumer key is invalid.")

    def not_found(self, request: Any) -> Response:
        return _error(404, "rest_no_route", "No route was found matching the URL and request method.")

    @route("GET", "/wp-json/wc/v3/orders")
    @keyed
    def list_orders(self, call: Call) -> Response:
        problem = _wrong(call, SORTS)
        if problem:
            return problem
        rows = self.orders()
        after = call.query.get("modified_after", "")
        if after:
            is_utc = call.query.get("dates_are_gmt") == "true"
            limit = datetime.fromisoformat(after).replace(tzinfo=UTC if is_utc else ZONE)
            rows = [row for row in rows if _second(row["updated"]) > limit]
        sort = {"modified": "updated", "date": "created"}.get(call.query.get("orderby", "date"), "id")
        return self._page(call, rows, sort, self.order_json)

    @route("GET", "/wp-json/wc/v3/customers")
    @keyed
    def list_customers(self, call: Call) -> Response:
        sort = call.query.get("orderby", "name")
        return _wrong(call, SORTS_PEOPLE) or self._page(call, self.customers(), sort, self.customer_json)

    @route("GET", "/wp-json/wc/v3/webhooks")
    @keyed
    def list_hooks(self, call: Call) -> Response:
        return answer_json([_shown(hook) for _key, each in self.store.items("hook") for hook in each["hooks"]])

    @route("POST", "/wp-json/wc/v3/webhooks")
    @keyed
    def create_hook(self, call: Call) -> Response:
        fields = call.fields
        if not str(fields.get("delivery_url", "")).startswith(("https://", "http://")) or not fields.get("topic"):
            return _error(400, "woocommerce_rest_webhook_invalid_delivery_url", "Delivery URL must be valid.")
        url = fields["delivery_url"]
        hook = {"id": self.store.next_number("hook"), "topic": fields["topic"], "delivery_url": url,
                "secret": fields.get("secret", ""), "status": fields.get("status", "active")}  # fmt: skip
        known = self.store.get("hook", url) or {"hooks": []}
        self.store.put("hook", url, {"hooks": [*known["hooks"], hook]})
        return answer_json(_shown(hook), 201)

    @route("DELETE", "/wp-json/wc/v3/webhooks/{id}")
    @keyed
    def delete_hook(self, call: Call) -> Response:
        for url, each in self.store.items("hook"):
            kept = [hook for hook in each["hooks"] if str(hook["id"]) != call.parts["id"]]
            if len(kept) < len(each["hooks"]):
                self.store.put("hook", url, {"hooks": kept})
                return answer_json({"id": int(call.parts["id"])})
        return _error(404, "woocommerce_rest_shop_webhook_invalid_id", "Invalid ID.")

    def signed_call(self, url: str, kind: str, deed: Deed, value: Json) -> tuple[Mapping[str, str], bytes] | None:
        topic = f"{kind}.{deed}d"
        hooks = (self.store.get("hook", url) or {"hooks": []})["hooks"]
        hook = next((one for one in hooks if one["topic"] == topic and one["status"] == "active"), None)
        if hook is None:
            return None
        full = {"order": self.order_json, "customer": self.customer_json}[kind]
        body = dumped({"id": value["id"]} if deed == "delete" else full(value))
        digest = hmac.new(hook["secret"].encode(), body, hashlib.sha256).digest()
        return {
            "x-wc-webhook-topic": topic,
            "x-wc-webhook-source": "https://rehearsal.shop.example/",
            "x-wc-webhook-signature": base64.b64encode(digest).decode(),
            "x-wc-webhook-delivery-id": hashlib.md5(body + topic.encode(), usedforsecurity=False).hexdigest(),
            "content-type": "application/json",
        }, body

    def order_json(self, order: Json) -> Json:
        owner, currency = self.owner_of(order), order["currency"]
        status = STATES.get(order["state"], order["state"])
        first, _space, last = (order["guest"]["name"]).partition(" ")
        done = order["delivered"] or order["shipped"]
        return {
            "id": order["id"], "parent_id": 0, "status": status, "currency": currency, "number": order["number"],
            "total": major(order["total"], currency), "customer_id": owner["id"] if owner else 0,
            **_times("date_created", order["created"]), **_times("date_modified", order["updated"]),
            **_times("date_completed", done),
            **_times("date_paid", "" if order["state"] in ("waiting", "failed") else order["created"]),
            "billing": {"first_name": first, "last_name": last, "email": order["guest"]["email"],
                        "phone": order["guest"]["phone"]},
            "line_items": [
                {"id": n, "name": name, "quantity": quantity, "price": float(major(price, currency)),
                 "total": major(price * quantity, currency)}
                for n, (name, quantity, price) in enumerate(order["items"], 1)
            ],
            "refunds": [{"id": one["id"], "reason": "", "total": "-" + major(one["amount"], currency)}
                        for one in order["refunds"]],
            "coupon_lines": [{"id": n, "code": code.lower(), "discount": "1.00"}
                             for n, code in enumerate(order["coupons"], 1)],
            "meta_data": _meta(order),
        }  # fmt: skip

    def customer_json(self, customer: Json) -> Json:
        first, _space, last = customer["name"].partition(" ")
        return {
            "id": customer["id"], "email": customer["email"], "first_name": first, "last_name": last,
            "role": "customer", "username": customer["email"].partition("@")[0],
            **_times("date_created", customer["created"]), **_times("date_modified", customer["updated"]),
            "billing": {"first_name": first, "last_name": last, "email": customer["email"],
                        "phone": customer["phone"]},
        }  # fmt: skip

    def _page(self, call: Call, rows: list[Json], sort: str, to_json: Callable[[Json], Json]) -> Response:
        size = int(call.query.get("per_page", "10"))
        start = int(call.query.get("offset") or (int(call.query.get("page", "1")) - 1) * size)
        is_down = call.query.get("order", "desc") == "desc"
        rows = sorted(rows, key=lambda row: (row.get(sort, row["id"]), row["id"]), reverse=is_down)
        headers = {"x-wp-total": str(len(rows)), "x-wp-totalpages": str(-(-len(rows) // size))}
        return answer_json([to_json(row) for row in rows[start : start + size]], 200, headers)


def _meta(order: Json) -> list[Json]:
    """What plug-ins and WooCommerce's own order attribution note; it only knows the last visit."""
    one = order["visits"].get("last")
    noted = {"source_type": "utm" if one["campaign"] else "typein", "utm_source": one["source"] or "(direct)",
             "utm_medium": one["medium"], "utm_campaign": one["campaign"], "utm_content": one["content"],
             "session_entry": f"https://rehearsal.shop.example{one['landing']}",
             "referrer": one["referrer"]} if one else {}  # fmt: skip
    pairs = {f"_wc_order_attribution_{name}": value for name, value in noted.items() if value}
    pairs |= {"_billing_how_did_you_hear_about_us": order["heard_of"]} if order["heard_of"] else {}
    return [{"id": n, "key": key, "value": value} for n, (key, value) in enumerate(pairs.items(), 1)]


def _wrong(call: Call, sorts: frozenset[str]) -> Response | None:
    """WordPress refuses what its schema does not know."""
    size = call.query.get("per_page", "10")
    if not size.isdigit() or not 1 <= int(size) <= 100:
        return _error(400, "rest_invalid_param", "Invalid parameter(s): per_page")
    if call.query.get("orderby", "id") not in sorts:
        return _error(400, "rest_invalid_param", "Invalid parameter(s): orderby")
    return None


def _times(name: str, at: str) -> Json:
    """Local time, and UTC that does not say so."""
    if not at:
        return {name: None, f"{name}_gmt": None}
    found = datetime.fromisoformat(at).replace(microsecond=0)
    return {
        name: f"{found.astimezone(ZONE):%Y-%m-%dT%H:%M:%S}",
        f"{name}_gmt": f"{found.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
    }


def _second(at: str) -> datetime:
    return datetime.fromisoformat(at).replace(microsecond=0)


def _shown(hook: Json) -> Json:
    return {name: value for name, value in hook.items() if name != "secret"}


def _error(status: int, code: str, message: str) -> Response:
    return answer_json({"code": code, "message": message, "data": {"status": status}}, status)
