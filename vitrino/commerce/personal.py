"""What the shop's orders tell of a person."""

from __future__ import annotations

from datetime import datetime

from vitrino.commerce import queries
from vitrino.domain.message import say
from vitrino.workspace.keeping import Holding, Subject


def held(subject: Subject) -> list[Holding]:
    """Their orders, found by account and by proven address."""
    orders = queries.orders_of_person(subject.workspace, subject.handles_by_platform, subject.emails)
    rows: list[dict[str, object]] = [
        {"number": one.number, "at": one.placed_at, "state": one.state, "name": one.customer_name,
         "e-mail": one.customer_email, "items": one.items, "total": one.total_minor, "currency": one.currency}
        for one in orders
    ]  # fmt: skip
    return [Holding(say("Orders"), rows)]


def erase(subject: Subject, now: datetime) -> int:
    """Amounts and dates stay for the numbers; who it was goes."""
    orders = queries.orders_of_person(subject.workspace, subject.handles_by_platform, subject.emails)
    return orders.order_by().update(customer_name="", customer_email="", handles={})
