"""Taking people out of what was read from shops, for good: nothing the shop sends later brings them back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from vitrino.commerce import queries
from vitrino.commerce.models import Customer, Gone, Order, ShopConnection
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

NOBODY = {"customer_name": "", "customer_email": "", "handles": {}, "heard_of": ""}


@transaction.atomic
def erase_customer(*, customer: Customer, by: Person | None, now: datetime) -> Customer:
    """Name, addresses, handles and consent of one customer and on their orders. Amounts stay: the books need them."""
    forget(customer, now)
    record("customer.erased", workspace=customer.workspace_id, by=by, now=now, about=customer)
    return customer


@transaction.atomic
def erase_person(*, workspace: Workspace, handles: Mapping[str, Collection[str]], emails: Collection[str],
                 by: Person | None, now: datetime, phones: Collection[str] = ()) -> int:  # fmt: skip
    """The same for everybody and everything these handles and addresses lead to; how many rows named the person."""
    customers = list(queries.customers_of(workspace, handles=handles, emails=emails, phones=phones))
    orders = queries.every_order(workspace).filter(queries.naming(handles, emails, customers), erased_at=None)
    order_ids = list(orders.values_list("pk", flat=True))
    for customer in customers:
        erase_customer(customer=customer, by=by, now=now)
    Order.objects.filter(pk__in=order_ids).update(**NOBODY, erased_at=now)
    return len(customers) + len(order_ids)


def forget(customer: Customer, now: datetime) -> None:
    """Without a word in the log."""
    customer.name = customer.email = customer.phone = customer.consent_source = ""
    customer.handles, customer.consent, customer.consent_at, customer.erased_at = {}, None, None, now
    customer.save()
    customer.orders.update(**NOBODY, erased_at=now)


@transaction.atomic
def forget_shop(shop: ShopConnection, now: datetime) -> None:
    """The shop asks that everything of it is forgotten."""
    for model in (Order, Customer, Gone):
        model._base_manager.filter(workspace_id=shop.workspace_id, source=shop.source).delete()
    record("shop.forgotten", workspace=shop.workspace_id, by=None, now=now, about=shop)
