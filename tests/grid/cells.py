"""A cell: one fault at one step of one path on one platform. Its verdict: what became of the post, and is it so?"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.grid.clocks import Clocks
from tests.grid.faults import FAULTS, PRELUDES, Fault, named
from tests.grid.house import MOST_QUESTIONS, House, NeverRests, Shop, living_in
from tests.grid.points import Point
from tests.grid.walks import POST, WALKS, Walk
from vitrino.domain.publication import PublicationState as S
from vitrino.publishing.models import Publication

# Sleeping between the last look at the clock and the write itself: the one gap no program can close. The protocol
# states it as an assumption; only a platform with keys of ours keeps its promise even then.
ASSUMED_FAULT = "process sleeps while others go on"
EVERY = 20
# What can go wrong with the writes of a thread. Everything else meets its first text as it meets a single post.
WITH_PARTS = frozenset({
    "request lost", "connection reset after the effect", "arrives two minutes late", "500 after the effect",
    "truncated JSON after the effect", "refused for good", "permission taken back", "process dies before",
    "process dies after", ASSUMED_FAULT, "database refuses the commit", "database commits without saying so",
    "dies, backup of the plan restored", "backup of this moment restored later", "database copied", "owner cancels",
})  # fmt: skip
PRELUDES_OF_PARTS = ("nothing", "answer lost, it is out")
STEPS_OF_PARTS = frozenset({"write", "commit"})


@dataclass(frozen=True)
class Cell:
    """prelude: what happened to the write before. point: where the fault strikes. walk: what is sent."""

    prelude: str
    point: str
    fault: str
    walk: str = POST.name

    def __str__(self) -> str:
        sent = "" if self.walk == POST.name else f"{self.walk} · "
        return f"{sent}{self.prelude} · {self.point} · {self.fault}"


@dataclass(frozen=True)
class Verdict:
    """outcome: once, asked, held, failed or cancelled; else duplicated, lost or untrue, and why says more."""

    outcome: str
    why: str = ""
    notes: tuple[str, ...] = ()


def run(shop: Shop, clocks: Clocks, cell: Cell) -> Verdict:
    """Live through one cell."""
    fault, walk = named(cell.fault), WALKS[cell.walk]
    interrupt = _interrupting(walk, cell.prelude, {cell.point: fault}, lambda: house)
    try:
        with living_in(shop, clocks, interrupt, walk) as house:
            return judge(house, fault, has_met_nothing=cell.prelude == "nothing")
    except Exception as error:
        return Verdict("untrue", f"the product fell over: {error!r}")


def path(shop: Shop, clocks: Clocks, walk: Walk, prelude: str) -> list[Point]:
    """The steps of a run in which nothing else goes wrong, from the write on when the write itself went wrong."""
    with living_in(shop, clocks, _interrupting(walk, prelude, {}, lambda: house), walk) as house:
        house.end()
        seen = list(house.watch.seen)
    if PRELUDES[prelude] is None:
        return seen
    first = next(number for number, point in enumerate(seen) if walk.is_met(point))
    return seen[first + 1 :]


def all_cells(shop: Shop, clocks: Clocks, walks: Iterable[Walk], *, repeats: bool) -> Iterator[Cell]:
    """Every fault at every step of every path. Without repeats, for the slower database: see `_first_times`."""
    met: set[tuple[str, str, str]] = set()
    for walk in walks:
        for prelude in PRELUDES if walk is POST else PRELUDES_OF_PARTS:
            points = path(shop, clocks, walk, prelude)
            yield from cells_of(walk, prelude, points if repeats else _first_times(walk, prelude, points, met))


def _first_times(walk: Walk, prelude: str, points: list[Point], met: set[tuple[str, str, str]]) -> list[Point]:
    """Each step once for the whole platform; the write and (of a single post) taking the row once more when they come
    again, before and after an unclear outcome; no commits that move nothing."""
    first = []
    for point in points:
        name, _mark, number = point.name.rpartition(" #")
        is_another = number != "1" and (point.kind == "write" or (walk is POST and point.step == "takes the row"))
        place = (walk.name, name, f"again, {prelude == 'nothing'}" if is_another else "")
        if point.kind != "note" and place not in met:
            met.add(place)
            first.append(point)
    return first


def is_in_sample(platform: str, cell: Cell) -> bool:
    """The default run: every fault at the first write, and of all other cells about one in `EVERY`, always the same."""
    number = zlib.crc32(f"{platform} {cell}".encode())
    return number % EVERY == 0 or (cell.walk, cell.prelude, cell.point) == (POST.name, "nothing", "write #1")


def cells_of(walk: Walk, prelude: str, points: list[Point]) -> Iterator[Cell]:
    """Every fault at every step it can meet."""
    for point in points:
        for fault in FAULTS:
            is_assumed = point.kind == "write" and fault.name == ASSUMED_FAULT
            is_wanted = walk is POST or (fault.name in WITH_PARTS and point.kind in STEPS_OF_PARTS)
            if point.kind in fault.at and is_wanted and not is_assumed:
                yield Cell(prelude, point.name, fault.name, walk.name)


def judge(house: House, fault: Fault, *, has_met_nothing: bool = False) -> Verdict:
    """Let it come to its end and compare what is said with what is so."""
    try:
        house.end()
    except NeverRests as lost:
        return Verdict("lost", str(lost), tuple(house.notes))
    house.clocks.sleep(86_400)  # whatever may still come late has come
    if fault.name == "refused for good" and has_met_nothing and house.first_rest != S.FAILED:
        return Verdict("untrue", f"refused, and called {house.first_rest}", tuple(house.notes))
    found = (_untruth(house, fault, number, row) for number, row in enumerate(house.rows))
    outcome, why = next((one for one in found if one[0]), ("untrue", house.wrong) if house.wrong else ("", ""))
    return Verdict(outcome or _OUTCOMES.get(house.first_rest, house.first_rest), why, tuple(house.notes))


def _untruth(house: House, fault: Fault, number: int, row: Publication) -> tuple[str, str]:
    """Which promise is broken for one of the texts and how; two empty words when none is."""
    out, state = house.out(number), row.state
    is_taken_down = fault.name.startswith("post taken down")
    has_let_it_be = fault.is_wished or house.asked > MOST_QUESTIONS
    text = f"{house.walk.labels[number]}{state}, {len(out)} times out"
    if len(out) > 1 + row.again_count:
        return "duplicated", text
    if house.has_copy_spoken:
        return "duplicated", "a copy sent something"
    if state == S.PUBLISHED and not out and not is_taken_down:
        return "untrue", text
    if state in (S.FAILED, S.CANCELLED) and out:
        return "untrue", text
    if state == S.CANCELLED and not has_let_it_be:
        return "lost", "cancelled without anybody's word"
    if out and row.parent is not None and row.parent.remote_id not in house.above(number):
        return "untrue", f"{text}, and not below the text before it"
    return "", ""


# The first state it rests in tells how it went.
_OUTCOMES: dict[str, str] = {
    S.PUBLISHED: "once", S.NEEDS_DECISION: "asked", S.HELD: "held", S.FAILED: "failed", S.CANCELLED: "cancelled",
}  # fmt: skip


def _interrupting(walk: Walk, prelude: str, faults: dict[str, Fault], house: Callable[[], House]) -> Any:
    """The prelude at the write that decides, the fault at its point, once each."""
    waiting = dict(faults)
    first = [PRELUDES[prelude]]

    def interrupt(point: Point, go: Callable[[], Any]) -> Any:
        if first[0] is not None and walk.is_met(point):
            act, first[0] = first[0], None
            return act(house(), go)
        fault = waiting.pop(point.name, None)
        return fault.act(house(), go) if fault else go()

    return interrupt
