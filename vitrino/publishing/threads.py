"""A post in several texts, and the first comment below it: each with a row, attempts and an answer of its own.

The rows form a chain: each waits until the one before it is out, and answers it. What was tried once is never changed
here; the rest follows the post for as long as the post still begins with what is out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from vitrino.domain.content_hash import hash_of
from vitrino.domain.message import Message
from vitrino.domain.publication import TERMINAL, Event, PublicationState
from vitrino.publishing.changes import replan
from vitrino.publishing.models import Publication
from vitrino.publishing.moves import take
from vitrino.publishing.planning import plan
from vitrino.publishing.queries import in_order, place
from vitrino.workspace.models import Person

S = PublicationState
COMMENT = 0
# Kept with a part whose text was taken out of the post: unlike one that a person stopped, it may come back.
TAKEN_OUT = "taken_out"


@dataclass(frozen=True)
class Piece:
    """One text after the first. part: 2 and more in a thread, 0 for the first comment."""

    part: int
    text: str

    @property
    def kind(self) -> str:
        return Publication.Kind.COMMENT if self.part == COMMENT else Publication.Kind.POST


def pieces_of(content: Mapping[str, Any]) -> list[Piece]:
    """What goes out after the post itself, in order; empty texts are none."""
    texts = [str(text).strip() for text in content.get("parts", [])]
    parts = [Piece(number, text) for number, text in enumerate([text for text in texts if text], start=2)]
    comment = str(content.get("first_comment", "")).strip()
    return [*parts, *([Piece(COMMENT, comment)] if comment else [])]


def rest_of(row: Publication) -> list[Publication]:
    """What comes after this row in its thread, in order; with any state."""
    head_id = row.head_id or row.pk
    rows = in_order(Publication.objects.filter(head_id=head_id).select_related("channel", "workspace", "parent"))
    if row.head_id is None:
        return rows
    return [other for other in rows if place(other) > place(row)]


@transaction.atomic
def lay_out(head: Publication, content: Mapping[str, Any], *, by: Person | None, now: datetime) -> None:
    """Give every piece its row, and change or stop those that were not tried yet, so that they say what the post says.

    Nothing happens once the post no longer begins with what is out: the rest then stays as it was planned.
    """
    pieces = pieces_of(content)
    known = {row.part: row for row in in_order(head.thread.all()) if not row.kept.get(TAKEN_OUT)}
    if not _begins_with(content, pieces, [head, *known.values()]):
        return
    above = head
    for piece in pieces:
        row = known.pop(piece.part, None)
        made = _content(head, piece, content)
        if row is not None and row.state == S.CANCELLED:  # somebody stopped it there, and what comes after it
            return
        if row is None:
            above = _made(head, piece, made, above, by, now)
        else:
            above = _brought_in_line(row, head, made, above, by, now)
    for row in known.values():
        if row.state not in TERMINAL:
            take(row.pk, Event.CANCEL, now=now, person=by, fields={"kept": {TAKEN_OUT: "yes"}})


def stop_the_rest(row: Publication, *, by: Person | None, now: datetime, said: Message | None = None) -> None:
    """Without this one nothing after it goes out."""
    for other in rest_of(row):
        if other.state not in TERMINAL:
            take(other.pk, Event.CANCEL, now=now, person=by, said=said)


def _made(head: Publication, piece: Piece, content: dict[str, Any], above: Publication, by: Person | None,
          now: datetime) -> Publication:  # fmt: skip
    return plan(channel=head.channel, kind=piece.kind, content=content, publish_at=head.publish_at, by=by,
                now=now, variant_id=head.variant_id, head=head, part=piece.part, parent=above)  # fmt: skip


def _brought_in_line(row: Publication, head: Publication, content: dict[str, Any], above: Publication,
                     by: Person | None, now: datetime) -> Publication:  # fmt: skip
    """The row with the text, place and time it should have; what was tried already stays."""
    if row.attempt_count or row.state in TERMINAL:
        return row
    wanted: dict[str, Any] = {"parent": above}
    if hash_of(content) != row.content_hash:
        wanted["content"] = content
    if not head.attempt_count:
        wanted["publish_at"] = head.publish_at
    is_in_line = row.parent_id == above.pk and row.publish_at == wanted.get("publish_at", row.publish_at)
    return row if is_in_line and "content" not in wanted else replan(row, now=now, by=by, **wanted)


def _content(head: Publication, piece: Piece, whole: Mapping[str, Any]) -> dict[str, Any]:
    """Pictures and the link's card belong to the first text; people agree to the whole."""
    language = str(head.content.get("language", ""))
    return {"text": piece.text, "language": language, "part": piece.part, "follows_post": True,
            "variant_hash": whole.get("variant_hash", "")}  # fmt: skip


def _begins_with(content: Mapping[str, Any], pieces: list[Piece], rows: list[Publication]) -> bool:
    """Does the post still say what was sent of it, in the same places?"""
    wanted = {1: str(content.get("text", "")), **{piece.part: piece.text for piece in pieces}}
    tried = [row for row in rows if row.attempt_count]
    return all(wanted.get(row.part) == str(row.content.get("text", "")) for row in tried)
