"""Webhooks of a Page: comments come whole, of everything else Facebook only tells that it is time to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from vitrino.connect import graph_hooks, reading
from vitrino.connect.hooks import Heard, Hook, Incoming, by_body
from vitrino.connect.records import Arrival, ArrivalKind, Author
from vitrino.platforms.facebook import translate
from vitrino.platforms.facebook.client import WEB
from vitrino.platforms.facebook.manifest import MANIFEST

TO_READ: Mapping[str, ArrivalKind] = {"mention": "mention", "ratings": "review", "messages": "message"}


def read(incoming: Incoming) -> Heard:
    arrivals: list[Arrival] = []
    to_read: set[ArrivalKind] = set()
    for entry in graph_hooks.entries(incoming):
        for field, value in graph_hooks.changes(entry):
            if field == "feed" and value.get("item") == "comment":
                arrivals += _comment(entry, value)
            elif field in TO_READ:
                to_read.add(TO_READ[field])
    return Heard(arrivals, frozenset(to_read))


def _comment(entry: Mapping[str, Any], value: Mapping[str, Any]) -> Iterator[Arrival]:
    """Of others, in the form in which it is read from their list."""
    remote_id, post_id = reading.text(value.get("comment_id")), reading.text(value.get("post_id"))
    told_at, written_at = reading.epoch(entry.get("time")), reading.epoch(value.get("created_time"))
    at = written_at or told_at
    if not remote_id or at is None or reading.mapping(value.get("from")).get("id") == entry.get("id"):
        return
    if value.get("verb") in ("remove", "delete"):
        yield _gone(remote_id, at)
        return
    parent_id = reading.text(value.get("parent_id"))
    below = {"parent": {"id": parent_id}} if parent_id and parent_id != post_id else {}
    whole = {"id": remote_id, "message": value.get("message"), "from": value.get("from"), **below}
    found = translate.comment(whole, at, post_id, WEB)
    yield _edited(found, told_at) if value.get("verb") == "edited" else found


def _gone(remote_id: str, at: datetime) -> Arrival:
    return Arrival("comment", remote_id, Author("", ""), "", at, is_deleted=True)


def _edited(found: Arrival, at: datetime | None) -> Arrival:
    return Arrival(**{**found.__dict__, "edited_at": at})


HOOK = Hook(
    name=MANIFEST.name, verifier=graph_hooks.VERIFIER, identify=by_body, read=read, challenge=graph_hooks.challenge,
    word=graph_hooks.word,
)  # fmt: skip
