"""The streaming API: an account's notifications as they come (docs.joinmastodon.org/methods/streaming)."""

from __future__ import annotations

from collections.abc import Mapping

from vitrino.connect import reading
from vitrino.connect.errors import Transient
from vitrino.connect.knock import Knock
from vitrino.connect.records import ArrivalKind, Credentials
from vitrino.connect.wire import Door, get, parse_json

KINDS: frozenset[ArrivalKind] = frozenset({"mention", "comment", "message", "like", "share", "follow"})


def url(door: Door, credentials: Credentials) -> str:
    """The server names the host of its streams; one that does not has them itself."""
    server = credentials.public.get("server", "")
    answer = door.send(get(f"{server}/api/v2/instance"))
    instance = reading.mapping(answer.json()) if answer.is_ok else {}
    urls = reading.mapping(reading.mapping(instance.get("configuration")).get("urls"))
    told = reading.text(urls.get("streaming"), 300).rstrip("/")
    host = told if told.startswith(("wss://", "ws://")) else server.replace("http", "ws", 1)
    return f"{host}/api/v1/streaming?stream=user:notification"


def headers(credentials: Credentials) -> Mapping[str, str]:
    return {"authorization": f"Bearer {credentials.secrets['access_token'].reveal()}"}


def kinds(message: str) -> frozenset[ArrivalKind]:
    try:
        event = reading.mapping(parse_json(message)).get("event")
    except Transient:
        return frozenset()
    return KINDS if event == "notification" else frozenset()


KNOCK = Knock(url, headers, kinds)
