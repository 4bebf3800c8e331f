"""Reading the table: which row applies, whether it may, and what the facts are afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem

from .effects import apply
from .facts import Facts, Situation
from .guards import RULES
from .names import APP_EFFECTS, Effect, Event, Guard, PublicationState
from .table import TRANSITIONS, Transition


class UndeclaredTransition(Problem):
    """The table has no row for this event in this state."""

    def __init__(self, state: PublicationState, event: Event) -> None:
        self.state, self.event = state, event
        super().__init__(say("This can't be done with the post as it is now. Please load the page again."))

    def __str__(self) -> str:
        return f"{self.state.value} has no transition for {self.event.value}"


class NotAllowedNow(Problem):
    """The row exists, but a guard doesn't hold; the message is that guard's refusal."""

    def __init__(self, transition: Transition, guard: Guard) -> None:
        self.transition, self.guard = transition, guard
        super().__init__(refusal(guard))


def refusal(guard: Guard) -> Message:
    """Why something can't be done now, for the person."""
    return RULES[guard].refusal


@dataclass(frozen=True)
class Moved:
    """A transition taken: the facts to store in one commit, and what the app does beyond storing them."""

    transition: Transition
    facts: Facts

    @property
    def app_effects(self) -> tuple[Effect, ...]:
        """Effects the publishing app carries out after the commit."""
        return tuple(effect for effect in self.transition.effects if effect in APP_EFFECTS)


class Protocol:
    """A transition table one can step through. `PROTOCOL` is the product's; tests take guards away from it."""

    def __init__(self, rows: Iterable[Transition] = TRANSITIONS) -> None:
        self.rows = tuple(rows)
        self._by_key = {(row.state, row.event): row for row in self.rows}

    def step(self, state: PublicationState, event: Event) -> Transition:
        """The row for `event` in `state`. Raises UndeclaredTransition."""
        row = self._by_key.get((state, event))
        if row is None:
            raise UndeclaredTransition(state, event)
        return row

    def unmet(self, event: Event, situation: Situation) -> Guard | None:
        """The first guard of the row that doesn't hold, or None. Raises UndeclaredTransition."""
        guards = self.step(situation.facts.state, event).guards
        return next((guard for guard in guards if not RULES[guard].holds(situation)), None)

    def allows(self, event: Event, situation: Situation) -> bool:
        """Whether `event` is declared here and all its guards hold."""
        return (situation.facts.state, event) in self._by_key and self.unmet(event, situation) is None

    def first_allowed(self, events: Iterable[Event], situation: Situation) -> Event | None:
        """The first of `events` that may happen now; None when none may."""
        return next((event for event in events if self.allows(event, situation)), None)

    def advance(self, event: Event, situation: Situation) -> Moved:
        """Take `event`. Raises UndeclaredTransition or NotAllowedNow, and then nothing happened."""
        guard = self.unmet(event, situation)
        row = self.step(situation.facts.state, event)
        if guard is not None:
            raise NotAllowedNow(row, guard)
        facts = apply(row.effects, situation)
        since = facts.state_since if row.next_state is row.state else situation.now
        return Moved(row, replace(facts, state=row.next_state, state_since=since))

    def without(self, *names: Guard | Effect | Event) -> Protocol:
        """The same protocol with guards, effects or whole events taken out; for proving that each is needed."""
        return Protocol(
            replace(
                row,
                guards=tuple(guard for guard in row.guards if guard not in names),
                effects=tuple(effect for effect in row.effects if effect not in names),
            )
            for row in self.rows
            if row.event not in names
        )


PROTOCOL = Protocol()


def step(state: PublicationState, event: Event) -> Transition:
    """The product's row for `event` in `state`. Raises UndeclaredTransition."""
    return PROTOCOL.step(state, event)


def advance(event: Event, situation: Situation) -> Moved:
    """Take `event` by the product's table. Raises UndeclaredTransition or NotAllowedNow."""
    return PROTOCOL.advance(event, situation)
