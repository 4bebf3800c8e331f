"""Orders coming in from the shop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from vitrino.commerce.models import Order
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
    """Store or update an order by its number. Raises Problem for an amount or a currency that can't be."""
    if total_minor < 0 or len(currency) != 3 or not currency.isalpha():
        raise Problem(say("The order {number} has no proper amount and currency.", number=number))
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
            "customer_name": customer_name,
            "customer_email": customer_email.lower(),
            "handles": dict(handles or {}),
            "items": list(items),
            "delivered_at": delivered_at,
        },
    )
    return made
