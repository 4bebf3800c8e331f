"""Two messages compared: `python -m benchmarks.insight.compare [worlds] [seed]`.

Looked at after every pair of posts (every 50 views of a split). False winners when there is no difference; winners and
posts until then when there is one; do the intervals hold at every look. Beside it a t or z test at each look, p < 0.10,
as dashboards do. Luck of a post: Student's t with 5 degrees, sigma 0.75. Standard errors in brackets.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from statistics import NormalDist

import numpy as np

from vitrino.domain.insight.compare import FEWEST_CLICKS, FEWEST_POSTS, Series, Split, compare
from vitrino.domain.stats.spread import t_quantile

PAIRS, LOOKS, VIEWS = 100, 80, 50
_Z = NormalDist().inv_cdf(0.95)
Floats = np.ndarray


def main(worlds: int, seed: int) -> int:
    print(f"{worlds} worlds a row, seed {seed}; a winner at any look counts")
    print(f"\nup to {PAIRS} posts of each message, a look after each pair")
    for ratio in (1.0, 1.2, 1.5, 2.0):
        _row(f"x{ratio}", [_posts(ratio, seed, world) for world in range(worlds)])
    print(f"\nclicks of 3 in 100 views, {LOOKS} looks, {VIEWS} views of each message a look")
    for ratio in (1.0, 1.2, 1.5, 2.0):
        _row(f"x{ratio}", [_splits(ratio, seed, world) for world in range(worlds)])
    return 0


def _posts(ratio: float, seed: int, world: int) -> tuple[float, float, bool]:
    """First look with a winner, ours and naive (inf when never), and whether the interval always held the truth."""
    rng = np.random.default_rng((seed, world))
    typical = rng.uniform(8, 60)
    luck = 0.75 * rng.standard_t(5, size=(2, PAIRS)) / math.sqrt(5 / 3)
    answers = rng.poisson(typical * np.exp(luck) * np.array([[1.0], [ratio]]))

    def ours(look: int) -> tuple[bool, bool]:
        found = compare(Series(list(answers[0, :look])), Series(list(answers[1, :look])))
        return found.state in ("first", "second"), found.low is None or found.low <= ratio <= (found.high or 0)

    def naive(look: int) -> bool:
        logs = np.log(answers[:, :look] + 0.5)
        error = math.sqrt(max(1e-9, logs.var(axis=1, ddof=1).sum() / look))
        return bool(abs(logs[1].mean() - logs[0].mean()) > t_quantile(0.95, 2 * look - 2) * error)

    return _first(ours, naive, range(FEWEST_POSTS, PAIRS + 1))


def _splits(ratio: float, seed: int, world: int) -> tuple[float, float, bool]:
    rng = np.random.default_rng((seed, world))
    clicks = rng.binomial(VIEWS, np.array([[0.03], [0.03 * ratio]]), size=(2, LOOKS)).cumsum(axis=1)

    def ours(look: int) -> tuple[bool, bool]:
        first, second = (Split(int(row[look - 1]), look * VIEWS) for row in clicks)
        found = compare(first, second)
        return found.state in ("first", "second"), found.low is None or found.low <= ratio <= (found.high or 0)

    def naive(look: int) -> bool:
        first, second = clicks[:, look - 1]
        share = (first + second) / (2 * look * VIEWS)
        error = math.sqrt(max(1e-9, share * (1 - share) * 2 / (look * VIEWS)))
        return bool(first + second >= FEWEST_CLICKS and abs(first - second) / (look * VIEWS) > _Z * error)

    return _first(ours, naive, range(1, LOOKS + 1))


def _first(
    ours: Callable[[int], tuple[bool, bool]], naive: Callable[[int], bool], looks: range
) -> tuple[float, float, bool]:
    seen = [ours(look) for look in looks]
    first = next((float(look) for look, (won, _) in zip(looks, seen, strict=True) if won), math.inf)
    peeked = next((float(look) for look in looks if naive(look)), math.inf)
    return first, peeked, all(held for _won, held in seen)


def _row(name: str, found: list[tuple[float, float, bool]]) -> None:
    ours, naive, held = (np.array(column) for column in zip(*found, strict=True))
    half, most = (np.sort(ours)[int(share * len(ours))] for share in (0.5, 0.8))
    print(f"  {name:5} ours: winner {_share(np.isfinite(ours))}, in half of the worlds after {half:.0f} looks, "
          f"in four of five after {most:.0f}; interval held at every look {_share(held)}; "
          f"naive peeking: winner {_share(np.isfinite(naive))}")  # fmt: skip


def _share(hits: Floats) -> str:
    share = float(hits.mean())
    return f"{share:.0%} (±{math.sqrt(share * (1 - share) / len(hits)):.1%})"


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    raise SystemExit(main(*given, *(300, 5)[len(given) :]))
