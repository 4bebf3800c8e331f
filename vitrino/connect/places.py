"""What a connector to a place where one only listens does not do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from vitrino.connect.errors import Unsupported
from vitrino.connect.records import (
    Metrics,
    OutgoingPost,
    PastPage,
    Pending,
    PostOverview,
    Published,
    Reference,
    Sighting,
)


class Listening:
    """The part of `vitrino.connect.connector.Connector` that is not for places without an account of the shop's."""

    def prepare(self, post: OutgoingPost, kept: Mapping[str, str]) -> Mapping[str, str]:
        raise Unsupported("publish")

    def commit(self, post: OutgoingPost, kept: Mapping[str, str]) -> Published | Pending:
        raise Unsupported("publish")

    def look(self, post: OutgoingPost, kept: Mapping[str, str], since: datetime) -> Sighting:
        raise Unsupported("read.own_posts")

    def measure(self, remote_ids: Sequence[str]) -> list[Metrics]:
        raise Unsupported("metrics.post")

    def measure_account(self) -> Metrics:
        raise Unsupported("metrics.account")

    def history(self, limit: int) -> list[PostOverview]:
        raise Unsupported("read.own_posts")

    def past(self, cursor: str) -> PastPage:
        raise Unsupported("read.own_posts")

    def edit(self, target: Reference, text: str) -> None:
        raise Unsupported("edit")

    def act(self, target: Reference, action: str) -> None:
        raise Unsupported(action)
