"""The abuse ladder as data: none, policy declared, last warning, muted for 30 days, blocked, reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from vitrino.domain.machine import Machine, Row, Rule
from vitrino.domain.message import Message, say

MUTE = timedelta(days=30)
_SHORTEST_REASON = 10


class AbuseState(StrEnum):
    """Where somebody stands on the ladder."""

    NONE = "none"
    POLICY_DECLARED = "policy_declared"
    LAST_WARNING = "last_warning"
    MUTED = "muted"
    BLOCKED = "blocked"
    REPORTED = "reported"


class AbuseEvent(StrEnum):
    """A step up, the end of a mute, or an appeal."""

    DECLARE_POLICY = "declare_policy"
    WARN = "warn"
    MUTE = "mute"
    MUTE_OVER = "mute_over"
    BLOCK = "block"
    BLOCK_AT_ONCE = "block_at_once"
    REPORT = "report"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    LIFT = "lift"


class AbuseGuard(StrEnum):
    """What must hold for a step."""

    BY_PERSON = "by_person"
    EVIDENCE = "evidence"
    IS_ABUSE = "is_abuse"
    IS_NEW = "is_new"
    IS_DANGER = "is_danger"
    SAID = "said"
    MUTE_ENDED = "mute_ended"
    REFERENCE = "reference"
    NO_APPEAL = "no_appeal"
    APPEALED = "appealed"
    REASON_WRITTEN = "reason_written"


class AbuseEffect(StrEnum):
    """What a step leaves behind, besides its record."""

    BEGIN_MUTE = "begin_mute"
    END_MUTE = "end_mute"
    OPEN_APPEAL = "open_appeal"
    CLOSE_APPEAL = "close_appeal"


class AbuseKind(StrEnum):
    """What a message is. The first three are hard to read, and no abuse."""

    CRITICISM = "criticism"
    LOW_RATING = "low_rating"
    SWEARING_AT_PRODUCT = "swearing_at_product"
    INSULT = "insult"
    HARASSMENT = "harassment"
    HATE = "hate"
    THREAT = "threat"
    DOXXING = "doxxing"


NO_ABUSE = frozenset({AbuseKind.CRITICISM, AbuseKind.LOW_RATING, AbuseKind.SWEARING_AT_PRODUCT})
DANGER = frozenset({AbuseKind.THREAT, AbuseKind.DOXXING})
KIND_NAMES: dict[AbuseKind, Message] = {
    AbuseKind.CRITICISM: say("Criticism"),
    AbuseKind.LOW_RATING: say("Few stars"),
    AbuseKind.SWEARING_AT_PRODUCT: say("Strong words about the product"),
    AbuseKind.INSULT: say("An insult to a person"),
    AbuseKind.HARASSMENT: say("Harassment"),
    AbuseKind.HATE: say("Hatred against a group"),
    AbuseKind.THREAT: say("A threat"),
    AbuseKind.DOXXING: say("Somebody's private data made public"),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A message, as it was: the copy stays when the original is deleted. at: when it was written."""

    message_id: str
    copy: str
    kind: AbuseKind
    at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken, and the state it led to. by: "" for the end of a mute and for an appeal.

    policy_version: of the public text that was in force. note: a reason, or the reference of a report.
    """

    event: AbuseEvent
    state: AbuseState
    at: datetime
    by: str = ""
    message_id: str = ""
    evidence: Evidence | None = None
    policy_version: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class AbuseRecord:
    """One person's standing, and every step that led there."""

    state: AbuseState = AbuseState.NONE
    steps: tuple[Taken, ...] = ()
    muted_until: datetime | None = None
    is_appealed: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether this person still gets answers of any kind; after the policy was declared, nobody argues."""
        return self.state is AbuseState.NONE

    @property
    def last_evidence_at(self) -> datetime | None:
        """When the newest evidence of a step was written."""
        return max((step.evidence.at for step in self.steps if step.evidence), default=None)


@dataclass(frozen=True, slots=True)
class Situation:
    """Who wants to take a step, and with what in hand. message_id: what we, or in an appeal they, wrote."""

    facts: AbuseRecord
    now: datetime
    person: str = ""
    evidence: Evidence | None = None
    message_id: str = ""
    text: str = ""
    policy_version: int = 1


_S, _E, _G, _F = AbuseState, AbuseEvent, AbuseGuard, AbuseEffect
_STEP = (_G.BY_PERSON, _G.NO_APPEAL, _G.EVIDENCE, _G.IS_ABUSE, _G.IS_NEW)
_DECIDES = (_G.BY_PERSON, _G.APPEALED, _G.REASON_WRITTEN)
_STANDS = (_S.POLICY_DECLARED, _S.LAST_WARNING, _S.MUTED, _S.BLOCKED, _S.REPORTED)
ROWS: tuple[Row, ...] = (
    Row(_S.NONE, _E.DECLARE_POLICY, (*_STEP, _G.SAID), _S.POLICY_DECLARED),
    Row(_S.POLICY_DECLARED, _E.WARN, (*_STEP, _G.SAID), _S.LAST_WARNING),
    Row(_S.LAST_WARNING, _E.MUTE, _STEP, _S.MUTED, (_F.BEGIN_MUTE,)),
    Row(_S.MUTED, _E.MUTE_OVER, (_G.MUTE_ENDED,), _S.LAST_WARNING, (_F.END_MUTE,)),
    Row(_S.MUTED, _E.BLOCK, _STEP, _S.BLOCKED, (_F.END_MUTE,)),
    Row(_S.BLOCKED, _E.REPORT, (_G.BY_PERSON, _G.NO_APPEAL, _G.REFERENCE), _S.REPORTED),
    *(
        Row(state, _E.BLOCK_AT_ONCE, (*_STEP, _G.IS_DANGER), _S.BLOCKED, (_F.END_MUTE,))
        for state in (_S.NONE, _S.POLICY_DECLARED, _S.LAST_WARNING, _S.MUTED)
    ),
    *(Row(state, _E.APPEAL, (_G.NO_APPEAL, _G.SAID), state, (_F.OPEN_APPEAL,)) for state in _STANDS),
    *(Row(state, _E.UPHOLD, _DECIDES, state, (_F.CLOSE_APPEAL,)) for state in _STANDS),
    *(Row(state, _E.LIFT, _DECIDES, _S.NONE, (_F.CLOSE_APPEAL, _F.END_MUTE)) for state in _STANDS),
)


def _is_new(s: Situation) -> bool:
    """Something that happened after what the last step answered: nobody climbs twice for one message."""
    last = s.facts.last_evidence_at
    return s.evidence is not None and (last is None or s.evidence.at > last)


RULES: dict[AbuseGuard, Rule[Situation]] = {
    _G.BY_PERSON: Rule(lambda s: bool(s.person), say("Somebody of the shop has to decide this, by name.")),
    _G.EVIDENCE: Rule(
        lambda s: s.evidence is not None and bool(s.evidence.message_id and s.evidence.copy.strip()),
        say("Name the message this is about; Vitrino keeps a copy of it."),
    ),
    _G.IS_ABUSE: Rule(
        lambda s: s.evidence is not None and s.evidence.kind not in NO_ABUSE,
        say("Criticism, few stars and strong words about the product are no abuse. Answer them."),
    ),
    _G.IS_NEW: Rule(_is_new, say("There has to be something new since the last step.")),
    _G.IS_DANGER: Rule(
        lambda s: s.evidence is not None and s.evidence.kind in DANGER,
        say("Only a threat, or somebody's private data made public, is blocked without the steps before it."),
    ),
    _G.SAID: Rule(lambda s: bool(s.message_id), say("Send the message first: a step counts when it was said.")),
    _G.MUTE_ENDED: Rule(
        lambda s: s.facts.muted_until is not None and s.now >= s.facts.muted_until,
        say("The mute isn't over yet."),
    ),
    _G.REFERENCE: Rule(lambda s: bool(s.text.strip()), say("Write down the number or link of the report.")),
    _G.NO_APPEAL: Rule(lambda s: not s.facts.is_appealed, say("There is an appeal. Decide about it first.")),
    _G.APPEALED: Rule(lambda s: s.facts.is_appealed, say("There is no appeal to decide about.")),
    _G.REASON_WRITTEN: Rule(
        lambda s: sum(map(str.isalpha, s.text)) >= _SHORTEST_REASON,
        say("Write down in a sentence why."),
    ),
}
CHANGES: dict[AbuseEffect, Callable[[AbuseRecord, Situation], AbuseRecord]] = {
    _F.BEGIN_MUTE: lambda facts, s: replace(facts, muted_until=s.now + MUTE),
    _F.END_MUTE: lambda facts, s: replace(facts, muted_until=None),
    _F.OPEN_APPEAL: lambda facts, s: replace(facts, is_appealed=True),
    _F.CLOSE_APPEAL: lambda facts, s: replace(facts, is_appealed=False),
}
LADDER: Machine[AbuseRecord, Situation] = Machine(ROWS, RULES, CHANGES)


def take(event: AbuseEvent, situation: Situation, ladder: Machine[AbuseRecord, Situation] = LADDER) -> AbuseRecord:
    """Take a step and record it. Raises NotNow or UndeclaredMove, with words, and then nothing happened."""
    after = ladder.advance(event, situation)
    step = Taken(
        event,
        after.state,
        situation.now,
        situation.person,
        situation.message_id,
        situation.evidence,
        situation.policy_version,
        situation.text.strip(),
    )
    return replace(after, steps=(*after.steps, step))
