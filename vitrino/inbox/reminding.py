"""Telling people that an answer is due soon, is late, or will soon be impossible."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse

from vitrino.channels import queries as channels
from vitrino.domain.clocks import Clock, Clocks
from vitrino.domain.message import Message, say
from vitrino.inbox.models import Conversation
from vitrino.notify import actions as notify

# What became late longer ago, while nothing ran, is told with everything else that waits.
STILL_NEWS = timedelta(days=1)


def remind(conversation: Conversation, clocks: Clocks, now: datetime) -> None:
    """Tell once that a quarter of the time is left, and once that the time is over."""
    if conversation.waiting_since is None or conversation.due_at is None:
        return
    for clock in clocks.each:
        if clock.is_waiting and clock.due_at is not None and now - clock.due_at < STILL_NEWS:
            _remind_of(conversation, clock, clocks, now)


def _remind_of(conversation: Conversation, clock: Clock, clocks: Clocks, now: datetime) -> None:
    assert clock.due_at is not None
    if clock.due_at <= now:
        _tell(conversation, clock, "late", _late(conversation), now)
    elif clocks.warn_at is not None and clocks.warn_at <= now and clock.due_at == clocks.due_at:
        _tell(conversation, clock, "soon", _soon(conversation, clock.due_at), now)


def _late(conversation: Conversation) -> Message:
    return say("{name} waits on {platform} longer than you promise yourselves.", **_whom(conversation))


def _soon(conversation: Conversation, due_at: datetime) -> Message:
    if due_at == conversation.reply_window_until:
        return say("Soon {platform} lets nobody answer {name} any more.", **_whom(conversation))
    return say("Your answer to {name} on {platform} is due soon.", **_whom(conversation))


def _whom(conversation: Conversation) -> dict[str, str]:
    platform = channels.manifest_of(conversation.channel).name
    return {"name": conversation.contact.name or platform, "platform": platform}


def _tell(conversation: Conversation, clock: Clock, what: str, message: Message, now: datetime) -> None:
    """A warning goes to whoever took it on, else to all; that it is late, all may know."""
    mine = [conversation.assignee] if conversation.assignee and what == "soon" else None
    notify.alert(
        workspace=conversation.workspace,
        kind="late",
        key=f"{what}:{clock.kind}:{clock.message_id}",
        message=message,
        url=reverse("inbox:talk", kwargs={"slug": conversation.workspace.slug, "pk": conversation.pk}),
        now=now,
        urgency="high" if what == "late" or conversation.urgency >= 2 else "normal",
        people=mine,
    )
