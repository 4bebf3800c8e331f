"""What the shop's own systems tell of a person."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from vitrino.commerce import forgetting, queries
from vitrino.commerce.models import Customer, Order
from vitrino.domain.message import say
from vitrino.workspace.keeping import Holding, Subject


def held(subject: Subject) -> list[Holding]:
    """Their orders and customer records, found by account, proven address and proven number."""
    orders: list[dict[str, object]] = [
        {"number": one.number, "at": one.placed_at, "state": one.state, "name": one.customer_name,
         "e-mail": one.customer_email, "items": one.items, "total": one.total_minor, "currency": one.currency,
         "heard of us by": one.heard_of}
        for one in _orders(subject)
    ]  # fmt: skip
    customers: list[dict[str, object]] = [
        {"shop": one.source, "name": one.name, "e-mail": one.email, "phone": one.phone, "accounts": one.handles,
         "may be written to": one.consent, "consent from": one.consent_source}
        for one in _customers(subject)
    ]  # fmt: skip
    return [Holding(say("Orders"), orders), Holding(say("Customer records"), customers)]


def erase(subject: Subject, now: datetime) -> int:
    """Amounts and dates stay for the books; who it was goes, and what the shop sends later brings it back no more."""
    return forgetting.erase_person(
        workspace=subject.workspace, handles=subject.handles_by_platform, emails=subject.emails,
        phones=subject.phones, by=None, now=now,
    )  # fmt: skip


def _customers(subject: Subject) -> QuerySet[Customer]:
    return queries.customers_of(
        subject.workspace, handles=subject.handles_by_platform, emails=subject.emails, phones=subject.phones
    )


def _orders(subject: Subject) -> QuerySet[Order]:
    return queries.orders_of_person(
        subject.workspace, subject.handles_by_platform, subject.emails, list(_customers(subject))
    )
