"""What WooCommerce tells by itself: the whole order or customer, the same as when it is read."""

from __future__ import annotations

from vitrino.connect import reading
from vitrino.connect.hooks import Incoming
from vitrino.connect.shop import ShopNews
from vitrino.platforms.woocommerce import translate


def read(incoming: Incoming) -> ShopNews:
    """Nothing for topics we did not ask for. A deletion names only the number."""
    topic = incoming.header("x-wc-webhook-topic")
    kind, _dot, deed = topic.partition(".")
    if kind not in ("order", "customer") or not deed:
        return ShopNews()
    value = reading.mapping(incoming.json())
    remote_id = reading.text(value.get("id"), 40)
    if deed == "deleted":
        gone = (remote_id,) if remote_id else ()
        return ShopNews(gone_orders=gone) if kind == "order" else ShopNews(gone_customers=gone)
    if kind == "order":
        order = translate.order(value)
        return ShopNews(orders=(order,)) if order else ShopNews(to_read=frozenset({"orders"}))
    customer = translate.customer(value)
    return ShopNews(customers=(customer,)) if customer else ShopNews()
