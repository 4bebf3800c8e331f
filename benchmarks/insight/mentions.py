"""Streams of mentions: simulated brands of any size, and real ones thinned to a small brand's volume."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Shape = NDArray[np.float64]

START = datetime(2026, 1, 5)  # a Monday
REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "insight" / "nab"
WORLDS = ("calm", "plain", "weekends", "shift", "drift", "zero days", "bursts", "many negatives", "wild")
_RAMP_H, _FADE_H, _LENGTH_H = 6, 12, 72


@dataclass(frozen=True)
class Stream:
    """start: of the first hour. is_judged: hours whose alarms count (not the first weeks, not real incidents)."""

    start: datetime
    total: Counts
    negative: Counts
    is_judged: NDArray[np.bool_]
    crises: tuple[int, ...] = ()

    @property
    def years(self) -> float:
        return float(self.is_judged.sum()) / 8760


def simulated(rng: np.random.Generator, world: str, a_day: float, weeks: int = 26, first: int = 4) -> Stream:
    """A brand with its own hours and weekdays; judged from week `first` on.

    calm: Poisson, shares hardly move. plain: hours vary with 1/k = 0.35, the share of negatives (12 %) by 45 % from day
    to day. many negatives: 30 %. wild: 1/k = 1 and 60 %. Bursts: 26 a year of 3 to 10 times the mentions.
    """
    hours = np.arange(weeks * 168)
    mean = a_day / 24 * _profile(rng, world)[hours % 168] * _change(rng, world, hours)
    spread = {"calm": 0.0, "wild": 1.0}.get(world, 0.35)
    rate = mean * rng.gamma(1 / spread, spread, len(hours)) if spread else mean
    total = rng.poisson(rate)
    negative = rng.binomial(total, _share(rng, world, weeks * 7)[hours // 24])
    return Stream(START, total, negative, hours >= first * 168)


def _profile(rng: np.random.Generator, world: str) -> Shape:
    """168 hours of a week, mean 1."""
    day = np.exp(rng.uniform(0.3, 1.3) * np.cos((np.arange(24) - rng.uniform(10, 21)) / 12 * np.pi))
    week = np.exp(rng.normal(0, 0.2, 7))
    if world == "weekends":
        week[5:] *= rng.choice([0.1, 0.3, 2.5])
    shape = np.outer(week, day).ravel()
    return np.asarray(shape / shape.mean())


def _change(rng: np.random.Generator, world: str, hours: Counts) -> Shape:
    change = np.ones(len(hours))
    if world == "shift":
        change[rng.integers(len(hours) // 4, 3 * len(hours) // 4) :] = rng.choice([0.33, 2.0, 3.0])
    if world == "drift":
        change = np.exp(np.cumsum(rng.normal(0, 0.15, len(hours) // 168)))[hours // 168]
    if world == "zero days":
        change[np.isin(hours // 24, rng.integers(0, len(hours) // 24, len(hours) // 672))] = 0
    if world == "bursts":
        for _ in range(rng.poisson(len(hours) / 168 / 2)):
            _burst(rng, change)
    return change


def _burst(rng: np.random.Generator, change: Shape) -> None:
    length = rng.integers(3, 25)
    shape = np.concatenate([[1 / 3, 2 / 3, 1], np.exp(-np.arange(2 * length) / (length / 2))])
    start = rng.integers(0, len(change) - len(shape))
    change[start : start + len(shape)] += rng.uniform(2, 9) * shape


def _share(rng: np.random.Generator, world: str, days: int) -> Shape:
    mean = 0.3 if world == "many negatives" else 0.12
    noise = {"calm": 0.2, "wild": 0.6}.get(world, 0.45)
    return np.minimum(0.9, mean * np.exp(rng.normal(0, noise, days) - noise**2 / 2))


def with_crises(rng: np.random.Generator, calm: Stream, a_day: float, size: float, every_weeks: int = 3) -> Stream:
    """`calm` and a crisis every few weeks. size: peak over the hourly mean, but at least 0.4 x size an hour.

    Six hours up, then fading; three of four mentions are recognised as negative.
    """
    height = max(size * a_day / 24, 0.4 * size)
    shape = np.concatenate([np.arange(1, _RAMP_H + 1) / _RAMP_H, np.exp(-np.arange(1, _LENGTH_H) / _FADE_H)])
    total, negative, starts = calm.total.copy(), calm.negative.copy(), []
    step = every_weeks * 168
    for begin in range(int(np.argmax(calm.is_judged)), len(total) - step, step):
        start = begin + int(rng.integers(0, step - 2 * _LENGTH_H))
        wave = rng.poisson(height * shape)
        total[start : start + len(wave)] += wave
        negative[start : start + len(wave)] += rng.binomial(wave, 0.75)
        starts.append(start)
    return Stream(calm.start, total, negative, calm.is_judged, tuple(starts))


def real(rng: np.random.Generator, a_day: float) -> Iterator[Stream]:
    """Ten companies' Twitter volume (NAB), thinned; labelled windows and the first two weeks are not judged."""
    windows = json.loads((REAL / "combined_windows.json").read_text(encoding="utf-8"))
    for path in sorted(REAL.glob("Twitter_volume_*.csv")):
        start, hourly = _hourly(path)
        judged = np.arange(len(hourly)) >= 336
        for first, last in next(value for name, value in windows.items() if name.endswith(path.name)):
            begin, end = (_hours_since(start, when.split(".")[0]) for when in (first, last))
            judged[max(0, begin - 6) : end + 30] = False
        total = rng.binomial(hourly, min(1.0, a_day / 24 / hourly.mean()))
        share = np.minimum(0.9, 0.12 * np.exp(rng.normal(0, 0.45, len(total) // 24 + 2) - 0.1))
        negative = rng.binomial(total, share[(np.arange(len(total)) + start.hour) // 24])
        yield Stream(start, total, negative, judged)


def _hourly(path: Path) -> tuple[datetime, Counts]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    start = datetime.fromisoformat(rows[0]["timestamp"]).replace(minute=0, second=0)
    hours = [_hours_since(start, row["timestamp"]) for row in rows]
    counts = np.zeros(max(hours) + 1, dtype=np.int64)
    np.add.at(counts, hours, [int(row["value"]) for row in rows])
    return start, counts


def _hours_since(start: datetime, when: str) -> int:
    return int((datetime.fromisoformat(when) - start) / timedelta(hours=1))
