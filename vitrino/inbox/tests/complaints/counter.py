"""Ola complains to the bakery; the shop answers, and its answers get out or don't."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from vitrino.complaints import actions
from vitrino.complaints.models import Case, Step
from vitrino.domain.cases import CaseEvent
from vitrino.inbox import actions as inbox
from vitrino.inbox.models import Conversation, Message
from vitrino.inbox.tests.desk import arrive
from vitrino.publishing.models import Publication
from vitrino.workspace.tests.cast import NOW, Cast, assemble

COMPLAINT = "Chleb był spleśniały, żądam zwrotu pieniędzy!"
SORRY = "Bardzo nam przykro, Olu. Proszę napisać na pomoc@zorza.example."
APOLOGY = f"{SORRY} Odezwiemy się do poniedziałku, 23 listopada, godz. 12:00."


@dataclass
class Counter:
    """One shop and a clock that only goes forward."""

    cast: Cast = field(default_factory=assemble)
    now: datetime = NOW

    def later(self, **span: float) -> Counter:
        self.now += timedelta(**span)
        return self

    def hear(self, text: str = COMPLAINT, **more: Any) -> Conversation:
        """The customer writes, and the inbox takes it in."""
        arrival = arrive(self.cast, text, at=self.now, received_at=self.now, **more)
        inbox.take_in(self.now)
        return Message.objects.select_related("conversation").get(arrival=arrival).conversation

    def say(self, text: str, step: str = "", *, state: str = "published", talk: Conversation | None = None) -> Message:
        """Bruno answers; the publication ends in that state, and the case is looked after."""
        message = inbox.reply(
            conversation=talk or self.talk, text=text, by=self.cast.bruno, now=self.now, overruled=None, step=step
        )
        assert message.publication is not None
        Publication.objects.filter(pk=message.publication.pk).update(state=state, state_at=self.now)
        self.attend()
        return message

    def attend(self) -> Case:
        actions.attend(case=self.case, now=self.now)
        return self.case

    def do(self, event: CaseEvent, **given: Any) -> Step:
        return actions.take_step(case=self.case, event=event, by=self.cast.bruno, now=self.now, **given)

    @property
    def talk(self) -> Conversation:
        return Conversation.objects.select_related("workspace", "channel", "contact").order_by("pk")[0]

    @property
    def case(self) -> Case:
        return Case.objects.select_related("workspace", "playbook").order_by("-pk")[0]

    @property
    def state(self) -> str:
        return self.case.state

    def events(self) -> list[str]:
        """What was done, oldest first."""
        return list(self.case.steps.filter(state=Step.State.TAKEN).order_by("pk").values_list("event", flat=True))
