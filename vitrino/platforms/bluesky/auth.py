"""Connecting an account with an app password; its session renews itself."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from vitrino.connect import reading
from vitrino.connect.address import server_address
from vitrino.connect.errors import AuthLost, Refused, Transient
from vitrino.connect.records import Credentials, Redirect
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door, Request, Response, parse_json, post_json
from vitrino.domain.message import say
from vitrino.platforms.bluesky.api import check_refusal
from vitrino.platforms.bluesky.manifest import SERVICE

_HANDLE = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
_DID = re.compile(r"did:(?:plc:[a-z2-7]{24}|web:[a-z0-9.-]+)")


class BlueskyAuthenticator:
    """Handle and app password give a session of two hours with a renewal of ninety days (measured on PDS 0.5.35).

    The app password is kept too (encrypted, like the session): renewals are single-use, so one lost on the way
    would otherwise cost the person a visit here.
    """

    def begin(self, door: Door, fields: Mapping[str, str], redirect_uri: str, state: str) -> Credentials | Redirect:
        name = fields.get("handle", "").strip().removeprefix("@").lower()
        password = fields.get("app_password", "").strip()
        if not _HANDLE.fullmatch(name) and not _DID.fullmatch(name):
            raise Refused(say("This is not a handle. It looks like corner-bakery.bsky.social."))
        if not password:
            raise Refused(say("Enter an app password. Bluesky makes one under Settings, Privacy and security."))
        server = fields.get("server", "").strip()
        entry = server_address(server, "bsky.social") if server else SERVICE.value
        try:
            return _signed_in(door, entry, name, Secret(password))
        except AuthLost as error:
            raise Refused(say("Bluesky does not know this handle with this app password.")) from error

    def finish(self, door: Door, keep: Mapping[str, str], params: Mapping[str, str]) -> Credentials:
        """There is no way round by the browser."""
        raise Refused(say("Bluesky is connected with an app password."))

    def refresh(self, door: Door, credentials: Credentials) -> Credentials:
        try:
            return _renewed(door, credentials)
        except AuthLost:
            password = credentials.secrets.get("app_password")
            if not password:
                raise
            entry = credentials.public.get("entry", SERVICE.value)
            return _signed_in(door, entry, credentials.public["did"], password)


authenticator = BlueskyAuthenticator()


def _signed_in(door: Door, entry: str, name: str, password: Secret) -> Credentials:
    wanted = {"identifier": name, "password": password.reveal()}
    session = _asked(door.send(post_json(f"{entry}/xrpc/com.atproto.server.createSession", wanted, repeatable=True)))
    return _credentials(session, entry, password)


def _renewed(door: Door, credentials: Credentials) -> Credentials:
    bearer = {"authorization": f"Bearer {credentials.secrets['refresh_token'].reveal()}"}
    url = f"{credentials.public['server']}/xrpc/com.atproto.server.refreshSession"
    session = _asked(door.send(Request("POST", url, bearer, repeatable=True)))
    if reading.text(session.get("did")) != credentials.public["did"]:
        raise AuthLost(say("Bluesky answered for another account."))
    entry = credentials.public.get("entry", SERVICE.value)
    return _credentials(session, entry, credentials.secrets.get("app_password", Secret("")))


def _credentials(session: Mapping[str, Any], entry: str, password: Secret) -> Credentials:
    access, renewal = reading.text(session.get("accessJwt"), 5000), reading.text(session.get("refreshJwt"), 5000)
    did, handle = reading.text(session.get("did"), 300), reading.name(session.get("handle"))
    if not access or not renewal or not did.startswith("did:"):
        raise Refused(say("This server does not answer like Bluesky. Check its address."))
    if session.get("active") is False:
        raise Refused(say("Bluesky has switched this account off. Look at the messages in the Bluesky app."))
    secrets = {"access_token": Secret(access), "refresh_token": Secret(renewal), "app_password": password}
    public = {"server": _home(session, entry), "entry": entry, "did": did, "handle": handle}
    return Credentials(secrets, public, _expires_at(access))


def _home(session: Mapping[str, Any], entry: str) -> str:
    """The server that holds the account, as the account's own document says; else the one that signed us in."""
    services = reading.mapping(session.get("didDoc")).get("service")
    for service in reading.mappings(services):
        address = reading.text(service.get("serviceEndpoint"), 300).rstrip("/")
        is_plain = address.startswith("http://") and entry.startswith("http://")  # only between test servers
        if reading.text(service.get("id")).endswith("#atproto_pds") and (address.startswith("https://") or is_plain):
            return address
    return entry


def _asked(response: Response) -> Mapping[str, Any]:
    check_refusal(response, datetime.now(UTC))
    if not response.is_ok:
        raise Transient()
    return reading.mapping(response.json(unique_keys=True))


def _expires_at(token: str) -> datetime | None:
    """When the token says it ends; None where it can't be read, then the first refusal tells."""
    try:
        middle = token.split(".")[1]
        claims = parse_json(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
        return reading.epoch(reading.mapping(claims).get("exp"))
    except (IndexError, ValueError, Transient):
        return None
