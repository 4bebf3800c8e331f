"""Breadth-first search over all worlds of a setting."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from .around import person_acts, platform_acts, stops_happen, sweeper_acts, time_passes
from .workers import workers_act
from .world import Next, Setting, World, broken_promises, first_world, is_settled

_ACTORS = (time_passes, platform_acts, workers_act, sweeper_acts, person_acts, stops_happen)


@dataclass(frozen=True)
class Result:
    """broken: the invariant, "" when none; path: the shortest way to break it; labels: all that happened anywhere."""

    states: int
    broken: str = ""
    path: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()


def search(setting: Setting, promises: Collection[str] = ()) -> Result:
    """Visit every reachable world, or stop at the first broken promise. promises: only these (default: all)."""
    start = first_world(setting)
    came_from: dict[World, tuple[World, str] | None] = {start: None}
    ways_back: dict[World, list[World]] = {}
    queue, labels = deque([start]), set()
    while queue:
        world = queue.popleft()
        for label, kind, after in _successors(world, setting):
            if kind == "work":
                ways_back.setdefault(after, []).append(world)
            labels.add(label)
            if after in came_from:
                continue
            came_from[after] = (world, label)
            broken = [name for name in broken_promises(after) if not promises or name in promises]
            if broken:
                return Result(len(came_from), broken[0], _path(after, came_from))
            queue.append(after)
    stuck = _never_settled(came_from, ways_back)
    path = _path(stuck, came_from) if stuck else ()
    return Result(len(came_from), "I5" if stuck else "", path, frozenset(labels))


def _successors(world: World, setting: Setting) -> Iterator[Next]:
    for act in _ACTORS:
        yield from act(world, setting)


def _path(world: World, came_from: dict[World, tuple[World, str] | None]) -> tuple[str, ...]:
    labels: list[str] = []
    step = came_from[world]
    while step:
        labels.append(step[1])
        step = came_from[step[0]]
    return tuple(reversed(labels))


def _never_settled(worlds: Iterable[World], ways_back: dict[World, list[World]]) -> World | None:
    """A world from which work alone (no luck with people, no further fault) reaches neither an end nor a person."""
    reached = {world for world in worlds if is_settled(world)}
    queue = deque(reached)
    while queue:
        for before in ways_back.get(queue.popleft(), ()):
            if before not in reached:
                reached.add(before)
                queue.append(before)
    return next((world for world in worlds if world not in reached), None)
