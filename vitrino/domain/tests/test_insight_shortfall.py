"""The campaign alarm: early when half is missing, rare when all is well, although somebody looks every day."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.domain.insight.shortfall import ALARMS_ON_PLAN, LONGEST_DAYS, alert

HISTORY = [18.0, 22.0, 20.0, 25.0, 15.0, 21.0, 19.0] * 4


def test_half_of_the_plan_is_seen_within_a_week() -> None:
    found = alert([20.0] * 14, HISTORY, [10, 9, 12, 10, 8, 11, 10])
    assert found.is_alert
    assert found.since is not None
    assert found.expected == pytest.approx(140)
    assert found.seen == 70
    assert found.luck < 0.1


@pytest.mark.parametrize("actual", [[20] * 14, [25] * 10, [14, 26, 18, 22, 20], [13], []])
def test_ordinary_days_raise_nothing(actual: list[float]) -> None:
    assert not alert([20.0] * 14, HISTORY, actual).is_alert


def test_few_campaigns_on_plan_are_ever_warned_of() -> None:
    rng = np.random.default_rng(7)
    warned = 0
    for _ in range(60):
        days = rng.poisson(20 * rng.gamma(6, 1 / 6, 42)).astype(float)
        warned += alert([20.0] * 14, list(days[:28]), list(days[28:])).luck <= ALARMS_ON_PLAN  # on any of its days
    assert warned <= 12


def test_an_alarm_ends_when_the_plan_is_caught_up() -> None:
    behind: list[float] = [4, 3, 5, 4]
    assert alert([20.0] * 14, HISTORY, behind).is_alert
    assert not alert([20.0] * 14, HISTORY, [*behind, 90]).is_alert


def test_a_flat_plan_knows_the_shops_sundays() -> None:
    week = [30.0, 30.0, 30.0, 30.0, 30.0, 28.0, 4.0]
    assert not alert([26.0] * 14, week * 4, [*week, *week]).is_alert
    assert not alert([26.0] * 14, [week[6], *week[:6]] * 4, [4.0]).is_alert


def test_without_history_it_takes_more_to_warn() -> None:
    assert not alert([20.0] * 14, [], [11, 10]).is_alert
    assert alert([20.0] * 14, [], [5, 4, 6, 5, 5]).is_alert


def test_days_nobody_counted_are_no_shortfall() -> None:
    assert not alert([20.0] * 14, HISTORY, [20, None, None, None, 21]).is_alert


def test_a_plan_of_nothing_can_not_be_missed() -> None:
    assert not alert([0.0] * 14, HISTORY, [0] * 14).is_alert


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=14), st.integers(0, 13), st.integers(1, 40))
def test_more_clicks_never_look_worse(actual: list[int], day: int, more: int) -> None:
    better = [value + (more if n == day else 0) for n, value in enumerate(actual)]
    assert alert([20.0] * 14, HISTORY, better).luck >= alert([20.0] * 14, HISTORY, actual).luck


@pytest.mark.parametrize(("plan", "actual"), [([1.0], [1.0, 1.0]), ([1.0] * (LONGEST_DAYS + 1), [])])
def test_impossible_calendars_are_refused(plan: list[float], actual: list[float]) -> None:
    with pytest.raises(ValueError, match="days"):
        alert(plan, [], actual)
