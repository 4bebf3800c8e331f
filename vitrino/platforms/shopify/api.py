"""Speaking GraphQL with one Shopify shop: what its answers mean is decided here and nowhere else."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from vitrino.connect import reading
from vitrino.connect.connector import Clock
from vitrino.connect.errors import AuthLost, RateLimited, Refused, TokenExpired, Transient
from vitrino.connect.headers import wait_until
from vitrino.connect.records import Credentials
from vitrino.connect.shop import NotAllowed
from vitrino.connect.wire import Door, Response, post_json
from vitrino.domain.message import say
from vitrino.platforms.shopify.shop import VERSION

# When Shopify does not say how fast the allowance grows: the slowest plan.
RESTORED_PER_S = 50
LONGEST_WAIT_S = 60


class Api:
    """One token to one shop."""

    def __init__(self, door: Door, credentials: Credentials, clock: Clock) -> None:
        self._door, self._clock = door, clock
        self._url = f"{credentials.public['server']}/admin/api/{VERSION}/graphql.json"
        self._token = credentials.secrets["access_token"].reveal()
        self._can_refresh = "client_id" in credentials.secrets

    def ask(self, document: str, /, **variables: Any) -> Mapping[str, Any]:
        """The answer's data. What the plan hides comes as null and is no error (protected customer data)."""
        value = {"query": document, "variables": variables}
        headers = {"x-shopify-access-token": self._token, "accept": "application/json"}
        response = self._door.send(post_json(self._url, value, headers, repeatable=True))
        self._check_status(response)
        answer = reading.mapping(response.json())
        self._check_errors(answer)
        data = answer.get("data")
        if not isinstance(data, dict):
            raise Transient()
        return data

    def _check_status(self, response: Response) -> None:
        if response.is_ok:
            return
        if response.status == 429:
            raise RateLimited(wait_until(response.headers, self._clock()))
        if response.status == 401:
            raise (TokenExpired if self._can_refresh else AuthLost)()
        if response.status in (402, 423):
            raise AuthLost(say("Shopify has frozen or locked this shop. When it is open again, connect it again."))
        if response.status == 403:
            raise AuthLost(say("Shopify does not let this app read the shop. Give it the permissions read_orders and"
                               " read_customers, then connect it again."))  # fmt: skip
        if response.status == 404:
            raise Refused(say("There is no such shop at Shopify, or it has closed."))
        raise Transient()

    def _check_errors(self, answer: Mapping[str, Any]) -> None:
        """Shopify answers 200 to everything; what went wrong stands inside."""
        errors = list(reading.mappings(answer.get("errors")))
        codes = {reading.text(reading.mapping(error.get("extensions")).get("code"), 60) for error in errors}
        if "THROTTLED" in codes:
            raise RateLimited(self._clock() + timedelta(seconds=_wait_s(answer)))
        if not errors or (codes == {"ACCESS_DENIED"} and _has_content(answer)):
            return
        words = reading.text(errors[0].get("message"), 300)
        if "ACCESS_DENIED" in codes:
            raise NotAllowed(say("The app lacks a permission in Shopify: {words}", words=words))
        if codes & {"INTERNAL_SERVER_ERROR", "TIMEOUT"}:
            raise Transient()
        raise Refused(say("Shopify says: {words}", words=words))


def refuse_user_errors(payload: object) -> None:
    """A mutation that was understood and turned down; what is there already is as good as made."""
    for error in reading.mappings(reading.mapping(payload).get("userErrors")):
        words = reading.text(error.get("message"), 300)
        if "already been taken" not in words:
            raise Refused(say("Shopify says: {words}", words=words))


def _has_content(answer: Mapping[str, Any]) -> bool:
    """Is anything there besides what was denied?"""
    return any(value is not None for value in reading.mapping(answer.get("data")).values())


def _wait_s(answer: Mapping[str, Any]) -> int:
    """Until the allowance has grown to what the query costs."""
    cost = reading.mapping(reading.mapping(answer.get("extensions")).get("cost"))
    state = reading.mapping(cost.get("throttleStatus"))
    wanted = _number(cost.get("requestedQueryCost"), 100)
    there = _number(state.get("currentlyAvailable"), 0)
    rate = max(1.0, _number(state.get("restoreRate"), RESTORED_PER_S))
    return min(LONGEST_WAIT_S, max(1, math.ceil((wanted - there) / rate)))


def _number(value: Any, otherwise: float) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else otherwise
