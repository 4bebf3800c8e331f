"""Facts about WooCommerce: the shop's own WordPress, its REST API v3, a key anybody can make who runs the shop."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import ConnectField, Fact, Gate
from vitrino.connect.shop import ShopManifest
from vitrino.domain.message import say

LOOKED_UP: Final = date(2026, 11, 22)
PAGE: Final = 50

_API = "woocommerce.github.io/woocommerce-rest-api-docs (v3)"

SHOP = ShopManifest(
    key="woocommerce",
    name="WooCommerce",
    icon="building-store",
    proof_level="D",
    fields=(
        ConnectField("server", say("Address of your shop"), say("As your customers type it."),
                     placeholder="https://shop.example"),
        ConnectField("consumer_key", say("Consumer key"), say("It begins with ck_."), placeholder="ck_…"),
        ConnectField("consumer_secret", say("Consumer secret"), say("It begins with cs_. It is stored encrypted."),
                     is_secret=True),
    ),
    # Customers have no time of their last change, so they are read from the beginning, once a day.
    every_s={"orders": 300, "customers": 86_400},
    sources=("https://woocommerce.github.io/woocommerce-rest-api-docs/",
             "https://developer.woocommerce.com/docs/apis/rest-api/"),
    as_of=LOOKED_UP,
    has_hooks=True,
    api_version="wc/v3",
    page_sizes=(Fact(100, f"{_API}: per_page, at most 100", LOOKED_UP),),
    gates=(
        Gate("https", say("The address must begin with https://, or the key would travel in the open.")),
        Gate("permalinks", say("In WordPress, permalinks must not be set to Plain: the interface is off then.")),
        Gate("version", say("WooCommerce 5.8 or newer: older ones can't say what changed.")),
    ),
)  # fmt: skip
