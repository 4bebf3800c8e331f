"""Webhooks as Meta's platforms send them: one signature, one question at the beginning, changes inside entries."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from typing import Any

from vitrino.connect import reading
from vitrino.connect.hooks import Incoming
from vitrino.connect.signatures import BodyHmac

# The app's secret over the body as it came (messenger-platform/webhooks, instagram-platform/webhooks).
VERIFIER = BodyHmac("x-hub-signature-256", prefix="sha256=")

Json = Mapping[str, Any]


def word(secret: str) -> str:
    """The "verify token" to enter beside the address: Meta asks with it whether the address is ours."""
    return hmac.new(secret.encode(), b"vitrino verify token", hashlib.sha256).hexdigest()[:32]


def challenge(query: Mapping[str, str], secret: str) -> str | None:
    """`hub.challenge` back, for whoever knows the word."""
    given = query.get("hub.verify_token", "").encode("utf-8", "replace")
    if query.get("hub.mode") != "subscribe" or not hmac.compare_digest(given, word(secret).encode()):
        return None
    return query.get("hub.challenge", "")[:200]


def entries(incoming: Incoming) -> list[Json]:
    """One for each account and moment."""
    return list(reading.mappings(reading.mapping(incoming.json()).get("entry")))


def changes(entry: Json) -> Iterator[tuple[str, Json]]:
    """(field, value) of everything that changed; messages come as field "messages"."""
    for change in reading.mappings(entry.get("changes")):
        yield reading.text(change.get("field")), reading.mapping(change.get("value"))
    for message in reading.mappings(entry.get("messaging")):
        yield "messages", message
