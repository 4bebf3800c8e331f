"""Steps of a playbook, and what is wrong with one, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vitrino.domain.cases.names import CaseEvent
from vitrino.domain.deadlines import Target
from vitrino.domain.message import Message, say
from vitrino.domain.placeholders import GAPS, gaps_in
from vitrino.domain.problem import Problem

LANGUAGES = ("en", "pl", "eo")
LONGEST_TEXT = 1_000
_E = CaseEvent
# Each step counts from the one before it; `promise` and `give_remedy` have one due time between them, the promised one.
ORDER: tuple[CaseEvent, ...] = (
    *(_E.ACKNOWLEDGE, _E.MOVE_PRIVATE, _E.PROMISE, _E.ASK, _E.REMIND),
    *(_E.CLOSE_UNCONFIRMED, _E.NOTE_PUBLICLY, _E.RECORD_LESSON),
)
# Vitrino closes by itself, and a lesson is for ourselves: nothing is said to the customer.
SILENT = frozenset({_E.CLOSE_UNCONFIRMED, _E.RECORD_LESSON})
_MOST_MINUTES = 90 * 24 * 60
_SHORTEST_PATIENCE = 24 * 60
_NAMES: dict[CaseEvent, Message] = {
    _E.ACKNOWLEDGE: say("Apologise in public"),
    _E.MOVE_PRIVATE: say("Move to a private talk"),
    _E.PROMISE: say("Promise a time"),
    _E.ASK: say("Ask whether they are happy"),
    _E.REMIND: say("Ask once more"),
    _E.CLOSE_UNCONFIRMED: say("Close without an answer"),
    _E.NOTE_PUBLICLY: say("Say in public how it ended"),
    _E.RECORD_LESSON: say("Write down the lesson"),
}


@dataclass(frozen=True)
class Step:
    """What to do within a time of the step before, and what to say to the customer: language -> text with gaps."""

    event: CaseEvent
    within: Target
    says: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> Message:
        return _NAMES[self.event]

    def text(self, language: str) -> str:
        """The words in that language, else in the first language there is; "" for a step that says nothing."""
        return self.says.get(language) or next(iter(self.says.values()), "")


@dataclass(frozen=True)
class Playbook:
    """One version of a shop's way with complaints. A case walks the version it began with."""

    version: int
    steps: tuple[Step, ...]

    def step(self, event: CaseEvent) -> Step:
        """Raises KeyError for an event that is no step."""
        found = next((step for step in self.steps if step.event is event), None)
        if found is None:
            raise KeyError(event)
        return found


def edited(before: Playbook, steps: Sequence[Step]) -> Playbook:
    """The next version. Raises Problem with the first fault; the same steps again are no new version."""
    after = Playbook(before.version + 1, tuple(sorted(steps, key=_place)))
    for fault in faults(after):
        raise Problem(fault)
    return before if after.steps == before.steps else after


def faults(playbook: Playbook) -> list[Message]:
    """What keeps a playbook from being used, each in words; empty when it is good."""
    events = [step.event for step in playbook.steps]
    missing = [say("The step “{step}” is missing.", step=_NAMES[event]) for event in ORDER if event not in events]
    twice = [event for event in ORDER if events.count(event) > 1]
    doubled = [say("The step “{step}” is there twice; a case does it once.", step=_NAMES[event]) for event in twice]
    unknown = [say("“{step}” is no step of a playbook.", step=event.value) for event in events if event not in ORDER]
    return [*missing, *doubled, *unknown, *(fault for step in playbook.steps for fault in _faults_of(step))]


def _faults_of(step: Step) -> list[Message]:
    if step.event not in ORDER:
        return []
    return [*_faults_of_time(step), *_faults_of_texts(step)]


def _faults_of_time(step: Step) -> list[Message]:
    if not 0 < step.within.minutes <= _MOST_MINUTES:
        return [say("The time of “{step}” isn't between one minute and 90 days.", step=step.name)]
    if step.event in (_E.REMIND, _E.CLOSE_UNCONFIRMED) and step.within.minutes < _SHORTEST_PATIENCE:
        return [say("“{step}” comes too soon: give the customer at least a day to answer.", step=step.name)]
    return []


def _faults_of_texts(step: Step) -> list[Message]:
    found: list[Message] = []
    if step.event not in SILENT and not any(text.strip() for text in step.says.values()):
        found.append(say("“{step}” has no words for the customer.", step=step.name))
    for text in step.says.values():
        if len(text) > LONGEST_TEXT:
            found.append(say("A text of “{step}” has more than {most} characters.", step=step.name, most=LONGEST_TEXT))
        found += [
            say("“{gap}” in “{step}” is no gap Vitrino can fill.", gap="{" + gap[:40] + "}", step=step.name)
            for gap in gaps_in(text)
            if gap not in GAPS
        ]
        if step.event is _E.PROMISE and "deadline" not in gaps_in(text):
            found.append(say("The words of “{step}” need the gap {gap}.", step=step.name, gap="{deadline}"))
        if step.event is _E.ACKNOWLEDGE and "contact" not in gaps_in(text):
            found.append(say("The words of “{step}” need the gap {gap}.", step=step.name, gap="{contact}"))
    return found


def _place(step: Step) -> int:
    return ORDER.index(step.event) if step.event in ORDER else len(ORDER)
