"""Alarms on mentions: raised in time, silent where nothing is wrong, and never changed by what comes later."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.domain.insight.spikes import Alarm, Detector, alarms, log_tail

START = datetime(2026, 1, 5)
hours = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=120)
Counts = list[float]


def quiet(weeks: int, a_day: float, seed: int = 1, share: float = 0.12) -> tuple[Counts, Counts]:
    rng = np.random.default_rng(seed)
    total = rng.poisson(a_day / 24, weeks * 168)
    return total.astype(float).tolist(), rng.binomial(total, share).astype(float).tolist()


def with_wave(total: Sequence[float], negative: Sequence[float], at: int, wave: Sequence[int], bad: float
              ) -> tuple[Counts, Counts]:  # fmt: skip
    every, ill = list(total), list(negative)
    for n, more in enumerate(wave):
        every[at + n] += more
        ill[at + n] += round(more * bad)
    return every, ill


@pytest.mark.parametrize(("a_day", "wave", "latest_h"), [
    (0.5, (0, 1, 1, 2, 2, 2), 6), (7, (1, 1, 2, 2, 2, 2), 6), (48, (2, 4, 6, 8, 8), 5), (240, (7, 14, 20, 27, 34), 4),
])  # fmt: skip
def test_a_wave_of_negatives_is_a_crisis_within_hours(a_day: float, wave: tuple[int, ...], latest_h: int) -> None:
    total, negative = with_wave(*quiet(8, a_day), at=1200, wave=wave, bad=0.75)
    (alarm,) = (one for one in alarms(START, total, negative) if 1180 < one.i < 1230)
    assert alarm.kind == "crisis"
    assert 1200 <= alarm.i < 1200 + latest_h


@pytest.mark.parametrize("a_day", [0.5, 3, 15])
def test_six_complaints_an_hour_are_a_crisis_within_two(a_day: float) -> None:
    negative = quiet(10, a_day, share=1)[1]
    total, negative = with_wave(negative, negative, at=1300, wave=(6, 6, 6, 6), bad=1)
    (alarm,) = (one for one in alarms(START, total, negative) if 1276 < one.i < 1310)
    assert (alarm.kind, alarm.i in (1300, 1301)) == ("crisis", True)


def test_a_shop_of_which_only_ill_is_heard_learns_that_this_is_usual() -> None:
    negative = quiet(8, 15, seed=5, share=1)[1]
    assert alarms(START, negative, negative) == ()


def test_what_was_stored_before_the_last_sum_was_kept_is_still_read() -> None:
    saved = Detector().saved()
    saved["usual"]["day"] = [1.0, 1.0, 2.0, 2.0]
    del saved["usual"]["share_by_day"]
    assert Detector.restored(saved).usual == Detector().usual


def test_much_talk_without_more_anger_is_volume_and_no_crisis() -> None:
    total, negative = with_wave(*quiet(8, 48), at=1200, wave=(20, 40, 40, 30, 20, 10), bad=0.12)
    assert [one.kind for one in alarms(START, total, negative) if one.i < 1224] == ["volume"]


@pytest.mark.parametrize("a_day", [0.5, 7, 48, 240])
def test_a_quiet_brand_hears_nothing_for_half_a_year(a_day: float) -> None:
    """Luck makes a crisis once or twice a year: not in this one."""
    assert alarms(START, *quiet(26, a_day, seed=3)) == ()


def test_a_lasting_change_is_told_once_and_then_usual() -> None:
    before, after = quiet(6, 24), quiet(6, 72, seed=2)
    found = alarms(START, before[0] + after[0], before[1] + after[1])
    assert [one.kind for one in found] in ([], ["volume"])


def test_a_long_crisis_is_told_once() -> None:
    total, negative = with_wave(*quiet(8, 24), at=1100, wave=(8,) * 60, bad=0.8)
    assert [one.kind for one in alarms(START, total, negative)] == ["crisis"]


def test_two_negatives_are_two_messages_not_a_crisis() -> None:
    total, negative = with_wave(*quiet(4, 0.5), at=500, wave=(1, 1), bad=1)
    assert alarms(START, total, negative) == ()


def test_what_is_usual_for_the_hour_raises_nothing() -> None:
    day = [0.0] * 18 + [6.0, 8.0, 6.0, 2.0, 0.0, 0.0]
    total = day * 56
    negative = [1.0 if value == 8 else 0.0 for value in total]
    assert alarms(START, total, negative) == ()


@settings(max_examples=30, deadline=None)
@given(hours, hours)
def test_what_was_said_of_an_hour_never_changes(first: list[tuple[int, int]], later: list[tuple[int, int]]) -> None:
    def asked(given_hours: list[tuple[int, int]]) -> tuple[Alarm, ...]:
        return alarms(START, [a + b for a, b in given_hours], [b for _, b in given_hours])

    whole = asked(first + later)
    assert asked(first) == tuple(alarm for alarm in whole if alarm.i < len(first))


@settings(max_examples=20, deadline=None)
@given(hours, hours)
def test_a_stored_detector_goes_on_as_if_nothing_had_happened(
    first: list[tuple[int, int]], later: list[tuple[int, int]]
) -> None:
    one = Detector()
    for n, (calm, bad) in enumerate(first):
        one.hour(n // 24 % 7, n % 24, calm + bad, bad)
    other = Detector.restored(json.loads(json.dumps(one.saved())))
    for calm, bad in later:
        assert one.hour(2, 5, calm + bad, bad) == other.hour(2, 5, calm + bad, bad)
    assert one == other


def test_hours_nobody_counted_are_passed_over() -> None:
    total, negative = quiet(6, 48)
    gap = [math.nan] * 200
    assert alarms(START, total[:600] + gap + total[600:], negative[:600] + gap + negative[600:]) == ()


def test_lists_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        alarms(START, [1, 2], [1])


@pytest.mark.parametrize(("count", "mean", "size"), [(3, 0.1, 2.0), (8, 1.5, 5.0), (40, 8.0, 3.0), (12, 4.0, 1e6)])
def test_the_tail_is_that_of_the_negative_binomial(count: int, mean: float, size: float) -> None:
    share, chance, tail = mean / (mean + size), (size / (mean + size)) ** size, 0.0
    for n in range(2000):
        tail += chance if n >= count else 0.0
        chance *= (n + size) / (n + 1) * share
    assert math.exp(log_tail(count, mean, size)) == pytest.approx(tail, rel=0.3)
