"""The slots of the next week: most where posts do best as far as is known, one in five to learn something.

Greedy on what is known, on different days, beats drawing every slot by lot (INSIGHT.md 3.3); the test slot is drawn
from what may be true, so that little known times get their turn, and is declared as a test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from vitrino.domain.insight.effects import Learned, learn, ranked
from vitrino.domain.insight.features import Curve, Slot
from vitrino.domain.insight.posts import Post

_ONE_TEST_IN = 5
_HOURS_APART = 3


@dataclass(frozen=True, slots=True)
class Chosen:
    weekday: int
    hour: int
    is_test: bool


def choose(
    posts: Sequence[Post],
    *,
    now: datetime,
    candidates: Sequence[Slot],
    benchmark: Curve | None = None,
    week_start: date,
    n_posts: int,
    seed: int,
) -> tuple[Chosen, ...]:
    """Learn and pick."""
    if n_posts <= 0:
        return ()
    learned = learn(posts, now=now, candidates=candidates, benchmark=benchmark)
    return pick(learned, week_start=week_start, n_posts=n_posts, seed=seed)


def pick(learned: Learned, *, week_start: date, n_posts: int, seed: int) -> tuple[Chosen, ...]:
    """n_posts slots in order of the week, as many as the candidates allow; on different days while there are some.

    seed: decides the test slots alone; the others follow from the posts, as in `effects.tell`.
    """
    slots, logs = learned.slots, learned.logs
    if not slots or n_posts <= 0:
        return ()
    chance = np.random.default_rng([abs(seed), week_start.toordinal()])
    tests = _tests(week_start, n_posts)
    taken: list[Slot] = []
    _take(taken, [slots[place] for place in ranked(logs)], n_posts - tests)
    known = len(taken)
    for _ in range(tests):
        # Half a draw, half what is known: a full draw tests too much that is hopeless.
        drawn = (logs[chance.integers(len(logs))] + logs.mean(axis=0)) / 2
        _take(taken, [slots[place] for place in np.argsort(-drawn, kind="stable")], 1)
    chosen = (Chosen(*slot, n >= known) for n, slot in enumerate(taken))
    return tuple(sorted(chosen, key=lambda one: (one.weekday, one.hour)))


def _tests(week_start: date, n_posts: int) -> int:
    """How many of this week's posts are tests, so that over the weeks it is one in five."""
    week = week_start.toordinal() // 7
    return (week + 1) * n_posts // _ONE_TEST_IN - week * n_posts // _ONE_TEST_IN


def _take(taken: list[Slot], order: Sequence[Slot], count: int) -> None:
    """The first `count` of `order`, each on the emptiest day left and not close to one already taken."""
    for _ in range(count):
        free = [slot for slot in order if slot not in taken]
        if not free:
            return
        apart = [slot for slot in free if not _is_close(slot, taken)] or free
        fewest = min(_on_day(slot, taken) for slot in apart)
        taken.append(next(slot for slot in apart if _on_day(slot, taken) == fewest))


def _on_day(slot: Slot, taken: Sequence[Slot]) -> int:
    return sum(other[0] == slot[0] for other in taken)


def _is_close(slot: Slot, taken: Sequence[Slot]) -> bool:
    return any(other[0] == slot[0] and abs(other[1] - slot[1]) < _HOURS_APART for other in taken)
