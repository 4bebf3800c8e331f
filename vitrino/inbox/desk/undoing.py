"""Taking an answer back while it still waits to leave.

The publication is the only truth: it is cancelled by the protocol, on the row as it was read, and only while no try to
send it has begun. Whoever loses that race is told that the answer is on its way, never that it was taken back.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.publication import NotAllowedNow, PublicationState, Seen, UndeclaredTransition
from vitrino.inbox import clocks
from vitrino.inbox.models import Conversation, Message, Resolution
from vitrino.publishing import actions as publishing
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

S = PublicationState
TOO_LATE = say("It is too late to take this back: it is already on its way.")


def can_be_taken_back(message: Message) -> bool:
    """It waits to leave, and nothing of it was tried."""
    row = message.publication
    return row is not None and row.state in (S.READY, S.HELD) and row.attempt_count == 0


def waiting_to_leave(workspace: Workspace, by: Person, now: datetime) -> Message | None:
    """The newest answer of this person that can still be taken back."""
    mine = Message.objects.filter(
        conversation__workspace=workspace, by=by, direction=Message.Direction.OUT, publication__state=S.READY,
        publication__publish_at__gt=now, publication__attempt_count=0,
    )  # fmt: skip
    return mine.select_related("conversation__contact", "publication").order_by("-at", "-pk").first()


@transaction.atomic
def take_back(*, message: Message, by: Person, now: datetime) -> Message:
    """Stop an answer before it leaves; whoever was waiting waits again. Raises Problem when it is too late."""
    row = message.publication
    if row is None or not can_be_taken_back(message):
        raise Problem(TOO_LATE)
    seen = Seen(S(row.state), row.attempt_count, row.content_hash, row.publish_at)
    try:
        stopped = publishing.cancel(publication=row, by=by, now=now, seen=seen)
    except (NotAllowedNow, UndeclaredTransition) as raced:
        raise Problem(TOO_LATE) from raced
    if stopped.state != S.CANCELLED or stopped.attempt_count:  # it began to leave meanwhile; the wish is rolled back
        raise Problem(TOO_LATE)
    conversation = Conversation.objects.select_related("workspace", "channel").get(pk=message.conversation_id)
    _open_again(conversation, message, now)
    record("conversation.answer-taken-back", workspace=conversation.workspace_id, by=by, now=now, about=conversation)
    return message


def _open_again(conversation: Conversation, taken: Message, now: datetime) -> None:
    """As if it had not been said: it may have ended the waiting, and "send, done, next" the whole talk."""
    Resolution.objects.filter(conversation=conversation, at__gte=taken.at, reopened_at=None).update(reopened_at=now)
    said = conversation.messages.exclude(direction=Message.Direction.NOTE).exclude(publication__state=S.CANCELLED)
    newest = said.order_by("-at", "-pk").first()
    if newest is not None:
        conversation.last_message_at, conversation.last_text = newest.at, " ".join(newest.text.split())[:300]
    conversation.state = Conversation.State.OPEN
    clocks.refresh([conversation], now, also=("last_message_at", "last_text"))
