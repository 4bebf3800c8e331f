"""The twin's world as Shopify writes it down: in GraphQL, and in the older form its webhooks use."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

from vitrino.connect.twin import Json
from vitrino.domain.money import major

FINANCIAL = {"waiting": "PENDING", "failed": "VOIDED", "refunded": "REFUNDED"}
CONSENT = {True: "SUBSCRIBED", False: "UNSUBSCRIBED", None: "NOT_SUBSCRIBED"}


def order_node(order: Json, owner: Json | None, hides_people: bool) -> Json:
    currency = order["currency"]
    return {
        "id": f"gid://shopify/Order/{order['id']}",
        "name": f"#{order['number']}",
        "email": None if hides_people else order["guest"]["email"] or None,
        "phone": None if hides_people else order["guest"]["phone"] or None,
        "createdAt": zulu(order["created"]),
        "processedAt": zulu(order["created"]),
        "updatedAt": zulu(order["updated"]),
        "cancelledAt": zulu(order["cancelled"]),
        "displayFinancialStatus": financial(order),
        "displayFulfillmentStatus": "FULFILLED" if order["shipped"] else "UNFULFILLED",
        "totalPriceSet": _bag(order["total"], currency),
        "totalRefundedSet": _bag(order["refunded"], currency),
        "fulfillments": lambda _given: [
            {"createdAt": zulu(order["shipped"]), "deliveredAt": zulu(order["delivered"]),
             "displayStatus": "DELIVERED" if order["delivered"] else "FULFILLED"}
        ] if order["shipped"] else [],
        "lineItems": lambda given: {
            "nodes": [{"name": name, "quantity": quantity, "originalUnitPriceSet": _bag(price, currency)}
                      for name, quantity, price in order["items"][: given["first"]]]
        },
        "customer": customer_node(owner) if owner and not hides_people else None,
        "discountCodes": order["coupons"],
        "customAttributes": _answers(order, "key"),
        "customerJourneySummary": {"firstVisit": _visit(order, "first", hides_people),
                                   "lastVisit": _visit(order, "last", hides_people)},
    }  # fmt: skip


def customer_node(customer: Json) -> Json:
    first, _space, last = customer["name"].partition(" ")
    email = {"emailAddress": customer["email"], "marketingState": CONSENT[customer["consents"]],
             "marketingUpdatedAt": zulu(customer["consent_at"])}  # fmt: skip
    return {
        "id": f"gid://shopify/Customer/{customer['id']}", "firstName": first or None, "lastName": last or None,
        "updatedAt": zulu(customer["updated"]), "defaultEmailAddress": email if customer["email"] else None,
        "defaultPhoneNumber": {"phoneNumber": customer["phone"]} if customer["phone"] else None,
    }  # fmt: skip


def order_told(order: Json, owner: Json | None) -> Json:
    currency = order["currency"]
    return {
        "id": order["id"], "admin_graphql_api_id": f"gid://shopify/Order/{order['id']}", "name": f"#{order['number']}",
        "email": order["guest"]["email"], "phone": order["guest"]["phone"] or None, "currency": currency,
        "total_price": major(order["total"], currency), "financial_status": financial(order).lower(),
        "fulfillment_status": "fulfilled" if order["shipped"] else None, "created_at": order["created"],
        "processed_at": order["created"], "updated_at": order["updated"], "cancelled_at": order["cancelled"] or None,
        "customer": customer_told(owner) if owner else None,
        "discount_codes": [{"code": code, "amount": "1.00", "type": "fixed_amount"} for code in order["coupons"]],
        "note_attributes": _answers(order, "name"), **_landing(order),
        "line_items": [{"name": name, "quantity": quantity, "price": major(price, currency)}
                       for name, quantity, price in order["items"]],
        "fulfillments": [{"created_at": order["shipped"], "updated_at": order["delivered"] or order["shipped"],
                          "shipment_status": "delivered" if order["delivered"] else None}] if order["shipped"] else [],
        "refunds": [{"transactions": [_back(one["amount"], currency)]} for one in order["refunds"]],
    }  # fmt: skip


def customer_told(customer: Json) -> Json:
    first, _space, last = customer["name"].partition(" ")
    return {
        "id": customer["id"], "email": customer["email"], "first_name": first, "last_name": last,
        "phone": customer["phone"] or None, "updated_at": customer["updated"],
        "email_marketing_consent": {"state": CONSENT[customer["consents"]].lower(),
                                    "consent_updated_at": customer["consent_at"] or None},
    }  # fmt: skip


def _answers(order: Json, name: str) -> list[Json]:
    answer = order["heard_of"]
    return [{name: "How did you hear about us?", "value": answer}] if answer else []


def _visit(order: Json, place: str, hides_people: bool) -> Json | None:
    """Pages and where somebody came from are protected like names; the tags are not."""
    one = order["visits"].get(place)
    if one is None:
        return None
    tags = {name: one[name] or None for name in ("source", "medium", "campaign", "content", "term")}
    return {
        "occurredAt": zulu(one["at"]),
        "landingPage": None if hides_people else f"https://rehearsal.shop.example{one['landing']}",
        "referrerUrl": None if hides_people else one["referrer"] or None,
        "utmParameters": tags if any(tags.values()) else None,
    }


def _landing(order: Json) -> Json:
    """As the older form has it: one address with everything in it."""
    one = order["visits"].get("last")
    if one is None:
        return {"landing_site": None, "referring_site": None}
    tags = urlencode({f"utm_{name}": one[name] for name in ("source", "medium", "campaign", "content") if one[name]})
    return {"landing_site": f"{one['landing']}?{tags}", "referring_site": one["referrer"] or None}


def financial(order: Json) -> str:
    if order["state"] in FINANCIAL:
        return FINANCIAL[order["state"]]
    return "PARTIALLY_REFUNDED" if order["refunded"] else "PAID"


def zulu(at: str) -> str | None:
    """GraphQL times have whole seconds."""
    return f"{datetime.fromisoformat(at).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if at else None


def _back(units: int, currency: str) -> Json:
    return {"kind": "refund", "status": "success", "amount": major(units, currency)}


def _bag(units: int, currency: str) -> Json:
    return {"shopMoney": {"amount": major(units, currency), "currencyCode": currency}}
