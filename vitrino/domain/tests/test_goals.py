"""A goal can be measured or is refused with a proposal; its pace and its forecast are honest."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.goals import (
    METRICS,
    Forecast,
    Goal,
    TooEarly,
    forecast,
    meant_metric,
    objections,
    pace,
    progress_share,
)

TODAY = date(2026, 6, 1)
GOAL = Goal("clicks", 100, 200, date(2026, 5, 1), date(2026, 8, 9))  # 100 days


def test_a_goal_with_a_number_and_a_date_is_fine() -> None:
    assert objections("clicks", 100, 150, TODAY + timedelta(days=60), TODAY) == []


@pytest.mark.parametrize(
    ("metric", "baseline", "target", "deadline", "field", "proposal"),
    [
        ("More sales!", 0, 10, date(2026, 9, 1), "metric", "orders"),
        ("clicks", None, 10, date(2026, 9, 1), "baseline", 0),
        ("clicks", 100, None, date(2026, 9, 1), "target", 120),
        ("clicks", 100, float("nan"), date(2026, 9, 1), "target", 120),
        ("clicks", 100, 100, date(2026, 9, 1), "target", 120),
        ("clicks", 3, 2, date(2026, 9, 1), "target", 8),
        ("clicks", 0, 10, None, "deadline", date(2026, 8, 30)),
        ("clicks", 0, 10, TODAY, "deadline", date(2026, 8, 30)),
        ("clicks", 0, 10, date(2030, 1, 1), "deadline", date(2027, 6, 1)),
    ],
)
def test_what_cannot_be_measured_is_refused_with_a_proposal(
    metric: str, baseline: float | None, target: float | None, deadline: date | None, field: str, proposal: object
) -> None:
    (found,) = objections(metric, baseline, target, deadline, TODAY)
    assert (found.field, found.proposal) == (field, proposal)
    assert str(found.message)


def test_an_empty_wish_gets_a_whole_goal_proposed() -> None:
    found = objections("be loved", None, None, None, TODAY)
    assert [objection.field for objection in found] == ["metric", "baseline", "target", "deadline"]
    by_field = {objection.field: objection.proposal for objection in found}
    assert objections(**by_field, today=TODAY) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("More customers", "orders"),
        ("większa sprzedaż", "orders"),
        ("pli da klientoj", "orders"),
        ("pli da sekvantoj", "follows"),
        ("więcej obserwujących", "follows"),
        ("Brand awareness", "reach"),
        ("ruch na stronie", "clicks"),
        ("more engagement", "comments"),
        ("happiness", "clicks"),
        ("", "clicks"),
    ],
)
def test_a_vague_wish_is_understood(text: str, metric: str) -> None:
    assert meant_metric(text) == metric
    assert metric in METRICS


@pytest.mark.parametrize(
    ("current", "day", "on_track", "part"),
    [
        (200, date(2026, 6, 1), True, "Reached"),
        (250, date(2026, 12, 1), True, "Reached"),
        (100, date(2026, 5, 5), None, "too early"),
        (131, date(2026, 6, 1), True, "31 % of the way in 31 % of the time"),
        (122, date(2026, 6, 1), True, "On track"),
        (120, date(2026, 6, 1), False, "Behind: 20 % of the way in 31 %"),
        (80, date(2026, 6, 1), False, "Behind: -20 %"),
        (199.9, date(2026, 8, 9), False, "Not reached: 99 %"),
    ],
)
def test_the_pace_is_said_in_words(current: float, day: date, on_track: bool | None, part: str) -> None:
    found = pace(GOAL, current, day)
    assert found.is_on_track is on_track
    assert part in str(found.message)


@given(st.floats(0, 300))
def test_the_share_done_is_one_only_at_the_target(current: float) -> None:
    assert (progress_share(GOAL, current) >= 1) == (current >= 200)


def readings(
    count: int, step_days: int, a_day: float, wavering: float = 0.0, seed: int = 1
) -> list[tuple[date, float]]:
    chance = random.Random(seed)
    found, value = [], 100.0
    for number in range(count):
        found.append((date(2026, 5, 1) + timedelta(days=number * step_days), value))
        value += sum(chance.gauss(a_day, wavering) for _ in range(step_days))
    return found


def test_a_steady_rise_is_carried_on() -> None:
    found = forecast(GOAL, readings(20, 2, 1.0))
    assert isinstance(found, Forecast)
    assert found.middle == pytest.approx(200)
    assert found.low == pytest.approx(found.high)


def test_nothing_is_certain_before_the_day() -> None:
    steep, flat = forecast(GOAL, readings(20, 2, 5.0)), forecast(GOAL, readings(20, 2, 0.0))
    assert isinstance(steep, Forecast)
    assert isinstance(flat, Forecast)
    assert steep.chance == 0.99
    assert flat.chance == pytest.approx(0.01)


@pytest.mark.parametrize(
    ("count", "step", "missing"), [(0, 1, (8, 14)), (7, 3, (1, 0)), (10, 1, (0, 5)), (1, 1, (7, 14))]
)
def test_too_few_readings_give_no_forecast(count: int, step: int, missing: tuple[int, int]) -> None:
    found = forecast(GOAL, readings(count, step, 1.0))
    assert isinstance(found, TooEarly)
    assert (found.readings_missing, found.days_missing) == missing


def test_nine_of_ten_forecasts_hold_the_truth() -> None:
    held = 0
    for seed in range(300):
        whole = readings(101, 1, 0.8, wavering=4.0, seed=seed)
        found = forecast(GOAL, whole[:40])
        assert isinstance(found, Forecast)
        held += found.low <= whole[-1][1] <= found.high
    assert 255 <= held <= 290


def test_a_likely_goal_is_reached_more_often_than_an_unlikely_one() -> None:
    reached: dict[bool, list[bool]] = {True: [], False: []}
    for seed in range(300):
        whole = readings(101, 1, 1.0, wavering=4.0, seed=seed)
        found = forecast(GOAL, whole[:60])
        assert isinstance(found, Forecast)
        reached[found.chance >= 0.8].append(whole[-1][1] >= GOAL.target)
    assert sum(reached[True]) / len(reached[True]) > 0.75 > 0.5 > sum(reached[False]) / len(reached[False])
