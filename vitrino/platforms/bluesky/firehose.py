"""All of Bluesky: Jetstream, the network's posts as JSON over a WebSocket (bluesky-social/jetstream, README).

The cursor is the event's `time_us`; it holds on every one of the servers when one goes back a few seconds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from vitrino.connect import reading
from vitrino.connect.errors import Transient
from vitrino.connect.firehose import Drop, Firehose, moment_of
from vitrino.connect.records import Arrival, Author, Reference
from vitrino.connect.wire import parse_json
from vitrino.platforms.bluesky import translate
from vitrino.platforms.bluesky.manifest import MANIFEST, WEBSITE

SERVERS = (
    "wss://jetstream2.us-east.bsky.network", "wss://jetstream1.us-west.bsky.network",
    "wss://jetstream1.us-east.bsky.network", "wss://jetstream2.us-west.bsky.network",
)  # fmt: skip
LATEST = 2**53


def url(server: str, at_us: int | None) -> str:
    """Posts only, from a place in the stream on."""
    start = f"&cursor={at_us}" if at_us is not None else ""
    return f"{server}/subscribe?wantedCollections={translate.POST}{start}"


def read(message: str) -> Drop | None:
    """Only what matching needs: a hundred events a second come by, and hardly one of them is for us."""
    try:
        event = json.loads(message)
        at_us, commit = event["time_us"], event.get("commit")
        if not isinstance(at_us, int) or not 0 < at_us < LATEST:
            return None
        if event["kind"] != "commit" or commit["collection"] != translate.POST:
            return Drop(at_us)
        if commit["operation"] == "delete":
            return Drop(at_us, deleted_id=_uri(event["did"], commit["rkey"]))
        record = commit["record"]
        text, languages = record["text"], record.get("langs") or [""]
        if not isinstance(text, str) or not isinstance(event["did"], str):
            return Drop(at_us)
        language = languages[0] if isinstance(languages[0], str) else ""
        return Drop(at_us, text[: reading.MAX_TEXT], event["did"], language.partition("-")[0], whole=message)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return None


def arrival(drop: Drop) -> Arrival | None:
    """The post as it is stored. The time is when the network saw it: `createdAt` is whatever the writer likes."""
    try:
        event = reading.mapping(parse_json(drop.whole))
    except Transient:
        return None
    did, commit = reading.text(event.get("did"), 200), reading.mapping(event.get("commit"))
    record, rkey = reading.mapping(commit.get("record")), reading.text(commit.get("rkey"), 100)
    if not did.startswith("did:") or not rkey:
        return None
    uri = _uri(did, rkey)
    extra = translate.reference_extra(uri, reading.text(commit.get("cid"), 200), record)
    parent: Mapping[str, Any] = reading.mapping(reading.mapping(record.get("reply")).get("parent"))
    at = moment_of(drop.at_us)
    return Arrival(
        kind="find",
        remote_id=uri,
        author=Author(did, "", url=f"{WEBSITE}/profile/{did}"),
        text=reading.text(record.get("text")),
        at=at,
        url=translate.post_url(uri, did),
        parent_id=reading.text(parent.get("uri"), 300),
        thread_id=extra["root_uri"],
        language=drop.language[:8],
        reply=Reference(uri, {**extra, "author_id": did}),
        raw=dict(event),
        edited_at=at if commit.get("operation") == "update" else None,
    )


def _uri(did: object, rkey: object) -> str:
    return f"at://{did}/{translate.POST}/{rkey}"


FIREHOSE = Firehose(MANIFEST.key, SERVERS, url, read, arrival)
