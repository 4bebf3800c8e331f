"""Facts about PrestaShop: the shop's own webservice, a key anybody can make who runs the shop. It never calls us."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import ConnectField, Fact, Gate
from vitrino.connect.shop import ShopManifest
from vitrino.domain.message import say

LOOKED_UP: Final = date(2026, 11, 22)
PAGE: Final = 50

SHOP = ShopManifest(
    key="prestashop",
    name="PrestaShop",
    icon="platform-prestashop",
    proof_level="D",
    fields=(
        ConnectField("server", say("Address of your shop"), say("As your customers type it."),
                     placeholder="https://shop.example"),
        ConnectField("key", say("Webservice key"), say("32 letters and digits. It is stored encrypted."),
                     is_secret=True),
        ConnectField("time_zone", say("Time zone of the shop"),
                     say("Only if the key may not read configurations: PrestaShop writes times without a zone."),
                     is_optional=True, placeholder="Europe/Warsaw"),
    ),
    every_s={"orders": 300, "customers": 900},
    sources=("https://devdocs.prestashop-project.org/9/webservice/",
             "https://github.com/PrestaShop/PrestaShop (classes/webservice/WebserviceRequest.php)"),
    as_of=LOOKED_UP,
    api_version="webservice",
    page_sizes=(Fact(PAGE, "no limit is stated; pages of our own choice", LOOKED_UP, checked=False),),
    gates=(
        Gate("webservice", say("The webservice must be switched on: Advanced parameters, Webservice.")),
        Gate("polling", say("PrestaShop can't call Vitrino; Vitrino looks every five minutes.")),
    ),
)  # fmt: skip
