"""The inbox as conduct knows it: it says what the abuse ladder has to say, and lets the talks of muted people rest."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from vitrino.domain.problem import Problem
from vitrino.inbox import actions, clocks
from vitrino.inbox.models import Conversation, Resolution
from vitrino.workspace.models import Person

State = Conversation.State
LEFT_TO_THE_LADDER = frozenset({"abuse_answer"})


class InboxDesk:
    """See `vitrino.conduct.ties.Desk`."""

    def say(self, *, conversation_id: int, text: str, by: Person, now: datetime) -> int:
        """When the rules are said is for the ladder to know; how they are said, the tone check looks at as ever."""
        talk = Conversation.objects.select_related("workspace", "channel", "contact").get(pk=conversation_id)
        try:
            return int(actions.reply(conversation=talk, text=text, by=by, now=now, overruled=LEFT_TO_THE_LADDER).pk)
        except actions.Objected as objected:
            reasons = [one.reason for one in objected.findings if one.rule not in LEFT_TO_THE_LADDER]
            raise Problem(reasons[0], "text") from objected

    def rest(self, *, contact_id: int, now: datetime) -> None:
        talks = Conversation.objects.filter(contact_id=contact_id)
        self._move(talks.exclude(state__in=(State.SPAM, State.MUTED)), State.MUTED, now)

    def wake(self, *, contact_id: int, now: datetime) -> None:
        self._move(Conversation.objects.filter(contact_id=contact_id, state=State.MUTED), State.RESOLVED, now)

    def _move(self, talks: QuerySet[Conversation], state: str, now: datetime) -> None:
        """What was said until now is done with, so that nobody waits for it, now or when a mute is over."""
        found = list(talks.select_related("workspace", "channel", "contact"))
        Resolution.objects.bulk_create(Resolution(conversation=talk, by=None, at=now) for talk in found)
        for talk in found:
            talk.state = state
        clocks.refresh(found, now)
