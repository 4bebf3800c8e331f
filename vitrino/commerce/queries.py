"""Reading orders."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Q, QuerySet

from vitrino.commerce.models import Order
from vitrino.workspace.models import Workspace


def orders_of(workspace: Workspace) -> QuerySet[Order]:
    return Order.objects.filter(workspace=workspace).order_by("-placed_at", "-pk")


def orders_of_person(
    workspace: Workspace, handles: Mapping[str, Collection[str]], emails: Collection[str] = ()
) -> QuerySet[Order]:
    """Orders of whoever has one of these handles (platform -> handles) or e-mail addresses. Nothing for nobody."""
    wanted = Q(pk__in=[])
    for platform, names in handles.items():
        for name in names:
            wanted |= Q(**{f"handles__{platform}": name})
    if emails:
        wanted |= Q(customer_email__in=[email.lower() for email in emails])
    return orders_of(workspace).filter(wanted)


def orders_with_handles(workspace: Workspace) -> QuerySet[Order]:
    """Orders for which the shop's own system knows an account of the customer on some platform."""
    return orders_of(workspace).exclude(handles={})
