"""What a run is asked to do, and what came of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import NamedTuple

from vitrino.proofs.judge import Verdict
from vitrino.proofs.shape import CLASSES
from vitrino.proofs.worker import Carelessness

ROUND_KILLS = 170


class Share(NamedTuple):
    """How much of everything falls to one round."""

    kills: int
    pauses: int
    cuts: int
    crashes: int


def lanes() -> int:
    """How many rounds at once keep this machine busy: most of their time they wait."""
    return 1 + (os.cpu_count() or 1)


@dataclass(frozen=True)
class Plan:
    """How much of everything. cuts: how often connections to a database server are cut. crash: kills the server and
    starts it again. restores: copy each round's installation, and put an old backup back after it."""

    kills: int
    seed: int
    pauses: int = 0
    cuts: int = 0
    crashes: int = 0
    crash: Callable[[], None] | None = None
    classes: str = CLASSES
    workers: int = 2
    threads: int = 4
    lanes: int = field(default_factory=lanes)
    restores: bool = True
    careless: Carelessness = ""
    posts_per_kill: float = 0.8
    shortest_s: float = 0.01
    longest_s: float = 0.13

    def rounds(self) -> list[Share]:
        """What happens in each round; a platform that has seen thousands of posts would only be slow."""
        count = max(1, -(-max(self.kills, self.pauses) // ROUND_KILLS))
        totals = Share(self.kills, self.pauses, self.cuts, self.crashes)
        return [Share(*(total * (n + 1) // count - total * n // count for total in totals)) for n in range(count)]


@dataclass
class Result:
    """What came out. restored: the same posts after an old backup was put back. broken: promises broken beside the
    table, in words. died: workers that ended by themselves."""

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    restored: dict[str, Verdict] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    suffered: Counter[str] = field(default_factory=Counter)
    questions: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    pauses: int = 0
    cuts: int = 0
    connections_cut: int = 0
    crashes: int = 0
    died: int = 0
    ended_asleep: int = 0
    interrupted: int = 0
    held_by_clone: int = 0
    held_after_restore: int = 0
    seconds: float = 0.0

    @property
    def is_clean(self) -> bool:
        return not self.broken and all(one.is_clean for one in (*self.verdicts.values(), *self.restored.values()))

    def add(self, other: Result) -> None:
        """Another round's."""
        for name in ("verdicts", "restored"):
            mine, theirs = getattr(self, name), getattr(other, name)
            for platform, verdict in theirs.items():
                mine.setdefault(platform, Verdict()).add(verdict)
        for one in fields(self)[2:]:
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))
