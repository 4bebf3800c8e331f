"""A goal can be measured, begins where the shop stands, asks for a fair step, and says how it stands."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.goals import (
    METRICS,
    Baseline,
    baseline,
    calibration,
    days_missing,
    kind_word,
    pace_needed,
    percent,
    proposal,
    read,
    rounded,
    share_done,
    standing,
    told_by,
    value_now,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "metric", "is_named", "target", "deadline"),
    [
        ("800 followers by the end of March", "follows", True, 800, date(2027, 3, 31)),
        ("więcej obserwujących: 1 200 do 2027-02-01", "follows", True, 1200, date(2027, 2, 1)),
        ("90 zamówień w grudniu", "orders", True, 90, date(2026, 12, 31)),
        ("4,8 stars by May 2027", "rating", True, 4.8, date(2027, 5, 31)),
        ("500 klakoj kaj 30 mendoj", "orders", True, 500, None),
        ("more presence", "reach", False, None, None),
        ("większa obecność w sieci", "reach", False, None, None),
        ("sell more", "orders", False, None, None),
        ("start to be loved in our market", None, False, None, None),
    ],
)
def test_a_wish_is_read_in_three_languages(
    text: str, metric: str | None, is_named: bool, target: float | None, deadline: date | None
) -> None:
    wish = read(text, TODAY)
    assert (wish.metrics or (None,))[0] == metric
    assert (wish.is_named, wish.target, wish.deadline) == (is_named, target, deadline)


@given(st.text(max_size=80))
def test_any_wish_can_be_read(text: str) -> None:
    wish = read(text, TODAY)
    assert set(wish.metrics) <= set(METRICS)


def test_two_weeks_are_needed_for_a_baseline() -> None:
    assert days_missing([None] * 30) == 14
    assert days_missing([None] * 10 + [1.0] * 9) == 5
    assert baseline(METRICS["orders"], [1.0] * 13, 91) is None


def test_the_baseline_of_a_sum_is_what_would_come_in_the_goals_own_time() -> None:
    start = baseline(METRICS["orders"], [2.0, 0, 1, 1, 1, 1, 1] * 8, 91)
    assert start == Baseline(91, 91, 91, 56)
    wavering = baseline(METRICS["orders"], [1.0] * 28 + [2.0] * 28, 28)
    assert wavering is not None
    assert wavering.low < wavering.value == 42 < wavering.high


def test_an_unknown_day_is_not_a_day_without_orders() -> None:
    known = baseline(METRICS["likes"], [3.0, None] * 20, 40)
    assert known is not None
    assert known.value == 120


def test_a_stock_begins_with_what_is_there_and_a_level_with_its_average() -> None:
    days = [float(day) for day in range(60)]
    stock, level = baseline(METRICS["follows"], days, 91), baseline(METRICS["rating"], [4.0, None, 5.0] * 6, 91)
    assert stock is not None
    assert (stock.value, stock.low, stock.high) == (59, 59, 59)
    assert level is not None
    assert level.value == 4.5
    assert level.high <= 5


def test_a_proposal_is_a_fair_step_and_never_more_than_there_can_be() -> None:
    days = [1000.0 + 2 * day for day in range(56)]
    start = baseline(METRICS["follows"], days, 91)
    assert start is not None
    assert proposal(METRICS["follows"], start, days, 91) == 1350  # two a day, a quarter faster: 1110 + 228
    assert proposal(METRICS["rating"], Baseline(4.9, 4.8, 5, 60), [], 91) == 5
    assert proposal(METRICS["orders"], Baseline(0, 0, 0, 60), [], 91) == 1


@pytest.mark.parametrize(("value", "shown"), [(0.2, 1), (62.0, 62), (186.1, 190), (1337.5, 1350), (98_765, 99_000)])
def test_targets_are_easily_kept_in_mind(value: float, shown: float) -> None:
    assert rounded(value, METRICS["orders"]) == shown


@pytest.mark.parametrize(
    ("chance", "expected"),
    [(0.7, "on-track"), (0.69, "at-risk"), (0.3, "at-risk"), (0.29, "off-track"), (None, "unknown")],
)
def test_the_standing_is_a_probability(chance: float | None, expected: str) -> None:
    assert standing(chance) == expected


def test_nothing_is_certain_before_the_day() -> None:
    assert (percent(1.0), percent(0.0)) == (99, 1)


def test_how_far_a_goal_has_come() -> None:
    assert value_now("sum", [1, None, 2]) == 3
    assert value_now("sum", []) == 0
    assert value_now("sum", [None, None]) is None
    assert value_now("level", [4, None, 5]) == 4.5
    assert value_now("stock", [10, 12, None]) == 12
    assert value_now("stock", [None]) is None


def test_the_pace_that_is_needed_from_now() -> None:
    assert pace_needed("sum", 30, 100, 21, 91) == 7
    assert pace_needed("stock", 110, 100, 21, 91) == 0
    assert pace_needed("level", 4.0, 4.5, 50, 100) == 5
    assert pace_needed("sum", 30, 100, 91, 91) is None


def test_the_way_begins_at_the_baseline() -> None:
    assert share_done(500, 800, 650) == 0.5
    assert share_done(None, 90, 45) == 0.5
    assert share_done(500, 800, 400) < 0


def test_a_missed_goal_gets_a_kind_word_and_is_never_rounded_up() -> None:
    assert "99 %" in str(kind_word(False, 0.999))
    assert "Reached" in str(kind_word(True, 1.2))
    assert "next goal" in str(kind_word(False, -0.1))


def test_earlier_forecasts_are_counted() -> None:
    told = calibration([(0.9, True), (0.75, False), (0.4, True), (0.8, True)])
    assert (told.called, told.reached) == (3, 2)


def test_a_platform_that_tells_likes_tells_what_people_did() -> None:
    assert told_by(METRICS["engagement"], frozenset({"likes"}))
    assert not told_by(METRICS["reach"], frozenset({"likes"}))
