"""The runs: the protocol as it is, the protocol with one piece taken away, and the assumptions it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from time import process_time
from typing import Any

from vitrino.domain.publication import PROTOCOL, Effect, Event, Guard, Policy, Protocol, RetrySafety

from .checker import Result, search
from .product import Product, small_policy
from .world import Setting

SHORT_KEY_S = 600 + 180
"""An idempotency key that may be trusted for three ticks, so that it ends in the middle of a search."""


@dataclass(frozen=True)
class Platform:
    """A class of platforms: how the product treats it, and what it does with a repeated write."""

    name: str
    policy: Policy
    tricks: dict[str, Any]

    def setting(self, what: str, protocol: Protocol = PROTOCOL, *, max_attempts: int = 2, **more: Any) -> Setting:
        """A run on this platform."""
        product = Product(replace(self.policy, max_attempts=max_attempts), protocol)
        return Setting(f"{self.name}: {what}", product, **{**self.tricks, **more})


A = Platform("A keyed", small_policy(RetrySafety.KEYED), {"dedupe": "key"})
B = Platform("B idempotency key", small_policy(RetrySafety.IDEMPOTENCY_KEY), {"dedupe": "memory"})
B_FORGETS = Platform("B key forgotten", small_policy(RetrySafety.IDEMPOTENCY_KEY, key_ttl_s=SHORT_KEY_S), {})
C = Platform("C staged", small_policy(RetrySafety.STAGED), {})
D = Platform("D read back", small_policy(RetrySafety.READ_BACK), {})
D_AUTO = Platform("D with automatic resend", small_policy(RetrySafety.READ_BACK, auto_resend=True), {})
E = Platform("E blind", small_policy(RetrySafety.BLIND), {})
PLATFORMS = (A, B, B_FORGETS, C, D, D_AUTO, E)


@dataclass(frozen=True)
class Run:
    """One search. expected: the invariant that breaks, "" when none may. promises: only these are watched."""

    setting: Setting
    expected: str = ""
    promises: tuple[str, ...] = ()

    def result(self) -> Result:
        """Search."""
        return search(self.setting, self.promises)


def as_is() -> Iterator[Run]:
    """The product's protocol; nothing may break."""
    for platform in PLATFORMS:
        yield Run(platform.setting("2 workers, 2 attempts"))
        yield Run(platform.setting("1 worker, 2 attempts, a person repeats", rounds=1, workers=1))
    for platform in (D, E):
        yield Run(platform.setting("2 workers, a person repeats", rounds=1, max_attempts=1))
    yield Run(D_AUTO.setting("2 workers, 3 attempts", max_attempts=3))
    yield Run(D_AUTO.setting("a person stops it while it is sent", cancels=True))
    yield Run(D_AUTO.setting("everything is held", holds=True))
    yield Run(D_AUTO.setting("the content is edited", edits=True, workers=1))
    yield Run(D_AUTO.setting("another post looks the same", twin=True))
    yield Run(A.setting("an old backup is restored", restores=True, workers=1))
    for platform in (D_AUTO, E):
        yield Run(platform.setting("an old backup is restored", restores=True, rounds=1, workers=1))


def weakened() -> Iterator[Run]:
    """One piece taken away from the product's table; the named promise must break."""
    for name in (Guard.SETTLED, Guard.BEFORE_DEADLINE, Effect.RECORD_ATTEMPT):
        yield _without(D_AUTO, name, "I6", workers=1 if name is Effect.RECORD_ATTEMPT else 2)
        yield _without(D, name, "I6 looked", rounds=1, max_attempts=1)
    for name in (Guard.LOOKED_TWICE, Guard.APART, Guard.FRESH, Guard.ROW_UNCHANGED):
        yield _without(D_AUTO, name, "I6")
    yield _without(B, Guard.SETTLED, "I6")
    yield _without(C, Guard.SETTLED, "I6")
    yield _without(E, Guard.SETTLED, "I6 looked", rounds=1, max_attempts=1)
    for name in (Guard.SETTLED, Guard.LOOKED_TWICE, Guard.APART, Guard.FRESH):
        yield _without(D, name, "I4")
    for name in (Effect.RECORD_ATTEMPT, Guard.BEFORE_DEADLINE, Guard.ROW_UNCHANGED):
        yield _without(D, name, "I1")
    yield _without(A, Guard.UNTAINTED, "I3")
    yield _without(A, Effect.CLOSE_UNKNOWN, "I3")
    yield _without(E, Guard.UNTAINTED, "I6", rounds=1, max_attempts=1)
    yield _without(D, Guard.REMOTE_ID_KNOWN, "I2")
    yield _without(D, Guard.UNAMBIGUOUS, "I2", twin=True)
    yield _without(D, Guard.NO_ATTEMPTS, "I7", edits=True)
    yield _without(D_AUTO, Effect.SUSPECT, "I6", restores=True, rounds=1, workers=1)
    yield _without(D, Event.SENDER_LOST, "I5")
    yield _without(E, Event.BLIND, "I5")


def _without(platform: Platform, name: Guard | Effect | Event, expected: str, **more: Any) -> Run:
    setting = platform.setting(f"without {name.value}", PROTOCOL.without(name), **more)
    return Run(setting, expected, (expected,))


def assumptions() -> Iterator[Run]:
    """What the platform and the machine must keep; where they don't, only class A stays safe."""
    late = "the platform is later than the settle window"
    sleep = "a worker sleeps between check and write"
    never = ("I2", "I3", "I6")
    yield Run(D_AUTO.setting(late, lateness_bounded=False), "I6", never)
    yield Run(A.setting(late, lateness_bounded=False, workers=1), "", never)
    yield Run(D_AUTO.setting(sleep, sleepy=True), "I6", never)
    yield Run(A.setting(sleep, sleepy=True), "", never)


def report(write: Callable[[str], object]) -> bool:
    """Run everything, a line each, and say whether all came out as expected."""
    groups = (
        ("The protocol as it is: nothing may break", as_is),
        ("With one piece taken away: the promise must break", weakened),
        ("Assumptions: what breaks when they don't hold", assumptions),
    )
    began, states, all_well = process_time(), 0, True
    for title, runs in groups:
        write(f"\n{title}\n{'':2}{'run':70}{'states':>8}  {'broken':10} steps\n")
        for run in runs():
            result = run.result()
            as_expected = result.broken == run.expected
            states, all_well = states + result.states, all_well and as_expected
            write(_line(run, result, as_expected))
    write(f"\n{states} states in {process_time() - began:.1f} s; {'as expected' if all_well else 'NOT as expected'}\n")
    return all_well


def _line(run: Run, result: Result, as_expected: bool) -> str:
    verdict = "" if as_expected else f"   expected {run.expected or 'none'}: " + " > ".join(result.path)
    steps = str(len(result.path)) if result.path else ""
    return f"{'':2}{run.setting.name:70}{result.states:>8}  {result.broken or 'none':10} {steps:>5}{verdict}\n"
