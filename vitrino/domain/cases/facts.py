"""What is known of a case, and the situation in which somebody wants to move it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.domain.cases.names import CaseState, OwnReason, PromiseState
from vitrino.domain.cases.playbook import DEFAULT_PLAYBOOK, Playbook
from vitrino.domain.message import Message, say

OWN_REASONS: dict[OwnReason, Message] = {
    OwnReason.SILENCE: say("The customer was asked and reminded, and did not answer."),
    OwnReason.UNASKED: say("The customer was happy before we asked."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """Something was said in a message. by: the person of the shop, "" when the customer said it."""

    at: datetime
    message_id: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised, and by exactly one moment (UTC). state and ended_at: what became of it, and when."""

    said: Said
    what: str
    due_at: datetime
    state: PromiseState = PromiseState.OPEN
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """Something written down for ourselves. by: "" when Vitrino wrote it, for a reason of its `own`."""

    at: datetime
    words: str = ""
    by: str = ""
    own: OwnReason | None = None

    @property
    def told(self) -> Message | str:
        """The words for a reader."""
        return OWN_REASONS[self.own] if self.own else self.words


@dataclass(frozen=True, slots=True)
class Case:
    """A complaint. is_public: others could read it. rounds: how often the customer was not happy after a remedy.

    asked, reminded, answer, reason, note, skipped and lesson belong to the running round.
    """

    received_at: datetime
    is_public: bool = False
    state: CaseState = CaseState.RECEIVED
    acknowledged: Said | None = None
    moved_private: Said | None = None
    promises: tuple[Promise, ...] = ()
    remedy: Written | None = None
    remedy_said: Said | None = None
    asked: Said | None = None
    reminded: Said | None = None
    answer: Said | None = None
    reason: Written | None = None
    note: Said | None = None
    skipped: Written | None = None
    lesson: Written | None = None
    rounds: int = 0

    @property
    def promise(self) -> Promise | None:
        """The promise that is to be kept; None when there is none."""
        last = self.promises[-1] if self.promises else None
        return last if last and last.state is PromiseState.OPEN else None


@dataclass(frozen=True, slots=True)
class Situation:
    """Who wants to move a case, and with what in hand.

    message_id: the message in which it was said. dues: every due time read from that message (promises.read).
    text: what was promised, the remedy, the reason or the lesson. contact: the address or number given.
    """

    facts: Case
    now: datetime
    playbook: Playbook = DEFAULT_PLAYBOOK
    person: str = ""
    message_id: str = ""
    dues: tuple[datetime, ...] = ()
    text: str = ""
    contact: str = ""
