"""How often a name would be found, from a sample."""

from __future__ import annotations

import random

import pytest

from vitrino.domain.matcher.rate import rate_of


@pytest.mark.parametrize(
    ("found", "low", "high"), [(1, 0.03, 5.57), (5, 1.62, 11.67), (10, 4.80, 18.39), (100, 81.36, 121.63)]
)
def test_the_bounds_are_those_of_poissons_law(found: int, low: float, high: float) -> None:
    rate = rate_of(found, hours=24, one_in=1)
    assert rate is not None
    assert [rate.low, rate.high] == pytest.approx([low, high], abs=0.08)


def test_a_sample_speaks_for_the_whole_day() -> None:
    rate = rate_of(6, hours=12, one_in=50)
    assert rate is not None
    assert rate.a_day == 600


def test_nothing_found_is_not_never() -> None:
    rate = rate_of(0, hours=24, one_in=50)
    assert rate is not None
    assert (rate.a_day, round(rate.high)) == (0, 150)


def test_too_short_a_time_says_nothing() -> None:
    assert rate_of(3, hours=2.9, one_in=50) is None


def test_the_interval_holds_the_truth_nineteen_times_in_twenty() -> None:
    chance = random.Random(7)
    held = 0
    for _world in range(400):
        found = sum(chance.random() < 1 / 50 for _text in range(400))  # 400 a day, every fiftieth seen
        rate = rate_of(found, hours=24, one_in=50)
        assert rate is not None
        held += rate.low <= 400 <= rate.high
    assert held / 400 >= 0.93
