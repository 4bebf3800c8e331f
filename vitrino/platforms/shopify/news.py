"""What Shopify tells by itself, and the three requests its law department makes every app answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from vitrino.connect import reading
from vitrino.connect.hooks import Incoming
from vitrino.connect.shop import PersonAsked, ShopNews
from vitrino.platforms.shopify import translate

Values = Mapping[str, Any]


def read(incoming: Incoming) -> ShopNews:
    """Nothing for topics we did not ask for."""
    reader = _READERS.get(incoming.header("x-shopify-topic"))
    return reader(reading.mapping(incoming.json())) if reader else ShopNews()


def _order(value: Values) -> ShopNews:
    found = translate.told_order(value)
    return ShopNews(orders=(found,)) if found else ShopNews(to_read=frozenset({"orders"}))


def _customer(value: Values) -> ShopNews:
    found = translate.told_customer(value)
    return ShopNews(customers=(found,)) if found else ShopNews()


def _asked(value: Values, orders: str) -> tuple[PersonAsked, ...]:
    who = reading.mapping(value.get("customer"))
    listed = value.get(orders)
    ids = tuple(translate.number_of(one) for one in listed) if isinstance(listed, list) else ()
    found = PersonAsked(translate.number_of(who.get("id")), reading.text(who.get("email"), 254), ids)
    return (found,) if found.customer_id or found.email or found.order_ids else ()


_READERS: Mapping[str, Callable[[Values], ShopNews]] = {
    **dict.fromkeys(("orders/create", "orders/updated", "orders/cancelled", "orders/fulfilled", "orders/paid"), _order),
    "orders/delete": lambda value: ShopNews(gone_orders=(translate.number_of(value.get("id")),)),
    "fulfillments/update": lambda value: ShopNews(to_read=frozenset({"orders"})),
    **dict.fromkeys(("customers/create", "customers/update"), _customer),
    "customers/delete": lambda value: ShopNews(gone_customers=(translate.number_of(value.get("id")),)),
    "customers/data_request": lambda value: ShopNews(to_show=_asked(value, "orders_requested")),
    "customers/redact": lambda value: ShopNews(to_erase=_asked(value, "orders_to_redact")),
    "shop/redact": lambda value: ShopNews(erases_all=True),
    "app/uninstalled": lambda value: ShopNews(is_leaving=True),
}
