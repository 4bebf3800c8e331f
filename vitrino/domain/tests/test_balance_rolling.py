"""Two weeks or ten posts, amber and red, what is planned, and the post that tips it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given as with_
from hypothesis import strategies as st

from vitrino.domain.balance import Dated, Kind, Limits, Standing, stand, tips_at

NOW = datetime(2026, 6, 1, tzinfo=UTC)
LETTERS = {"s": Kind.SELLS, "n": Kind.NEWS, "t": Kind.TEACHES, "a": Kind.ANSWERS, "?": None}


def posts(pattern: str, *, every_h: float = 24) -> list[Dated]:
    """The last letter is the newest post, an hour old."""
    return [
        Dated(NOW - timedelta(hours=1 + every_h * back), LETTERS[letter], f"{back}")
        for back, letter in enumerate(reversed(pattern))
    ]


def ahead(pattern: str) -> list[Dated]:
    return [Dated(NOW + timedelta(days=day + 1), LETTERS[one], f"p{day}") for day, one in enumerate(pattern)]


@pytest.mark.parametrize(
    ("pattern", "tone"),
    [("", "few"), ("ssss", "few"), ("stttt", "good"), ("ssttt", "warn"), ("sssttttttt", "good"), ("ssssssttttt", "bad"),
     ("ssssstttt" + "t", "warn")],
)  # fmt: skip
def test_amber_above_three_of_ten_and_red_above_half(pattern: str, tone: str) -> None:
    assert stand(posts(pattern), NOW).tone == tone


def test_a_slow_channel_is_judged_by_its_last_ten_posts() -> None:
    found = stand(posts("s" * 5 + "t" * 10, every_h=24 * 4), NOW)
    assert (found.sample, found.selling) == (10, 0)


def test_a_busy_channel_is_judged_by_all_of_two_weeks() -> None:
    assert stand(posts("t" * 40, every_h=12), NOW).sample == 28


def test_what_nobody_remembers_is_left_out() -> None:
    assert stand(posts("sssss", every_h=24 * 30), NOW).sample == 2


def test_unknown_posts_and_answers_count_for_nothing() -> None:
    found = stand(posts("sttt??aa"), NOW)
    assert (found.sample, found.unknown, found.tone) == (4, 2, "few")


def test_the_owner_may_move_the_line() -> None:
    assert stand(posts("ssstt"), NOW, Limits.of(0.6)).tone == "good"
    assert stand(posts("stttttttt" + "s"), NOW, Limits.of(0.1)).tone == "warn"


def test_the_next_offer_tips_the_channel() -> None:
    tipping = tips_at(posts("ssttttt"), ahead("ts"))
    assert tipping is not None
    assert tipping.key == "p1"
    assert tips_at(posts("sttttttttt"), ahead("s")) is None
    assert tips_at(posts("ssttttt"), ahead("tttt")) is None


def test_an_offer_that_follows_enough_others_tips_nothing() -> None:
    assert tips_at(posts("ssttttt"), ahead("ttts")) is None


@with_(st.text("snt", min_size=5, max_size=14))
def test_the_posts_asked_for_bring_the_balance_back(pattern: str) -> None:
    found = stand(posts(pattern), NOW)
    if not found.others_needed:
        return
    mended = Standing(
        found.limits, {**found.counts, Kind.TEACHES: found.counts.get(Kind.TEACHES, 0) + found.others_needed}
    )
    assert mended.tone == "good"
    one_less = {**mended.counts, Kind.TEACHES: mended.counts[Kind.TEACHES] - 1}
    assert Standing(found.limits, one_less).tone != "good"
