"""Webhooks of a professional account: comments come whole, mentions and messages are then read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vitrino.connect import graph_hooks, reading
from vitrino.connect.hooks import Heard, Hook, Incoming, by_body
from vitrino.connect.records import Arrival, ArrivalKind
from vitrino.platforms.instagram import translate
from vitrino.platforms.instagram.client import WEB
from vitrino.platforms.instagram.manifest import MANIFEST

TO_READ: Mapping[str, ArrivalKind] = {"mentions": "mention", "messages": "message"}


def read(incoming: Incoming) -> Heard:
    arrivals: list[Arrival] = []
    to_read: set[ArrivalKind] = set()
    for entry in graph_hooks.entries(incoming):
        for field, value in graph_hooks.changes(entry):
            if field in ("comments", "live_comments"):
                arrivals += _comment(entry, value)
            elif field in TO_READ:
                to_read.add(TO_READ[field])
    return Heard(arrivals, frozenset(to_read))


def _comment(entry: Mapping[str, Any], value: Mapping[str, Any]) -> Iterator[Arrival]:
    """The call says when it was made, not when the comment was written; that is seconds apart."""
    at, own_id = reading.epoch(entry.get("time")), reading.text(entry.get("id"))
    by_us = reading.text(reading.mapping(value.get("from")).get("id")) == own_id
    if reading.text(value.get("id")) and at is not None and not by_us:
        yield translate.comment(value, at, reading.text(reading.mapping(value.get("media")).get("id")), WEB)


HOOK = Hook(
    name=MANIFEST.name, verifier=graph_hooks.VERIFIER, identify=by_body, read=read, challenge=graph_hooks.challenge,
    word=graph_hooks.word,
)  # fmt: skip
