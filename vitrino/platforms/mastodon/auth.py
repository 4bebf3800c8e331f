"""Connecting an account: sign in on the server the person names, or paste a token made there."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from vitrino.connect import reading
from vitrino.connect.address import server_address
from vitrino.connect.errors import AuthLost, ConnectError, Refused, Transient
from vitrino.connect.records import Credentials, Redirect
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door, Response, get, post_json
from vitrino.domain.message import say
from vitrino.platforms.mastodon.api import check_refusal
from vitrino.platforms.mastodon.manifest import MANIFEST

SCOPES = " ".join(MANIFEST.scopes)


class MastodonAuthenticator:
    """OAuth 2 with PKCE; our program is registered anew on each server, as Mastodon wants it."""

    def begin(self, door: Door, fields: Mapping[str, str], redirect_uri: str, state: str) -> Credentials | Redirect:
        server = server_address(fields.get("server", ""), "mastodon.social")
        token = fields.get("access_token", "").strip()
        if token:
            return _credentials(door, server, {"access_token": Secret(token)})
        app = _register(door, server, redirect_uri)
        verifier = secrets.token_urlsafe(48)
        query = {
            "response_type": "code",
            "client_id": app["client_id"],
            "redirect_uri": redirect_uri,
            "scope": SCOPES,
            "state": state,
            "code_challenge": _challenge(verifier),
            "code_challenge_method": "S256",
        }
        keep = {"server": server, "redirect_uri": redirect_uri, "verifier": verifier, **app}
        hidden = {name: Secret(value) for name, value in keep.items()}
        return Redirect(f"{server}/oauth/authorize?{urlencode(query)}", state, hidden)

    def finish(self, door: Door, keep: Mapping[str, str], params: Mapping[str, str]) -> Credentials:
        server = keep["server"]
        if params.get("error"):
            raise Refused(say("The sign-in was not completed on the server. Nothing was connected."))
        if params.get("iss", server).rstrip("/") != server:
            raise Refused(say("The answer came from another server than the one you named. Nothing was connected."))
        if not params.get("code"):
            raise Refused(say("The server sent no sign-in code. Try to connect again."))
        token = _token(door, server, keep, params["code"])
        hidden = {name: Secret(keep[name]) for name in ("client_id", "client_secret")}
        hidden["access_token"] = Secret(reading.text(token.get("access_token")))
        return _credentials(door, server, hidden, _expires_at(token), _granted(token))

    def refresh(self, door: Door, credentials: Credentials) -> Credentials:
        """Mastodon's tokens don't run out, so one that is no longer accepted was taken back."""
        raise AuthLost()


authenticator = MastodonAuthenticator()


def _register(door: Door, server: str, redirect_uri: str) -> dict[str, str]:
    wanted = {"client_name": "Vitrino", "redirect_uris": [redirect_uri], "scopes": SCOPES}
    app = _asked(door.send(post_json(f"{server}/api/v1/apps", wanted, repeatable=True)))
    found = {name: reading.text(app.get(name)) for name in ("client_id", "client_secret")}
    if not all(found.values()):
        raise Refused(say("This server does not answer like Mastodon. Check its address."))
    return found


def _token(door: Door, server: str, keep: Mapping[str, str], code: str) -> Mapping[str, Any]:
    wanted = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": keep["client_id"],
        "client_secret": keep["client_secret"],
        "redirect_uri": keep["redirect_uri"],
        "code_verifier": keep["verifier"],
    }
    token = _asked(door.send(post_json(f"{server}/oauth/token", wanted)))
    if not reading.text(token.get("access_token")):
        raise Refused(say("The server sent no token. Try to connect again."))
    missing = [scope for scope in MANIFEST.scopes if not _covers(_granted(token), scope)]
    if missing:
        raise Refused(say("The server did not grant all that is needed: {scopes}.", scopes=", ".join(missing)))
    return token


def _credentials(door: Door, server: str, hidden: Mapping[str, Secret], expires_at: datetime | None = None,
                 scopes: tuple[str, ...] = ()) -> Credentials:  # fmt: skip
    """Credentials with the account they open; the server is asked, whatever the person wrote."""
    bearer = {"authorization": f"Bearer {hidden['access_token'].reveal()}"}
    account = _asked(door.send(get(f"{server}/api/v1/accounts/verify_credentials", None, bearer)))
    account_id = reading.text(account.get("id"))
    if not account_id:
        raise Refused(say("This server does not answer like Mastodon. Check its address."))
    handle = f"{reading.name(account.get('username'))}@{server.partition('://')[2]}"
    public = {"server": server, "account_id": account_id, "handle": handle}
    return Credentials(secrets=hidden, public=public, expires_at=expires_at, scopes=scopes)


def _asked(response: Response) -> Mapping[str, Any]:
    """The JSON object of an answer while connecting. Raises Refused with words: a person is waiting."""
    if response.status not in (404, 410):
        check_refusal(response, datetime.now(UTC))
    try:
        if response.is_ok:
            return reading.mapping(response.json(unique_keys=True))
    except Transient:
        raise Refused(say("This server does not answer like Mastodon. Check its address.")) from None
    raise _unlike(response)


def _unlike(response: Response) -> ConnectError:
    if response.status >= 500:
        return Transient()
    return Refused(say("This server does not answer like Mastodon. Check its address."))


def _granted(token: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(reading.text(token.get("scope"), 1000).split())


def _covers(granted: tuple[str, ...], scope: str) -> bool:
    """A wide scope holds its narrow ones; a server that names none grants what was asked."""
    return not granted or scope in granted or scope.partition(":")[0] in granted


def _expires_at(token: Mapping[str, Any]) -> datetime | None:
    """None: until it is taken back. A life that is negative or nonsense counts as unknown, which is the same."""
    life_s, made_at = reading.integer(token.get("expires_in")), reading.integer(token.get("created_at"))
    return reading.epoch(made_at + life_s) if life_s and made_at else None


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
