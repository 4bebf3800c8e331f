"""When an answer is due: the shop's target, counted in its opening hours."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from vitrino.domain import deadlines
from vitrino.domain.hours import from_json
from vitrino.domain.slots import zone
from vitrino.inbox.models import Conversation


def start(conversation: Conversation, at: datetime) -> None:
    """Somebody waits since `at`, unless they waited before. Sets, does not save."""
    if conversation.waiting_since is None or conversation.waiting_since > at:
        conversation.waiting_since = at
    conversation.due_at = due_at(conversation, conversation.waiting_since)


def stop(conversation: Conversation, at: datetime) -> None:
    """It is the customer's turn. Sets, does not save."""
    conversation.waiting_since = conversation.due_at = None
    conversation.first_reply_at = conversation.first_reply_at or at
    if conversation.state == Conversation.State.OPEN:
        conversation.state = Conversation.State.WAITING


def due_at(conversation: Conversation, since: datetime) -> datetime:
    """By when an answer is due (UTC)."""
    workspace = conversation.workspace
    return deadlines.due_at(since, target_of(conversation), from_json(workspace.hours), zone(workspace.time_zone))


def target_of(conversation: Conversation) -> deadlines.Target:
    """The shop's own target for this kind, else the default."""
    return deadlines.target_for(
        cast(deadlines.Surface, conversation.surface),
        is_complaint=conversation.is_complaint,
        rating=conversation.rating,
    )
