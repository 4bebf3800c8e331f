"""Comments as a website brings them: JSON, signed with a time, at most five minutes old."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vitrino.connect import reading
from vitrino.connect.hooks import Heard, Hook, Incoming, by_body
from vitrino.connect.records import Arrival, Author
from vitrino.connect.signatures import StampedHmac
from vitrino.platforms.sitecomments.manifest import MANIFEST

SIGNATURE = "x-vitrino-signature"


class Unreadable(ValueError):
    """The comment has no id, no text or no time with a zone."""


def read(incoming: Incoming) -> Heard:
    """One comment, or several in a list under "comments". Raises Unreadable, so that a mistake is seen."""
    value = reading.mapping(incoming.json())
    several = list(reading.mappings(value.get("comments"))) or [value]
    return Heard([_arrival(comment) for comment in several])


def _arrival(comment: Mapping[str, Any]) -> Arrival:
    remote_id, at = reading.text(comment.get("id"), 300), reading.moment(comment.get("at"))
    is_deleted = comment.get("deleted") is True
    text = reading.text(comment.get("text"))
    if not remote_id or at is None or not (text or is_deleted):
        raise Unreadable(Unreadable.__doc__)
    parent_id = reading.text(comment.get("parent_id"), 300)
    return Arrival(
        kind="comment",
        remote_id=remote_id,
        author=_author(comment, remote_id),
        text=text,
        at=at,
        url=reading.link(comment.get("url")),
        parent_id=parent_id,
        thread_id=reading.text(comment.get("thread_id"), 300) or parent_id or remote_id,
        language=reading.text(comment.get("language"), 8),
        raw=dict(comment),
        edited_at=reading.moment(comment.get("edited_at")),
        is_deleted=is_deleted,
    )


def _author(comment: Mapping[str, Any], remote_id: str) -> Author:
    """Who has no account is known by nothing but this comment."""
    who = reading.mapping(comment.get("author"))
    name = reading.name(who.get("name"))
    return Author(reading.text(who.get("id"), 200) or f"guest:{remote_id}", name, name, reading.link(who.get("url")))


HOOK = Hook(
    name=MANIFEST.name, verifier=StampedHmac(SIGNATURE), identify=by_body, read=read, is_unbound=True,
    secret_is_theirs=False,
)  # fmt: skip
