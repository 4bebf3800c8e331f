"""Reading orders, customers and the state of connected shops."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Count, Prefetch, Q, QuerySet

from vitrino.commerce.models import Customer as Customer
from vitrino.commerce.models import Order as Order
from vitrino.commerce.models import ShopConnection as ShopConnection
from vitrino.commerce.models import ShopReading
from vitrino.workspace.models import Workspace

MOST_SEARCHED = 100


def orders_of(workspace: Workspace) -> QuerySet[Order]:
    """Every order that is still in its shop, the newest first."""
    return every_order(workspace).filter(gone_at=None)


def every_order(workspace: Workspace) -> QuerySet[Order]:
    """Also those that were deleted in their shop."""
    return Order.objects.filter(workspace=workspace).order_by("-placed_at", "-pk")


def orders_of_person(
    workspace: Workspace,
    handles: Mapping[str, Collection[str]],
    emails: Collection[str] = (),
    customers: Collection[Customer] = (),
) -> QuerySet[Order]:
    """Orders of whoever has one of these handles (platform -> handles) or e-mail addresses, or is one of these
    customers. Nothing for nobody."""
    return orders_of(workspace).filter(naming(handles, emails, customers))


def naming(handles: Mapping[str, Collection[str]], emails: Collection[str], customers: Collection[Customer] = ()) -> Q:
    """Which orders lead to a person."""
    wanted = _by_handle(handles) | Q(customer__in=[one.pk for one in customers])
    known = _plain(emails)
    return wanted | Q(customer_email__in=known) | Q(customer__email__in=known) if known else wanted


def customers_of(
    workspace: Workspace,
    *,
    handles: Mapping[str, Collection[str]] | None = None,
    emails: Collection[str] = (),
    phones: Collection[str] = (),
) -> QuerySet[Customer]:
    """Customers with one of these handles, e-mail addresses or telephone numbers (written as the shop has them).

    Nothing for nobody; those who were taken out are not found by anything.
    """
    wanted = _by_handle(handles or {})
    if known := _plain(emails):
        wanted |= Q(email__in=known)
    if numbers := [phone for phone in phones if phone]:
        wanted |= Q(phone__in=numbers)
    return every_customer(workspace).filter(wanted)


def every_customer(workspace: Workspace) -> QuerySet[Customer]:
    """Everybody the shops know and nobody took out."""
    return Customer.objects.filter(workspace=workspace, erased_at=None).order_by("pk")


def searched(workspace: Workspace, words: str) -> QuerySet[Order]:
    """Orders by number, name or e-mail address; all of them without words."""
    text = words.strip()[:MOST_SEARCHED]
    if not text:
        return orders_of(workspace)
    by_text = Q(number__icontains=text.removeprefix("#")) | Q(customer_name__icontains=text)
    return orders_of(workspace).filter(by_text | Q(customer_email__icontains=text))


def shops_of(workspace: Workspace) -> QuerySet[ShopConnection]:
    """The connected shops with their readings, those that were disconnected last."""
    readings = Prefetch("readings", ShopReading.objects.order_by("-kind"))
    found = ShopConnection.objects.filter(workspace=workspace).select_related("workspace", "address")
    return found.prefetch_related(readings).order_by("pk")


def counts(workspace: Workspace) -> dict[str, int]:
    """How many orders there are of each source."""
    found = orders_of(workspace).order_by().values("source").annotate(n=Count("pk"))
    return {row["source"]: row["n"] for row in found}


def _by_handle(handles: Mapping[str, Collection[str]]) -> Q:
    wanted = Q(pk__in=[])
    for platform, names in handles.items():
        for name in names:
            wanted |= Q(**{f"handles__{platform}": name})
    return wanted


def _plain(emails: Collection[str]) -> list[str]:
    return [email.strip().lower() for email in emails if email.strip()]


def orders_with_handles(workspace: Workspace) -> QuerySet[Order]:
    """Orders for which the shop's own system knows an account of the customer on some platform."""
    return orders_of(workspace).exclude(handles={})
