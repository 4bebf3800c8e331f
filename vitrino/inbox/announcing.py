"""Telling those who answer that somebody wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
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
# Kind of arrival -> kind of alert.
KINDS = {"comment": "message", "message": "message", "review": "review", "mention": "mention", "find": "mention"}


def tell(written: Iterable[tuple[Conversation, Arrival]], now: datetime) -> None:
    """Of everything that was just written, many at the price of one. The link leads straight into the answer's field.

    A strange text that has the shop's name in it is told here too, once it has become a talk.
    """
    sorted_out: dict[tuple[int, str], list[tuple[Conversation, Arrival]]] = defaultdict(list)
    for talk, arrival in written:
        sorted_out[talk.workspace_id, KINDS.get(arrival.kind, arrival.kind)].append((talk, arrival))
    for (_workspace_id, kind), some in sorted_out.items():
        notices = [_notice(talk, arrival) for talk, arrival in some]
        notify.alert_all(notices, workspace=some[0][0].workspace, kind=kind, now=now)


def dealt_with(conversation: Conversation, now: datetime) -> None:
    """Nobody needs to be told of this talk any more."""
    place = reverse("inbox:talk", kwargs={"slug": conversation.workspace.slug, "pk": conversation.pk})
    notify.handled(workspace=conversation.workspace, about=place, now=now)


def _notice(talk: Conversation, arrival: Arrival) -> notify.Notice:
    place = reverse("inbox:talk", kwargs={"slug": talk.workspace.slug, "pk": talk.pk})
    is_urgent = talk.is_complaint or talk.urgency >= 2
    return notify.Notice(f"arrival:{arrival.pk}", _words(talk, arrival), f"{place}#id_text",
                         "high" if is_urgent else "normal", place)  # fmt: skip


def _words(conversation: Conversation, arrival: Arrival) -> Message:
    channel = conversation.channel
    platform = channel.name if channel.listens_only and channel.name else channels.manifest_of(channel).name
    author = conversation.contact.name or platform
    text = " ".join(arrival.text.split())[:SHOWN_TEXT]
    if arrival.kind == "review":
        return say("{author} gives you {stars} of 5 stars on {platform}: “{text}”",
                   author=author, stars=arrival.rating or "?", platform=platform, text=text)  # fmt: skip
    if arrival.kind in ("mention", "find"):
        return say("{author} mentions you on {platform}: “{text}”", author=author, platform=platform, text=text)
    return say("{author} writes to you on {platform}: “{text}”", author=author, platform=platform, text=text)
