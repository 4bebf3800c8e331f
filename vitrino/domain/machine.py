"""A state machine as data: rows with guards and effects, taken one at a time, refused in words.

The rows are what the product runs and what an exhaustive search in the tests walks through; `without` takes a guard
away, to prove that a promise breaks without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem


class _Facts(Protocol):
    @property
    def state(self) -> Any: ...


class _Situation(Protocol):
    @property
    def facts(self) -> Any: ...


F = TypeVar("F", bound=_Facts)
C = TypeVar("C", bound=_Situation)
C_contra = TypeVar("C_contra", bound=_Situation, contravariant=True)


@dataclass(frozen=True)
class Rule(Generic[C_contra]):
    """A guard: when it holds, and what to say when it doesn't."""

    holds: Callable[[C_contra], bool]
    refusal: Message


@dataclass(frozen=True)
class Row:
    """In `state`, on `event`, when all `guards` hold, go to `next_state` with `effects`."""

    state: StrEnum
    event: StrEnum
    guards: tuple[StrEnum, ...]
    next_state: StrEnum
    effects: tuple[StrEnum, ...] = ()


class UndeclaredMove(Problem):
    """There is no row for this event in this state."""

    def __init__(self, state: StrEnum, event: StrEnum) -> None:
        self.state, self.event = state, event
        super().__init__(say("This can't be done with it as it is now. Please load the page again."))

    def __str__(self) -> str:
        return f"{self.state.value} has no row for {self.event.value}"


class NotNow(Problem):
    """The row exists, but a guard doesn't hold; the message is that guard's refusal."""

    def __init__(self, row: Row, guard: StrEnum, refusal: Message) -> None:
        self.row, self.guard = row, guard
        super().__init__(refusal)


class Machine(Generic[F, C]):
    """Rows one can step through. rules: guard -> rule; changes: effect -> the facts after it."""

    def __init__(
        self,
        rows: Iterable[Row],
        rules: Mapping[Any, Rule[C]],
        changes: Mapping[Any, Callable[[F, C], F]],
    ) -> None:
        self.rows, self.rules, self.changes = tuple(rows), rules, changes
        self._by_key = {(row.state, row.event): row for row in self.rows}

    def row(self, state: StrEnum, event: StrEnum) -> Row:
        """The row for `event` in `state`. Raises UndeclaredMove."""
        found = self._by_key.get((state, event))
        if found is None:
            raise UndeclaredMove(state, event)
        return found

    def unmet(self, event: StrEnum, situation: C) -> StrEnum | None:
        """The first guard that doesn't hold, or None. Raises UndeclaredMove."""
        guards = self.row(situation.facts.state, event).guards
        return next((guard for guard in guards if not self.rules[guard].holds(situation)), None)

    def allows(self, event: StrEnum, situation: C) -> bool:
        """Whether `event` is declared here and all its guards hold."""
        return (situation.facts.state, event) in self._by_key and self.unmet(event, situation) is None

    def advance(self, event: StrEnum, situation: C) -> F:
        """The facts after `event`. Raises UndeclaredMove or NotNow, and then nothing happened."""
        row, guard = self.row(situation.facts.state, event), self.unmet(event, situation)
        if guard is not None:
            raise NotNow(row, guard, self.rules[guard].refusal)
        facts: F = situation.facts
        for effect in row.effects:
            facts = self.changes[effect](facts, situation)
        return replace(facts, state=row.next_state)  # type: ignore[type-var]

    def without(self, *names: StrEnum) -> Machine[F, C]:
        """The same machine with guards taken out; for proving that each is needed."""
        rows = (replace(row, guards=tuple(one for one in row.guards if one not in names)) for row in self.rows)
        return Machine(rows, self.rules, self.changes)
