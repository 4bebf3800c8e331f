"""Many notices at once are told together; a few each in its own message."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.storms import MOST, PAUSES, WITHIN, Flow, after_one_more, pause

START = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
GAPS = st.lists(st.integers(0, 900), min_size=1, max_size=120)


def flows(gaps_s: list[int]) -> list[Flow]:
    """The flow after each notice, so many seconds after the one before."""
    found, flow, at = [], Flow(), START
    for gap_s in gaps_s:
        at += timedelta(seconds=gap_s)
        flow = after_one_more(flow, at)
        found.append(flow)
    return found


def test_twenty_at_once_are_no_storm_and_the_next_one_is() -> None:
    found = flows([0] * (MOST + 1))
    assert [flow.is_storm for flow in found] == [False] * MOST + [True]


def test_a_storm_is_over_when_it_has_been_calm_for_a_while() -> None:
    in_storm = flows([0] * 50)[-1]
    assert in_storm.is_storm
    assert in_storm.at is not None
    assert not after_one_more(in_storm, in_storm.at + 2 * WITHIN).is_storm


def test_a_storm_counts_what_came_since_it_began() -> None:
    assert flows([0] * (MOST + 37))[-1].in_storm == 37


@given(st.lists(st.integers(16, 900), min_size=1, max_size=200))
def test_fewer_than_twenty_in_five_minutes_are_never_a_storm(gaps_s: list[int]) -> None:
    assert not any(flow.is_storm for flow in flows(gaps_s))


@given(GAPS)
def test_whenever_more_than_twice_twenty_come_within_five_minutes_it_is_a_storm(gaps_s: list[int]) -> None:
    found = flows(gaps_s)
    for index in range(2 * MOST, len(found)):
        first, last = found[index - 2 * MOST].at, found[index].at
        assert first is not None
        assert last is not None
        if last - first <= WITHIN:
            assert found[index].is_storm


@given(GAPS, st.integers(1, 3600))
def test_a_clock_that_is_put_back_ends_no_storm(gaps_s: list[int], back_s: int) -> None:
    before = flows(gaps_s)[-1]
    assert before.at is not None
    after = after_one_more(before, before.at - timedelta(seconds=back_s))
    assert after.is_storm >= before.is_storm


def test_groups_of_one_storm_come_at_growing_pauses() -> None:
    assert [pause(told) for told in range(5)] == [*PAUSES, PAUSES[-1], PAUSES[-1]]
