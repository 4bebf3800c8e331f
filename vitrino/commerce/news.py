"""What shops tell by themselves. Each word is stored before it is read, may come twice, late, or in another order."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from vitrino.commerce import forgetting, keys
from vitrino.commerce.models import Customer, Order, ShopConnection, ShopReading
from vitrino.commerce.taking import let_go, take_customers, take_orders
from vitrino.connect import registry
from vitrino.connect.shop import PersonAsked, ReadKind
from vitrino.domain.message import say
from vitrino.engine import actions as engine
from vitrino.intake.actions import Delivered


@transaction.atomic
def hear(delivered: Delivered, now: datetime) -> None:
    """Understand one delivery. Nothing happens for a shop that was disconnected meanwhile, but its last wishes."""
    shop = ShopConnection.objects.filter(address_id=delivered.address_id).select_related("workspace").first()
    read = registry.shop(delivered.platform).news
    if shop is None or read is None:
        return
    news = read(delivered.incoming)
    for asked in news.to_erase:
        _forget(shop, asked, now)
    if news.erases_all:
        forgetting.forget_shop(shop, now)
    if not shop.is_usable:
        return
    take_customers(shop, news.customers, now)
    take_orders(shop, news.orders, now, is_read=False)
    let_go(shop, "order", news.gone_orders, delivered.at)
    let_go(shop, "customer", news.gone_customers, delivered.at)
    if news.to_read:
        read_soon(shop, news.to_read, now)
    for asked in news.to_show:
        _ask_owner(shop, asked, now)
    if news.is_leaving:
        keys.mark_lost(
            shop, say("The app was removed from the shop. Install it again and connect the shop again."), now
        )


def read_soon(shop: ShopConnection, kinds: frozenset[ReadKind], now: datetime) -> None:
    """Read these now, unless somebody is reading."""
    ShopReading.objects.filter(connection=shop, kind__in=kinds, lease_until=None).update(due_at=now)
    engine.ring()


def _forget(shop: ShopConnection, asked: PersonAsked, now: datetime) -> None:
    """Somebody wants to be forgotten by this shop: their record, and the orders it names."""
    mine = {"workspace_id": shop.workspace_id, "source": shop.source}
    email = asked.email.strip().lower()
    same = Q(remote_id=asked.customer_id) if asked.customer_id else Q(pk__in=[])
    for customer in Customer.objects.filter(same | Q(email=email) if email else same, **mine, erased_at=None):
        forgetting.erase_customer(customer=customer, by=None, now=now)
    theirs = Q(remote_id__in=asked.order_ids)
    orders = Order.objects.filter(theirs | Q(customer_email=email) if email else theirs, **mine)
    orders.update(**forgetting.NOBODY, erased_at=now)


def _ask_owner(shop: ShopConnection, asked: PersonAsked, now: datetime) -> None:
    """Somebody wants to see what is known about them: a person answers, within a month."""
    keys.tell(shop, f"shop-request:{shop.pk}:{asked.customer_id or asked.email}:{now:%Y%m%d}",
              say("Customer {number} of {name} asks what you know about them. Answer within a month: export the"
                  " person's page.", number=asked.customer_id or "–", name=str(shop)), now)  # fmt: skip
