"""An answer from the desk: nobody else answered meanwhile, and it waits a moment before it leaves."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from vitrino.inbox import actions
from vitrino.inbox.desk import consent, presence, saved, snoozing
from vitrino.inbox.desk.rules import send_at
from vitrino.inbox.models import Conversation, Message
from vitrino.notify import actions as notify
from vitrino.workspace.models import Person


@transaction.atomic
def answer(*, conversation: Conversation, text: str, by: Person, now: datetime, seen: int | None,
           overruled: Collection[str] = (), **more: str) -> Message:  # fmt: skip
    """Send it after the shop's moment of grace. seen: how much of the talk its writer saw; more: see `actions.reply`.

    Raises AnsweredMeanwhile, Objected (also where a second person has to agree), Problem; then nothing happened.
    """
    presence.demand_unanswered(conversation, by, seen)
    if conversation.state == Conversation.State.SNOOZED:
        snoozing.end(conversation, now)
        conversation.state = Conversation.State.OPEN
    allowed = () if consent.is_needed(conversation.workspace, by) else overruled
    message = actions.reply(conversation=conversation, text=text, by=by, now=now, overruled=allowed,
                            send_at=send_at(conversation.workspace, now), **more)  # fmt: skip
    saved.count_use(conversation.workspace, text)
    presence.leave(conversation=conversation, by=by)
    dealt_with(conversation, now)
    return message


def dealt_with(conversation: Conversation, now: datetime) -> None:
    """Nobody needs to be told of it any more."""
    place = reverse("inbox:talk", kwargs={"slug": conversation.workspace.slug, "pk": conversation.pk})
    notify.handled(workspace=conversation.workspace, about=place, now=now)
