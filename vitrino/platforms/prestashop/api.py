"""Speaking with one PrestaShop webservice: what its answers mean is decided here and nowhere else."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from typing import Any

from vitrino.connect import reading
from vitrino.connect.connector import Clock
from vitrino.connect.errors import AuthLost, RateLimited, Refused, Transient
from vitrino.connect.headers import wait_until
from vitrino.connect.secret import Secret
from vitrino.connect.shop import NotAllowed
from vitrino.connect.wire import Door, Params, Response, get
from vitrino.domain.message import say

# WebserviceRequest.php: this key may not read this kind of thing; the webservice is switched off.
NOT_TICKED = frozenset({25, 26})
SWITCHED_OFF = 22
Row = Mapping[str, Any]


class Api:
    """One key to one shop. Hosts that run PHP as CGI swallow the Authorization header; then the key goes into the
    address, which the documentation allows."""

    def __init__(self, door: Door, server: str, key: Secret, clock: Clock) -> None:
        self._door, self._server, self._key, self._clock = door, server, key, clock

    def rows(self, resource: str, params: Params | None = None) -> list[Row]:
        """The rows of a list. An empty one comes as `[]`, others under the resource's name."""
        response = self._send(resource, {"output_format": "JSON", **(params or {})})
        self._check(response, resource)
        value = response.json()
        if isinstance(value, list) and not value:
            return []
        if not isinstance(value, dict) or not isinstance(value.get(resource), list):
            raise Transient(say("The shop's answer was not a list. A module may be in the way."))
        return list(reading.mappings(value[resource]))

    def allowed_rows(self, resource: str, params: Params | None = None) -> list[Row]:
        """The same; nothing where the key may not look."""
        try:
            return self.rows(resource, params)
        except NotAllowed:
            return []

    def among(self, resource: str, name: str, ids: Iterable[str], params: Params | None = None) -> list[Row]:
        """The rows whose field `name` is one of `ids`, as far as the key may look."""
        wanted = "|".join(sorted({one for one in ids if one and one != "0"}))
        if not wanted:
            return []
        return self.allowed_rows(resource, {"display": "full", f"filter[{name}]": f"[{wanted}]", **(params or {})})

    def _send(self, resource: str, params: Params) -> Response:
        pair = base64.b64encode(f"{self._key.reveal()}:".encode()).decode()
        url = f"{self._server}/api/{resource}"
        response = self._door.send(get(url, params, {"authorization": f"Basic {pair}"}))
        if response.status == 401 and not _codes(response):
            response = self._door.send(get(url, {**params, "ws_key": self._key.reveal()}))
        return response

    def _check(self, response: Response, resource: str) -> None:
        if response.is_ok:
            return
        codes = _codes(response)
        if response.status == 429:
            raise RateLimited(wait_until(response.headers, self._clock()))
        if codes & NOT_TICKED:
            raise NotAllowed(say("The key may not read {resource}. Tick it in the key's permissions in PrestaShop.",
                                 resource=resource))  # fmt: skip
        if SWITCHED_OFF in codes:
            raise AuthLost(say("The webservice is switched off in the shop. Switch it on under Advanced parameters,"
                               " Webservice."))  # fmt: skip
        if response.status in (401, 403):
            raise AuthLost(say("The shop does not accept the key. Check that it is switched on, or make a new one."))
        if response.status == 404:
            raise Refused(say("No PrestaShop webservice answers at this address. Check the address."))
        if response.status < 500:
            raise Refused()
        raise Transient()


def _codes(response: Response) -> set[int]:
    """The numbers of PrestaShop's own errors; none in a page of somebody else's."""
    try:
        errors = reading.mapping(response.json()).get("errors")
    except Transient:
        return set()
    return {code for one in reading.mappings(errors) if (code := reading.integer(one.get("code"))) is not None}
