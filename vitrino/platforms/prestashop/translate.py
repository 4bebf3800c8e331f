"""PrestaShop's rows in our words. Every number comes as text, every time without its zone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from vitrino.connect import reading
from vitrino.connect.shop import Consent, OrderState, RemoteCustomer, RemoteItem, RemoteOrder
from vitrino.connect.visits import coupons
from vitrino.domain.money import minor

Row = Mapping[str, Any]
SOURCE = "PrestaShop"
NEVER = "0000-00-00 00:00:00"


@dataclass(frozen=True)
class Around:
    """What belongs to a page of orders. states: our name of the shop's own states; flags: rows of order_states by id.

    histories, slips: rows by the order's id; codes: its coupons. phones: by the customer's id.
    """

    zone: ZoneInfo
    states: Mapping[str, str]
    currencies: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, Row] = field(default_factory=dict)
    customers: Mapping[str, Row] = field(default_factory=dict)
    phones: Mapping[str, str] = field(default_factory=dict)
    histories: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    slips: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    codes: Mapping[str, Sequence[str]] = field(default_factory=dict)


def order(row: Row, around: Around) -> RemoteOrder | None:
    """None for what has no id, amount or time."""
    remote_id = reading.text(row.get("id"), 40)
    currency = around.currencies.get(reading.text(row.get("id_currency"), 20), "")
    total = minor(row.get("total_paid_tax_incl"), currency)
    if total is None:
        total = minor(row.get("total_paid"), currency)
    placed_at = moment(row.get("date_add"), around.zone)
    if not remote_id or total is None or placed_at is None:
        return None
    updated_at = moment(row.get("date_upd"), around.zone) or placed_at
    state_id = reading.text(row.get("current_state"), 20)
    entered = _entered(around.histories.get(remote_id, ()), around.zone)
    delivered_at = entered.get(around.states["PS_OS_DELIVERED"])
    shipped_at = entered.get(around.states["PS_OS_SHIPPING"]) or delivered_at
    cancelled_at = entered.get(around.states["PS_OS_CANCELED"])
    state = _state(state_id, around)
    return RemoteOrder(
        remote_id=remote_id,
        # A basket split by carrier gives several orders one reference; the number tells them apart.
        number=reading.text(row.get("reference"), 40) or remote_id,
        state=state,
        currency=currency.upper(),
        total_minor=total,
        refunded_minor=min(total, sum(_refunds(around.slips.get(remote_id, ()), currency))),
        placed_at=placed_at,
        updated_at=updated_at,
        shipped_at=shipped_at or (updated_at if state == "shipped" else None),
        delivered_at=delivered_at or (updated_at if state == "delivered" else None),
        cancelled_at=(cancelled_at or updated_at) if state == "cancelled" else None,
        customer=_buyer(row, around),
        items=tuple(_items(row, currency)),
        # The webservice tells nothing of visits.
        coupons=coupons(around.codes.get(remote_id, ())),
    )


def customer(row: Row, zone: ZoneInfo, phone: str = "") -> RemoteCustomer | None:
    """None without an id, and for those the shop itself took out."""
    remote_id = reading.text(row.get("id"), 40)
    if not remote_id or _is_set(row.get("deleted")):
        return None
    names = (reading.name(row.get(part)) for part in ("firstname", "lastname"))
    return RemoteCustomer(
        remote_id=remote_id,
        name=" ".join(filter(None, names)),
        email=reading.text(row.get("email"), 254),
        phone=phone,
        is_guest=_is_set(row.get("is_guest")),
        consent=_consent(row, zone),
        updated_at=moment(row.get("date_upd"), zone),
    )


def moment(value: Any, zone: ZoneInfo) -> datetime | None:
    """A local time, in UTC. In the hour that comes twice the first one is taken."""
    text = reading.text(value, 40)
    if not text or text == NEVER:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def phone_of(address: Row) -> str:
    return reading.text(address.get("phone_mobile"), 60) or reading.text(address.get("phone"), 60)


def _state(state_id: str, around: Around) -> OrderState:
    """By the shop's own settings first, by what a state means second: shops invent states of their own."""
    known: Mapping[str, OrderState] = {
        around.states["PS_OS_DELIVERED"]: "delivered", around.states["PS_OS_SHIPPING"]: "shipped",
        around.states["PS_OS_CANCELED"]: "cancelled", around.states["PS_OS_REFUND"]: "refunded",
        around.states["PS_OS_ERROR"]: "failed",
    }  # fmt: skip
    if state_id in known:
        return known[state_id]
    flags = around.flags.get(state_id, {})
    if _is_set(flags.get("shipped")):
        return "shipped"
    return "paid" if _is_set(flags.get("paid")) else "waiting"


def _entered(history: Sequence[Row], zone: ZoneInfo) -> dict[str, datetime]:
    """When each state was last entered."""
    found: dict[str, datetime] = {}
    for row in history:
        at, state_id = moment(row.get("date_add"), zone), reading.text(row.get("id_order_state"), 20)
        if at is not None and (state_id not in found or at > found[state_id]):
            found[state_id] = at
    return found


def _buyer(row: Row, around: Around) -> RemoteCustomer | None:
    owner_id = reading.text(row.get("id_customer"), 40)
    owner = around.customers.get(owner_id)
    return customer(owner, around.zone, around.phones.get(owner_id, "")) if owner else None


def _consent(row: Row, zone: ZoneInfo) -> Consent | None:
    """The newsletter's tick. Never ticked is not the same as refused, so only a date makes a no."""
    at = moment(row.get("newsletter_date_add"), zone)
    if _is_set(row.get("newsletter")):
        return Consent(True, at, SOURCE)
    return Consent(False, None, SOURCE) if at else None


def _refunds(slips: Sequence[Row], currency: str) -> Iterator[int]:
    for slip in slips:
        for part in ("total_products_tax_incl", "total_shipping_tax_incl"):
            yield max(0, minor(slip.get(part), currency) or 0)


def _items(row: Row, currency: str) -> Iterator[RemoteItem]:
    for line in reading.mappings(reading.mapping(row.get("associations")).get("order_rows")):
        name = reading.name(line.get("product_name"))
        if name:
            quantity = reading.integer(line.get("product_quantity")) or 1
            yield RemoteItem(name, quantity, minor(line.get("unit_price_tax_incl"), currency))


def _is_set(value: Any) -> bool:
    return value is True or reading.text(value, 4) == "1"
