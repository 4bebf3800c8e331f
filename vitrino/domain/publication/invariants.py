"""What the protocol promises, by name; the explicit-state model in tests/model checks each of them."""

from __future__ import annotations

from dataclasses import dataclass

from .names import Effect, Guard


@dataclass(frozen=True)
class Invariant:
    """A promise, and the guards and effects of the table that keep it. Taking one away breaks it."""

    name: str
    promise: str
    kept_by: tuple[Guard | Effect, ...] = ()


INVARIANTS: tuple[Invariant, ...] = (
    Invariant(
        "I1",
        "A write happens only when its attempt is durable and its deadline isn't over; each attempt writes once.",
        (Effect.RECORD_ATTEMPT, Guard.BEFORE_DEADLINE, Guard.ROW_UNCHANGED),
    ),
    Invariant(
        "I2",
        "Published means: out, and the platform named the post in its answer or on a look, or a person saw it.",
        (Guard.REMOTE_ID_KNOWN, Guard.UNAMBIGUOUS),
    ),
    Invariant(
        "I3",
        "Failed means: every attempt ended with proof that it had no effect. One unknown outcome forbids it for ever.",
        (Guard.UNTAINTED, Effect.CLOSE_UNKNOWN),
    ),
    Invariant(
        "I4",
        "Not seeing the post counts only after deadline and settle window, twice, apart, in answers proven fresh. "
        "Seeing it counts at once.",
        (Guard.SETTLED, Guard.LOOKED_TWICE, Guard.APART, Guard.FRESH),
    ),
    Invariant(
        "I5",
        "From every state an end or a person is reached, and no state grows older than its limit without an alarm.",
    ),
    Invariant(
        "I6",
        "One publication is out at most once, plus once for each time a person said to publish it again.",
        (
            Effect.RECORD_ATTEMPT,
            Guard.BEFORE_DEADLINE,
            Guard.SETTLED,
            Guard.LOOKED_TWICE,
            Guard.APART,
            Guard.FRESH,
            Guard.ROW_UNCHANGED,
            Guard.UNTAINTED,
        ),
    ),
    Invariant(
        "I7",
        "All attempts of a publication carry the same content; other content is another publication.",
        (Guard.NO_ATTEMPTS,),
    ),
)
