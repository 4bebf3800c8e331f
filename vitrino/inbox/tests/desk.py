"""Somebody writes to the bakery."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vitrino.channels.models import Arrival, Channel
from vitrino.channels.unread import note
from vitrino.inbox.models import Conversation
from vitrino.workspace.tests.cast import NOW, Cast


def channel(cast: Cast) -> Channel:
    made, _is_new = Channel.objects.get_or_create(
        workspace=cast.bakery, platform="bluesky", remote_id="did:1", defaults={"handle": "zorza", "connected_at": NOW}
    )
    return made


def arrive(
    cast: Cast, text: str, *, at: datetime = NOW, kind: str = "comment", author: str = "ola", **more: Any
) -> Arrival:
    number = Arrival.objects.count() + 1
    values: dict[str, Any] = {
        "remote_id": f"r{number}", "author_id": author, "author_handle": author, "author_name": author.title(),
        "thread_id": "t1", "reply": {"remote_id": f"r{number}", "extra": {}}, "received_at": NOW,
    }  # fmt: skip
    arrival = Arrival.objects.create(
        workspace=cast.bakery, channel=channel(cast), kind=kind, text=text, at=at, **(values | more)
    )
    note([arrival], NOW)
    return arrival


def only() -> Conversation:
    return Conversation.objects.select_related("workspace", "contact", "channel").get()
