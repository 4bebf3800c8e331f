"""Two versions of a playbook beside each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from vitrino.domain.cases import Playbook, Step
from vitrino.domain.deadlines import Target
from vitrino.domain.message import Message, say
from vitrino.ui.formats import duration


@dataclass(frozen=True)
class Change:
    """A step of a version. before, after: its time in words. texts: language -> what it said, what it says."""

    name: Message
    before: Message | None
    after: Message
    texts: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_changed(self) -> bool:
        return self.before != self.after or any(old != new for old, new in self.texts.values())


def changes(before: Playbook | None, after: Playbook) -> list[Change]:
    """Every step of `after` as it was and as it is; without a version before it nothing was."""
    old = {step.event: step for step in before.steps} if before else {}
    return [_change(old.get(step.event), step) for step in after.steps]


def _change(old: Step | None, new: Step) -> Change:
    languages = sorted({*new.says, *(old.says if old else ())})
    texts = {one: (old.says.get(one, "") if old else new.says[one], new.says.get(one, "")) for one in languages}
    return Change(new.name, time_of(old.within) if old else time_of(new.within), time_of(new.within), texts)


def time_of(target: Target) -> Message:
    """How long a step may take."""
    length = duration(timedelta(minutes=target.minutes))
    if target.in_opening_hours:
        return say("within {length} of opening hours", length=length)
    return say("within {length}", length=length)
