"""Who else has a conversation open, who writes an answer, and who has answered meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.inbox.models import Conversation, Message, Presence
from vitrino.workspace.models import Person

# A page tells that it is open every few seconds while it is seen, four times rarer when nobody touches it.
STILL_HERE = timedelta(seconds=25)


class AnsweredMeanwhile(Problem):
    """Somebody else answered since this page was loaded: it is sent only when its writer says so once more."""

    def __init__(self, message: Message) -> None:
        self.message_of_other = message
        super().__init__(say("Somebody else has answered meanwhile. Please read that first."), "text")


@dataclass(frozen=True)
class Colleague:
    """Somebody else of the shop who is at this conversation."""

    name: str
    is_writing: bool


def visit(*, conversation: Conversation, by: Person, is_writing: bool, now: datetime) -> list[Colleague]:
    """Say that one is here; who else is."""
    Presence.objects.update_or_create(
        conversation=conversation, person=by, defaults={"at": now, "is_writing": is_writing}
    )
    return others_at(conversation, by, now)


def leave(*, conversation: Conversation, by: Person) -> None:
    """Whoever has sent an answer writes no longer."""
    Presence.objects.filter(conversation=conversation, person=by).update(is_writing=False)


def others_at(conversation: Conversation, person: Person, now: datetime) -> list[Colleague]:
    """Who else is at this conversation, those who write first."""
    here = Presence.objects.filter(conversation=conversation, at__gt=now - STILL_HERE).exclude(person=person)
    rows = here.select_related("person").order_by("-is_writing", "person__name", "pk")
    return [Colleague(row.person.get_full_name(), row.is_writing) for row in rows]


def newest_of(conversation: Conversation) -> int:
    """The number of the newest text, by which a page says how much of the talk it shows."""
    newest = conversation.messages.order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0


def demand_unanswered(conversation: Conversation, by: Person, seen: int | None) -> None:
    """Raises AnsweredMeanwhile for an answer somebody else gave, or gave elsewhere, after what the page showed.

    seen: `newest_of` when the page was made; None when the page did not say.
    """
    if seen is None:
        return
    locked = Conversation.objects.select_for_update().get(pk=conversation.pk)
    newer = locked.messages.filter(pk__gt=seen, direction=Message.Direction.OUT).exclude(by=by)
    answer = newer.exclude(publication__state__in=("failed", "cancelled")).select_related("by").order_by("-pk").first()
    if answer is not None:
        raise AnsweredMeanwhile(answer)
