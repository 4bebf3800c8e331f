"""The outlook on a goal: calm where nothing is known, sure where all is, and never against common sense."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.domain.insight.outlook import KINDS, Kind, Outlook, forecast

START = date(2026, 3, 2)
days = st.lists(st.one_of(st.none(), st.integers(0, 400)), max_size=40)


def steady(count: int, a_day: float = 10, seed: int = 1) -> list[float | None]:
    return list(np.random.default_rng(seed).poisson(a_day, count).astype(float))


def summed(history: list[float | None], so_far: list[float | None], target: float, days_total: int = 91) -> Outlook:
    return forecast("sum", "orders", history, so_far, days_total, target, START)


@pytest.mark.parametrize(("target", "low", "high"), [(700, 0.9, 1.0), (910, 0.25, 0.75), (1200, 0.0, 0.15)])
def test_a_steady_shop_is_told_what_its_pace_promises(target: float, low: float, high: float) -> None:
    found = summed(steady(56), [9, 11] * 20, target)
    assert low <= found.p <= high
    assert found.low < 910 < found.high


def test_the_nearer_the_end_the_narrower_the_forecast() -> None:
    month = steady(91, seed=3)
    widths = [found.high - found.low for found in (summed(steady(56), month[:gone], 900) for gone in (7, 40, 80))]
    assert widths == sorted(widths, reverse=True)


def test_a_goal_that_is_reached_or_over_is_certain() -> None:
    assert summed(steady(56), steady(50), 300).p == 1
    assert summed(steady(56), steady(91), 5000).p == 0
    assert summed(steady(56), steady(91), 5000).low == sum(day or 0 for day in steady(91))


def test_before_the_end_nothing_is_certain() -> None:
    assert 0 < summed(steady(56), steady(30), 100_000).p < 0.05
    assert 0.95 < summed(steady(56), steady(30), 301).p <= 1


def test_with_nothing_known_it_is_a_coin_with_a_wide_range() -> None:
    found = summed([], [], 100)
    assert found.p == pytest.approx(0.5, abs=0.1)
    assert found.high > 5 * found.low


def test_weekdays_count_for_what_they_bring() -> None:
    week = [30.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    history: list[float | None] = [*week * 8]
    monday_gone = forecast("sum", "orders", history, [30.0], 7, 30, START)
    assert monday_gone.p == 1
    assert monday_gone.mid < 45


def test_days_of_which_nothing_is_known_yet_are_still_to_come() -> None:
    known = steady(40, seed=2)
    assert summed(steady(56), [*known, None, None], 900) == summed(steady(56), known, 900)


def test_a_level_and_a_stock_are_followed_too() -> None:
    rates: list[float | None] = [0.04 + 0.001 * (n % 5) for n in range(60)]
    level = forecast("level", "rate", rates[:40], rates[40:], 60, 0.03, START)
    assert level.p > 0.95
    assert level.low < 0.042 < level.high
    followers: list[float | None] = [500.0 + 3 * n for n in range(60)]
    stock = forecast("stock", "follows", followers[:40], followers[40:], 91, 900, START)
    assert stock.low < 500 + 3 * 130 < stock.high


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(KINDS), days, days, st.floats(0, 5000), st.floats(1, 3))
def test_a_higher_target_is_never_likelier(
    kind: Kind, history: list[float | None], so_far: list[float | None], target: float, more: float
) -> None:
    lower = forecast(kind, "orders", history, so_far, 60, target, START)
    higher = forecast(kind, "orders", history, so_far, 60, target * more + 1, START)
    # With no day known the target itself is the only guess of the level.
    if any(day is not None for day in (*history, *so_far)):
        assert higher.p <= lower.p + 1e-9
    assert lower.low <= lower.mid <= lower.high
    assert all(map(math.isfinite, (lower.p, lower.low, lower.high)))


def test_the_same_question_gets_the_same_answer() -> None:
    assert summed(steady(30), steady(9), 500) == summed(steady(30), steady(9), 500)


def test_large_and_small_units_say_the_same() -> None:
    one = summed(steady(56, 400), steady(30, 400, seed=4), 36_000)
    thousand = summed([1000 * (day or 0) for day in steady(56, 400)],
                      [1000 * (day or 0) for day in steady(30, 400, seed=4)], 36_000_000)  # fmt: skip
    assert thousand.p == pytest.approx(one.p, abs=0.12)


@pytest.mark.parametrize(("days_total", "gone"), [(0, 0), (5, 6)])
def test_impossible_calendars_are_refused(days_total: int, gone: int) -> None:
    with pytest.raises(ValueError, match="days"):
        summed([], steady(gone), 10, days_total)
