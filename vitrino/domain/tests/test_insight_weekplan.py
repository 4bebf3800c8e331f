"""The week's slots: where posts do best as far as is known, and one in five to learn."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from vitrino.domain.insight.posts import Post
from vitrino.domain.insight.weekplan import Chosen, choose
from vitrino.domain.tests.insight_shop import NOW, SLOTS, feed

MONDAY = date(2026, 11, 2)


def plan(
    count: int,
    posts: list[Post] | None = None,
    candidates: list[tuple[int, int]] = SLOTS,
    monday: date = MONDAY,
    seed: int = 1,
) -> tuple[Chosen, ...]:
    given = feed(25) if posts is None else posts
    return choose(given, now=NOW, candidates=candidates, week_start=monday, n_posts=count, seed=seed)


def test_five_posts_go_out_on_five_days_and_one_is_a_test() -> None:
    week = plan(5)
    assert len({one.weekday for one in week}) == 5
    assert [one.is_test for one in week].count(True) == 1
    assert week == tuple(sorted(week, key=lambda one: (one.weekday, one.hour)))


def test_what_is_no_test_lies_where_posts_do_best() -> None:
    evening = feed(200, lambda post: 3.0 if post.at.hour >= 18 else 1.0)
    assert all(one.hour >= 16 for one in plan(5, evening) if not one.is_test)


def test_three_posts_a_week_are_tested_three_times_in_five_weeks() -> None:
    weeks = [plan(3, [], monday=MONDAY + timedelta(weeks=week)) for week in range(5)]
    assert sum(one.is_test for week in weeks for one in week) == 3


@pytest.mark.parametrize("count", [0, 1, 4, 7, 9])
def test_as_many_as_asked_on_as_many_days_as_there_are(count: int) -> None:
    week = plan(count, [])
    assert len(week) == len({(one.weekday, one.hour) for one in week}) == count
    assert len({one.weekday for one in week}) == min(count, 7)


def test_two_on_a_day_keep_some_hours_apart() -> None:
    week = plan(3, [], candidates=[(0, 9), (0, 10), (0, 11), (0, 15), (0, 20)])
    hours = sorted(one.hour for one in week)
    assert all(later - earlier >= 3 for earlier, later in pairwise(hours))


def test_few_candidates_give_few_slots_and_none_none() -> None:
    assert len(plan(5, [], candidates=[(2, 9), (2, 10)])) == 2
    assert plan(5, [], candidates=[]) == ()


def test_the_same_seed_gives_the_same_week_and_others_test_elsewhere() -> None:
    assert plan(5, seed=3) == plan(5, seed=3)
    tests = {one for seed in range(3) for one in plan(5, seed=seed) if one.is_test}
    assert len(tests) > 1
