"""A campaign is measured, planned by day, and spoken of no more surely than its numbers allow."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.campaigns import MOST_DAYS, adds_up, expected, objections, orders_between, spread, standing
from vitrino.domain.message import say

MONDAY = date(2026, 11, 23)
CLICKS = say("clicks")


def test_a_wish_without_a_number_is_refused_with_one() -> None:
    found = objections(metric="", target=None, first=MONDAY, last=MONDAY + timedelta(days=13), today=MONDAY,
                       wish="more presence", usual_a_day={"clicks": 10.0})  # fmt: skip
    assert [(one.field, one.proposal) for one in found] == [("metric", "clicks"), ("target", 168)]
    assert "168 clicks in 14 days" in str(found[0].message)


@pytest.mark.parametrize("wish", ["Sell more cakes", "Sprzedać więcej", "pli da vendoj", "more orders"])
def test_who_writes_of_selling_means_orders(wish: str) -> None:
    found = objections(metric="", target=10, first=MONDAY, last=MONDAY, today=MONDAY, wish=wish)
    assert found[0].proposal == "orders"


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (None, None, "starts_on"),
        (MONDAY, None, "ends_on"),
        (MONDAY, MONDAY - timedelta(days=1), "ends_on"),
        (MONDAY - timedelta(days=20), MONDAY - timedelta(days=10), "ends_on"),
        (MONDAY, MONDAY + timedelta(days=MOST_DAYS), "ends_on"),
    ],
)
def test_days_that_can_t_be_are_refused_with_days_that_can(first: date | None, last: date | None, field: str) -> None:
    [found] = objections(metric="clicks", target=10, first=first, last=last, today=MONDAY)
    assert found.field == field
    assert isinstance(found.proposal, date)


@given(
    target=st.integers(1, 100_000), days=st.integers(1, MOST_DAYS),
    weights=st.one_of(st.just(()), st.lists(st.integers(0, 9), min_size=7, max_size=7)),
)  # fmt: skip
def test_a_plan_has_a_number_for_each_day_and_adds_up(target: int, days: int, weights: list[int]) -> None:
    plan = spread(target, MONDAY, MONDAY + timedelta(days=days - 1), weights)
    assert len(plan) == days
    assert min(plan) >= 0
    assert adds_up(plan, target)
    assert expected(plan, days) == pytest.approx(target, abs=0.5)


def test_weekdays_count_as_much_as_they_are_said_to() -> None:
    plan = spread(80, MONDAY, MONDAY + timedelta(days=6), (1, 1, 1, 1, 1, 3, 0))
    assert plan == (10, 10, 10, 10, 10, 30, 0)


@pytest.mark.parametrize(("n", "low", "high"), [(3, 0.8, 7.8), (6, 2.6, 11.8), (12, 6.9, 19.4), (25, 17.4, 34.9)])
def test_few_orders_say_little(n: int, low: float, high: float) -> None:
    found = orders_between(n)
    assert found.low == pytest.approx(low, abs=0.06)
    assert found.high == pytest.approx(high, abs=0.06)


@pytest.mark.parametrize(
    ("seen", "planned", "days", "is_alarmed", "is_over", "kind"),
    [
        (0, 0.0, 0, False, False, "waiting"),
        (0, 4.0, 1, False, False, "early"),
        (2, 4.0, 3, False, False, "early"),
        (19, 20.0, 5, False, False, "on"),
        (15, 20.0, 5, False, False, "below"),
        (5, 20.0, 5, True, False, "short"),
        (100, 20.0, 5, True, False, "reached"),
        (80, 100.0, 14, False, True, "missed"),
    ],
)
def test_the_sentence_is_as_sure_as_the_numbers(
    seen: int, planned: float, days: int, is_alarmed: bool, is_over: bool, kind: str
) -> None:
    found = standing(seen=seen, planned=planned, target=100, days_done=days, days_total=14, is_alarmed=is_alarmed,
                     is_over=is_over, metric=CLICKS)  # fmt: skip
    assert found.kind == kind


def test_what_nobody_counts_is_neither_good_nor_bad() -> None:
    found = standing(seen=0, planned=40.0, target=100, days_done=5, days_total=14, is_alarmed=False, is_over=False,
                     metric=CLICKS, is_counted=False)  # fmt: skip
    assert (found.kind, found.tone) == ("uncounted", "")


def test_only_the_alarm_says_that_luck_does_not_explain_it() -> None:
    for is_alarmed in (False, True):
        found = standing(seen=2, planned=40.0, target=100, days_done=5, days_total=14, is_alarmed=is_alarmed,
                         is_over=False, metric=CLICKS)  # fmt: skip
        assert ("Luck does not" in str(found.message)) == is_alarmed
