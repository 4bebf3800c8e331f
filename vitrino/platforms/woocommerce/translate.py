"""WooCommerce's orders and customers in our words. Every value may be missing or of another type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from vitrino.connect import reading
from vitrino.connect.shop import OrderState, RemoteCustomer, RemoteItem, RemoteOrder, RemoteVisit
from vitrino.connect.visits import coupons, heard_of, visit
from vitrino.domain.money import minor

STATES: Mapping[str, OrderState] = {
    "pending": "waiting", "on-hold": "waiting", "checkout-draft": "waiting", "processing": "paid",
    "completed": "delivered", "cancelled": "cancelled", "refunded": "refunded", "failed": "failed", "trash": "deleted",
}  # fmt: skip

# Order attribution, part of WooCommerce since 8.5: fields of the order's own.
ATTRIBUTION = "_wc_order_attribution_"
NOTED = (
    "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "session_entry", "referrer",
)  # fmt: skip
NOBODY = frozenset({"", "(direct)", "(none)", "(not set)"})


def order(value: Mapping[str, Any]) -> RemoteOrder | None:
    """None for what has no id, amount or time. "completed" is the shop's own word for: the customer has it."""
    remote_id, currency = reading.text(value.get("id"), 40), reading.text(value.get("currency"), 8)
    total, placed_at = minor(value.get("total"), currency), moment(value, "date_created")
    if not remote_id or total is None or placed_at is None:
        return None
    status, done_at = reading.text(value.get("status"), 40), moment(value, "date_completed")
    updated_at = moment(value, "date_modified") or placed_at
    return RemoteOrder(
        remote_id=remote_id,
        number=reading.text(value.get("number"), 60) or remote_id,
        # Shops invent states of their own ("packed"); what is paid and not done is to be packed.
        state=STATES.get(status, "paid" if moment(value, "date_paid") else "waiting"),
        currency=currency.upper(),
        total_minor=total,
        refunded_minor=sum(_refunds(value, currency)),
        placed_at=placed_at,
        updated_at=updated_at,
        shipped_at=done_at,
        delivered_at=done_at if status == "completed" else None,
        cancelled_at=updated_at if status == "cancelled" else None,
        customer=_buyer(value, updated_at),
        items=tuple(_items(value, currency)),
        visits=tuple(_visits(value)),
        coupons=coupons(line.get("code") for line in reading.mappings(value.get("coupon_lines"))),
        heard_of=heard_of((one.get("key"), one.get("value")) for one in reading.mappings(value.get("meta_data"))),
    )


def customer(value: Mapping[str, Any]) -> RemoteCustomer | None:
    """None for what has no id. WooCommerce itself does not ask whether somebody wants to be written to."""
    remote_id, billing = reading.text(value.get("id"), 40), reading.mapping(value.get("billing"))
    if not remote_id or remote_id == "0":
        return None
    return RemoteCustomer(
        remote_id=remote_id,
        name=_name(value) or _name(billing),
        email=reading.text(value.get("email"), 254) or reading.text(billing.get("email"), 254),
        phone=reading.text(billing.get("phone"), 60),
        updated_at=moment(value, "date_modified") or moment(value, "date_created"),
    )


def moment(value: Mapping[str, Any], name: str) -> datetime | None:
    """WooCommerce writes UTC without saying so in its `_gmt` fields; the others are local and not used."""
    found = reading.text(value.get(f"{name}_gmt"), 40)
    return reading.moment(found if found.endswith("Z") or "+" in found else f"{found}+00:00") if found else None


def _buyer(value: Mapping[str, Any], at: datetime) -> RemoteCustomer | None:
    billing, owner = reading.mapping(value.get("billing")), reading.text(value.get("customer_id"), 40)
    found = RemoteCustomer(
        remote_id="" if owner == "0" else owner,
        name=_name(billing),
        email=reading.text(billing.get("email"), 254),
        phone=reading.text(billing.get("phone"), 60),
        is_guest=owner in ("", "0"),
        updated_at=at,
    )
    return found if found.remote_id or found.email else None


def _visits(value: Mapping[str, Any]) -> Iterator[RemoteVisit]:
    """WooCommerce notes only the last visit. Without tags its source says where from: "google", "(direct)"."""
    known = {reading.text(one.get("key"), 80): one.get("value") for one in reading.mappings(value.get("meta_data"))}
    noted = {name: reading.text(known.get(f"{ATTRIBUTION}{name}"), 4_000) for name in NOTED}
    tags = {name.removeprefix("utm_"): word for name, word in noted.items() if word not in NOBODY}
    found = visit("last", tags, landing=noted["session_entry"], referrer=noted["referrer"])
    if found is not None:
        yield found


def _name(value: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (reading.name(value.get(part)) for part in ("first_name", "last_name"))))


def _refunds(value: Mapping[str, Any], currency: str) -> Iterator[int]:
    """They come as amounts below zero."""
    for one in reading.mappings(value.get("refunds")):
        yield abs(minor(one.get("total"), currency) or 0)


def _items(value: Mapping[str, Any], currency: str) -> Iterator[RemoteItem]:
    for line in reading.mappings(value.get("line_items")):
        name = reading.name(line.get("name"))
        if name:
            yield RemoteItem(name, reading.integer(line.get("quantity")) or 1, minor(line.get("price"), currency))
