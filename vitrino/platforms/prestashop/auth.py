"""Connecting a PrestaShop: its webservice key, and the zone its clocks show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from vitrino.connect import reading
from vitrino.connect.address import shop_address
from vitrino.connect.errors import AuthLost, Refused
from vitrino.connect.records import Credentials
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door
from vitrino.domain.message import say
from vitrino.platforms.prestashop.api import Api

_KEY = re.compile(r"[A-Za-z0-9]{32}")
_ZONE = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}")
# What the shop calls its own states, by the number they have unless somebody changed them.
STATES = {"PS_OS_SHIPPING": "4", "PS_OS_DELIVERED": "5", "PS_OS_CANCELED": "6", "PS_OS_REFUND": "7", "PS_OS_ERROR": "8"}
ASKED = ("PS_TIMEZONE", "PS_SHOP_NAME", *STATES)


class PrestaShopAuthenticator:
    """Keys don't run out; the shop's owner switches them off."""

    def open(self, door: Door, fields: Mapping[str, str]) -> Credentials:
        server, key = shop_address(fields.get("server", "")), fields.get("key", "").strip()
        if not _KEY.fullmatch(key):
            raise Refused(say("The webservice key has 32 letters and digits. Please copy it again."))
        api = Api(door, server, Secret(key), lambda: datetime.now(UTC))
        known = _configuration(api)
        zone = fields.get("time_zone", "").strip() or known.get("PS_TIMEZONE", "")
        if not is_zone(zone):
            raise Refused(say("Please enter the shop's time zone, such as {example}: the key may not read it.",
                              example="Europe/Warsaw"))  # fmt: skip
        states = {name: known.get(name) or number for name, number in STATES.items()}
        public = {"server": server, "zone": zone, "name": known.get("PS_SHOP_NAME", ""), **states}
        return Credentials({"key": Secret(key)}, public)

    def refresh(self, door: Door, credentials: Credentials) -> Credentials:
        raise AuthLost()

    def hook_secret(self, credentials: Credentials) -> str:
        """PrestaShop calls nobody."""
        return ""


authenticator = PrestaShopAuthenticator()


def is_zone(name: str) -> bool:
    """A zone that this machine knows; never a path."""
    try:
        return bool(_ZONE.fullmatch(name)) and ZoneInfo(name) is not None
    except (ValueError, OSError, KeyError):
        return False


def _configuration(api: Api) -> dict[str, str]:
    """What the shop says of itself, as far as the key may ask."""
    params = {"display": "[name,value]", "filter[name]": f"[{'|'.join(ASKED)}]"}
    rows = api.allowed_rows("configurations", params)
    return {reading.text(row.get("name"), 60): reading.text(row.get("value"), 200).strip() for row in rows}
