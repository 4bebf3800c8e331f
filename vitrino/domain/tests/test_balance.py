"""The promotional share is called out when it is known, and only then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.balance import Balance, BalancedPost, balance

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def of(pattern: str, limit: float = 0.2) -> Balance:
    """p: promotional, o: other; one post a day up to now."""
    posts = [BalancedPost(NOW - timedelta(days=day), kind == "p", kind) for day, kind in enumerate(pattern)]
    return balance(posts, NOW, limit)


@pytest.mark.parametrize(
    ("pattern", "is_over", "next_should_be", "others_needed"),
    [
        ("poooo", False, "other", 0),
        ("ppooo", True, "other", 3),
        ("ppoooooo", False, "other", 0),
        ("ooooo", False, "any", 0),
        ("oooooo", False, "any", 0),
        ("ppppp", True, "other", 18),
        ("p" + "o" * 11, False, "any", 0),
    ],
)
def test_the_limit_is_one_in_five(pattern: str, is_over: bool, next_should_be: str, others_needed: int) -> None:
    found = of(pattern)
    assert (found.is_over, found.next_should_be, found.others_needed) == (is_over, next_should_be, others_needed)


def test_few_posts_say_nothing_but_how_many_are_missing() -> None:
    found = of("pppp")
    assert not found.is_enough
    assert not found.is_over
    assert found.missing == 1
    assert found.share == 1


def test_no_posts_have_no_share_rather_than_zero() -> None:
    found = of("")
    assert found.share is None
    assert found.missing == 5
    assert found.next_should_be == "other"


def test_posts_before_the_window_are_forgotten() -> None:
    old = [BalancedPost(NOW - timedelta(days=40), True) for _ in range(9)]
    assert balance(old, NOW).sample == 0


def test_pillars_are_counted() -> None:
    assert of("ppooo").pillars == {"p": 2, "o": 3}


@pytest.mark.parametrize(("limit", "is_over"), [(0, True), (0.5, False), (1, False)])
def test_the_limit_can_be_changed(limit: float, is_over: bool) -> None:
    assert of("ppooo", limit).is_over is is_over


@pytest.mark.parametrize("limit", [-0.1, 1.1, float("nan")])
def test_a_limit_that_is_no_share_is_refused(limit: float) -> None:
    with pytest.raises(ValueError, match="share"):
        of("p", limit)


@given(st.text("po", max_size=60), st.sampled_from([0.1, 0.2, 0.25, 1 / 3, 0.5]))
def test_writing_the_others_needed_restores_the_balance(pattern: str, limit: float) -> None:
    found = of(pattern[:28], limit)
    if not found.is_over:
        return
    repaired = Balance(None, limit, found.promotional, found.sample + found.others_needed, 0)
    assert not repaired.is_over
    assert Balance(None, limit, found.promotional, found.sample + found.others_needed - 1, 0).is_over


@given(st.text("po", max_size=28), st.sampled_from([0.1, 0.2, 0.25, 1 / 3, 0.5]))
def test_following_the_advice_never_breaks_the_limit(pattern: str, limit: float) -> None:
    found = of(pattern, limit)
    if found.next_should_be == "any":
        after = Balance(None, limit, found.promotional + 1, found.sample + 1, 0)
        assert not after.is_over
