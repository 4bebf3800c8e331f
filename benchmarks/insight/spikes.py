"""Alarms on mentions: `python -m benchmarks.insight.spikes [--worlds 20] [--seed 1]`.

False alarms a year and the delay of a medium crisis (peak 4 x the hourly mean, at least 1.6 an hour, 6 hours up, three
of four recognised as negative), for brands of 0.5 to 240 mentions a day in nine kinds of worlds, beside the rules that
other tools document; then the same on the real Twitter volume of ten companies. One setting for all of it.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Iterable, Sequence
from time import process_time

import numpy as np
from numpy.typing import NDArray

from benchmarks.insight import mentions
from benchmarks.insight.mentions import Stream
from vitrino.domain.insight import spikes

VOLUMES = (0.5, 1.2, 7.0, 48.0, 240.0)
LATEST_H = {0.5: 8, 1.2: 8, 7.0: 8, 48.0: 5, 240.0: 4}
_COOL_DOWN_H = 24
_GIVEN_UP_H = 48

Rule = Callable[[Stream], Sequence[int]]
Condition = Callable[[Stream], NDArray[np.bool_]]


def main(worlds: int = 20, seed: int = 1) -> int:
    began = process_time()
    print(f"Alarms on mentions: {worlds} streams of 26 weeks a row, seed {seed}; judged from week 5 on.")
    for a_day in VOLUMES:
        _simulated(worlds, seed, a_day)
    _rivals(max(2, worlds // 4), seed)
    _real(seed)
    print(f"{process_time() - began:.0f} s of processor time")
    return 0


def ours(stream: Stream) -> list[int]:
    return _of(stream, "crisis")


def _of(stream: Stream, kind: str) -> list[int]:
    found = spikes.alarms(stream.start, stream.total.tolist(), stream.negative.tolist())
    return [one.i for one in found if one.kind == kind]


def _simulated(worlds: int, seed: int, a_day: float) -> None:
    rates = []
    for world in mentions.WORLDS:
        rng = np.random.default_rng([seed, int(a_day * 10), mentions.WORLDS.index(world)])
        rates.append(f"{world} {_rate(ours, [mentions.simulated(rng, world, a_day) for _ in range(worlds)])}")
    print(f"\n{a_day:g} mentions a day (goal: <= 4 false alarms a year, a medium crisis within {LATEST_H[a_day]} h)")
    print("  false alarms a year: " + ", ".join(rates))
    for name, size in (("small", 2.0), ("medium", 4.0), ("large", 10.0)):
        rng = np.random.default_rng([seed, int(a_day * 10), 100 + int(size)])
        streams = (mentions.simulated(rng, "plain", a_day) for _ in range(worlds))
        print(f"  {name} crisis: " + _delay(ours, [mentions.with_crises(rng, one, a_day, size) for one in streams]))
    rng = np.random.default_rng([seed, int(a_day * 10), 99])
    short = [mentions.simulated(rng, "plain", a_day, weeks=3, first=0) for _ in range(2 * worlds)]
    print(f"  brand new, first three weeks: {_rate(ours, short)} false alarms a year")


def _rate(rule: Rule, streams: Iterable[Stream]) -> str:
    """False alarms a year with the standard error over streams."""
    counts, years = [], []
    for stream in streams:
        counts.append(sum(bool(stream.is_judged[i]) for i in rule(stream)))
        years.append(stream.years)
    error = np.std(counts) * math.sqrt(len(counts)) / sum(years)
    return f"{sum(counts) / sum(years):.1f} (±{error:.1f})"


def _delay(rule: Rule, streams: Iterable[Stream]) -> str:
    """Hours from the beginning of a crisis to the end of the hour of its first alarm."""
    delays = []
    for stream in streams:
        raised = np.array(rule(stream), dtype=np.int64)
        for start in stream.crises:
            after = raised[(raised >= start) & (raised < start + _GIVEN_UP_H)]
            delays.append(float(after[0] - start + 1) if len(after) else math.inf)
    median = float(np.median(delays))
    shown = f"{median:.0f} h" if math.isfinite(median) else "never"
    within = float(np.mean([delay <= 24 for delay in delays]))
    return f"median {shown}, {within:.0%} within 24 h (n = {len(delays)})"


def _rivals(worlds: int, seed: int) -> None:
    print("\nThe rules that others document (plain world; false alarms a year, median delay):")
    for name, is_over in RIVALS.items():
        cells = []
        for a_day in VOLUMES[1:]:
            rng = np.random.default_rng([seed, int(a_day * 10), 7])
            calm = [mentions.simulated(rng, "plain", a_day) for _ in range(worlds)]
            crises = [mentions.with_crises(rng, one, a_day, 4.0) for one in calm]
            delay = _delay(_bare(is_over), crises)
            rate = _rate(_cooled(is_over), calm).split(" ")[0]
            cells.append(f"{a_day:g} a day: {rate}, {delay.split(',')[0].removeprefix('median ')}")
        print(f"  {name}: " + "; ".join(cells))


def _real(seed: int) -> None:
    if not mentions.REAL.exists():
        print(f"\nReal streams: left out, {mentions.REAL.name}/ is not beside this checkout.")
        return
    print("\nReal streams (ten companies, three thinnings each; goal <= 6, 10, 25 false alarms a year at 7, 48, 240):")
    for a_day in VOLUMES[1:]:
        rng = np.random.default_rng([seed, int(a_day * 10)])
        streams = [stream for _ in range(3) for stream in mentions.real(rng, a_day)]
        crises = [mentions.with_crises(rng, one, a_day, 4.0) for one in streams]
        told = _rate(lambda one: _of(one, "volume"), streams)
        print(f"  {a_day:g} a day: crisis {_rate(ours, streams)}, unusual volume {told}; {_delay(ours, crises)}; "
              f"day > 150 %: {_rate(_cooled(RIVALS['day > 150 % of the 7-day mean']), streams)}")  # fmt: skip


def _sums(counts: NDArray[np.int64], hours: int) -> NDArray[np.float64]:
    """Sums over the last `hours`, this one included; NaN before there are so many."""
    before = np.concatenate([[0.0], np.cumsum(counts)])
    found = np.full(len(counts), np.nan)
    found[hours - 1 :] = before[hours:] - before[:-hours]
    return found


def _cooled(is_over: Condition) -> Rule:
    """At most one alarm a day: so false alarms are counted; delays are those of the bare condition."""

    def raised(stream: Stream) -> list[int]:
        found: list[int] = []
        for i in np.flatnonzero(is_over(stream)):
            if not found or i - found[-1] >= _COOL_DOWN_H:
                found.append(int(i))
        return found

    return raised


def _bare(is_over: Condition) -> Rule:
    return lambda stream: np.flatnonzero(is_over(stream)).tolist()


def _earlier(values: NDArray[np.float64], hours: int) -> NDArray[np.float64]:
    return np.concatenate([np.full(hours, np.nan), values[:-hours]])


def _deviations(counts: NDArray[np.int64], times: float) -> NDArray[np.bool_]:
    mean = _sums(counts, 168) / 168
    spread = np.sqrt(np.maximum(0, _sums(counts**2, 168) / 168 - mean**2))
    return np.asarray(_sums(counts, 24) / 24 > mean + times * spread)


def _daily(counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.asarray(_sums(counts, 24) > 1.5 * _earlier(_sums(counts, 168), 24) / 7)


RIVALS: dict[str, Condition] = {
    "fixed, >= 10 an hour": lambda one: one.total >= 10,
    "fixed, >= 50 an hour": lambda one: one.total >= 50,
    "hour > 150 % of the 7-day mean": lambda one: one.total > 1.5 * _earlier(_sums(one.total, 168), 1) / 168,
    "24 h mean > 7-day mean + 2 SD": lambda one: _deviations(one.total, 2),
    "24 h mean > 7-day mean + 1 SD": lambda one: _deviations(one.total, 1),
    "day > 150 % of the 7-day mean": lambda one: _daily(one.total),
    "the same, negatives only": lambda one: _daily(one.negative),
    "24 h > 200 % of the same window in 4 weeks": lambda one: np.asarray(
        _sums(one.total, 24) > 2 * np.mean([_earlier(_sums(one.total, 24), 168 * n) for n in (1, 2, 3, 4)], axis=0)
    ),
}


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--worlds", type=int, default=20)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    raise SystemExit(main(given.worlds, given.seed))
