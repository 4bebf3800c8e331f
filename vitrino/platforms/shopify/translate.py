"""Shopify's orders and customers in our words: as GraphQL gives them, and as webhooks still write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vitrino.connect import reading
from vitrino.connect.shop import Consent, OrderState, RemoteCustomer, RemoteItem, RemoteOrder, RemoteVisit, VisitPlace
from vitrino.connect.visits import coupons, heard_of, tags_in, visit
from vitrino.domain.money import minor

Values = Mapping[str, Any]
SOURCE = "Shopify"
# What Shopify knows about somebody's wish to be written to; NOT_SUBSCRIBED only says that nobody asked.
CONSENTS = {"subscribed": True, "unsubscribed": False}


PLACES: Mapping[VisitPlace, str] = {"first": "firstVisit", "last": "lastVisit"}


@dataclass(frozen=True)
class _Trace:
    """How the customer came to order."""

    visits: tuple[RemoteVisit, ...]
    coupons: tuple[str, ...]
    heard_of: str


def number_of(global_id: Any) -> str:
    """ "gid://shopify/Order/123" and 123 are the same order."""
    return reading.text(global_id, 100).rpartition("/")[2]


def order(node: Values) -> RemoteOrder | None:
    """A GraphQL order; None for what has no id, amount or time."""
    total, currency = _money(node.get("totalPriceSet"))
    parcels = list(reading.mappings(node.get("fulfillments")))
    status = {"paid": reading.text(node.get("displayFinancialStatus"), 40).lower(),
              "sent": reading.text(node.get("displayFulfillmentStatus"), 40).lower()}  # fmt: skip
    return _order(
        remote_id=number_of(node.get("id")),
        number=reading.text(node.get("name"), 60),
        amounts=(total, _money(node.get("totalRefundedSet"))[0] or 0),
        currency=currency,
        times={"placed": node.get("processedAt") or node.get("createdAt"), "updated": node.get("updatedAt"),
               "cancelled": node.get("cancelledAt")},
        status=status,
        shipped=[reading.moment(one.get("createdAt")) for one in parcels],
        delivered=[reading.moment(one.get("deliveredAt")) for one in parcels],
        customer=_buyer(reading.mapping(node.get("customer")), node, customer),
        items=[(line, *_money(line.get("originalUnitPriceSet")))
               for line in reading.mappings(reading.mapping(node.get("lineItems")).get("nodes"))],
        trace=_Trace(
            tuple(_visits(reading.mapping(node.get("customerJourneySummary")))),
            coupons(_listed(node.get("discountCodes"))),
            heard_of((one.get("key"), one.get("value")) for one in reading.mappings(node.get("customAttributes"))),
        ),
    )  # fmt: skip


def customer(node: Values) -> RemoteCustomer | None:
    """A GraphQL customer; None without an id."""
    email = reading.mapping(node.get("defaultEmailAddress"))
    return _customer(
        node.get("id"), (node.get("firstName"), node.get("lastName")), email.get("emailAddress"),
        reading.mapping(node.get("defaultPhoneNumber")).get("phoneNumber"), node.get("updatedAt"),
        (email.get("marketingState"), email.get("marketingUpdatedAt")),
    )  # fmt: skip


def told_order(value: Values) -> RemoteOrder | None:
    """An order as webhooks write it (the fields of the REST API)."""
    currency = reading.text(value.get("currency"), 8)
    parcels = list(reading.mappings(value.get("fulfillments")))
    done = [reading.moment(one.get("updated_at")) if one.get("shipment_status") == "delivered" else None
            for one in parcels]  # fmt: skip
    return _order(
        remote_id=number_of(value.get("id")),
        number=reading.text(value.get("name"), 60),
        amounts=(minor(value.get("total_price"), currency), sum(_refunds(value, currency))),
        currency=currency,
        times={"placed": value.get("processed_at") or value.get("created_at"), "updated": value.get("updated_at"),
               "cancelled": value.get("cancelled_at")},
        status={"paid": reading.text(value.get("financial_status"), 40),
                "sent": reading.text(value.get("fulfillment_status"), 40)},
        shipped=[reading.moment(one.get("created_at")) for one in parcels],
        delivered=done,
        customer=_buyer(reading.mapping(value.get("customer")), value, told_customer),
        items=[(line, minor(line.get("price"), currency), currency)
               for line in reading.mappings(value.get("line_items"))],
        trace=_told_trace(value),
    )  # fmt: skip


def told_customer(value: Values) -> RemoteCustomer | None:
    """A customer as webhooks write it."""
    consent = reading.mapping(value.get("email_marketing_consent"))
    return _customer(
        value.get("id"), (value.get("first_name"), value.get("last_name")), value.get("email"), value.get("phone"),
        value.get("updated_at"), (consent.get("state"), consent.get("consent_updated_at")),
    )  # fmt: skip


def _order(*, remote_id: str, number: str, amounts: tuple[int | None, int], currency: str, times: Values,
           status: Values, shipped: list[datetime | None], delivered: list[datetime | None],
           customer: RemoteCustomer | None,
           items: list[tuple[Values, int | None, str]], trace: _Trace) -> RemoteOrder | None:  # fmt: skip
    placed_at, cancelled_at = reading.moment(times["placed"]), reading.moment(times["cancelled"])
    total, refunded = amounts
    if not remote_id or total is None or placed_at is None:
        return None
    shipped_at = max((at for at in shipped if at), default=None)
    delivered_at = max((at for at in delivered if at), default=None) if delivered and all(delivered) else None
    return RemoteOrder(
        remote_id=remote_id,
        number=number or remote_id,
        state=_state(status, cancelled_at is not None, delivered_at is not None),
        currency=currency.upper(),
        total_minor=total,
        refunded_minor=refunded,
        placed_at=placed_at,
        updated_at=reading.moment(times["updated"]) or placed_at,
        shipped_at=shipped_at,
        delivered_at=delivered_at,
        cancelled_at=cancelled_at,
        customer=customer,
        items=tuple(_items(items)),
        visits=trace.visits,
        coupons=trace.coupons,
        heard_of=trace.heard_of,
    )


def _visits(journey: Values) -> Iterator[RemoteVisit]:
    """The first and the last session of up to 30 days; empty while Shopify still works them out."""
    for place, name in PLACES.items():
        one = reading.mapping(journey.get(name))
        tags = {**tags_in(one.get("landingPage")), **reading.mapping(one.get("utmParameters"))}
        found = visit(place, tags, landing=one.get("landingPage"), referrer=one.get("referrerUrl"),
                      at=reading.moment(one.get("occurredAt")))  # fmt: skip
        if found is not None:
            yield found


def _told_trace(value: Values) -> _Trace:
    """A webhook only knows where the last session began."""
    landing = value.get("landing_site")
    last = visit("last", tags_in(landing), landing=landing, referrer=value.get("referring_site"))
    return _Trace(
        (last,) if last else (),
        coupons(one.get("code") for one in reading.mappings(value.get("discount_codes"))),
        heard_of((one.get("name"), one.get("value")) for one in reading.mappings(value.get("note_attributes"))),
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _state(status: Values, is_cancelled: bool, is_delivered: bool) -> OrderState:
    if is_cancelled or status["paid"] == "voided":
        return "cancelled"
    if status["paid"] == "refunded":
        return "refunded"
    if status["sent"] == "fulfilled":
        return "delivered" if is_delivered else "shipped"
    return "paid" if status["paid"] in ("paid", "partially_refunded") else "waiting"


def _customer(remote_id: Any, names: tuple[Any, Any], email: Any, phone: Any, updated: Any,
              consent: tuple[Any, Any]) -> RemoteCustomer | None:  # fmt: skip
    number = number_of(remote_id)
    if not number:
        return None
    return RemoteCustomer(
        remote_id=number,
        name=" ".join(filter(None, map(reading.name, names))),
        email=reading.text(email, 254),
        phone=reading.text(phone, 60),
        consent=_consent(*consent),
        updated_at=reading.moment(updated),
    )


def _consent(state: Any, at: Any) -> Consent | None:
    given = CONSENTS.get(reading.text(state, 40).lower())
    return None if given is None else Consent(given, reading.moment(at), SOURCE)


def _buyer(owner: Values, order: Values, read: Any) -> RemoteCustomer | None:
    """The account behind an order, or the guest by the address on it."""
    found: RemoteCustomer | None = read(owner)
    if found is not None:
        return found
    email = reading.text(order.get("email"), 254)
    at = reading.moment(order.get("updatedAt") or order.get("updated_at"))
    phone = reading.text(order.get("phone"), 60)
    return RemoteCustomer("", email=email, phone=phone, is_guest=True, updated_at=at) if email else None


def _money(bag: Any) -> tuple[int | None, str]:
    """Amount in the shop's own currency, and which that is."""
    money = reading.mapping(reading.mapping(bag).get("shopMoney"))
    currency = reading.text(money.get("currencyCode"), 8)
    return minor(money.get("amount"), currency), currency


def _refunds(value: Values, currency: str) -> Iterator[int]:
    for refund in reading.mappings(value.get("refunds")):
        for one in reading.mappings(refund.get("transactions")):
            if one.get("kind") == "refund" and one.get("status") == "success":
                yield minor(one.get("amount"), currency) or 0


def _items(lines: list[tuple[Values, int | None, str]]) -> Iterator[RemoteItem]:
    for line, price, _currency in lines:
        name = reading.name(line.get("name")) or reading.name(line.get("title"))
        if name:
            yield RemoteItem(name, reading.integer(line.get("quantity")) or 1, price)
