"""A cell: one fault at one step of one path on one platform. Its verdict: what became of the post, and is it so?"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.grid.clocks import Clocks
from tests.grid.faults import FAULTS, PRELUDES, Fault, named
from tests.grid.house import MOST_QUESTIONS, House, NeverRests, Shop, living_in
from tests.grid.points import Point
from vitrino.domain.publication import PublicationState as S

# Sleeping between the last look at the clock and the write itself: the one gap no program can close. The protocol
# states it as an assumption; only a platform with keys of ours keeps its promise even then.
ASSUMED_AWAY = frozenset({("write", "process sleeps while others go on")})
EVERY = 12


@dataclass(frozen=True)
class Cell:
    """prelude: what happened to the write before. point: where the fault strikes."""

    prelude: str
    point: str
    fault: str

    def __str__(self) -> str:
        return f"{self.prelude} · {self.point} · {self.fault}"


@dataclass(frozen=True)
class Verdict:
    """outcome: once, asked, held, failed or cancelled; else duplicated, lost or untrue, and why says more."""

    outcome: str
    why: str = ""
    notes: tuple[str, ...] = ()


def run(shop: Shop, clocks: Clocks, cell: Cell) -> Verdict:
    """Live through one cell."""
    fault = named(cell.fault)
    with living_in(shop, clocks, _interrupting(cell.prelude, {cell.point: fault}, lambda: house)) as house:
        return judge(house, fault)


def path(shop: Shop, clocks: Clocks, prelude: str) -> list[Point]:
    """The steps of a run in which nothing else goes wrong, from the write on when the write itself went wrong."""
    with living_in(shop, clocks, _interrupting(prelude, {}, lambda: house)) as house:
        house.end()
        seen = list(house.watch.seen)
    if PRELUDES[prelude] is None:
        return seen
    first = next(number for number, point in enumerate(seen) if point.kind == "write")
    return seen[first + 1 :]


def is_in_sample(platform: str, cell: Cell) -> bool:
    """The default run: every fault at the first write, and of all other cells about one in `EVERY`, always the same."""
    number = zlib.crc32(f"{platform} {cell}".encode())
    return number % EVERY == 0 or (cell.prelude == "nothing" and cell.point == "write #1")


def cells_of(prelude: str, points: list[Point]) -> Iterator[Cell]:
    """Every fault at every step it can meet."""
    for point in points:
        for fault in FAULTS:
            if point.kind in fault.at and (point.step, fault.name) not in ASSUMED_AWAY:
                yield Cell(prelude, point.name, fault.name)


def judge(house: House, fault: Fault) -> Verdict:
    """Let it come to its end and compare what is said with what is so."""
    try:
        state = house.end()
    except NeverRests as lost:
        return Verdict("lost", str(lost), tuple(house.notes))
    house.clocks.sleep(86_400)  # whatever may still come late has come
    outcome, why = _untruth(house, fault, state)
    return Verdict(outcome or _OUTCOMES.get(house.first_rest, house.first_rest), why, tuple(house.notes))


def _untruth(house: House, fault: Fault, state: str) -> tuple[str, str]:
    """Which promise is broken and how; two empty words when none is."""
    out, again = house.out(), house.row.again_count
    is_taken_down = fault.name.startswith("post taken down")
    has_let_it_be = fault.is_wished or house.asked > MOST_QUESTIONS
    if len(out) > 1 + again:
        return "duplicated", f"{len(out)} times out"
    if house.has_copy_spoken:
        return "duplicated", "a copy sent something"
    if state == S.PUBLISHED and not out and not is_taken_down:
        return "untrue", "called published, and it is not out"
    if state in (S.FAILED, S.CANCELLED) and out:
        return "untrue", f"called {state}, and it is out"
    if state == S.CANCELLED and not has_let_it_be:
        return "lost", "cancelled without anybody's word"
    return "", ""


# The first state it rests in tells how it went.
_OUTCOMES: dict[str, str] = {
    S.PUBLISHED: "once", S.NEEDS_DECISION: "asked", S.HELD: "held", S.FAILED: "failed", S.CANCELLED: "cancelled",
}  # fmt: skip


def _interrupting(prelude: str, faults: dict[str, Fault], house: Callable[[], House]) -> Any:
    """The prelude at the first write, the fault at its point, once each."""
    waiting = dict(faults)
    first = [PRELUDES[prelude]]

    def interrupt(point: Point, go: Callable[[], Any]) -> Any:
        if point.kind == "write" and first[0] is not None:
            act, first[0] = first[0], None
            return act(house(), go)
        fault = waiting.pop(point.name, None)
        return fault.act(house(), go) if fault else go()

    return interrupt
