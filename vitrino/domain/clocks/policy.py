"""Answer targets: an ordered list of policies. The first that matches holds; the last one matches everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from vitrino.domain import deadlines
from vitrino.domain.clocks.names import ClockKind
from vitrino.domain.deadlines import Surface, Target
from vitrino.domain.message import Message, say

URGENT = 2
_DAY = 24 * 60
MOST_MINUTES = 90 * _DAY


@dataclass(frozen=True, slots=True)
class Traits:
    """What decides which policy holds. urgency: 0..3; rating: stars 1..5 of a review."""

    surface: Surface = "message"
    is_complaint: bool = False
    urgency: int = 0
    rating: int | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """All that is named must hold; nothing named holds always. urgency_from: 0..3; rating_to: stars."""

    surfaces: frozenset[Surface] = frozenset()
    is_complaint: bool | None = None
    urgency_from: int = 0
    rating_to: int | None = None

    @property
    def is_empty(self) -> bool:
        return self == Condition()

    def holds(self, traits: Traits) -> bool:
        return (
            (not self.surfaces or traits.surface in self.surfaces)
            and self.is_complaint in (None, traits.is_complaint)
            and traits.urgency >= self.urgency_from
            and (self.rating_to is None or (traits.rating is not None and traits.rating <= self.rating_to))
        )


@dataclass(frozen=True, slots=True)
class Policy:
    """Targets for whatever meets one of `when`; without `when` for everything. None: no target of that kind."""

    key: str
    first: Target | None = None
    next: Target | None = None
    resolution: Target | None = None
    when: tuple[Condition, ...] = field(default=())

    @property
    def is_fallback(self) -> bool:
        return not self.when or any(condition.is_empty for condition in self.when)

    def holds(self, traits: Traits) -> bool:
        return not self.when or any(condition.holds(traits) for condition in self.when)

    def target(self, kind: ClockKind) -> Target | None:
        if kind is ClockKind.FIRST:
            return self.first
        return self.next if kind is ClockKind.NEXT else self.resolution


# Answers: CARE.md 5.1. Resolution of a complaint: own choice; Polish consumer law allows 14 days (art. 7a u.p.k.).
_SOLVED = Target(3 * _DAY, in_opening_hours=False)
_REVIEW: frozenset[Surface] = frozenset({"review"})
DEFAULT_POLICIES: tuple[Policy, ...] = (
    Policy("urgent", *(deadlines.COMPLAINT,) * 2, _SOLVED, (Condition(urgency_from=URGENT),)),
    Policy(
        "low-review",
        *(deadlines.LOW_REVIEW,) * 2,
        _SOLVED,
        (Condition(_REVIEW, rating_to=3), Condition(_REVIEW, is_complaint=True)),
    ),
    Policy("review", *(deadlines.OTHER_REVIEW,) * 2, None, (Condition(_REVIEW),)),
    Policy("complaint", *(deadlines.COMPLAINT,) * 2, _SOLVED, (Condition(is_complaint=True),)),
    Policy("message", *(deadlines.MESSAGE,) * 2, None, (Condition(frozenset({"message"})),)),
    Policy("other", *(deadlines.COMMENT,) * 2, None),
)
POLICY_NAMES: dict[str, Message] = {
    "urgent": say("Urgent"),
    "low-review": say("Reviews of three stars or fewer"),
    "review": say("Other reviews"),
    "complaint": say("Complaints"),
    "message": say("Private messages"),
    "other": say("Comments and mentions"),
}


def choose(policies: Sequence[Policy], traits: Traits) -> Policy:
    """The first policy that holds; where none does, the last of the defaults."""
    return next((policy for policy in policies if policy.holds(traits)), DEFAULT_POLICIES[-1])


def faults(policies: Sequence[Policy]) -> list[Message]:
    """What is wrong with a shop's own list, in words; empty when it can be used."""
    return [*_faults_of_order(policies), *(fault for policy in policies for fault in _faults_of_targets(policy))]


def _faults_of_order(policies: Sequence[Policy]) -> list[Message]:
    found: list[Message] = []
    keys = [policy.key for policy in policies]
    found += [say("“{name}” is in the list twice.", name=key) for key in dict.fromkeys(keys) if keys.count(key) > 1]
    if not policies or not policies[-1].is_fallback:
        found.append(say("The last row must hold for everything, or some messages would have no target."))
    found += [
        say("“{name}” holds for everything, so the rows below it are never used. Move it to the end.", name=policy.key)
        for policy in policies[:-1]
        if policy.is_fallback
    ]
    return found


def _faults_of_targets(policy: Policy) -> list[Message]:
    targets = [target for kind in ClockKind if (target := policy.target(kind)) is not None]
    found: list[Message] = []
    if not targets:
        found.append(say("“{name}” has no target at all.", name=policy.key))
    if any(not 0 < target.minutes <= MOST_MINUTES for target in targets):
        found.append(say("A target of “{name}” isn't between one minute and 90 days.", name=policy.key))
    return found
