"""Shops that are connected, and the orders and customers that come in from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from vitrino.commerce.connecting import buy as buy
from vitrino.commerce.connecting import connect_shop as connect_shop
from vitrino.commerce.connecting import disconnect_shop as disconnect_shop
from vitrino.commerce.connecting import read_now as read_now
from vitrino.commerce.connecting import rehearse_shop as rehearse_shop
from vitrino.commerce.connecting import renew_hooks as renew_hooks
from vitrino.commerce.connecting import subscribe as subscribe
from vitrino.commerce.forgetting import erase_customer as erase_customer
from vitrino.commerce.forgetting import erase_person as erase_person
from vitrino.commerce.models import Order
from vitrino.commerce.news import hear as hear
from vitrino.commerce.reading import read as read
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.workspace.models import Workspace


@transaction.atomic
def store_order(
    *,
    workspace: Workspace,
    source: str,
    number: str,
    total_minor: int,
    currency: str,
    state: str,
    placed_at: datetime,
    customer_name: str = "",
    customer_email: str = "",
    handles: Mapping[str, str] | None = None,
    items: Sequence[Mapping[str, object]] = (),
    delivered_at: datetime | None = None,
) -> Order:
    """Store or update an order by its number; who was taken out of it stays out.

    Raises Problem for an amount or a currency that can't be.
    """
    if total_minor < 0 or len(currency) != 3 or not currency.isalpha():
        raise Problem(say("The order {number} has no proper amount and currency.", number=number))
    is_erased = Order.objects.filter(workspace=workspace, source=source, remote_id=number, erased_at__isnull=False)
    person = {} if is_erased.exists() else {
        "customer_name": customer_name, "customer_email": customer_email.lower(), "handles": dict(handles or {}),
    }  # fmt: skip
    made, _is_new = Order.objects.update_or_create(
        workspace=workspace,
        source=source,
        remote_id=number,
        defaults={
            "number": number,
            "total_minor": total_minor,
            "currency": currency.upper(),
            "state": state,
            "placed_at": placed_at,
            **person,
            "items": list(items),
            "delivered_at": delivered_at,
        },
    )
    return made
