"""What a search counts: one publication, two workers, and what the platform has taken, will take or has lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from vitrino.domain.publication import TERMINAL, WITH_A_PERSON, AttemptOutcome, PublicationState

from .product import Product, Row

S = PublicationState
Kind = Literal["work", "fault", "person"]

IDLE, CLAIMED, ARMED, CHECKED, SENT, LOOKED = range(6)
"""Phases of a worker: read the row; attempt committed; deadline checked; waits for the answer; holds a look."""

FLYING, HIDDEN, VISIBLE, ECHO, GONE = range(5)
"""A request on its way; applied but not yet readable; readable; answered from memory; without effect."""

_NOTHING: frozenset[int] = frozenset()


class Worker(NamedTuple):
    """One process. age: of its attempt, its request or its look.

    memory: the row as it read it, as the product compares it. copy: the whole of it, only where nobody compares.
    """

    phase: int = IDLE
    memory: int = -1
    copy: Row | tuple[()] = ()
    age: int = 0
    request: int = GONE
    result: str = ""


class World(NamedTuple):
    """Everything. flying, hidden: ages of requests nobody waits for. visible: how many of those are readable.

    replica: 0 the timeline may still lag once, 1 it lags now, 2 it has lagged.
    again: repeats a person ordered. careless: those of them with the post in view.
    written: attempts somebody might still write again.
    """

    row: Row
    workers: tuple[Worker, ...]
    flying: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()
    visible: int = 0
    replica: int = 0
    again: int = 0
    careless: int = 0
    written: frozenset[int] = _NOTHING
    stops: int = 0
    broken: str = ""


class Next(NamedTuple):
    """One step: what happened, who caused it, and the world after it."""

    label: str
    kind: Kind
    world: World


@dataclass(frozen=True)
class Setting:
    """One run.

    dedupe: the platform refuses a second write with the same key, or answers it from memory once the first is applied.
    lateness_bounded: False lets a request take effect at any later time. sleepy: a worker may sleep between check
    and write. twin: another own publication looks the same and is out. restores, holds, cancels, edits: these happen
    too. rounds: how often a person lets it go on.
    """

    name: str
    product: Product
    dedupe: Literal["", "key", "memory"] = ""
    lateness_bounded: bool = True
    sleepy: bool = False
    twin: bool = False
    restores: bool = False
    holds: bool = False
    cancels: bool = False
    edits: bool = False
    rounds: int = 0
    workers: int = 2
    start: Row = field(default_factory=lambda: Row(S.READY))


def first_world(setting: Setting) -> World:
    """A publication that is due, and nobody working yet."""
    return World(setting.start, (Worker(),) * setting.workers)


def out(world: World) -> int:
    """How many posts of this publication the platform has."""
    attached = sum(worker.request in (HIDDEN, VISIBLE) for worker in world.workers)
    return world.visible + len(world.hidden) + attached


def readable(world: World) -> int:
    """How many of them everybody can see by now."""
    return world.visible + sum(worker.request == VISIBLE for worker in world.workers)


def on_the_way(world: World) -> bool:
    """Whether a request may still take effect."""
    return bool(world.flying) or any(worker.request == FLYING for worker in world.workers)


def pending(world: World) -> int:
    """How many requests are on their way or not yet readable."""
    attached = sum(worker.request in (FLYING, HIDDEN) for worker in world.workers)
    return len(world.flying) + len(world.hidden) + attached


def with_worker(world: World, index: int, worker: Worker) -> World:
    """The world with another worker in this place; workers are sorted, because nobody can tell them apart."""
    workers = (*world.workers[:index], worker, *world.workers[index + 1 :])
    return world._replace(workers=tuple(sorted(workers)))


def detached(world: World, index: int) -> World:
    """The worker is idle again; what it sent goes on without it."""
    worker = world.workers[index]
    idle = with_worker(world, index, Worker())
    if worker.request == FLYING:
        return idle._replace(flying=tuple(sorted((*world.flying, worker.age))))
    if worker.request == HIDDEN:
        return idle._replace(hidden=tuple(sorted((*world.hidden, worker.age))))
    return idle._replace(visible=world.visible + (worker.request == VISIBLE))


def broken_promises(world: World) -> list[str]:
    """The names of the invariants this world breaks.

    "I6 looked" is stronger than I6: a person who orders a repeat only when the post isn't in view never causes two.
    """
    row, count = world.row, out(world)
    contents = {content for _, content in row.attempts}
    tainted = any(outcome in (AttemptOutcome.UNKNOWN, AttemptOutcome.PUBLISHED) for outcome, _ in row.attempts)
    checks = (
        (world.broken, bool(world.broken)),
        ("I2", row.state is S.PUBLISHED and (not count or not (row.remote_id or row.by_person))),
        ("I3", row.state is S.FAILED and (tainted or count > 0)),
        ("I6", count > 1 + world.again),
        ("I6 looked", count > 1 + world.careless),
        ("I7", len(contents) > 1),
    )
    return [name for name, is_broken in checks if is_broken]


def is_settled(world: World) -> bool:
    """Whether the publication is at an end or with a person (I5)."""
    return world.row.state in TERMINAL or world.row.state in WITH_A_PERSON
