"""Keeping how orders came about. What a shop once told stays: a later word that knows less takes nothing away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from vitrino.commerce.models import Order, OrderCoupon, OrderVisit
from vitrino.connect.shop import RemoteOrder

FIELDS = ["source", "medium", "campaign", "content", "term", "landing", "referrer", "at"]


def keep(orders: Mapping[str, RemoteOrder], rows: Mapping[str, Order]) -> None:
    """Store the visits and coupons of these orders, by remote id."""
    known = [(one, rows[remote_id]) for remote_id, one in orders.items() if remote_id in rows]
    visits = [OrderVisit(order=row, **asdict(visit)) for one, row in known for visit in one.visits]
    codes = [
        OrderCoupon(order=row, code=code) for one, row in known for code in dict.fromkeys(map(folded, one.coupons))
    ]
    if visits:
        OrderVisit.objects.bulk_create(visits, update_conflicts=True, unique_fields=["order", "place"],
                                       update_fields=FIELDS)  # fmt: skip
    if codes:
        OrderCoupon.objects.bulk_create(codes, ignore_conflicts=True)


def folded(code: str) -> str:
    """A coupon as it is compared: shops don't care for capitals."""
    return code.strip().lower()[:60]
