"""What a reading adds to what was known: nothing twice, nothing lost, nothing made up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.tally import METRICS, Standing, known, take, traits

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
VALUES = st.dictionaries(st.sampled_from(METRICS), st.integers(0, 10**6))


def after(hours: float) -> datetime:
    return AT + timedelta(hours=hours)


@given(st.lists(st.tuples(st.integers(1, 2000), VALUES), max_size=8))
def test_gains_always_add_up_to_what_is_known(readings: list[tuple[int, dict[str, int]]]) -> None:
    standing, total = Standing(), dict.fromkeys(METRICS, 0)
    for hours, values in readings:
        standing, gains = take(standing, values, published_at=AT, at=after(hours))
        for gain in gains:
            total[gain.metric] += gain.amount
    assert {name: total[name] for name in standing.latest} == dict(standing.latest)
    assert not any(total[name] for name in METRICS if name not in standing.latest)


def test_what_is_told_no_more_keeps_its_last_value() -> None:
    first, _gains = take(Standing(), {"likes": 5, "clicks": 2}, published_at=AT, at=after(1))
    second, gains = take(first, {"likes": 7}, published_at=AT, at=after(30))
    assert second.latest == {"likes": 7, "clicks": 2}
    assert second.engagement == 9
    assert [(gain.metric, gain.amount, gain.is_first) for gain in gains] == [("likes", 2, False)]


def test_an_older_reading_fills_only_what_was_unknown() -> None:
    newest, _gains = take(Standing(), {"likes": 90}, published_at=AT, at=after(200))
    filled, gains = take(newest, {"likes": 40, "saves": 3}, published_at=AT, at=after(50))
    assert filled.latest == {"likes": 90, "saves": 3}
    assert (filled.measured_at, [gain.metric for gain in gains]) == (after(200), ["saves"])


def test_answers_are_kept_at_two_days_and_at_a_week() -> None:
    standing = Standing()
    for hours, likes in ((24, 10), (49, 14), (72, 15), (168, 18), (672, 20)):
        standing, _gains = take(standing, {"likes": likes}, published_at=AT, at=after(hours))
    assert (standing.engagement_48h, standing.engagement_7d, standing.engagement) == (14, 18, 20)


def test_a_week_is_counted_again_when_more_kinds_of_answers_become_known() -> None:
    partly, _gains = take(Standing(), {"likes": 10}, published_at=AT, at=after(900))
    whole, _gains = take(partly, {"likes": 10, "saves": 5}, published_at=AT, at=after(901))
    assert whole.engagement_7d == 15
    assert whole.engagement_48h is None


def test_unknown_and_impossible_numbers_are_left_out() -> None:
    assert known({"likes": None, "views": -1, "plays": 9, "shares": 2.0}) == {"shares": 2}


def test_a_text_shows_what_it_is_like() -> None:
    seen = traits("Which bread? https://zorza.com #rye #spelt")
    assert (seen.has_question, seen.has_link, seen.hashtag_count) == (True, True, 2)
    assert seen.length == 42
