"""What is short, what is too much, and which pause is coming."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.cadence import Cadence, gap_ahead, posts_above, posts_short, standing
from vitrino.domain.problem import Problem

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
THREE_TO_FIVE = Cadence(3, 5)
ONE_TO_TWO_A_DAY = Cadence.per_day(1, 2)
OFFSETS = st.lists(st.floats(-20, 20), max_size=12)


def days(*offsets: float) -> list[datetime]:
    """Moments so many days from now."""
    return [NOW + timedelta(days=offset) for offset in offsets]


@pytest.mark.parametrize(
    ("posts", "cadence", "window", "short", "above"),
    [
        (0, THREE_TO_FIVE, WEEK, 3, 0),
        (3, THREE_TO_FIVE, WEEK, 0, 0),
        (5, THREE_TO_FIVE, WEEK, 0, 0),
        (6, THREE_TO_FIVE, WEEK, 0, 1),
        (5, ONE_TO_TWO_A_DAY, WEEK, 2, 0),
        (15, ONE_TO_TWO_A_DAY, WEEK, 0, 1),
        (1, THREE_TO_FIVE, timedelta(days=3.5), 1, 0),
        (3, THREE_TO_FIVE, timedelta(days=3.5), 0, 0),
        (0, Cadence(0, 2), WEEK, 0, 0),
        (1, Cadence(1 / 3, 1), WEEK * 3, 0, 0),
    ],
)
def test_missing_and_surplus_posts(posts: int, cadence: Cadence, window: timedelta, short: int, above: int) -> None:
    assert posts_short(posts, cadence, window) == short
    assert posts_above(posts, cadence, window) == above


def test_an_empty_window_is_no_window() -> None:
    with pytest.raises(ValueError, match="longer than zero"):
        posts_short(1, THREE_TO_FIVE, timedelta(0))


@pytest.mark.parametrize(("low", "high"), [(3, 2), (-1, 2), (0, 0), (1, 201), (float("nan"), 2), (1, float("inf"))])
def test_a_range_that_is_none_is_refused(low: float, high: float) -> None:
    with pytest.raises(Problem, match="posts a week"):
        Cadence(low, high)


def test_the_standing_looks_back_and_ahead() -> None:
    found = standing(days(-8, -6, -1), days(1, 3, 9), THREE_TO_FIVE, NOW)
    assert (found.published, found.missed, found.above) == (2, 1, 0)
    assert (found.planned, found.short) == (2, 1)
    assert found.gap is None
    assert found.gap_days == 0


def test_flooding_is_noticed() -> None:
    assert standing(days(*(-hours / 24 for hours in range(1, 21))), [], ONE_TO_TWO_A_DAY, NOW).above == 6


def test_a_week_the_channel_was_not_there_for_is_not_held_against_it() -> None:
    assert standing([], days(1, 3, 5), THREE_TO_FIVE, NOW, since=NOW - timedelta(days=2)).missed == 0
    assert standing([], days(1, 3, 5), THREE_TO_FIVE, NOW, since=NOW - timedelta(days=30)).missed == 3


def test_a_coming_gap_is_told_with_the_day_that_still_prevents_it() -> None:
    gap = gap_ahead(days(-1), days(6), THREE_TO_FIVE, NOW)
    assert gap is not None
    assert (gap.after, gap.until) == (NOW - timedelta(days=1), NOW + timedelta(days=6))
    assert gap.days == 7
    assert gap.after < gap.post_by < NOW + timedelta(days=4)


def test_a_plan_that_ends_is_a_gap_without_end() -> None:
    gap = gap_ahead(days(-1), days(1), THREE_TO_FIVE, NOW)
    assert gap is not None
    assert gap.until is None
    assert gap.after == NOW + timedelta(days=1)


def test_a_pause_that_only_came_before_now_is_no_gap_ahead() -> None:
    assert gap_ahead(days(-9, -1), days(1, 3, 5), THREE_TO_FIVE, NOW) is None


def test_a_fresh_channel_has_its_first_pause_from_the_day_it_was_connected() -> None:
    gap = gap_ahead([], [], THREE_TO_FIVE, NOW, since=NOW - timedelta(days=1))
    assert gap is not None
    assert gap.after == NOW - timedelta(days=1)


def test_two_posts_a_day_need_no_post_at_night() -> None:
    assert gap_ahead(days(-0.2), days(*(0.7 + day for day in range(7))), Cadence.per_day(2, 3), NOW) is None


def test_where_no_posts_are_asked_for_there_is_no_gap() -> None:
    assert gap_ahead([], [], Cadence(0, 1), NOW) is None


@given(OFFSETS, OFFSETS, st.floats(0, 30), st.floats(0.5, 30))
def test_adding_the_missing_posts_leaves_none_missing(
    published: list[float], planned: list[float], low: float, more: float
) -> None:
    cadence = Cadence(low, low + more)
    found = standing(days(*published), days(*planned), cadence, NOW)
    assert posts_short(found.planned + found.short, cadence, WEEK) == 0
    assert found.short == 0 or posts_short(found.planned + found.short - 1, cadence, WEEK) == 1
    assert not (found.missed and found.above)


@given(OFFSETS, OFFSETS)
def test_a_gap_is_longer_than_the_pause_allowed_and_ends_ahead(published: list[float], planned: list[float]) -> None:
    gap = gap_ahead(days(*published), days(*planned), THREE_TO_FIVE, NOW)
    if gap is None:
        return
    assert THREE_TO_FIVE.long_pause is not None
    assert gap.days > THREE_TO_FIVE.long_pause / timedelta(days=1)
    assert (gap.until or NOW + WEEK) > NOW
