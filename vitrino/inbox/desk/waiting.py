"""Does anybody wait here? Told anew after something was put off, taken up again or taken back."""

from __future__ import annotations

from vitrino.inbox import clocks
from vitrino.inbox.models import Conversation, Message

NEVER_OUT = ("failed", "cancelled")


def nobody_waits(conversation: Conversation) -> None:
    """Out of the queue. Sets, does not save."""
    conversation.waiting_since = conversation.due_at = None


def wait_again(conversation: Conversation) -> None:
    """Whoever wrote last and has no answer waits, since the first of those messages. Sets, does not save."""
    said = conversation.messages.exclude(direction=Message.Direction.NOTE).exclude(publication__state__in=NEVER_OUT)
    answer = said.filter(direction=Message.Direction.OUT).order_by("-at", "-pk").first()
    theirs = said.filter(direction=Message.Direction.IN).order_by("at", "pk")
    first = (theirs.filter(at__gt=answer.at) if answer else theirs).first()
    if first is not None:
        clocks.start(conversation, first.at)
