"""Work is read from a log, and a channel is judged only when luck can't have made it so."""

from datetime import UTC, datetime, timedelta

import pytest

from vitrino.domain.effort import Yield, answers_an_hour, counted_between, judge, minutes_at_work

MORNING = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def test_a_long_pause_ends_a_sitting() -> None:
    acts = [MORNING + timedelta(minutes=n) for n in (0, 5, 9, 120, 124)]
    assert minutes_at_work(acts) == 9 + 3 + 4 + 3


def test_nobody_did_anything() -> None:
    assert minutes_at_work([]) == 0


def test_answers_are_counted_an_hour_with_their_uncertainty() -> None:
    found = answers_an_hour([10, 20, 15, 30, 12, 18], 120)
    assert found is not None
    assert found.mid == pytest.approx(52.5)
    assert found.low < found.mid < found.high


def test_one_viral_post_makes_the_interval_wide() -> None:
    usual, viral = answers_an_hour([10] * 9 + [12], 100), answers_an_hour([10] * 9 + [3000], 100)
    assert usual is not None
    assert viral is not None
    assert viral.high / viral.low > 2 * usual.high / usual.low


@pytest.mark.parametrize(("answers", "minutes"), [([], 10), ([5], 10), ([5, 6, 7], 0)])
def test_without_posts_or_time_nothing_is_known(answers: list[float], minutes: float) -> None:
    assert answers_an_hour(answers, minutes) is None


@pytest.mark.parametrize(("own", "posts", "verdict"), [
    (Yield(1, 2, 4), 20, "drop"),
    (Yield(6, 9, 14), 20, "keep"),
    (Yield(2, 6, 18), 20, "open"),
    (Yield(1, 2, 4), 3, "try"),
    (None, 20, "open"),
])  # fmt: skip
def test_a_channel_is_dropped_only_when_it_surely_brings_less_than_half(own: Yield, posts: int, verdict: str) -> None:
    assert judge(own, 10.0, posts).verdict == verdict


def test_a_single_channel_has_nothing_to_be_compared_with() -> None:
    assert judge(Yield(1, 2, 3), None, 50).verdict == "open"


@pytest.mark.parametrize(("n", "low", "high"), [(0, 0, 3.0), (3, 0.8, 7.8), (6, 2.6, 11.8), (25, 17.4, 34.9)])
def test_few_orders_could_have_been_many_or_next_to_none(n: int, low: float, high: float) -> None:
    assert list(counted_between(n)) == pytest.approx([low, high], abs=0.1)
