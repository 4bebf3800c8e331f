"""An answer from the desk: nobody else answered meanwhile, and it waits a moment before it leaves."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from vitrino.inbox import actions, announcing
from vitrino.inbox.desk import consent, presence, saved, snoozing
from vitrino.inbox.desk.rules import send_at
from vitrino.inbox.models import Conversation, Message
from vitrino.workspace.models import Person


@transaction.atomic
def answer(*, conversation: Conversation, text: str, by: Person, now: datetime, seen: int | None,
           overruled: Collection[str] = (), **more: str) -> Message:  # fmt: skip
    """Send it after the shop's moment of grace. seen: how much of the talk its writer saw; more: see `actions.reply`.

    Raises AnsweredMeanwhile, Objected (also where a second person has to agree), Problem; then nothing happened.
    """
    presence.demand_unanswered(conversation, by, seen)
    snoozing.end_for_answer(conversation, now)
    allowed = () if consent.is_needed(conversation.workspace, by) else overruled
    message = actions.reply(conversation=conversation, text=text, by=by, now=now, overruled=allowed,
                            send_at=send_at(conversation.workspace, now), **more)  # fmt: skip
    saved.count_use(conversation.workspace, text)
    presence.leave(conversation=conversation, by=by)
    announcing.dealt_with(conversation, now)
    return message
