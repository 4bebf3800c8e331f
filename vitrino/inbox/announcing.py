"""Telling those who answer that somebody wrote."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from vitrino.channels import queries as channels
from vitrino.domain.message import Message, say
from vitrino.inbox.models import Conversation
from vitrino.notify import actions as notify

if TYPE_CHECKING:
    from vitrino.channels.models import Arrival

SHOWN_TEXT = 80


def tell(conversation: Conversation, arrival: Arrival, now: datetime) -> None:
    """A review or a message is told here; a mention by whoever watches the name.

    The link leads straight into the field for the answer.
    """
    if arrival.kind in ("mention", "find"):
        return
    place = reverse("inbox:talk", kwargs={"slug": conversation.workspace.slug, "pk": conversation.pk})
    notify.alert(
        workspace=conversation.workspace,
        kind="review" if arrival.kind == "review" else "message",
        key=f"arrival:{arrival.pk}",
        message=_words(conversation, arrival),
        url=f"{place}#id_text",
        about=place,
        now=now,
        urgency="high" if conversation.is_complaint or conversation.urgency >= 2 else "normal",
    )


def dealt_with(conversation: Conversation, now: datetime) -> None:
    """Nobody needs to be told of this talk any more."""
    place = reverse("inbox:talk", kwargs={"slug": conversation.workspace.slug, "pk": conversation.pk})
    notify.handled(workspace=conversation.workspace, about=place, now=now)


def _words(conversation: Conversation, arrival: Arrival) -> Message:
    channel = conversation.channel
    platform = channel.name if channel.listens_only and channel.name else channels.manifest_of(channel).name
    author = conversation.contact.name or platform
    text = " ".join(arrival.text.split())[:SHOWN_TEXT]
    if arrival.kind == "review":
        return say("{author} gives you {stars} of 5 stars on {platform}: “{text}”",
                   author=author, stars=arrival.rating or "?", platform=platform, text=text)  # fmt: skip
    return say("{author} writes to you on {platform}: “{text}”", author=author, platform=platform, text=text)
