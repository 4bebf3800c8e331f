"""Connecting a WooCommerce shop: a pair of keys made in its settings."""

from __future__ import annotations

from collections.abc import Mapping

from vitrino.connect.address import shop_address
from vitrino.connect.errors import AuthLost, Refused
from vitrino.connect.records import Credentials
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door
from vitrino.domain.message import say


class WooCommerceAuthenticator:
    """Keys don't run out; the shop's owner takes them back."""

    def open(self, door: Door, fields: Mapping[str, str]) -> Credentials:
        server = shop_address(fields.get("server", ""))
        key, secret = (fields.get(name, "").strip() for name in ("consumer_key", "consumer_secret"))
        if not key.startswith("ck_") or not secret.startswith("cs_"):
            raise Refused(
                say("The consumer key begins with ck_, the consumer secret with cs_. Please copy both again.")
            )
        return Credentials({"consumer_key": Secret(key), "consumer_secret": Secret(secret)}, {"server": server})

    def refresh(self, door: Door, credentials: Credentials) -> Credentials:
        raise AuthLost()

    def hook_secret(self, credentials: Credentials) -> str:
        """We choose it and tell the shop."""
        return ""


authenticator = WooCommerceAuthenticator()
