"""Storing what a shop says, in any order and any number of times: an older word never replaces a newer one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from vitrino.commerce import forgetting, tracing
from vitrino.commerce.models import Customer, Gone, Order, ShopConnection
from vitrino.connect import registry
from vitrino.connect.shop import RemoteCustomer, RemoteOrder

MOST_ITEMS = 200
Known = Mapping[str, Customer]


@transaction.atomic
def take_orders(shop: ShopConnection, orders: Sequence[RemoteOrder], now: datetime, *, is_read: bool) -> int:
    """Store orders and who placed them; how many were new or changed.

    is_read: the shop was asked and this is how it is now. Of systems that also call us, another word may have come in
    between, so there the times decide.
    """
    _lock(shop)
    newest = _newest_of_each(orders)
    rows = {row.remote_id: row for row in _mine(Order, shop).filter(remote_id__in=newest)}
    gone = _gone(shop, "order", newest)
    people = _people(shop, [one.customer for one in newest.values() if one.customer])
    is_truth = is_read and not registry.shops()[shop.system].has_hooks
    fresh, changed, taken = [], 0, {}
    for one in newest.values():
        row, values = rows.get(one.remote_id), _values(shop, one, people)
        if row is None and not _is_older(one.updated_at, gone.get(one.remote_id)):
            fresh.append(Order(workspace_id=shop.workspace_id, source=shop.source, remote_id=one.remote_id, **values))
        elif row is not None and (is_truth or not _is_older(one.updated_at, row.gone_at, row.updated_at)):
            changed += _change(row, _as_far_as_allowed(row, values))
            taken[one.remote_id] = row
    Order.objects.bulk_create(fresh)
    tracing.keep(newest, taken | {row.remote_id: row for row in fresh})
    Gone.objects.filter(workspace_id=shop.workspace_id, source=shop.source, kind="order",
                        remote_id__in=[row.remote_id for row in fresh]).delete()  # fmt: skip
    return len(fresh) + changed


@transaction.atomic
def take_customers(shop: ShopConnection, customers: Sequence[RemoteCustomer], now: datetime) -> int:
    """Store customers as their own records say; how many were new or changed."""
    _lock(shop)
    wanted = {one.remote_id[:120]: one for one in customers if one.remote_id}
    rows = {row.remote_id: row for row in _mine(Customer, shop).filter(remote_id__in=wanted)}
    gone = _gone(shop, "customer", wanted)
    fresh, changed = [], 0
    for remote_id, one in wanted.items():
        row = rows.get(remote_id)
        if row is None and not _is_older(one.updated_at, gone.get(remote_id)):
            fresh.append(_new_customer(shop, remote_id, one, one.updated_at))
        elif row is not None and row.erased_at is None and not _is_older(one.updated_at, row.updated_at):
            changed += _change(row, {**_facts(one), **_consent(one), "updated_at": one.updated_at})
    Customer.objects.bulk_create(fresh)
    return len(fresh) + changed


@transaction.atomic
def let_go(shop: ShopConnection, kind: str, remote_ids: Iterable[str], now: datetime) -> None:
    """The shop deleted these. An order stays as a number without a person; of a customer nothing is left."""
    _lock(shop)
    for remote_id in {one[:120] for one in remote_ids if one}:
        if kind == "order":
            rows = _mine(Order, shop).filter(remote_id=remote_id)
            is_known = rows.exists()
            rows.filter(gone_at=None).update(gone_at=now, state="deleted", **forgetting.NOBODY)
        else:
            customer = _mine(Customer, shop).filter(remote_id=remote_id).first()
            is_known = customer is not None
            if customer is not None:
                forgetting.forget(customer, now)
                _mine(Customer, shop).filter(remote_id=remote_id, gone_at=None).update(gone_at=now)
        if not is_known:
            Gone.objects.update_or_create(workspace_id=shop.workspace_id, source=shop.source, kind=kind,
                                          remote_id=remote_id, defaults={"at": now})  # fmt: skip


def guest_id(shop: ShopConnection, email: str) -> str:
    """Guests have no number; the same address is the same guest. Hashed, so that it names nobody after an erasure."""
    digest = hashlib.sha256(f"{shop.workspace_id}:{shop.source}:{email.strip().lower()}".encode())
    return f"guest:{digest.hexdigest()[:40]}"


def _lock(shop: ShopConnection) -> None:
    """One at a time for each shop: a webhook and a reading must not pass each other."""
    ShopConnection.objects.select_for_update().get(pk=shop.pk)


def _mine(model: Any, shop: ShopConnection) -> Any:
    return model.objects.filter(workspace_id=shop.workspace_id, source=shop.source)


def _newest_of_each(orders: Sequence[RemoteOrder]) -> dict[str, RemoteOrder]:
    found: dict[str, RemoteOrder] = {}
    for one in orders:
        known = found.get(one.remote_id)
        if len(one.remote_id) <= 120 and (known is None or one.updated_at >= known.updated_at):
            found[one.remote_id] = one
    return found


def _gone(shop: ShopConnection, kind: str, remote_ids: Iterable[str]) -> dict[str, datetime]:
    rows = Gone.objects.filter(workspace_id=shop.workspace_id, source=shop.source, kind=kind,
                               remote_id__in=list(remote_ids))  # fmt: skip
    return dict(rows.values_list("remote_id", "at"))


def _is_older(at: datetime | None, *known: datetime | None) -> bool:
    """Is this from before something that is known already? Without a time, anything known is newer."""
    times = [one for one in known if one is not None]
    return bool(times) and (at is None or at < max(times))


def _people(shop: ShopConnection, customers: Sequence[RemoteCustomer]) -> dict[str, Customer]:
    """The customers behind orders. What an order says of somebody only fills in what their own record left out."""
    wanted = {_key(shop, one): one for one in customers}
    rows = {row.remote_id: row for row in _mine(Customer, shop).filter(remote_id__in=wanted)}
    fresh = [_new_customer(shop, key, one, one.updated_at if one.is_guest else None)
             for key, one in wanted.items() if key not in rows]  # fmt: skip
    Customer.objects.bulk_create(fresh)
    for key, row in rows.items():
        if row.erased_at is None:
            _change(row, _filled(row, wanted[key]))
    return rows | {row.remote_id: row for row in fresh}


def _key(shop: ShopConnection, one: RemoteCustomer) -> str:
    return one.remote_id[:120] or guest_id(shop, one.email)


def _new_customer(shop: ShopConnection, key: str, one: RemoteCustomer, updated_at: datetime | None) -> Customer:
    return Customer(workspace_id=shop.workspace_id, connection=shop, source=shop.source, remote_id=key,
                    updated_at=updated_at, **_facts(one), **_consent(one))  # fmt: skip


def _facts(one: RemoteCustomer) -> dict[str, Any]:
    return {"name": one.name[:200], "email": _email(one.email), "phone": one.phone[:60], "is_guest": one.is_guest}


def _email(text: str) -> str:
    email = text.strip().lower()
    return email if "@" in email and len(email) <= 254 else ""


def _consent(one: RemoteCustomer) -> dict[str, Any]:
    if one.consent is None:
        return {"consent": None, "consent_at": None, "consent_source": ""}
    return {"consent": one.consent.is_given, "consent_at": one.consent.at, "consent_source": one.consent.source[:200]}


def _filled(row: Customer, one: RemoteCustomer) -> dict[str, Any]:
    """Gaps, and a wish that is newer than the one we know."""
    facts = {name: value for name, value in _facts(one).items() if value and not getattr(row, name)}
    if one.consent is not None and (row.consent is None or _is_later(one.consent.at, row.consent_at)):
        facts |= _consent(one)
    return facts


def _is_later(at: datetime | None, known: datetime | None) -> bool:
    return at is not None and (known is None or at > known)


def _values(shop: ShopConnection, one: RemoteOrder, people: Known) -> dict[str, Any]:
    owner = people.get(_key(shop, one.customer)) if one.customer else None
    is_erased = owner is not None and owner.erased_at is not None
    return {
        "number": one.number[:60], "customer": owner, "state": one.state, "currency": one.currency,
        "customer_name": "" if one.customer is None or is_erased else one.customer.name[:200],
        "customer_email": "" if one.customer is None or is_erased else _email(one.customer.email),
        "erased_at": owner.erased_at if owner else None,
        "total_minor": one.total_minor, "refunded_minor": one.refunded_minor, "placed_at": one.placed_at,
        "updated_at": one.updated_at, "shipped_at": one.shipped_at, "delivered_at": one.delivered_at,
        "cancelled_at": one.cancelled_at, "gone_at": None, "heard_of": "" if is_erased else one.heard_of[:120],
        "items": [{"name": item.name, "quantity": item.quantity, "price_minor": item.price_minor}
                  for item in one.items[:MOST_ITEMS]],
    }  # fmt: skip


def _as_far_as_allowed(row: Order, values: dict[str, Any]) -> dict[str, Any]:
    """What was taken out stays out; a delivery keeps its first time, because shops note it again with every change."""
    if row.delivered_at is not None and values["delivered_at"] is not None:
        values["delivered_at"] = min(row.delivered_at, values["delivered_at"])
    if row.erased_at is not None:
        values |= {
            "customer_name": "",
            "customer_email": "",
            "heard_of": "",
            "customer": row.customer,
            "erased_at": row.erased_at,
        }
    return values


def _change(row: Any, values: Mapping[str, Any]) -> int:
    """Write what differs; 1 if anything does."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if not changed:
        return 0
    for name in changed:
        setattr(row, name, values[name])
    row.save(update_fields=changed)
    return 1
