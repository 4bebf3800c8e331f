import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.domain.insight.compare import Series, Split, compare, posts_needed

CALM = [20.0, 25, 18, 22, 30, 19, 24, 21, 26, 23]
counts = st.lists(st.floats(0, 1e5), min_size=5, max_size=30)


def test_a_handful_of_posts_has_no_winner() -> None:
    found = compare(Series([10, 12, 11]), Series([90, 85, 99]))
    assert found.state == "early"
    assert found.ratio is None
    assert found.needed > 10


def test_a_clear_difference_over_enough_posts_has_a_winner() -> None:
    found = compare(Series(CALM), Series([value * 2 for value in CALM]))
    assert found.state == "second"
    assert found.needed == 0
    assert found.low is not None
    assert found.ratio is not None
    assert found.high is not None
    assert 1 < found.low < found.ratio < found.high
    assert found.ratio == pytest.approx(2, rel=0.05)


def test_alike_messages_stay_open_and_say_how_many_posts_it_would_take() -> None:
    found = compare(Series(CALM), Series(CALM[::-1]))
    assert found.state == "open"
    assert found.evidence < 1
    assert found.needed >= 1


def test_more_luck_needs_more_posts() -> None:
    wild = [1.0, 100, 3, 250, 9, 40, 2, 500, 12, 60]
    assert compare(Series(wild), Series(wild)).needed > compare(Series(CALM), Series(CALM)).needed


def test_posts_are_judged_by_the_people_they_reached() -> None:
    people = [1000.0] * 10
    more = compare(Series([value * 3 for value in CALM], [3000.0] * 10), Series(CALM, people))
    assert more.ratio == pytest.approx(1, rel=0.05)
    assert more.state == "open"


def test_clicks_of_a_split_need_no_posts() -> None:
    assert compare(Split(30, 2000), Split(90, 2000)).state == "second"
    assert compare(Split(90, 2000), Split(30, 2000)).state == "first"
    assert compare(Split(40, 2000), Split(44, 2000)).state == "open"


def test_few_clicks_are_too_early_whatever_they_say() -> None:
    found = compare(Split(0, 500), Split(12, 500))
    assert found.state == "early"
    assert found.needed > 500


def test_an_uneven_split_is_no_difference() -> None:
    found = compare(Split(30, 1000), Split(90, 3000))
    assert found.ratio == pytest.approx(1)
    assert found.state == "open"


@pytest.mark.parametrize(("luck", "ratio", "posts"), [(0.77, 1.5, 45), (0.55, 2.0, 8), (1.0, 1.2, 372)])
def test_posts_needed_are_those_of_the_textbook(luck: float, ratio: float, posts: int) -> None:
    """INSIGHT.md 3.4: two-sided 10 %, power 80 %."""
    assert abs(posts_needed(ratio, luck) - posts) <= 1


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="clicked"):
        compare(Split(5, 2), Split(1, 2))
    with pytest.raises(ValueError, match="post"):
        compare(Series([1.0, 2.0], [10.0]), Series(CALM))
    with pytest.raises(TypeError):
        compare(Series(CALM), Split(1, 2))


@settings(max_examples=40, deadline=None)
@given(counts, counts)
def test_changing_places_turns_the_verdict(first: list[float], second: list[float]) -> None:
    there, back = compare(Series(first), Series(second)), compare(Series(second), Series(first))
    turned = {"first": "second", "second": "first"}
    assert turned.get(there.state, there.state) == back.state
    assert there.evidence == pytest.approx(back.evidence, rel=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 400), st.integers(0, 400), st.integers(400, 9000), st.integers(400, 9000))
def test_a_split_is_decided_just_when_one_is_outside_its_interval(
    first: int, second: int, views: int, others: int
) -> None:
    found = compare(Split(first, views), Split(second, others))
    if found.low is None or found.high is None or math.isclose(found.evidence, 10, rel_tol=1e-3):
        return
    assert (found.state == "open") == (found.low <= 1 <= found.high)
