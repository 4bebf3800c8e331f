"""Facts about Shopify: the GraphQL Admin API, for an app that the shop's owner makes for their own shop."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import ConnectField, Fact, Gate
from vitrino.connect.shop import ShopManifest
from vitrino.domain.message import say

LOOKED_UP: Final = date(2026, 11, 22)
VERSION: Final = "2026-10"
# A query may cost 1,000 points; one order with its lines and parcels costs about 32.
PAGE: Final = 25
SCOPES: Final = ("read_orders", "read_all_orders", "read_customers")

_DOCS = "shopify.dev"

SHOP = ShopManifest(
    key="shopify",
    name="Shopify",
    icon="platform-shopify",
    proof_level="D",
    fields=(
        ConnectField("server", say("Address of your shop at Shopify"), say("It ends with .myshopify.com."),
                     placeholder="my-shop.myshopify.com"),
        ConnectField("client_id", say("Client ID"), say("From your app's settings in the Dev Dashboard."),
                     is_optional=True),
        ConnectField("client_secret", say("Client secret"),
                     say("From the same place. Shopify also signs its messages with it; it is stored encrypted."),
                     is_secret=True),
        ConnectField("access_token", say("Access token"),
                     say("Only for an app made before 2026 in the shop's admin: it begins with shpat_. Then leave the"
                         " client ID empty."), is_secret=True, is_optional=True, placeholder="shpat_…"),
    ),
    every_s={"orders": 300, "customers": 900},
    sources=(
        "https://shopify.dev/docs/api/admin-graphql/2026-10",
        "https://shopify.dev/docs/apps/build/authentication-authorization/client-credentials-grant",
        "https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance",
    ),
    as_of=LOOKED_UP,
    has_hooks=True,
    api_version=VERSION,
    api_version_ends_on=date(2027, 10, 1),
    page_sizes=(Fact(250, f"{_DOCS}: a connection gives at most 250; a query may cost 1,000 points", LOOKED_UP),),
    gates=(
        Gate("sixty-days", say("Without the permission read_all_orders Shopify shows only the last 60 days.")),
        Gate("personal-data", say("On its cheapest plans Shopify hides names and e-mail addresses from apps; orders are"
                                  " then read without them.")),
    ),
)  # fmt: skip
