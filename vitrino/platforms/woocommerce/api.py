"""Speaking HTTP with one WooCommerce shop: what its answers mean is decided here and nowhere else."""

from __future__ import annotations

import base64
from typing import Any

from vitrino.connect import reading
from vitrino.connect.connector import Clock
from vitrino.connect.errors import AuthLost, RateLimited, Refused, Transient
from vitrino.connect.headers import wait_until
from vitrino.connect.records import Credentials
from vitrino.connect.shop import NotAllowed
from vitrino.connect.wire import Door, Params, Request, Response, get, post_json
from vitrino.domain.message import say

ROOT = "/wp-json/wc/v3"


class Api:
    """One key to one shop. Some hosts swallow the Authorization header; then the key goes into the address, which the
    documentation allows over HTTPS."""

    def __init__(self, door: Door, credentials: Credentials, clock: Clock) -> None:
        self._door, self._clock = door, clock
        self._server = credentials.public["server"]
        self._key = credentials.secrets["consumer_key"].reveal()
        self._secret = credentials.secrets["consumer_secret"].reveal()

    def read(self, path: str, params: Params | None = None) -> Response:
        """An answer with a JSON list or object in it."""
        response = self._door.send(get(self._server + ROOT + path, params, self._headers()))
        if response.status == 401 and _lacks_key(response):
            in_address = {**(params or {}), "consumer_key": self._key, "consumer_secret": self._secret}
            response = self._door.send(get(self._server + ROOT + path, in_address, {"accept": "application/json"}))
        self._check(response)
        return response

    def create(self, path: str, value: Any) -> None:
        self._check(self._door.send(post_json(self._server + ROOT + path, value, self._headers(), repeatable=True)))

    def delete(self, path: str) -> None:
        url = f"{self._server}{ROOT}{path}?force=true"
        self._check(self._door.send(Request("DELETE", url, self._headers(), repeatable=True)))

    def _headers(self) -> dict[str, str]:
        pair = base64.b64encode(f"{self._key}:{self._secret}".encode()).decode()
        return {"authorization": f"Basic {pair}", "accept": "application/json"}

    def _check(self, response: Response) -> None:
        if response.is_ok:
            return
        words = _words(response)
        if response.status == 429:
            raise RateLimited(wait_until(response.headers, self._clock()))
        if response.status == 403:
            raise NotAllowed(say("The shop says: {words}", words=words) if words else None)
        if response.status == 401:
            raise AuthLost(say("The shop no longer accepts the key: {words}", words=words) if words else None)
        if response.status == 404:
            raise Refused(say("Nothing of WooCommerce answers at this address. Check it, and that permalinks are not"
                              " set to Plain."))  # fmt: skip
        if 400 <= response.status < 500:
            raise Refused(say("The shop says: {words}", words=words) if words else None)
        raise Transient()


def _lacks_key(response: Response) -> bool:
    """ "You are not allowed" without having seen a key, where a wrong key gets words of its own."""
    try:
        code = reading.text(reading.mapping(response.json()).get("code"), 100)
    except Transient:
        return False
    return code in ("woocommerce_rest_cannot_view", "rest_not_logged_in")


def _words(response: Response) -> str:
    try:
        return reading.text(reading.mapping(response.json()).get("message"), 300)
    except Transient:
        return ""
