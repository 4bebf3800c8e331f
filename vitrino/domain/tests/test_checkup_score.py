"""The score: each mistake once, nothing gained by looking away, and silence where there is nothing to judge by."""

from __future__ import annotations

import pytest

from vitrino.domain.checkup.areas import AREA_OF, AREAS, WEIGHTS
from vitrino.domain.checkup.score import Judged, State, in_words, score

MISTAKES = sorted(AREA_OF)
STATES: tuple[State, ...] = ("well", "low", "medium", "high", "unknown", "failed")
WELL = [Judged(f"rule-{one}", one, "well") for one in MISTAKES]
ANY = [Judged("one more", mistake, state) for mistake in MISTAKES for state in STATES]


def states(mistake: str, *found: State) -> list[Judged]:
    """A shop that is well but for these rules of one mistake."""
    others = [one for one in WELL if one.mistake != mistake]
    return [*others, *(Judged(f"{number}", mistake, state) for number, state in enumerate(found))]


def test_a_shop_without_a_notice_has_a_hundred_points() -> None:
    found = score(WELL)
    assert found.points == 100
    assert set(found.areas.values()) == {100}


def test_every_mistake_has_an_area_and_a_weight() -> None:
    assert set(AREA_OF) == set(WEIGHTS) == {f"M{number}" for number in range(1, 25)}
    assert set(AREA_OF.values()) == set(AREAS)


@pytest.mark.parametrize(("state", "points"), [("low", 99), ("medium", 98), ("high", 96)])
def test_what_is_graver_costs_more(state: State, points: int) -> None:
    assert score(states("M1", "well", state)).points == points


def test_one_broken_thing_does_not_count_ten_times() -> None:
    assert score(states("M8", "high")).points == score(states("M8", *("high",) * 10)).points


def test_a_mistake_that_costs_customers_today_weighs_more() -> None:
    dear, cheap = score(states("M14", "high")).points, score(states("M12", "high")).points
    assert dear is not None
    assert cheap is not None
    assert dear < cheap


def test_an_area_shows_what_is_wrong_in_it_and_the_others_do_not() -> None:
    areas = score(states("M1", "high")).areas
    assert areas["goal"] == 0
    assert {points for area, points in areas.items() if area != "goal"} == {100}


def test_a_new_shop_is_not_judged() -> None:
    new = score([Judged("goals.none", "M1", "medium"), *(Judged("x", one, "unknown") for one in MISTAKES[1:])])
    assert new.points is None
    assert new.areas["goal"] == 50
    assert new.areas["answer"] is None
    assert str(in_words(new.points, 0)).startswith("There is not enough to judge")


def test_rules_that_could_not_judge_or_look_count_neither_way_and_are_named() -> None:
    found = score([*WELL, Judged("b", "M5", "unknown"), Judged("a", "M6", "failed")])
    assert (found.points, found.unknown, found.failed) == (100, ("b",), ("a",))


@pytest.mark.parametrize("one", ANY, ids=lambda one: f"{one.mistake} {one.state}")
def test_a_notice_more_never_raises_the_score(one: Judged) -> None:
    judged = [*states("M7", "well", "medium"), one]
    points = [score([*judged, Judged("new", mistake, "high")]).points or 0 for mistake in MISTAKES]
    assert max(points) <= (score(judged).points or 0)


@pytest.mark.parametrize("one", ANY, ids=lambda one: f"{one.mistake} {one.state}")
def test_points_lie_between_0_and_100_and_only_all_well_is_100(one: Judged) -> None:
    points = score([*WELL, one]).points
    assert points is not None
    assert 0 <= points <= 100
    assert (points == 100) is (one.state in ("well", "unknown", "failed"))


@pytest.mark.parametrize(
    ("points", "important", "said"),
    [(100, 0, "All is well: 100 of 100."), (71, 2, "Important things are open: 2."), (71, 0, "Nothing important")],
)
def test_the_score_is_said_in_a_sentence(points: int, important: int, said: str) -> None:
    assert said in str(in_words(points, important))
