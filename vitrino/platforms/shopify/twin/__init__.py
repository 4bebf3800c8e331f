"""An emulator of one Shopify shop: tokens by client credentials, GraphQL with its allowance, signed webhooks."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar

from vitrino.connect.records import Credentials
from vitrino.connect.secret import Secret
from vitrino.connect.shop_twin import Deed, ShopTwin, dumped
from vitrino.connect.twin import Call, Json, answer_json, route
from vitrino.connect.wire import Response
from vitrino.platforms.shopify.shop import SCOPES, VERSION
from vitrino.platforms.shopify.twin import graphql, payloads

DOMAIN = "rehearsal.myshopify.com"
BUCKET, RESTORED_PER_S, DEAREST = 2000.0, 100.0, 1000
COST_OF_ROW = {"orders": 32, "customers": 4}
_SINCE = re.compile(r"updated_at:>='([^']+)'")
TOPICS = {("order", "update"): "orders/updated"}


@dataclass
class Twin(ShopTwin):
    """hides_people: the plan does not let apps see names. scopes: what the app may. left: of the allowance."""

    key: ClassVar[str] = "shopify"
    hides_people: bool = False
    scopes: tuple[str, ...] = SCOPES
    left: float = BUCKET
    filled_at: datetime | None = field(default=None)

    def open_shop(self, name: str) -> Credentials:
        token = self.make_shop(name)["token"]
        hidden = {"client_id": Secret(token), "client_secret": Secret(f"shpss_{token}"),
                  "access_token": Secret(self.new_token())}  # fmt: skip
        return Credentials(hidden, {"server": f"https://{DOMAIN}"}, self.clock() + timedelta(days=1), self.scopes)

    def new_token(self) -> str:
        token = f"shpat_{secrets.token_hex(16)}"
        self.store.put("token", token, {"until": (self.clock() + timedelta(days=1)).isoformat()})
        return token

    def unauthorized(self) -> Response:
        return answer_json({"errors": "[API] Invalid API key or access token"}, 401)

    def rate_limited(self) -> Response:
        return answer_json({"errors": "Exceeded 2 calls per second for api client."}, 429, {"retry-after": "2.0"})

    @route("POST", "/admin/oauth/access_token")
    def grant(self, call: Call) -> Response:
        token, given = self.shop["token"], call.fields
        if given.get("grant_type") != "client_credentials":
            return answer_json({"error": "unsupported_grant_type"}, 400)
        if (given.get("client_id"), given.get("client_secret")) != (token, f"shpss_{token}"):
            return answer_json({"error": "invalid_client"}, 401)
        return answer_json({"access_token": self.new_token(), "scope": ",".join(self.scopes), "expires_in": 86399})

    @route("POST", f"/admin/api/{VERSION}/graphql.json")
    def ask(self, call: Call) -> Response:
        known = self.store.get("token", call.header("x-shopify-access-token"))
        if known is None or datetime.fromisoformat(known["until"]) <= self.clock():
            return self.unauthorized()
        try:
            asked = graphql.parsed(str(call.fields.get("query", "")), call.fields.get("variables") or {})
            cost = _cost(asked)
            if cost > DEAREST:
                return _errors("MAX_COST_EXCEEDED", f"Query cost is {cost}, over the limit of {DEAREST}")
            if not self._pay(cost):
                return _errors("THROTTLED", "Throttled", self._bill(cost))
            data = graphql.chosen(self._root(), asked, "QueryRoot")
        except graphql.Unknown as error:
            return _errors("undefinedField", str(error))
        answer: Json = {"data": data, "extensions": self._bill(cost)}
        if self.hides_people and any(one.name in ("orders", "customers") for one in asked):
            answer["errors"] = [_denied("This app is not approved to use the customer field.")]
            if "customers" in data:
                answer["data"] = {**data, "customers": None}
        return answer_json(answer)

    def signed_call(self, url: str, kind: str, deed: Deed, value: Json) -> tuple[Mapping[str, str], bytes] | None:
        topic = TOPICS.get((kind, deed), f"{kind}s/{deed}")
        if topic.replace("/", "_").upper() not in (self.store.get("hook", url) or {"topics": {}})["topics"]:
            return None
        if deed == "delete":
            return self.sign(topic, {"id": value["id"]})
        told = payloads.order_told(value, self.owner_of(value)) if kind == "order" else payloads.customer_told(value)
        return self.sign(topic, told)

    def sign(self, topic: str, value: Json) -> tuple[Mapping[str, str], bytes]:
        """A webhook as Shopify sends it."""
        body = dumped(value)
        digest = hmac.new(f"shpss_{self.shop['token']}".encode(), body, hashlib.sha256).digest()
        number = self.store.next_number("delivery")
        return {
            "x-shopify-topic": topic, "x-shopify-shop-domain": DOMAIN, "x-shopify-webhook-id": f"{number:08d}-delivery",
            "x-shopify-hmac-sha256": base64.b64encode(digest).decode(), "content-type": "application/json",
        }, body  # fmt: skip

    def _root(self) -> Json:
        return {
            "shop": {"id": "gid://shopify/Shop/1", "name": self.shop["name"], "myshopifyDomain": DOMAIN,
                     "currencyCode": self.shop["currency"]},
            "currentAppInstallation": {"accessScopes": [{"handle": scope} for scope in self.scopes]},
            "orders": lambda given: self._page(given, self.orders(), self._order),
            "customers": lambda given: self._page(given, self.customers(), payloads.customer_node),
            "ordersCount": lambda given: {"count": len(_since(given, self.orders()))},
            "customersCount": {"count": len(self.customers())},
            "webhookSubscriptions": lambda given: {"nodes": self._hooks()[: given["first"]]},
            "webhookSubscriptionCreate": self._subscribe,
            "webhookSubscriptionDelete": self._unsubscribe,
        }  # fmt: skip

    def _order(self, order: Json) -> Json:
        return payloads.order_node(order, self.owner_of(order), self.hides_people)

    def _page(self, given: Mapping[str, Any], rows: list[Json], to_node: Callable[[Json], Json]) -> Json:
        """Chained by a mark that holds the last row's time and number."""
        rows = sorted(_since(given, rows), key=_position)
        mark = _mark(given.get("after"))
        left = [row for row in rows if mark is None or _position(row) > mark]
        page = left[: given["first"]]
        end = base64.b64encode("|".join(map(str, _position(page[-1]))).encode()).decode() if page else None
        return {"nodes": [to_node(row) for row in page],
                "pageInfo": {"hasNextPage": len(left) > len(page), "endCursor": end}}  # fmt: skip

    def _hooks(self) -> list[Json]:
        return [{"id": number, "topic": topic, "uri": url}
                for url, each in self.store.items("hook") for topic, number in each["topics"].items()]  # fmt: skip

    def _subscribe(self, given: Mapping[str, Any]) -> Json:
        url, topic = str(given["webhookSubscription"].get("uri", "")), str(given["topic"])
        topics = (self.store.get("hook", url) or {"topics": {}})["topics"]
        problem = "Address is invalid" if not url.startswith(("https://", "http://")) else ""
        problem = "Address for this topic has already been taken" if topic in topics else problem
        if problem:
            return {"webhookSubscription": None, "userErrors": [{"field": ["webhookSubscription"], "message": problem}]}
        number = f"gid://shopify/WebhookSubscription/{self.store.next_number('hook')}"
        self.store.put("hook", url, {"topics": {**topics, topic: number}})
        return {"webhookSubscription": {"id": number}, "userErrors": []}

    def _unsubscribe(self, given: Mapping[str, Any]) -> Json:
        for url, each in self.store.items("hook"):
            kept = {topic: number for topic, number in each["topics"].items() if number != given["id"]}
            self.store.put("hook", url, {"topics": kept})
        return {"deletedWebhookSubscriptionId": given["id"], "userErrors": []}

    def _pay(self, cost: int) -> bool:
        """A leaky bucket: what was spent comes back by the second."""
        now = self.clock()
        gone_s = (now - self.filled_at).total_seconds() if self.filled_at else 0.0
        self.left, self.filled_at = min(BUCKET, self.left + max(0.0, gone_s) * RESTORED_PER_S), now
        if cost > self.left:
            return False
        self.left -= cost
        return True

    def _bill(self, cost: int) -> Json:
        state = {"maximumAvailable": BUCKET, "currentlyAvailable": int(self.left), "restoreRate": RESTORED_PER_S}
        return {"cost": {"requestedQueryCost": cost, "actualQueryCost": cost, "throttleStatus": state}}


def _cost(asked: list[graphql.Field]) -> int:
    """What the asked rows cost, whether they are there or not."""
    return sum(COST_OF_ROW.get(one.name, 0) * int(one.arguments.get("first", 0)) + 1 for one in asked)


def _since(given: Mapping[str, Any], rows: list[Json]) -> list[Json]:
    found = _SINCE.search(given.get("query") or "")
    return [row for row in rows if (payloads.zulu(row["updated"]) or "") >= found[1]] if found else rows


def _position(row: Json) -> tuple[str, int]:
    return payloads.zulu(row["updated"]) or "", row["id"]


def _mark(after: Any) -> tuple[str, int] | None:
    if not after:
        return None
    at, _bar, number = base64.b64decode(after).decode().partition("|")
    return at, int(number)


def _errors(code: str, words: str, extensions: Json | None = None) -> Response:
    error = {"message": words, "extensions": {"code": code}}
    return answer_json({"errors": [error], **({"extensions": extensions} if extensions else {})})


def _denied(words: str) -> Json:
    return {"message": words, "extensions": {"code": "ACCESS_DENIED"}}
