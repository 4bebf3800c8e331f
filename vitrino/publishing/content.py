"""What will be sent: frozen as JSON when it is scheduled, and made into the connector's own form when it goes out."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any, cast

from vitrino.connect.records import OutgoingMedia, OutgoingPost, Poll, PostKind, Reference
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.publication import write_key
from vitrino.media import actions as media
from vitrino.publishing.models import Publication


def new_key(content_hash: str) -> str:
    """The key of every write of one publication. Kept in its row, so a restored copy has the same."""
    return write_key(secrets.token_hex(16), content_hash)


def outgoing(row: Publication, media: tuple[OutgoingMedia, ...] = ()) -> OutgoingPost:
    """The row as a connector takes it; byte for byte the same at every try."""
    content = row.content
    return OutgoingPost(
        key=row.key,
        text=str(content.get("text", "")),
        created_at=row.stamped_at or row.publish_at,
        keyed_at=row.created_at,
        media=media,
        language=str(content.get("language", "")),
        link=str(content.get("link", "")),
        link_title=str(content.get("link_title", "")),
        kind=cast(PostKind, row.kind),
        reply_to=_reply_to(row),
        root=_root(row),
        poll=poll_of(content),
    )


def poll_of(content: Mapping[str, Any]) -> Poll | None:
    """The question a content carries; {"options": [...], "duration_s": n, "multiple": bool}."""
    stored = content.get("poll") or {}
    if not stored:
        return None
    options = tuple(str(option).strip() for option in stored.get("options", []))
    return Poll(options, int(stored.get("duration_s") or 0), bool(stored.get("multiple")))


def media_of(row: Publication) -> tuple[OutgoingMedia, ...]:
    """The pictures, read from where they are stored. Raises Problem when one is gone."""
    stored = row.content.get("media", [])
    if not stored:
        return ()
    return tuple(media.read_media(stored, row.channel))


def _reply_to(row: Publication) -> Reference | None:
    """The text it answers: a customer's, or the part of the thread before it. Raises Problem when nobody knows where
    that part stands, because a person found it and not Vitrino."""
    if row.parent is not None:
        if not row.parent.remote_id:
            raise Problem(say("Vitrino doesn't know where the part before this one stands. Please add this one there."))
        return Reference(row.parent.remote_id, row.parent.remote_extra)
    return _reference(row.content.get("reply_to"))


def _root(row: Publication) -> Reference | None:
    first = row.parent
    while first is not None and first.parent is not None:
        first = first.parent
    return Reference(first.remote_id, first.remote_extra) if first else _reference(row.content.get("root"))


def _reference(stored: dict[str, Any] | None) -> Reference | None:
    return Reference(stored["remote_id"], stored.get("extra") or {}) if stored else None
