"""Speaks to the made-up platform: one call, and no way to look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vitrino.connect import reading
from vitrino.connect.connector import Clock
from vitrino.connect.errors import OutcomeUnknown, RateLimited, Refused, Unsupported
from vitrino.connect.headers import wait_until
from vitrino.connect.records import (
    ArrivalKind,
    Credentials,
    Metrics,
    OutgoingPost,
    Page,
    PostOverview,
    Profile,
    Published,
    Reference,
    Sighting,
)
from vitrino.connect.wire import Door, post_json
from vitrino.proofs.blind.manifest import MANIFEST


class Client:
    """A connector (see `vitrino.connect.connector`)."""

    manifest = MANIFEST

    def __init__(self, door: Door, credentials: Credentials, clock: Clock) -> None:
        self._door, self._clock = door, clock
        self._server = credentials.public["server"]

    def prepare(self, post: OutgoingPost, kept: Mapping[str, str]) -> Mapping[str, str]:
        return kept

    def commit(self, post: OutgoingPost, kept: Mapping[str, str]) -> Published:
        response = self._door.send(post_json(f"{self._server}/cries", {"text": post.text}))
        if response.status == 429:
            raise RateLimited(wait_until(response.headers, self._clock()))
        if response.status == 422:
            raise Refused()
        if response.status != 200:
            raise OutcomeUnknown()
        remote_id = reading.text(reading.mapping(response.json()).get("id"))
        return Published(remote_id, f"{self._server}/cries/{remote_id}")

    def probe(self) -> Profile:
        raise Unsupported("read.profile")

    def look(self, post: OutgoingPost, kept: Mapping[str, str], since: object) -> Sighting:
        raise Unsupported("read.own_posts")

    def pull(self, kind: ArrivalKind, cursor: str) -> Page:
        raise Unsupported(f"read.{kind}s")

    def measure(self, remote_ids: Sequence[str]) -> list[Metrics]:
        raise Unsupported("metrics.post")

    def measure_account(self) -> Metrics:
        raise Unsupported("metrics.account")

    def history(self, limit: int) -> list[PostOverview]:
        raise Unsupported("read.own_posts")

    def act(self, target: Reference, action: str) -> None:
        raise Unsupported(action)
