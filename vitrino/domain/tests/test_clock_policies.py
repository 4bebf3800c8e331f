"""Targets are an ordered list: the first row that matches holds, the last holds for everything."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.clocks import (
    DEFAULT_POLICIES,
    POLICY_NAMES,
    ClockKind,
    Condition,
    Policy,
    Traits,
    choose,
    faults,
    from_json,
    to_json,
)
from vitrino.domain.deadlines import COMMENT, COMPLAINT, LOW_REVIEW, MESSAGE, OTHER_REVIEW, Surface, Target
from vitrino.domain.problem import Problem

SURFACES: list[Surface] = ["comment", "message", "mention", "review"]
TRAITS = st.builds(
    Traits, st.sampled_from(SURFACES), st.booleans(), st.integers(0, 3), st.none() | st.integers(1, 5)
)  # fmt: skip
CONDITIONS = st.builds(
    Condition,
    st.frozensets(st.sampled_from(SURFACES)),
    st.none() | st.booleans(),
    st.integers(0, 3),
    st.none() | st.integers(1, 5),
)
TARGETS = st.builds(Target, st.integers(1, 5000), st.booleans())
POLICIES = st.lists(
    st.builds(Policy, st.text(max_size=5), TARGETS, TARGETS, st.none() | TARGETS, st.lists(CONDITIONS).map(tuple)),
    max_size=4,
    unique_by=lambda policy: policy.key,
)


@pytest.mark.parametrize(
    ("traits", "target"),
    [
        (Traits("message"), MESSAGE),
        (Traits("comment"), COMMENT),
        (Traits("mention"), COMMENT),
        (Traits("message", is_complaint=True), COMPLAINT),
        (Traits("mention", is_complaint=True), COMPLAINT),
        (Traits("comment", urgency=1), COMMENT),
        (Traits("review"), OTHER_REVIEW),
        (Traits("review", rating=4), OTHER_REVIEW),
        (Traits("review", rating=3), LOW_REVIEW),
        (Traits("review", is_complaint=True, rating=5), LOW_REVIEW),
    ],
)
def test_the_defaults_are_the_targets_of_the_care_rules(traits: Traits, target: Target) -> None:
    assert choose(DEFAULT_POLICIES, traits).first == target
    assert choose(DEFAULT_POLICIES, replace(traits, urgency=2)).first == COMPLAINT


def test_the_defaults_have_no_fault_and_a_name_each() -> None:
    assert faults(DEFAULT_POLICIES) == []
    assert {policy.key for policy in DEFAULT_POLICIES} == set(POLICY_NAMES)
    for policy in DEFAULT_POLICIES:
        assert policy.target(ClockKind.FIRST) == policy.target(ClockKind.NEXT) is not None


def test_the_first_row_that_matches_holds() -> None:
    strict = Policy("strict", Target(5), when=(Condition(frozenset({"message"})),))
    urgent = Policy("urgent", Target(1), when=(Condition(urgency_from=1),))
    rest = Policy("rest", Target(9))
    assert choose((strict, urgent, rest), Traits("message", urgency=3)) is strict
    assert choose((urgent, strict, rest), Traits("message", urgency=3)) is urgent
    assert choose((urgent, strict, rest), Traits("comment")) is rest
    assert choose((urgent,), Traits("comment")) is DEFAULT_POLICIES[-1]


def test_all_that_a_condition_names_must_hold_and_one_condition_is_enough() -> None:
    both = Condition(frozenset({"review"}), is_complaint=True)
    assert not both.holds(Traits("review"))
    assert both.holds(Traits("review", is_complaint=True))
    assert not Condition(rating_to=3).holds(Traits("review"))
    either = Policy("either", Target(5), when=(both, Condition(rating_to=3)))
    assert either.holds(Traits("review", rating=3))
    assert not either.holds(Traits("review", rating=4))


@pytest.mark.parametrize(
    ("policies", "words"),
    [
        ((), "last row must hold for everything"),
        ((Policy("a", Target(5), when=(Condition(urgency_from=1),)),), "last row must hold for everything"),
        ((Policy("a", Target(5)), Policy("b", Target(5))), "rows below it are never used"),
        ((Policy("a", Target(5), when=(Condition(),)), Policy("b", Target(5))), "rows below it are never used"),
        ((Policy("a", Target(5), when=(Condition(rating_to=1),)), Policy("a", Target(5))), "twice"),
        ((Policy("a"),), "no target at all"),
        ((Policy("a", Target(0)),), "between one minute and 90 days"),
        ((Policy("a", Target(10**6)),), "between one minute and 90 days"),
    ],
)
def test_a_list_that_can_not_work_is_told_so_in_words(policies: tuple[Policy, ...], words: str) -> None:
    assert any(words in str(fault) for fault in faults(policies))
    with pytest.raises(Problem):
        from_json(to_json(policies))


@given(POLICIES)
def test_a_usable_list_survives_storing(policies: list[Policy]) -> None:
    if not faults(policies):
        assert from_json(to_json(policies)) == tuple(policies)


@pytest.mark.parametrize(
    "stored",
    [
        None,
        5,
        [{}],
        [{"key": "a", "first": {"minutes": "x"}}],
        [{"key": "a", "first": 5}],
        [{"key": "a", "first": {"minutes": 5}, "when": [{"surfaces": ["fax"]}]}],
        [{"key": "a", "first": {"minutes": 5}, "when": [{"is_complaint": "yes"}]}],
    ],
)
def test_stored_nonsense_is_a_problem_and_no_crash(stored: object) -> None:
    with pytest.raises(Problem, match="can't be read"):
        from_json(stored)
