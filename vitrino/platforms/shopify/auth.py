"""Connecting a Shopify shop: by the app's own ID and secret, or by the token of an app made before 2026."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from vitrino.connect import reading
from vitrino.connect.errors import AuthLost, RateLimited, Refused, Transient
from vitrino.connect.headers import wait_until
from vitrino.connect.records import Credentials
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door, Response, post_form
from vitrino.domain.message import say

# The one form in which a shop's address decides where our secrets go.
_HOST = re.compile(r"[a-z0-9][a-z0-9-]{0,60}\.myshopify\.com")
_THIS_MACHINE = re.compile(r"http://(?:localhost|127\.0\.0\.1):\d{2,5}")
_ADMIN = re.compile(r"(?:https://)?admin\.shopify\.com/store/([a-z0-9][a-z0-9-]{0,60})(?:/.*)?")
SHORTEST_LIFE = timedelta(minutes=5)


class ShopifyAuthenticator:
    """Tokens live a day and are fetched anew with the secret (shopify.dev, client credentials grant)."""

    def open(self, door: Door, fields: Mapping[str, str]) -> Credentials:
        server = shop_server(fields.get("server", ""))
        given = {name: fields.get(name, "").strip() for name in ("client_id", "client_secret", "access_token")}
        if not given["client_secret"]:
            raise Refused(say("Please paste the client secret: Shopify signs its messages with it."))
        if given["access_token"]:
            kept = {name: Secret(given[name]) for name in ("client_secret", "access_token")}
            return Credentials(kept, {"server": server})
        if not given["client_id"]:
            raise Refused(say("Please paste the client ID as well, or the access token of an older app."))
        kept = {name: Secret(given[name]) for name in ("client_id", "client_secret")}
        return self.refresh(door, Credentials(kept, {"server": server}))

    def refresh(self, door: Door, credentials: Credentials) -> Credentials:
        if "client_id" not in credentials.secrets:
            raise AuthLost(say("Shopify no longer accepts the access token. Please paste a new one."))
        server = credentials.public["server"]
        wanted = {name: credentials.secrets[name].reveal() for name in ("client_id", "client_secret")}
        wanted["grant_type"] = "client_credentials"
        # Asking twice only makes two tokens that both work.
        response = door.send(post_form(f"{server}/admin/oauth/access_token", wanted, repeatable=True))
        return _granted(response, credentials)

    def hook_secret(self, credentials: Credentials) -> str:
        return credentials.secrets["client_secret"].reveal()


authenticator = ShopifyAuthenticator()


def shop_server(entered: str) -> str:
    """The shop's own host from what a person copied. Raises Refused: another host would get the secret."""
    text = entered.strip().rstrip("/").lower()
    if _THIS_MACHINE.fullmatch(text):
        return text
    admin = _ADMIN.fullmatch(text)
    host = f"{admin[1]}.myshopify.com" if admin else text.removeprefix("https://").partition("/")[0]
    if "." not in host:
        host = f"{host}.myshopify.com"
    if not _HOST.fullmatch(host):
        raise Refused(say("Please enter the address that ends with .myshopify.com. You find it in Shopify under"
                          " Settings, Domains."))  # fmt: skip
    return f"https://{host}"


def _granted(response: Response, credentials: Credentials) -> Credentials:
    if response.status == 429:
        raise RateLimited(wait_until(response.headers, datetime.now(UTC)))
    if response.status >= 500:
        raise Transient()
    if not response.is_ok:
        raise AuthLost(say("Shopify does not accept this client ID and secret. Check that the app is installed in this"
                           " shop and belongs to the same organization."))  # fmt: skip
    token = reading.mapping(response.json(unique_keys=True))
    text = reading.text(token.get("access_token"), 500)
    if not text:
        raise Transient(say("Shopify sent no token. Please try again."))
    life = timedelta(seconds=min(reading.integer(token.get("expires_in")) or 3600, 86_400))
    secrets = {**credentials.secrets, "access_token": Secret(text)}
    scopes = tuple(scope for scope in reading.text(token.get("scope"), 2000).replace(",", " ").split() if scope)
    return Credentials(secrets, credentials.public, datetime.now(UTC) + max(life, SHORTEST_LIFE), scopes)
